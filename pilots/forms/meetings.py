"""What a person may type about meetings: when and where, agenda, attendance, interests."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms import BoundField

from partnership.web.forms import (
    VERSION,
    BaseForm,
    DayField,
    OnceForm,
    PartialDateFormField,
    VersionedForm,
)
from pilots.actions.agendas import Line
from pilots.actions.attendance import Mark
from pilots.agenda_rules import CLOSING_FROM
from pilots.models import AgendaItem, Attendance, Declaration, Meeting
from pilots.quorum import PRESENT
from pilots.selectors.meetings import SeatAtMeeting

ALL, TO_COME = "all", "to-come"
TITLE, DETAIL = 200, 2_000  # characters
NEW = "new"
LINES = 30  # standing items in one box


def long_text(*, at_most: int, rows: int, **kwargs: Any) -> forms.CharField:
    """A text of several lines; how long it may be is said when it is too long."""
    return forms.CharField(
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[
            MaxLengthValidator(
                at_most,
                f"Shorten this: it may have {at_most:,} characters, and has %(show_value)s.",
            )
        ],
        **kwargs,
    )


class SeriesForm(OnceForm):
    """Which of the missing meetings to make, and what becomes of those that no longer fit."""

    submit_label = "Make the meetings"

    which = forms.ChoiceField(widget=forms.RadioSelect, label="Which meetings to make")
    drop_misfits = forms.BooleanField(required=False)

    def __init__(self, *args: Any, missing: int, to_come: int, misfits: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {ALL: f"All {missing} that are missing", TO_COME: f"Only the {to_come} to come"}
        self.fields["which"].choices = list(choices.items())  # type: ignore[attr-defined]
        if not (to_come and to_come != missing):
            self.fields["which"].widget = forms.HiddenInput()
            self.fields["which"].initial = ALL
        self.fields[
            "drop_misfits"
        ].label = f"Also remove the {misfits} planned by another frequency"
        if not missing:
            self.submit_label = "Remove them"
        if not misfits:
            del self.fields["drop_misfits"]


class WhenAndWhere(BaseForm):
    """When and where a meeting is to be."""

    planned = PartialDateFormField(
        required=True,
        label="Date",
        help_text="A day such as 12 December 2019; a month, such as December 2019, until the day"
        " is agreed.",
    )
    starts_at = forms.TimeField(
        required=False,
        label="Starts at",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Enter a time, such as 14:00"},
    )
    ends_at = forms.TimeField(
        required=False,
        label="Ends at",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Enter a time, such as 15:30"},
    )
    place = forms.CharField(required=False, max_length=200, label="Place")

    def clean(self) -> dict[str, Any]:
        """A meeting ends after it starts, and a time belongs to a day."""
        found = super().clean() or {}
        starts, ends, planned = (found.get(key) for key in ("starts_at", "ends_at", "planned"))
        if ends and not starts:
            self.add_error("starts_at", "Enter when it starts, too")
        elif starts and ends and ends <= starts:
            self.add_error("ends_at", f"Enter a time after {starts:%H:%M}, when it starts")
        if starts and planned is not None and planned.day is None:
            self.add_error("planned", "Enter the day: a time belongs to one")
        return found


class NewMeetingForm(WhenAndWhere, OnceForm):
    """A further meeting."""

    submit_label = "Plan the meeting"


class MeetingForm(WhenAndWhere, VersionedForm):
    """A planned meeting's day, time and place; why, where it moves."""

    why = forms.CharField(
        required=False,
        max_length=100,
        label="Why it moves",
        help_text="Needed where it was to be on another date. Everybody in the group can read it.",
    )


