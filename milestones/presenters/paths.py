"""The path that decides when a milestone comes, in lines for its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from milestones.collect import ELSEWHERE
from milestones.knock_on import Step
from milestones.parts import DeliveryRow, PlanPart
from milestones.presenters.links import MilestoneLinks
from milestones.schedule import slip_words
from partnership.dates import day_words


@dataclass(frozen=True)
class PathLine:
    """One step; of one out of reach only `name`, which says no more than that it is there."""

    name: str
    url: str = ""
    row: DeliveryRow | None = None
    comes_on: date | None = None
    spare: str = ""


def path_lines(path: Sequence[Step], plan: PlanPart, links: MilestoneLinks) -> list[PathLine]:
    """The steps in order, the first thing first."""
    rows = {row.key: row for row in plan.deliveries}
    return [_line(step, rows.get(step.key), links) for step in path]


def _line(step: Step, row: DeliveryRow | None, links: MilestoneLinks) -> PathLine:
    if row is None:
        return PathLine(f"{ELSEWHERE[0].upper()}{ELSEWHERE[1:]}")
    milestone = row.milestone
    return PathLine(
        name=f"{milestone.reference} {milestone.title}",
        url=links.of_delivery(milestone.reference, row.area_slug),
        row=row,
        comes_on=step.comes_on,
        spare=spare_words(step.float_days),
    )


def spare_words(days: int) -> str:
    """12 days, which it may lose before the end moves; none."""
    return f"{days:,} day{'' if days == 1 else 's'}" if days else "None"


def end_words(lines: Sequence[PathLine]) -> str:
    """M10, whole programme, comes on 3 March 2021, 31 days after baseline, if times are kept."""
    last = lines[-1]
    if last.row is None or last.comes_on is None:
        return ""
    where = last.row.area or "whole programme"
    late = (last.comes_on - last.row.standing.baseline_on).days
    return (
        f"{last.row.milestone.reference}, {where}, comes on {day_words(last.comes_on)},"
        f" {slip_words(late)}, if the plan’s times are kept."
    )
