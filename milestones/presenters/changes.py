"""What changed in the plan, in lines for a page and a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from milestones.changes import Change, Kind
from milestones.models import DeliveryUpdate
from milestones.presenters.links import MilestoneLinks
from milestones.selectors.whats_new import VersionChange, WhatsNew

TONES = {
    Kind.NEW: "blue",
    Kind.DONE: "green",
    Kind.SLIPPED: "red",
    Kind.PULLED_FORWARD: "green",
    Kind.AGREED: "orange",
    Kind.DESCOPED: "grey",
    Kind.REOPENED: "orange",
    Kind.DAY_CORRECTED: "grey",
    Kind.STARTED: "blue",
}
FILE_HEADS = (
    "Change", "Milestone", "Title", "Where", "Before", "Now", "Days", "Why or what", "Who",
    "Reported on", "Recorded on",
)  # fmt: skip


@dataclass(frozen=True)
class ChangeLine:
    """One delivery that changed, with its place on the milestone's page."""

    change: Change
    tone: str
    url: str
    moved: str
    who: str


@dataclass(frozen=True)
class LateLine:
    """What was recorded only afterwards for a day that had passed."""

    update: DeliveryUpdate
    where: str
    who: str
    recorded_on: date
    url: str


def change_lines(found: WhatsNew, links: MilestoneLinks, *, at_most: int) -> list[ChangeLine]:
    """The first of the deliveries that changed, in the order in which boards ask."""
    return [
        ChangeLine(
            change,
            TONES[change.kind],
            links.of_delivery(change.reference, change.area_slug),
            _moved(change.days),
            found.who.get((change.reference, change.area_slug), ""),
        )
        for change in found.deliveries[:at_most]
    ]


def _moved(days: int | None) -> str:
    """12 days later; nothing where the date is the same or there was none."""
    if not days:
        return ""
    count = f"{abs(days):,} day{'' if abs(days) == 1 else 's'}"
    return f"{count} {'later' if days > 0 else 'earlier'}"


def late_lines(found: WhatsNew, links: MilestoneLinks) -> list[LateLine]:
    """The late entries, the newest first."""
    return [
        LateLine(
            update=each,
            where=_where(each),
            who=each.reported_by or str(each.by or ""),
            recorded_on=timezone.localdate(each.recorded_at),
            url=links.of_milestone(each.delivery.milestone.reference),
        )
        for each in found.late
    ]


def _where(update: DeliveryUpdate) -> str:
    area = update.delivery.area
    return area.name if area else "Whole programme"


def file_rows(found: WhatsNew) -> Iterator[list[object]]:
    """All of it for a spreadsheet; what is not recorded is empty."""
    for change in found.deliveries:
        yield [
            change.kind.value, change.reference, change.title, change.where, change.before_on,
            change.now_on, change.days, change.reason,
            found.who.get((change.reference, change.area_slug), ""), "", "",
        ]  # fmt: skip
    for version in found.versions:
        yield from _version_rows(version)
    for update in found.late:
        milestone = update.delivery.milestone
        yield [
            "Late entry", milestone.reference, milestone.title, _where(update), "", "", "",
            update.words, update.reported_by or str(update.by or ""), update.reported_on,
            timezone.localdate(update.recorded_at),
        ]  # fmt: skip


def _version_rows(found: VersionChange) -> Iterator[list[object]]:
    version = found.version
    for row in found.rows:
        said = "; ".join(f"{each.what}: {each.before} → {each.after}" for each in row.details)
        yield [
            f"Plan version {version.number}: {row.kind.value}", row.row.reference, row.row.title,
            "", "", "", "", said or version.why, str(version.published_by or ""),
            version.in_force_on, "",
        ]  # fmt: skip
