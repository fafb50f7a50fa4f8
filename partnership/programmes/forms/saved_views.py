"""What a person may type about a view that they keep."""

from django import forms

from partnership.web.forms import BaseForm, OnceForm


def _name_field() -> forms.CharField:
    return forms.CharField(
        max_length=80,
        label="Name of the view",
        help_text="Only you see it. Such as: “Late in the north”.",
    )


class KeepForm(OnceForm):
    """The filters of a list, and what to call them."""

    submit_label = "Keep this view"

    name = _name_field()
    page = forms.CharField(max_length=60, widget=forms.HiddenInput)
    query = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)


class RenameForm(BaseForm):
    """Another name for a view."""

    submit_label = "Save the name"

    name = _name_field()


class RemoveForm(BaseForm):
    """Nothing to fill in: pressing the button is the answer."""

    submit_label = "Delete the view"
