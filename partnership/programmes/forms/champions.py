"""What a person may say of a champion or sponsor."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from partnership.programmes.models import Champion
from partnership.web.forms import (
    BaseForm,
    DayField,
    OnceForm,
    PartialDateFormField,
    VersionedForm,
)


def not_to_come(day: date) -> None:
    """Refuse a day to come: nothing was said on it yet."""
    if day > timezone.localdate():
        raise forms.ValidationError("This day has not come yet: choose today or a day before")


class ChampionFields(BaseForm):
    """What is asked of every champion and sponsor."""

    kind = forms.ChoiceField(label="Kind", choices=Champion.Kind.choices, widget=forms.RadioSelect)
    post = forms.CharField(
        label="Post",
        max_length=200,
        help_text="A post, such as “Minister for Public Health”. Never a person’s name.",
    )
    asked_for = forms.CharField(
        label="What is asked of it",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    standing = forms.CharField(
        label="Where it stands",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What the post has agreed to, done, or not answered yet.",
    )
    since = PartialDateFormField(label="Since")
    until = PartialDateFormField(label="Until")


class NewChampionForm(ChampionFields, OnceForm):
    """A champion or sponsor to record."""

    submit_label = "Record the post"
    reported_on = DayField(
        label="Reported on",
        initial=timezone.localdate,
        validators=[not_to_come],
        help_text="The day on which it was said: a look back at an earlier day doesn’t show it.",
    )


class ChampionForm(ChampionFields, VersionedForm):
    """A champion or sponsor to change; an end has its own page, until there is one."""

    submit_label = "Save the post"

    def __init__(self, *args: Any, has_ended: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_ended:
            del self.fields["until"]


class EndChampionForm(VersionedForm):
    """A champion or sponsor to end."""

    submit_label = "End it"

    until = PartialDateFormField(label="Until", required=True)
    why = forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say in a few words why it ends"},
        help_text="It is kept in the history.",
    )