class WhyForm(VersionedForm):
    """A change that needs nothing but a reason."""

    why = forms.CharField(
        max_length=100, label="Why", help_text="Everybody in the group can read it."
    )

    def __init__(self, *args: Any, submit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submit_label = submit


class HeldForm(VersionedForm):
    """The day on which a meeting was held."""

    held_on = DayField(label="The day on which it was held")


class FormOfRows(VersionedForm):
    """A form with fields for each of several records.

    A record that came after the form was opened is taken as it stands, so that
    it is the version that tells of it, and not a field that seems forgotten.
    """

    def fill_in(self) -> None:
        """Call when all fields are there: what was not sent is what stands."""
        if not self.is_bound:
            return
        stands = {
            name: field.initial
            for name, field in self.fields.items()
            if name not in self.data
            and name != VERSION
            and not isinstance(field, forms.BooleanField)
        }
        sent = {name: self.data[name] for name in self.data}
        self.data = {name: value for name, value in stands.items() if value is not None} | sent


class AgendaForm(FormOfRows):
    """Each item with its number, title and detail, and room for one more."""

    submit_label = "Save the agenda"

    def __init__(self, *args: Any, items: Sequence[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for place, item in enumerate(items, start=1):
            self._add(item.pk, item.title, item.detail, place)
        self._add(NEW, "", "", len(items) + 1)
        self.fill_in()

    def _add(self, key: int | str, title: str, detail: str, place: int) -> None:
        is_new = key == NEW
        self.fields[f"title_{key}"] = forms.CharField(
            label="Title", initial=title, max_length=TITLE, required=not is_new
        )
        self.fields[f"detail_{key}"] = long_text(
            at_most=DETAIL, rows=2, label="Detail", initial=detail, required=False
        )
        if not is_new:
            self.fields[f"place_{key}"] = forms.IntegerField(
                label="Number", initial=place, min_value=1, max_value=200
            )
            self.fields[f"remove_{key}"] = forms.BooleanField(
                label="Take it off the agenda", required=False
            )

    def rows(self) -> Iterator[tuple[AgendaItem, dict[str, BoundField]]]:
        """Each item with its fields."""
        for item in self.items:
            names = ("place", "title", "detail", "remove")
            yield item, {name: self[f"{name}_{item.pk}"] for name in names}

    def new_fields(self) -> list[BoundField]:
        """The fields of the item to add."""
        return [self[f"title_{NEW}"], self[f"detail_{NEW}"]]

    def lines(self) -> list[Line]:
        """The items as typed; only of a valid form."""
        typed = self.cleaned_data
        return [
            Line(
                item.pk,
                typed[f"place_{item.pk}"],
                typed[f"title_{item.pk}"],
                typed[f"detail_{item.pk}"],
                typed[f"remove_{item.pk}"],
            )
            for item in self.items
        ]

    def added(self) -> list[tuple[str, str]]:
        """The new item as typed, if one was."""
        title, detail = self.cleaned_data[f"title_{NEW}"], self.cleaned_data[f"detail_{NEW}"]
        return [(title, detail)] if title else []

    def clean(self) -> dict[str, Any]:
        """A detail alone is no item."""
        found = super().clean() or {}
        if found.get(f"detail_{NEW}") and not found.get(f"title_{NEW}"):
            self.add_error(f"title_{NEW}", "Give the new item a title")
        return found


class StandingItemsForm(VersionedForm):
    """What stands on every agenda of a group, one item a line."""

    opening = forms.CharField(
        required=False,
        label="Items that open every agenda",
        help_text="One item a line. What comes from the records – minutes to approve, overdue"
        " actions, reports due – follows them.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    closing = forms.CharField(
        required=False,
        label="Items that close every agenda",
        help_text="One item a line, such as Any other business.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_opening(self) -> list[str]:
        return self._lines("opening")

    def clean_closing(self) -> list[str]:
        return self._lines("closing")

    def _lines(self, name: str) -> list[str]:
        """The lines that say something, each once."""
        lines = (" ".join(line.split()) for line in self.cleaned_data[name].splitlines())
        found = list(dict.fromkeys(line for line in lines if line))
        if len(found) > min(LINES, CLOSING_FROM - 1):
            raise forms.ValidationError(f"Enter {LINES} items or fewer")
        if long := next((line for line in found if len(line) > TITLE), ""):
            raise forms.ValidationError(f"Shorten “{long[:40]}…” to {TITLE} characters")
        return found


class AttendanceForm(FormOfRows):
    """Of each seat whether it was filled; of a counted seat, by how many."""

    submit_label = "Save attendance"
    STATES = [
        (Attendance.State.PRESENT, "Present"),
        (Attendance.State.APOLOGIES, "Apologies"),
        (Attendance.State.ABSENT, "Absent"),
        ("", "Not recorded"),
    ]

    def __init__(self, *args: Any, seats: Sequence[SeatAtMeeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        for each in seats:
            self._add(each)
        self.fill_in()

    def _add(self, each: SeatAtMeeting) -> None:
        seat = each.seat
        self.fields[f"state_{seat.pk}"] = forms.ChoiceField(
            label=seat.post,
            choices=self.STATES,
            required=False,
            initial=each.state,
            widget=forms.RadioSelect,
        )
        if seat.people is not None:
            self.fields[f"people_{seat.pk}"] = forms.IntegerField(
                label=f"How many of {seat.people} came",
                required=False,
                min_value=1,
                max_value=seat.people,
                initial=each.came,
                error_messages={
                    "min_value": "Enter 1 or more, or choose Absent",
                    "max_value": f"{seat.post}: the seat is for {seat.people}, so enter"
                    f" {seat.people} or fewer. If more came, change the seat first",
                },
            )

    def rows(self) -> Iterator[tuple[SeatAtMeeting, BoundField, BoundField | None]]:
        """Each seat with its fields."""
        for each in self.seats:
            name = f"people_{each.seat.pk}"
            people = self[name] if name in self.fields else None
            yield each, self[f"state_{each.seat.pk}"], people

    def marks(self) -> dict[int, Mark]:
        """What was said of each seat; a number alone means that they were present."""
        return {each.seat.pk: self._mark(each.seat.pk) for each in self.seats}

    def _mark(self, key: int) -> Mark:
        state, people = self.cleaned_data[f"state_{key}"], self.cleaned_data.get(f"people_{key}")
        return Mark(state or PRESENT if people else state, people)


class DeclarationForm(OnceForm):
    """An interest that somebody declared."""

    submit_label = "Record the declaration"

    seat = forms.TypedChoiceField(label="Who declared it", coerce=int)
    interest = long_text(
        at_most=DETAIL,
        rows=3,
        label="The interest",
        help_text="What it is and which item it touches. A post is enough; name nobody else.",
    )
    outcome = long_text(
        at_most=DETAIL,
        rows=2,
        label="What was done about it",
        help_text="Such as: left the room for item 4. It can be added later.",
        required=False,
    )

    def __init__(self, *args: Any, seats: Sequence[SeatAtMeeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", "Choose a seat"), *((each.seat.pk, each.seat.post) for each in seats)]
        self.fields["seat"].choices = offered  # type: ignore[attr-defined]


class OutcomeForm(BaseForm):
    """What was done about an interest that was declared before; or that it is taken back."""

    submit_label = "Save"

    declaration = forms.IntegerField(widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    outcome = long_text(at_most=DETAIL, rows=2, label="What was done about it", required=False)
    take_back = forms.BooleanField(required=False, label="Remove this declaration")

    @classmethod
    def of(cls, declaration: Declaration, refused: "OutcomeForm | None" = None) -> "OutcomeForm":
        """The form of one declaration, its fields told apart from the others'.

        One that was `refused` comes back as it was typed, over what stands now.
        """
        auto_id = f"id_{declaration.pk}_%s"
        if refused is None or refused.data["declaration"] != str(declaration.pk):
            stands = dict.fromkeys(("shown", "outcome"), declaration.outcome)
            return cls(initial={**stands, "declaration": declaration.pk}, auto_id=auto_id)
        refused.data = {**refused.data, "shown": declaration.outcome}
        refused.auto_id = auto_id
        return refused


def initial_of(meeting: Meeting) -> Mapping[str, Any]:
    """A meeting's day, times and place as its form shows them."""
    return {name: getattr(meeting, name) for name in ("planned", "starts_at", "ends_at", "place")}
