"""Who sits in a group on a day, which seats and sectors are gaps, and how often it met.

Pure: no Django, no clock, no database. The rule is domain words §3,
"Representation"; what nobody recorded is said so and is never a gap:

- Without any membership recorded, membership is not recorded; the group's
  seats are not vacant.
- The seats of a rule under which nobody was ever recorded have no holder
  recorded. As soon as one holder is, the other seats of the rule are vacant.
- A group without meeting records has held "not recorded" meetings, not none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partnership.dates import NOT_RECORDED, UNKNOWN, PartialDate, last_day


@dataclass(frozen=True)
class Seat:
    """A seat as its membership was recorded; `sector` is its printed word.

    `rule` and `place` name the seat rule and the area that it counts towards.
    `people` is the size of a counted seat of people without names.
    """

    post: str
    sector: str = ""
    rule: str = ""
    place: str = ""
    people: int | None = None
    host: str = ""
    role: str = ""
    since: PartialDate = UNKNOWN
    until: PartialDate = UNKNOWN
    note: str = ""
    is_voting: bool | None = None
    slug: str = ""

    @property
    def size(self) -> int:
        """How many seats it fills."""
        return 1 if self.people is None else self.people

    def is_held(self, on: date) -> bool:
        """Whether it was held on a day, as far as its dates may be so; both ends included."""
        has_begun = self.since.first is None or self.since.first <= on
        return has_begun and (self.until.last is None or on <= self.until.last)

    @property
    def people_words(self) -> str:
        """8 young people."""
        return f"{self.people} {self.post if _is_name(self) else _inside(self.post)}"


@dataclass(frozen=True)
class Rule:
    """How many seats go to whom: in each of the `places`, or once where there is none."""

    slug: str
    who: str
    seats: int
    places: tuple[str, ...] = ("",)

    @property
    def in_all(self) -> int:
        return self.seats * len(self.places)


@dataclass(frozen=True)
class Vacancy:
    """Seats of a rule that nobody holds; `since` is when the last holder left, if known."""

    who: str
    place: str
    vacant: int
    seats: int
    since: PartialDate = UNKNOWN
    rule: str = ""

    @property
    def words(self) -> str:
        """1 of 2 seats (HSCP representatives, Midlothian) since March 2019."""
        whose = ", ".join(part for part in (self.who, self.place) if part)
        since = f" since {self.since.words}" if self.since else ""
        return f"{self.vacant} of {_seats(self.seats)} ({whose}){since}"


@dataclass(frozen=True)
class Voting:
    """How many seats have a vote, have none, or nobody recorded whether."""

    yes: int
    no: int
    unknown: int

    @property
    def words(self) -> str:
        """6 with a vote, 2 without, 8 not recorded; or: not recorded for any seat."""
        if not self.yes and not self.no:
            return f"{NOT_RECORDED} for any seat"
        said = ((self.yes, "with a vote"), (self.no, "without"), (self.unknown, NOT_RECORDED))
        return ", ".join(f"{count} {word}" for count, word in said if count)


@dataclass(frozen=True)
class SectorSeats:
    """The seats of one sector; an empty sector is not recorded."""

    sector: str
    seats: tuple[Seat, ...]
    is_required: bool

    @property
    def is_missing(self) -> bool:
        return self.is_required and not self.seats


@dataclass(frozen=True)
class Representation:
    """A group's seats on the day `on`.

    `vacancies` are of rules that somebody sat by; `unheld` the places of the
    rules (`untold`) by which no holder was ever recorded.
    """

    on: date
    is_recorded: bool
    seats: tuple[Seat, ...]
    sectors: tuple[SectorSeats, ...]
    vacancies: tuple[Vacancy, ...]
    untold: tuple[Rule, ...]
    former: tuple[Seat, ...] = ()

    @property
    def unheld(self) -> tuple[Vacancy, ...]:
        """The seats without a holder ever recorded, place by place."""
        return tuple(
            Vacancy(rule.who, place, rule.seats, rule.seats, rule=rule.slug)
            for rule in self.untold
            for place in rule.places
        )

    @property
    def filled(self) -> int:
        """How many seats are held; a counted seat counts as many as its people."""
        return sum(seat.size for seat in self.seats)

    @property
    def voting(self) -> Voting:
        """The votes of the seats that are held."""
        counts = {True: 0, False: 0, None: 0}
        for seat in self.seats:
            counts[seat.is_voting] += seat.size
        return Voting(counts[True], counts[False], counts[None])

    @property
    def missing(self) -> tuple[str, ...]:
        """The sectors that the group requires and that no seat is recorded for."""
        return tuple(each.sector for each in self.sectors if each.is_missing)

    @property
    def vacant(self) -> int:
        return sum(vacancy.vacant for vacancy in self.vacancies)

    @property
    def gaps(self) -> tuple[str, ...]:
        """What to mend, each in words; what is not recorded comes last."""
        if not self.is_recorded:
            return (f"Membership {NOT_RECORDED}",)
        return (
            *([f"No seat for {_listed(self.missing)}"] if self.missing else []),
            *(f"Vacant: {vacancy.words}" for vacancy in self.vacancies),
            *(
                f"Holders of {_seats(rule.in_all)} {NOT_RECORDED}: {rule.who}"
                for rule in self.untold
            ),
        )

    @property
    def sentence(self) -> str:
        """Public library, third sector: yes. Public participation: 8 young people. Vacant: …"""
        if not self.is_recorded:
            return f"Membership {NOT_RECORDED}."
        return " ".join((*self._sectors_said(), *(f"{gap}." for gap in self.gaps)))

    def _sectors_said(self) -> Iterable[str]:
        posts = [each for each in self.sectors if any(s.people is None for s in each.seats)]
        if names := [each.sector for each in posts if each.sector]:
            yield f"{_listed(names, capital=True)}: yes."
        for each in self.sectors:
            for seat in each.seats:
                if seat.people is not None:
                    yield f"{each.sector or 'Counted seat'}: {seat.people_words}."
        if unsaid := [s.post for e in posts if not e.sector for s in e.seats if s.people is None]:
            yield f"Sector {NOT_RECORDED}: {', '.join(unsaid)}."


def represent(
    seats: Sequence[Seat], rules: Sequence[Rule], required: Sequence[str], *, on: date
) -> Representation:
    """The group's seats on a day, from every membership reported by then.

    `required` are the printed words of the sectors that the group must hold.
    """
    held = tuple(seat for seat in seats if seat.is_held(on))
    ever = {seat.rule for seat in seats}
    return Representation(
        on=on,
        is_recorded=bool(seats),
        seats=held,
        sectors=_by_sector(held, required),
        vacancies=tuple(
            vacancy
            for rule in rules
            if rule.slug in ever
            for place in rule.places
            if (vacancy := _vacancy(rule, place, seats, on)).vacant > 0
        ),
        untold=tuple(rule for rule in rules if rule.slug not in ever),
        former=tuple(seat for seat in seats if seat.until.last and seat.until.last < on),
    )


def quorum_words(quorum: int | None, stands: Representation) -> str:
    """5 seats must be filled; 6 are held, so a meeting can reach it."""
    if quorum is None:
        return NOT_RECORDED
    must = f"{_seats(quorum)} must be filled"
    if not stands.is_recorded:
        return f"{must}; membership {NOT_RECORDED}"
    held = f"{stands.filled} {'is' if stands.filled == 1 else 'are'} held"
    if stands.filled >= quorum:
        return f"{must}; {held}, so a meeting can reach it"
    return f"{must}; only {held}, so no meeting can reach it yet"


def _by_sector(held: Sequence[Seat], required: Sequence[str]) -> tuple[SectorSeats, ...]:
    """Sectors in the order of their first seat, then those missing; not recorded is last."""
    named = dict.fromkeys([*(seat.sector for seat in held if seat.sector), *required])
    order = [*named, *([""] if any(not seat.sector for seat in held) else [])]
    return tuple(
        SectorSeats(
            sector,
            tuple(seat for seat in held if seat.sector == sector),
            is_required=sector in required,
        )
        for sector in order
    )


def _vacancy(rule: Rule, place: str, seats: Iterable[Seat], on: date) -> Vacancy:
    own = [seat for seat in seats if seat.rule == rule.slug and place in ("", seat.place)]
    filled = sum(seat.size for seat in own if seat.is_held(on))
    left = [seat.until for seat in own if seat.until.last is not None and seat.until.last < on]
    since = max(left, key=lambda until: until.last or date.min, default=UNKNOWN)
    vacant = max(rule.seats - filled, 0)
    return Vacancy(rule.who, place, vacant, rule.seats, since, rule.slug)


def _seats(number: int) -> str:
    return "1 seat" if number == 1 else f"{number} seats"


def _listed(names: Iterable[str], *, capital: bool = False) -> str:
    """Public library, NHS library, third sector: small letters but for the first and for NHS."""
    text = ", ".join(_inside(name) for name in names)
    return text[:1].upper() + text[1:] if capital else text


def _inside(words: str) -> str:
    """Words as they stand inside a sentence; an abbreviation or a name keeps its capital."""
    first, _, rest = words.partition(" ")
    if first[1:2].isupper() or rest[:1].isupper():
        return words
    return words[:1].lower() + words[1:]


def _is_name(seat: Seat) -> bool:
    """Whether a post starts with its host's name."""
    return seat.post.split(" ")[0] in seat.host.split(" ")


