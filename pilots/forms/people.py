"""What a person may type about roles and invitations."""

import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.forms import HOW_TO_CHOOSE
from partnership.people.models import Role, User
from partnership.web.forms import BaseForm, DayField, OnceForm, VersionedForm
from pilots.models import Area, Group, Membership, ReportingBody

Place = Area | Group | ReportingBody
UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}  # controls, and what has no shape of its own


def one_line(text: str) -> None:
    """Refuse line breaks and characters that nobody sees: they could pose as something else."""
    if any(unicodedata.category(character) in UNPRINTABLE for character in text):
        raise forms.ValidationError("Write it in one line, without invisible characters")


class AddressField(forms.EmailField):
    """An e-mail address in plain letters; kept in lower case."""

    default_error_messages = {
        "required": "Enter an e-mail address, such as name@example.org",
        "invalid": "Enter an e-mail address, such as name@example.org",
        "not_plain": "Write the address in plain letters (a to z) and digits",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "off"}))
        super().__init__(max_length=254, **kwargs)

    def clean(self, value: Any) -> str:
        """The address; letters that only look like others are refused, not folded."""
        if not str(value or "").isascii():
            raise forms.ValidationError(self.error_messages["not_plain"], "not_plain")
        return str(super().clean(value)).lower()


class PeopleFilter(BaseForm):
    """How a list of people is narrowed; everything may be left open."""

    method = "get"
    submit_label = "Show"

    role = forms.ChoiceField(required=False)
    place = forms.ChoiceField(required=False, label="Where")
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        roles: list[tuple[str, str]],
        places: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (("role", roles), ("place", places)):
            field = self.fields[name]
            field.choices = [("", "All"), *found]  # type: ignore[attr-defined]
            field.error_messages["invalid_choice"] = (
                "Nobody is listed under “%(value)s”: choose one from the list"
            )

    def asked(self) -> dict[str, str]:
        """What was asked for; what can't be read is left out."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("role", "place")}

    @property
    def is_narrowed(self) -> bool:
        return any(self.asked().values())


class InviteForm(OnceForm):
    """Whom to invite to a role, and from when: what every invitation asks."""

    submit_label = "Send the invitation"

    address = AddressField(label="E-mail address")
    display_name = forms.CharField(
        label="What others see",
        max_length=120,
        validators=[one_line],
        help_text="A job title is enough, such as “Library services manager”. They can change it.",
    )
    starts_on = DayField(label="Role since")
    ends_on = DayField(
        label="Role until",
        required=False,
        help_text="The last day on which they hold it. Empty: until somebody ends it.",
    )
    field_order = ("address", "display_name", "role", "place", "seat", "starts_on", "ends_on")

    def __init__(self, *args: Any, earliest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest
        self.fields["starts_on"].initial = timezone.localdate

    def clean_starts_on(self) -> date:
        """A day of the programme, or within the coming year."""
        day: date = self.cleaned_data["starts_on"]
        latest = timezone.localdate() + timedelta(days=366)
        if not self.earliest <= day <= latest:
            raise forms.ValidationError(
                f"Give a day from {day_words(self.earliest)}, when the programme starts,"
                f" to {day_words(latest)}"
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Both days together: said at the second."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", f"Give {day_words(first)}, when the role starts, or later")
        return data


class PlaceInviteForm(InviteForm):
    """An invitation to a role of an area or a reporting body: which one."""

    place = forms.ChoiceField()

    def __init__(self, *args: Any, places: Iterable[Place], word: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.places = {each.slug: each for each in places}
        field = self.fields["place"]
        field.label = word.capitalize()
        field.error_messages["required"] = f"Choose the {word}"
        field.error_messages["invalid_choice"] = f"Choose the {word} from the list"
        choices = [(slug, str(each)) for slug, each in self.places.items()]
        field.choices = [("", "Choose one"), *choices]  # type: ignore[attr-defined]

    def clean_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]


class GroupInviteForm(InviteForm):
    """An invitation to a role of one group, with the seat that goes with it."""

    role = forms.ChoiceField(widget=forms.RadioSelect)
    seat = forms.ChoiceField(
        required=False,
        help_text="The seat of the group that becomes theirs, if it is on record already.",
    )

    def __init__(
        self, *args: Any, roles: Iterable[Role], seats: Iterable[Membership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(each.pk): each for each in seats}
        self._offer_roles([(each.value, str(each.label)) for each in roles])
        seat = self.fields["seat"]
        named = [(key, each.post) for key, each in self.seats.items()]
        seat.choices = [("", "None of these"), *named]  # type: ignore[attr-defined]
        seat.error_messages["invalid_choice"] = "Choose a seat from the list"

    def _offer_roles(self, choices: list[tuple[str, str]]) -> None:
        """Ask for the role, unless there is only one."""
        if len(choices) == 1:
            del self.fields["role"]
        else:
            self.fields["role"].choices = choices  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_seat(self) -> Membership | None:
        return self.seats.get(self.cleaned_data["seat"])


class ChooseGroupForm(BaseForm):
    """Which group a role is to be held in."""

    method = "get"
    submit_label = "Continue"

    group = forms.ChoiceField(error_messages={"required": "Choose the group"})

    def __init__(self, *args: Any, groups: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", "Choose one"), *groups]  # type: ignore[attr-defined]
        self.fields["group"].error_messages["invalid_choice"] = "Choose the group from the list"


class RoleDaysForm(VersionedForm):
    """The first and the last day of a role."""

    submit_label = "Save the days"

    starts_on = DayField(label="Since")
    ends_on = DayField(
        label="Until",
        required=False,
        help_text="The last day on which they hold it. Empty: until somebody ends it.",
    )


class EndRoleForm(VersionedForm):
    """When a role ends: at once, or with a day."""

    submit_label = "End this role"
    AT_ONCE, WITH_A_DAY = "now", "day"

    when = forms.ChoiceField(
        label="When does it end?",
        widget=forms.RadioSelect,
        choices=[(AT_ONCE, "At once"), (WITH_A_DAY, "At the end of a day")],
        initial=AT_ONCE,
    )
    ends_on = DayField(
        label="Last day",
        required=False,
        help_text="Only for “At the end of a day”: today or later. Access ends at midnight.",
    )

    def clean(self) -> dict[str, Any]:
        """A day is needed where it ends with one."""
        data = super().clean() or self.cleaned_data
        is_missing = not data.get("ends_on") and "ends_on" not in self.errors
        if data.get("when") == self.WITH_A_DAY and is_missing:
            self.add_error("ends_on", "Enter the last day, such as 24 October 2019")
        return data


class WithdrawForm(BaseForm):
    """An invitation is sent again or withdrawn by one of two buttons."""

    AGAIN, BACK = "again", "back"
    do = forms.ChoiceField(choices=[(AGAIN, "Send it again"), (BACK, "Withdraw it")])


class AcceptForm(BaseForm):
    """A new account: what others see, and a password, or a passkey instead."""

    submit_label = "Accept and make my account"
    PASSKEY = "passkey"

    display_name = forms.CharField(
        label="What others see",
        max_length=120,
        validators=[one_line],
        help_text="Your job title is enough. You can change it later.",
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=HOW_TO_CHOOSE,
        error_messages={"required": "Enter a password, or use a passkey instead"},
    )
    again = forms.CharField(
        label="Password again",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter the same password again"},
    )

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address
        for name in ("password", "again"):
            self.fields[name].required = not self.wants_passkey

    @property
    def wants_passkey(self) -> bool:
        """Whether the button without a password was pressed."""
        return self.PASSKEY in self.data

    def clean(self) -> dict[str, Any]:
        """Two equal passwords that hold, unless a passkey is wanted instead."""
        data = super().clean() or self.cleaned_data
        if self.wants_passkey:
            return data | {"password": None}
        if {"password", "again"} & self.errors.keys():
            return data
        if data["password"] != data["again"]:
            self.add_error("again", "The two passwords differ: enter the same one twice")
        else:
            self._check_strength(data)
        return data

    def _check_strength(self, data: dict[str, Any]) -> None:
        user = User(email=self.address, display_name=data.get("display_name", ""))
        try:
            password_validation.validate_password(data["password"], user)
        except forms.ValidationError as error:
            self.add_error("password", error)
