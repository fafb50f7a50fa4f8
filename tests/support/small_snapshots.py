"""As much of a snapshot as the first pages of a report read, made without a database."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

from milestones.changes import Change
from milestones.parts import PlanPart
from partnership.programmes.periods import Period
from partnership.reports.rules.changes import Since
from partnership.reports.shipped.boards import GENERIC_IJB
from partnership.reports.snapshot import Basis, Written
from pilots.counting import CountType, Tally
from tests.support.plan_parts import AS_AT, a_part

QUARTER = Period.ending(date(2019, 9, 30))
ABOUT = {
    "programme": "Co-creating libraries", "programme_slug": "co-creating", "area": "North",
    "area_slug": "north",
    "body": "North IJB", "body_slug": "north-ijb", "as_at": AS_AT, "period": QUARTER,
    "month_number": 10, "length_months": 24, "aims": ("Libraries help people to be well.",),
    "is_illustrative": False, "is_draft": True, "marking": "", "status_words": {},
    "counted_by": None, "area_word": "area", "area_word_plural": "areas",
    "ends_on": date(2020, 12, 31), "funding": (),
}  # fmt: skip


A_REPORT = SimpleNamespace(**ABOUT)


def counted(type_: CountType, value: int | None = None, **given: Any) -> Tally:
    """A total of one type."""
    return Tally(type_, value, **given)


def some_events(number: int, attendance: int | None = None, places: int | None = None) -> Any:
    """What events of a period counted."""
    return SimpleNamespace(
        events=number,
        attendance=counted(CountType.ATTENDANCE, attendance),
        participation=counted(CountType.PARTICIPATION, places),
    )


@dataclass
class SmallSnapshot:
    """Stands in for a snapshot."""

    plan: PlanPart = field(default_factory=a_part)
    changes: tuple[Change, ...] = ()
    since: Since | None = None
    basis: Basis | None = None
    has_earlier_period: bool = True
    events: Any = field(default_factory=lambda: some_events(0))
    texts: dict[str, str] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)

    @property
    def particulars(self) -> Any:
        return SimpleNamespace(**(ABOUT | self.about))

    @property
    def engagement(self) -> Any:
        return SimpleNamespace(now=self.events, corrections=(), late=())

    @property
    def written(self) -> Written:
        return Written(GENERIC_IJB, texts=self.texts)