@dataclass(frozen=True)
class Series:
    """Meetings every so many months, in the months from `first` to `last`.

    One meeting belongs to each stretch of `every_months`; the last stretch may
    be shorter. It is due by the end of its stretch.
    """

    first: date
    last: date
    every_months: int

    @property
    def in_all(self) -> int:
        """How many meetings the whole series has: quarterly in 24 months, 8."""
        return -(-self._months(self.last) // self.every_months)

    def due_by(self, day: date) -> int:
        """How many meetings were due by the end of a day."""
        if day < self.first:
            return 0
        ended = self._months(day) - (0 if day == last_day(day) else 1)
        if ended >= self._months(self.last):
            return self.in_all
        return ended // self.every_months

    def _months(self, day: date) -> int:
        """How many months from the first month to that of `day`, both included."""
        return (day.year - self.first.year) * 12 + day.month - self.first.month + 1


@dataclass(frozen=True)
class MeetingFact:
    """A meeting as recorded: its place in the series, when planned and when held."""

    number: int
    planned: PartialDate = UNKNOWN
    held: PartialDate = UNKNOWN
    is_held: bool = False
    is_cancelled: bool = False

    def was_held_by(self, day: date) -> bool:
        return self.is_held and (self.held.first is None or self.held.first <= day)

    def lies_ahead(self, day: date) -> bool:
        """Whether it was still to be held; one with a planned date that has passed is not."""
        is_open = not self.is_cancelled and not self.was_held_by(day)
        return is_open and (self.planned.last is None or day <= self.planned.last)


@dataclass(frozen=True)
class MeetingsHeld:
    """Meetings against the series on a day; None is not recorded."""

    in_all: int | None
    due: int | None
    held: int | None

    @property
    def held_words(self) -> str:
        """3; or that it is not recorded."""
        return NOT_RECORDED if self.held is None else str(self.held)

    @property
    def words(self) -> str:
        """8 meetings expected in all, 3 due so far, held: not recorded."""
        if self.in_all is None:
            return f"How often it meets: {NOT_RECORDED}; held: {self.held_words}"
        nouns = "meeting" if self.in_all == 1 else "meetings"
        return (
            f"{self.in_all} {nouns} expected in all, {self.due} due so far, held: {self.held_words}"
        )


def meetings_held(
    series: Series | None, meetings: Sequence[MeetingFact], *, on: date
) -> MeetingsHeld:
    """How many meetings the series expects, and how many were held by a day."""
    return MeetingsHeld(
        in_all=series.in_all if series else None,
        due=series.due_by(on) if series else None,
        held=sum(meeting.was_held_by(on) for meeting in meetings) if meetings else None,
    )


def next_meeting(meetings: Iterable[MeetingFact], *, on: date) -> MeetingFact | None:
    """The meeting that comes next after a day: the soonest planned, else the next number."""
    ahead = [meeting for meeting in meetings if meeting.lies_ahead(on)]
    return min(ahead, key=lambda m: (m.planned.first or date.max, m.number), default=None)
