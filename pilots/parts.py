"""The parts as plain, frozen data. Pure: no Django, no clock, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pilots.counting import Tally
from pilots.event_lines import EventLine, EventLines
from pilots.representation import MeetingsHeld


@dataclass(frozen=True)
class Feedback:
    """An answer's share as the source states it; the base may be unknown."""

    answer: str
    as_stated: str
    base: int | None
    note: str = ""

    @property
    def words(self) -> str:
        """94% very satisfied (base not recorded)."""
        base = "base not recorded" if self.base is None else f"base {self.base:,}"
        note = self.note[:1].lower() + self.note[1:].rstrip(".")
        return f"{self.as_stated} ({'; '.join(filter(None, [note, base]))})"


@dataclass(frozen=True)
class PointRow:
    """One of the five points; `share` and `interval` are empty where numbers are too small."""

    label: str
    answers: int
    share: str
    interval: str


@dataclass(frozen=True)
class Answered:
    """What people answered on forms, by the rule for small numbers."""

    sentence: str
    why_no_share: str
    points: tuple[PointRow, ...]
    base: int


@dataclass(frozen=True)
class ActivityAtEvent:
    name: str
    provider: str
    sessions: int | None
    participations: Tally


@dataclass(frozen=True)
class EventRow:
    """One event; `when` says no more than is known of its date."""

    slug: str
    name: str
    kind: str
    area: str
    venue: str
    when: str
    day: date | None
    reported_on: date
    footfall: Tally
    attendance: Tally
    attendance_by_group: tuple[tuple[str, Tally], ...]
    participation: Tally
    partners: tuple[tuple[str, str], ...]
    is_confirmed: bool = False
    audience: str = ""
    findings: str = ""
    planned_with: str = ""
    ages: str = ""
    activities: tuple[ActivityAtEvent, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    questions: tuple[str, ...] = ()
    coverage: tuple[str, ...] = ()
    went: str = ""
    asks_sectors: bool = False
    sectors: tuple[tuple[str, Tally], ...] = ()
    answered: Answered | None = None
    themes: tuple[tuple[str, str], ...] = ()
    at_odds: str = ""

    @property
    def has_story(self) -> bool:
        """Whether more is known of it than a row of a table holds."""
        told = self.activities or self.feedback or self.questions or self.findings or self.answered
        return bool(told)


@dataclass(frozen=True)
class Engagement:
    """Totals of one period; counts of unlike types stand side by side, never added.

    People were counted by sector at `sectors_told` of the `sectors_asked` events that ask it;
    at `answered_at` events people answered on forms.
    """

    events: int
    by_kind: tuple[tuple[str, int], ...]
    footfall: Tally
    attendance: Tally
    participation: Tally
    partners: int
    confirmed: int = 0
    sectors: tuple[tuple[str, Tally], ...] = ()
    sectors_told: int = 0
    sectors_asked: int = 0
    answered: Answered | None = None
    answered_at: int = 0


@dataclass(frozen=True)
class CorrectionRow:
    """A confirmed figure of an earlier period that was corrected since."""

    event: str
    area: str
    what: str
    was: str
    became: str
    why: str
    reported_on: date
    slug: str = ""


@dataclass(frozen=True)
class LateRow:
    """An event of an earlier period, or a figure of one, that came since.

    `recorded_on` is there where it was reported in time but recorded only afterwards; no `slug`
    where it stands for several events.
    """

    event: str
    area: str
    when: str
    what: str
    reported_on: date
    slug: str = ""
    recorded_on: date | None = None


NO_LINES = EventLines()


@dataclass(frozen=True)
class EngagementPart:
    """What was held in a period and reported by its cut-off, and what was planned then.

    `corrections` and `late` are of earlier periods, and are in none of their reports. Where
    very many were held, `held` are those told of in full, and all of them stand in `lines`.
    """

    now: Engagement
    before: Engagement
    held: tuple[EventRow, ...]
    planned: tuple[EventRow, ...]
    corrections: tuple[CorrectionRow, ...] = ()
    late: tuple[LateRow, ...] = ()
    boards: tuple[str, ...] = ()
    lines: EventLines = NO_LINES
    planned_in_all: int = 0

    @property
    def rows(self) -> Sequence[EventRow | EventLine]:
        """Every event of the period, in order, as a table takes them."""
        return tuple(self.lines) or self.held

    @property
    def undated(self) -> int:
        """How many of them have no known day."""
        days = self.lines.days or [row.day for row in self.held]
        return sum(day is None for day in days)

    @property
    def at_odds(self) -> Sequence[tuple[str, str]]:
        """The events whose figures do not fit, each with the words."""
        names = self.lines.names
        if names:
            return [(names[place], words) for place, words in self.lines.at_odds]
        return [(row.name, row.at_odds) for row in self.held if row.at_odds]


@dataclass(frozen=True)
class MemberRow:
    """A seat: a post, or people counted from a host organisation."""

    post: str
    organisation: str
    sector: str
    role: str
    people: int | None
    area: str


@dataclass(frozen=True)
class ActionRow:
    text: str
    owner: str
    due_on: date | None
    state: str
    is_overdue: bool


@dataclass(frozen=True)
class DecisionRow:
    text: str
    decided: str


@dataclass(frozen=True)
class GroupRow:
    """A group as at a day, with what is missing from it in words."""

    slug: str
    name: str
    kind: str
    area: str
    terms_of_reference: str
    established: str
    seat_rules: tuple[str, ...]
    meetings_held: MeetingsHeld
    vacant_seats: int | None
    representation: str
    members: tuple[MemberRow, ...]
    decisions: tuple[DecisionRow, ...]
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True)
class PartnerRow:
    organisation: str
    sector: str
    role: str
    area: str
    since: str
    detail: str


@dataclass(frozen=True)
class PartnershipPart:
    groups: tuple[GroupRow, ...]
    partners: tuple[PartnerRow, ...]


@dataclass(frozen=True)
class LearningRow:
    """A resource that is shared with the whole programme: who made it, and where it was used."""

    title: str
    slug: str
    made_by: str
    events: int
    areas: int


@dataclass(frozen=True)
class ImplicationRow:
    heading: str
    answer: str
    text: str


@dataclass(frozen=True)
class PaperPart:
    """The last paper put to the body by the cut-off."""

    subject: str
    purpose: str
    meeting_on: date
    recommendations: tuple[str, ...]
    implications: tuple[ImplicationRow, ...]
    direction: str
    direction_choices: tuple[str, ...]
    consultation: str
    conclusion: str
    source: str
