"""One seat of a group, and the pages on which seats are added, mended and ended."""

from typing import Any

from django.shortcuts import get_object_or_404

from partnership.people.history import history_of
from partnership.people.permissions import Permission
from pilots.actions import seats as do
from pilots.forms.seats import (
    CountedSeatForm,
    EndSeatForm,
    NewCountedSeatForm,
    NewSeatForm,
    SeatForm,
)
from pilots.models import Membership
from pilots.presenters import seats as words
from pilots.selectors import seats as ask
from pilots.selectors.organisations import register
from pilots.views.group_forms import details_of
from pilots.views.of_a_group import GroupFormPage, OfOneGroup


class OfOneSeat(OfOneGroup):
    """A page about one seat."""

    seat: Membership

    def find(self) -> None:
        seats = ask.seats_in(self.group, as_at=self.as_at)
        self.seat = get_object_or_404(seats, slug=self.kwargs["seat"])

    @property
    def address(self) -> str:
        """The seat's own page."""
        return self.at("seat", self.seat.slug)


class SeatView(OfOneSeat):
    """One seat: who holds it, since when, by which rule, and what was changed."""

    template_name = "pilots/groups/seat.html"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            seat=self.seat,
            told=words.told(self.seat, as_at=self.as_at),
            history=history_of(self.seat, noun="seat"),
            may_manage=self.entry.may(Permission.MANAGE_GROUPS, self.group.at),
            **kwargs,
        )


class SeatFormPage(GroupFormPage):
    """A page with the form of a seat."""

    def choices(self, **more: Any) -> dict[str, Any]:
        """What may be chosen for a seat of the group."""
        return {
            "organisations": register(self.programme, reach=self.reach),
            "areas": ask.areas_of(self.group),
            "rules": ask.rules_in(self.group),
            **more,
        }


class NewSeatView(SeatFormPage):
    """Seat a post."""

    title = "Add a seat"
    done = "The seat is added."

    def form(self, data: Any = None) -> Any:
        choices = self.choices(accounts=ask.accounts(self.group))
        return self.ready(NewSeatForm(data, initial=self.asked(), **choices))

    def asked(self) -> dict[str, Any]:
        """The rule and the place of the gap that led here."""
        rule = ask.rules_in(self.group).filter(slug=self.request.GET.get("rule", "")).first()
        area = ask.areas_of(self.group).filter(name=self.request.GET.get("place", "")).first()
        return {"seat_rule": rule, "area": area}

    def act(self, form: Any) -> str:
        typed = details_of(form)
        day = typed.pop("reported_on")
        details = do.SeatDetails(**typed)
        do.add_seat(group=self.group, details=details, reported_on=day, by=self.person)
        return self.lead_on(self.at("group"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("lead", "For a post. People without names sit in a counted seat.")
        return super().get_context_data(**kwargs)


class NewCountedSeatView(NewSeatView):
    """Seat a number of people from a host, without names."""

    title = "Add a counted seat"
    done = "The counted seat is added."

    def form(self, data: Any = None) -> Any:
        return self.ready(NewCountedSeatForm(data, initial=self.asked(), **self.choices()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["lead"] = "A number of people from one host: no names and no accounts are kept."
        return super().get_context_data(**kwargs)


class OfASeatForm(OfOneSeat, SeatFormPage):
    """A page that changes one seat."""

    def back(self) -> str:
        return self.address

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), (self.seat.post, self.address)]


class EditSeatView(OfASeatForm):
    """Mend what was recorded of a seat; a counted seat stays one."""

    title = "Change a seat"
    done = "The seat is saved."
    lead = (
        "Mend here what was recorded wrongly. What changes on a day – another post, another"
        " number of people – is an end of this seat and a new one."
    )

    def form(self, data: Any = None) -> Any:
        seat = self.seat
        if data is not None and seat.until and "until" not in data:
            # It was ended while this form was open: what the form didn't ask stays.
            data = data.copy()
            data["until"] = seat.until.words
        choices = self.choices(has_ended=bool(seat.until))
        kind: Any = CountedSeatForm
        if not seat.is_counted_seat:
            kind = SeatForm
            choices["accounts"] = ask.accounts(self.group, kept=seat.user)
        initial = {name: getattr(seat, name) for name in kind.base_fields}
        return self.ready(kind(data, version=seat.version, initial=initial, **choices))

    def act(self, form: Any) -> str:
        typed: dict[str, Any] = {"role": self.seat.role, "until": self.seat.until} | details_of(
            form
        )
        details = do.SeatDetails(**typed)
        do.change_seat(seat=self.seat, seen=form.seen, details=details, by=self.person)
        return self.lead_on(self.address)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=self.lead, **kwargs)


class EndSeatView(OfASeatForm):
    """End a seat, with why and the day on which that was said."""

    title = "End a seat"
    done = "The end of the seat is recorded."

    def form(self, data: Any = None) -> EndSeatForm:
        initial = {"until": self.seat.until}
        return self.ready(EndSeatForm(data, version=self.seat.version, initial=initial))

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do.end_seat(
            seat=self.seat,
            seen=form.seen,
            until=given["until"],
            why=given["why"],
            reported_on=given["end_reported_on"],
            by=self.person,
        )
        return self.lead_on(self.address)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("lead", words.ending_words(self.seat))
        return super().get_context_data(**kwargs)
