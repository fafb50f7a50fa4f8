"""The records behind a target: those that count, and those that do not, with why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet

from milestones.detail import CONTEXTS, EVENTS, Counter
from milestones.parts import CountedRecord, MilestoneDetail, TargetRow
from milestones.plan import EACH_AREA, PlannedMilestone, PlannedTarget
from milestones.progress import EventFact, event_record
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Event
from pilots.models.event import held_by
from pilots.presenters.events import when_words

SHOWN = 20  # events of each sort: beyond that the list of events is the place to look


def with_records(
    programme: Programme,
    row: PlannedMilestone,
    detail: MilestoneDetail,
    counter: Counter,
    *,
    reach: Reach,
) -> MilestoneDetail:
    """The detail of one milestone, each target with the records behind it.

    Two queries where a target counts events, none more for tests.
    """
    events = _events(programme, row.targets, counter.plan.as_at, reach)
    return replace(
        detail,
        targets=tuple(
            _with_records(target, found, counter, events)
            for target, found in zip(row.targets, detail.targets, strict=True)
        ),
    )


def _with_records(
    target: PlannedTarget, row: TargetRow, counter: Counter, events: Sequence[EventFact]
) -> TargetRow:
    records: list[CountedRecord] = []
    if target.counts == EVENTS:
        records = [
            event_record(event, on=counter.plan.as_at, is_each_area=target.per == EACH_AREA)
            for event in events
            if event.kind == target.event_kind
        ]
    elif target.counts == CONTEXTS:
        records = counter.tested(target)
    towards = tuple(record for record in records if not record.why_not)
    there = sum(each.counted for each in row.by_area) if row.is_each_area else row.counted or 0
    return replace(
        row,
        towards=towards[:SHOWN],
        others=tuple(record for record in records if record.why_not)[:SHOWN],
        unlisted=max(there - min(len(towards), SHOWN), 0),
    )


def _events(
    programme: Programme, targets: Sequence[PlannedTarget], as_at: date, reach: Reach
) -> list[EventFact]:
    """The newest events of the kinds that targets count: held ones, then the others."""
    kinds = {target.event_kind for target in targets if target.counts == EVENTS}
    if not kinds:
        return []
    found = Event.objects.filter(programme=programme, kind__slug__in=kinds).visible_to(reach)
    known = found.as_at(as_at).select_related("kind", "area").order_by("-belongs_on", "name")
    most = SHOWN * len(kinds)
    counts = held_by(as_at) & (Q(day__lte=as_at) | Q(day=None))
    held, others = known.filter(counts), known.exclude(counts)
    return [*_facts(held[:most], as_at), *_facts(others[:most], as_at)]


def _facts(events: QuerySet[Event], as_at: date) -> list[EventFact]:
    return [
        EventFact(
            kind=event.kind.slug,
            slug=event.slug,
            name=event.name,
            status="held" if event.was_held_by(as_at) else event.status_on(as_at),
            happened=event.happened,
            when=when_words(event),
            area=event.area.name if event.area else "",
        )
        for event in events
    ]
