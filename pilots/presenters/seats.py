"""A seat in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from partnership.dates import NOT_RECORDED, day_words
from pilots.models import Membership
from pilots.selectors.groups import seat_of


@dataclass(frozen=True)
class SeatTold:
    """A seat for its page: its name, whether it is held on the day, its facts in words."""

    name: str
    standing: str
    tone: str
    facts: tuple[tuple[str, Any], ...]


def told(membership: Membership, *, as_at: date) -> SeatTold:
    """A seat as it was known on a day."""
    seat = seat_of(membership, as_at=as_at)
    has_ended = seat.until.last is not None and seat.until.last < as_at
    is_to_come = seat.since.first is not None and seat.since.first > as_at
    standing, tone = ("Ended", "grey") if has_ended else ("Held", "green")
    if is_to_come:
        standing, tone = "To come", "blue"
    return SeatTold(
        name=seat.post if seat.people is None else _capital(seat.people_words),
        standing=standing,
        tone=tone,
        facts=(*_who(membership), *_how(membership), *_when(membership, as_at)),
    )


def _who(seat: Membership) -> tuple[tuple[str, Any], ...]:
    organisation = seat.organisation
    sector = seat.get_sector_display() if seat.sector else ""
    if not sector and organisation and organisation.sector:
        sector = f"{organisation.get_sector_display()} (its organisation’s)"
    if seat.is_counted_seat:
        return (
            ("People", f"{seat.people}; no names are kept"),
            ("Host organisation", organisation),
            ("Sector", sector),
        )
    return (
        ("Role in the group", seat.get_role_display()),
        ("Organisation", organisation),
        ("Sector", sector),
        ("Account", str(seat.user) if seat.user else "none"),
    )


def _how(seat: Membership) -> tuple[tuple[str, Any], ...]:
    votes = {True: "Yes", False: "No", None: ""}
    return (
        ("Rule that gives it", seat.seat_rule),
        ("Whose seat it is", seat.area.name if seat.area else "no one area’s"),
        ("Has a vote", votes[seat.is_voting]),
    )


def _when(seat: Membership, as_at: date) -> tuple[tuple[str, Any], ...]:
    until = seat_of(seat, as_at=as_at).until
    ended = until.words if until else ""
    if ended and seat.end_reported_on:
        ended = f"{ended}, reported on {day_words(seat.end_reported_on)}"
    return (
        ("Since", seat.since.words if seat.since else ""),
        ("Until", ended or "no end is recorded"),
        ("Note", seat.note or "none"),
        ("Source", f"{_source(seat)}. Reported on {day_words(seat.reported_on)}."),
    )


def _source(seat: Membership) -> str:
    paper = seat.source
    return f"{paper.title}, {day_words(paper.dated_on)}" if paper else NOT_RECORDED.capitalize()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def ending_words(seat: Membership) -> str:
    """Which seat ends, and what of the account that holds it."""
    since = f", held since {seat.since.words}" if seat.since else ""
    said = f"{seat.post}{since}."
    if seat.user:
        said += (
            " The account’s role in the group does not end with the seat:"
            " end it on the group’s page “People”."
        )
    return said
