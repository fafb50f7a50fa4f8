"""What a person may say of a seat: a post's, or one of people without names."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from partnership.people.models import Organisation, Sector, User
from partnership.web.forms import BaseForm, OnceForm, PartialDateFormField, VersionedForm
from pilots.forms.groups import SECTORS, reported_field
from pilots.models import Area, Membership, SeatRule

VOTES = {"": None, "yes": True, "no": False}
VOTING = [("yes", "Yes"), ("no", "No"), ("", "Not recorded")]


class VotingField(forms.TypedChoiceField):
    """Yes, no, or not recorded."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="Has a vote",
            required=False,
            choices=VOTING,
            widget=forms.RadioSelect,
            coerce=VOTES.get,
            empty_value=None,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {None: "", True: "yes", False: "no"}.get(value, value)


class SeatFields(BaseForm):
    """What is asked of every seat, with what may be chosen for it.

    Each queryset is of what the group may choose from; without `areas` or
    `rules` there is nothing to choose, and it isn't asked.
    """

    organisation: Any = forms.ModelChoiceField(
        label="Organisation",
        queryset=None,
        required=False,
        empty_label="Not recorded",
        help_text="Where the seat’s holder comes from.",
    )
    sector = forms.ChoiceField(
        label="Sector",
        required=False,
        choices=[("", "As its organisation’s, if it has one"), *SECTORS],
    )
    area: Any = forms.ModelChoiceField(
        label="Whose seat it is", queryset=None, required=False, empty_label="No one area’s"
    )
    seat_rule: Any = forms.ModelChoiceField(
        label="The rule that gives the seat", queryset=None, required=False, empty_label="No rule"
    )
    is_voting = VotingField()
    since = PartialDateFormField(label="Since")
    until = PartialDateFormField(label="Until")
    note = forms.CharField(
        label="Note", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        areas: QuerySet[Area],
        rules: QuerySet[SeatRule],
        has_ended: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("organisation", organisations)
        self._offer("area", areas)
        self._offer("seat_rule", rules)
        if not has_ended:
            del self.fields["until"]  # an end is said on a day, on its own page

    def _offer(self, name: str, found: QuerySet[Any]) -> None:
        field: Any = self.fields[name]
        field.queryset = found
        field.error_messages["invalid_choice"] = "Choose one from the list"


class PostFields(SeatFields):
    """A post's seat."""

    post = forms.CharField(
        label="Post",
        max_length=200,
        help_text="A post, such as “Library services manager”. Never a person’s name.",
    )
    role = forms.ChoiceField(
        label="Role in the group",
        choices=Membership.Role.choices,
        initial=Membership.Role.MEMBER,
        widget=forms.RadioSelect,
    )
    user: Any = forms.ModelChoiceField(
        label="Account",
        queryset=None,
        required=False,
        empty_label="No account",
        help_text="Of whoever holds the post: somebody who has a role in this group.",
    )
    field_order = (
        "post", "role", "organisation", "sector", "seat_rule", "area", "is_voting", "user",
        "since", "until", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, accounts: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("user", accounts)


class CountedFields(SeatFields):
    """A number of people from a host organisation: no names, no accounts."""

    people = forms.IntegerField(label="How many people", min_value=1, max_value=500)
    post = forms.CharField(
        label="Who they are",
        max_length=200,
        help_text="Such as “Young people”. Never names: a counted seat is a number of people.",
    )
    field_order = (
        "people", "post", "organisation", "sector", "seat_rule", "area", "is_voting",
        "since", "until", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        host: Any = self.fields["organisation"]
        host.label, host.required, host.empty_label = "Host organisation", True, "Choose the host"
        host.help_text = "The organisation that speaks for them, such as their school."
        host.error_messages["required"] = "Choose the organisation that hosts them"
        sector: Any = self.fields["sector"]
        sector.initial = Sector.PUBLIC


class NewSeatForm(PostFields, OnceForm):
    """A post to seat."""

    submit_label = "Add the seat"
    reported_on = reported_field()


class SeatForm(PostFields, VersionedForm):
    """A post's seat to mend."""

    submit_label = "Save the seat"


class NewCountedSeatForm(CountedFields, OnceForm):
    """People to seat."""

    submit_label = "Add the counted seat"
    reported_on = reported_field()


class CountedSeatForm(CountedFields, VersionedForm):
    """A counted seat to mend."""

    submit_label = "Save the counted seat"


class EndSeatForm(VersionedForm):
    """A seat to end."""

    submit_label = "End the seat"

    until = PartialDateFormField(label="Until", required=True)
    why = forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say in a few words why it ends"},
        help_text="Such as: moved to another post. It is kept in the seat’s history.",
    )
    end_reported_on = reported_field(
        help_text="The day on which the end was said: a look back at an earlier day still"
        " shows the seat."
    )
