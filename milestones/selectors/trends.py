"""What was expected of one milestone at each update."""

from datetime import date

from django.db.models import F, FilteredRelation, Q

from milestones.collect import milestone_rows
from milestones.models import Delivery
from milestones.parts import MilestoneRow
from milestones.selectors.plans import plan_at
from milestones.trend import TrendLine, TrendPoint
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach


def milestone_on(programme: Programme, reference: str, *, as_at: date) -> MilestoneRow | None:
    """The milestone that the plan in force on a day calls so, or once did; one query."""
    rows = milestone_rows(programme.start_month, plan_at(programme, as_at)).values()
    return next((row for row in rows if row.reference == reference), None)


def trend_lines(milestone: int, *, as_at: date, reach: Reach) -> tuple[TrendLine, ...]:
    """The updates by a day of every delivery of a milestone within reach; one query.

    `milestone` is the milestone's key. Areas stand in the programme's order.
    """
    said = Q(updates__reported_on__lte=as_at)
    found = Delivery.objects.filter(milestone=milestone, from_on__lte=as_at).visible_to(reach)
    values = (
        found.annotate(told=FilteredRelation("updates", condition=said))
        .order_by(F("area__position").asc(nulls_first=True), "pk", "told__reported_on",
                  "told__number")
        .values_list("pk", "area__slug", "area__name", "baseline_on", "told__reported_on",
                     "told__agreed_on", "told__forecast_on", "told__actual_on", "told__reason")
    )  # fmt: skip
    heads: dict[int, tuple[str, str, date]] = {}
    points: dict[int, list[TrendPoint]] = {}
    for key, slug, name, baseline, reported, agreed, forecast, actual, reason in values:
        heads[key] = (name or "Whole programme", slug or "", baseline)
        known = points.setdefault(key, [])
        if reported:
            expected = actual or forecast or agreed
            known.append(TrendPoint(reported, expected, actual is not None, reason))
    return tuple(TrendLine(*head, tuple(points[key])) for key, head in heads.items())
