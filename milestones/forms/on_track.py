"""The one press of a reminder's link."""

from django import forms

from partnership.web.forms import OnceForm


class OnTrackForm(OnceForm):
    """A word may be added; none is needed."""

    submit_label = "Still on track"

    note = forms.CharField(
        label="Anything to add",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Not needed.",
    )
