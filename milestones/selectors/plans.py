"""The plan as its versions hold it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from milestones.models import PlanVersion
from milestones.plan import Plan
from partnership.programmes.models import Programme


def plan_at(programme: Programme, day: date) -> Plan:
    """The plan in force at the end of a day, with the rows that were part of it; one query."""
    return plans_at(programme, [day])[0]


def plans_at(programme: Programme, days: Sequence[date]) -> list[Plan]:
    """The plan in force at the end of each day, empty before there was one; one query."""
    found: list[PlanVersion] = []
    versions = PlanVersion.objects.filter(programme=programme).in_force(max(days))
    for version in versions.only("state", "number", "in_force_on", "content"):
        found.append(version)
        if version.in_force_on and version.in_force_on <= min(days):
            break  # all earlier ones are out of force by then
    return [plan_on(found, day) for day in days]


def published(programme: Programme) -> list[PlanVersion]:
    """Every version that was published, the newest first; one query."""
    versions = PlanVersion.objects.published().filter(programme=programme).order_by("-number")
    return list(versions.select_related("published_by", "decision__group", "decision__body"))


def plan_on(versions: Sequence[PlanVersion], day: date) -> Plan:
    """The rows, reported by a day, of the version in force on it; versions newest first."""
    in_force = (each for each in versions if each.in_force_on and each.in_force_on <= day)
    version = next(in_force, None)
    if version is None:
        return Plan()
    plan = version.plan
    rows = tuple(row for row in plan.milestones if not row.reported_on or row.reported_on <= day)
    return replace(plan, milestones=rows)
