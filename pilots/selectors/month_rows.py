"""What is kept of months, read for the sums of a time: SQL that is written once.

Each query takes the reach and whether only events of no area are wanted, and is given the
programme’s key and, where they are asked for, the first and the last day of the time, and
the slugs of the area and the kind.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    FilteredRelation,
    Max,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from partnership.programmes.reach import Reach
from partnership.web.prepared import Prepared
from pilots.actions.tallies import POINTS
from pilots.counting import CountType
from pilots.models import MonthCount, MonthPartner, MonthSector, MonthTally
from pilots.month_sums import IN_ALL

ATTENDANCE = {"type": CountType.ATTENDANCE.value, "part": IN_ALL}
PLACES = {"programme": "programme", "area": "area__slug", "kind": "kind__slug"}
Rows = QuerySet[Any, Any]


def _at(path: str, reach: Reach, national: bool, given: Mapping[str, Any]) -> Q:
    """The condition on a tally, found by a path."""
    wanted = {name: f"{path}{field}" for name, field in PLACES.items() if name in given}
    condition = Q(**{field: given[name] for name, field in wanted.items()})
    condition &= reach.q(f"{path}area")
    if national:
        condition &= Q(**{f"{path}area__isnull": True})
    if "first" in given:
        condition &= Q(**{f"{path}month__range": (given["first"], given["last"])})
    return condition


def _held(reach: Reach, national: bool, **given: Any) -> Rows:
    """(month, area, events, of them without a day, each point of five …)."""
    rows = MonthTally.objects.filter(_at("", reach, national, given), events__gt=0).order_by()
    numbers = [Sum(name) for name in ("events", "undated", *POINTS.values())]
    return rows.values_list("month", "area__slug").annotate(*numbers)


def _counts(reach: Reach, national: bool, **given: Any) -> Rows:
    """(month, area, type, part, whether some have no day, the figures)."""
    has_undated = Case(
        When(month__undated__gt=0, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    rows = MonthCount.objects.filter(_at("month__", reach, national, given)).order_by()
    at = ("month__month", "month__area__slug", "type", "part", "has_undated")
    return rows.annotate(has_undated=has_undated).values_list(*at).annotate(**_figures())


def _kinds(reach: Reach, national: bool, **given: Any) -> Rows:
    """(kind, events, the figures of attendance), which a tally has once or not at all."""
    attendance = Q(**{f"counts__{name}": value for name, value in ATTENDANCE.items()})
    rows = MonthTally.objects.filter(_at("", reach, national, given), events__gt=0).order_by()
    with_them = rows.annotate(attended=FilteredRelation("counts", condition=attendance))
    told = {"held": Sum("events"), **_figures("attended__")}
    return with_them.values_list("kind__slug").annotate(**told)


def _sectors(reach: Reach, national: bool, **given: Any) -> Rows:
    """(sector, the figures)."""
    rows = MonthSector.objects.filter(_at("month__", reach, national, given)).order_by()
    return rows.values_list("sector").annotate(**_figures())


def _partners(reach: Reach, national: bool, **given: Any) -> Rows:
    """(organisation, at how many events)."""
    rows = MonthPartner.objects.filter(_at("month__", reach, national, given)).order_by()
    return rows.values_list("organisation").annotate(times=Sum("events"))


# (sector, how many organisations, how often one of them was at an event). Django joins every
# row with its organisation before it adds them up; added up first, they are a tenth.
BY_SECTOR = (
    'SELECT o."sector", COUNT(*), SUM(told."times") FROM ({}) told'
    ' JOIN "people_organisation" o ON o."id" = told."organisation" GROUP BY o."sector"'
)


def _attended(reach: Reach, national: bool, **given: Any) -> Rows:
    """The figures of attendance, of the whole time."""
    at = _at("month__", reach, national, given)
    rows = MonthCount.objects.filter(at, **ATTENDANCE).order_by()
    return rows.values("month__programme").annotate(**_figures()).values_list(*_figures())


def _figures(path: str = "") -> dict[str, Any]:
    """What is added up of kept sums: how much, of how many events, about, at least."""
    return {
        "told": Sum(f"{path}value"),
        "of_events": Sum(f"{path}events"),
        "any_about": _any(f"{path}is_about"),
        "any_at_least": _any(f"{path}is_at_least"),
    }


def _any(name: str) -> Max:
    return Max(Case(When(**{name: True}, then=Value(1)), default=Value(0)))


HELD, COUNTS, KINDS = Prepared(_held), Prepared(_counts), Prepared(_kinds)
SECTORS, ATTENDED = Prepared(_sectors), Prepared(_attended)
PARTNERS = Prepared(_partners, around=BY_SECTOR)
