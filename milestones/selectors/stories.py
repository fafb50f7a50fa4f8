"""One milestone with its whole story, read from the plan in force on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery

from milestones.collect import LinkedPlan, linked_plan, milestone_rows
from milestones.detail import Counter, detail_of
from milestones.models import (
    DeliveryUpdate,
    Judgement,
    Milestone,
    OutputDelivered,
    PlanAnswer,
    PlanVersion,
    Risk,
    RiskReview,
)
from milestones.parts import DeliveryRow, MilestoneDetail, MilestoneRow
from milestones.plan import Plan, PlannedMilestone
from milestones.plan_changes import RowChange, row_change
from milestones.selectors.plans import plan_on, published
from milestones.selectors.target_records import with_records
from partnership.programmes.counts import CountOf
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Decision

OUT_OF_REACH = "by a group or board elsewhere"


@dataclass(frozen=True)
class Decided:
    """A decision behind a change; of one out of reach, only that there is one."""

    words: str
    slug: str = ""

    @classmethod
    def of(cls, decision: Decision | None, reach: Reach) -> "Decided | None":
        if decision is None:
            return None
        by = decision.group or decision.body
        is_here = by is not None and reach.holds(by.area_id)
        return cls(decision.text, decision.slug) if is_here else cls(OUT_OF_REACH)


@dataclass(frozen=True)
class ToldUpdate:
    """An update, and the decision behind it where there is one.

    It is a late entry where somebody recorded it after the day for which they
    reported it, without a paper of that day.
    """

    update: DeliveryUpdate
    decided: Decided | None
    is_late: bool


@dataclass(frozen=True)
class VersionStep:
    """A version of the plan that changed this milestone, and what areas answered to it."""

    version: PlanVersion
    change: RowChange
    decided: Decided | None
    answers: tuple[PlanAnswer, ...]


@dataclass(frozen=True)
class Neighbour:
    """A milestone on which this one depends, or that depends on it, with its deliveries."""

    milestone: MilestoneRow
    deliveries: tuple[DeliveryRow, ...]


@dataclass(frozen=True)
class Story:
    """A milestone as the plan of the day words it, and all that is known of it within reach.

    `updates` are the newest, of as many as there are `updates_in_all`.
    """

    row: PlannedMilestone
    milestone: MilestoneRow
    plan: LinkedPlan
    detail: MilestoneDetail
    deliveries: tuple[DeliveryRow, ...]
    needs: tuple[Neighbour, ...]
    pushes: tuple[Neighbour, ...]
    updates: tuple[ToldUpdate, ...]
    updates_in_all: int
    judgements: tuple[Judgement, ...]
    evidence: Mapping[int, Sequence[OutputDelivered]]
    risks: tuple[Risk, ...]
    versions: tuple[VersionStep, ...]


class RenamedError(Exception):
    """The milestone is there, under another reference on that day."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


def story(
    programme: Programme, reference: str, *, as_at: date, reach: Reach, newest: int | None = None
) -> Story:
    """The milestone with this reference as at a day; at most twelve queries.

    What was reported is that of the areas within reach, of updates only so many of the
    `newest` (None: all of them). A milestone that was dropped is still
    told of. Raises Milestone.DoesNotExist where the plan had no such milestone by then, and
    RenamedError where it had another reference.
    """
    versions = published(programme)
    plan = plan_on(versions, as_at)
    row = find(reference, plan, versions)
    linked = linked_plan(programme, as_at=as_at, reach=reach, plan=plan)
    counter = Counter.of(programme, linked.part, row.targets, reach=reach)
    detail = detail_of(row, counter)
    deliveries = tuple(each for each in linked.part.deliveries if each.milestone.key == row.key)
    updates, updates_in_all = _updates(deliveries, as_at, reach, newest)
    rows = milestone_rows(programme.start_month, plan)
    others = [each for each in (*plan.milestones, *plan.dropped) if row.key in each.needs]
    return Story(
        row=row,
        milestone=rows[row.key],
        plan=linked,
        detail=with_records(programme, row, detail, counter, reach=reach),
        deliveries=deliveries,
        needs=_neighbours([rows[key] for key in row.needs if key in rows], linked),
        pushes=_neighbours([rows[each.key] for each in others], linked),
        updates=updates,
        updates_in_all=updates_in_all,
        judgements=tuple(_judgements(row.key, as_at, reach)),
        evidence=_evidence(row.key, as_at, reach),
        risks=tuple(_risks(row.key, as_at, reach)),
        versions=_steps(row.key, versions, as_at, reach),
    )


def find(reference: str, plan: Plan, versions: Iterable[PlanVersion]) -> PlannedMilestone:
    """The row of a day's plan with this reference, in force before what was dropped.

    Raises Milestone.DoesNotExist, and RenamedError for what another version calls so.
    """
    rows = (*plan.milestones, *plan.dropped)
    found = next((row for row in rows if row.reference == reference), None)
    if found:
        return found
    there = {row.key: row for row in reversed(rows)}
    for version in versions:
        other = version.plan
        for row in (*other.milestones, *other.dropped):
            if row.reference == reference and row.key in there:
                raise RenamedError(there[row.key].reference)
    raise Milestone.DoesNotExist(f"The plan has no milestone {reference} as at this day.")


def _neighbours(rows: Iterable[MilestoneRow], linked: LinkedPlan) -> tuple[Neighbour, ...]:
    found: dict[int, list[DeliveryRow]] = defaultdict(list)
    for delivery in linked.part.deliveries:
        found[delivery.milestone.key].append(delivery)
    return tuple(Neighbour(row, tuple(found[row.key])) for row in rows)


def _updates(
    deliveries: Iterable[DeliveryRow], as_at: date, reach: Reach, newest: int | None
) -> tuple[tuple[ToldUpdate, ...], int]:
    """The newest of what was said of deliveries by a day, and how much was; one query.

    The order is not that of an index: through one, the newest of an old milestone are
    looked for among those of the whole plan.
    """
    keys = [row.key for row in deliveries]
    found = DeliveryUpdate.objects.filter(delivery__in=keys, reported_on__lte=as_at)
    related = ("delivery__area", "decision__group", "decision__body", "source", "by")
    rows = (
        found.annotate(in_all=CountOf(found.order_by().values("pk")))
        .select_related(*related)
        .order_by(F("reported_on").desc(nulls_last=True), "-number", "-pk")[:newest]
    )
    told = tuple(
        ToldUpdate(each, Decided.of(each.decision, reach), each.is_late_entry) for each in rows
    )
    return told, rows[0].in_all if told else 0


def _judgements(milestone: int, as_at: date, reach: Reach) -> QuerySet[Judgement]:
    """What managers judged of its deliveries by a day, the newest first."""
    found = Judgement.objects.filter(delivery__milestone=milestone, reported_on__lte=as_at)
    ordered = found.visible_to(reach).order_by("-reported_on", "-pk")
    return ordered.select_related("delivery__area", "by")


def _evidence(milestone: int, as_at: date, reach: Reach) -> Mapping[int, Sequence[OutputDelivered]]:
    """What shows that outputs were left behind, by the output's number; one query."""
    found = OutputDelivered.objects.filter(
        reach.q("delivery__area"), delivery__milestone=milestone, reported_on__lte=as_at
    )
    by_number: dict[int, list[OutputDelivered]] = defaultdict(list)
    related = ("output", "delivery__area", "attachment", "event", "by")
    for each in found.select_related(*related).order_by("delivery__area__position", "pk"):
        by_number[each.output.number].append(each)
    return by_number


def _risks(milestone: int, as_at: date, reach: Reach) -> QuerySet[Risk]:
    """The risks and issues that bear on it, each as last reviewed by a day; one query."""
    reviews = RiskReview.objects.filter(risk=OuterRef("pk"), reported_on__lte=as_at)
    last = reviews.order_by("-reported_on", "-number")
    found = Risk.objects.filter(bears_on__milestone=milestone, reported_on__lte=as_at)
    return (
        found.visible_to(reach)
        .select_related("area")
        .annotate(
            state=Subquery(last.values("state")[:1]),
            score=Subquery(last.values(score=F("likelihood") * F("impact"))[:1]),
        )
    )


def _steps(
    key: int, versions: Sequence[PlanVersion], as_at: date, reach: Reach
) -> tuple[VersionStep, ...]:
    """The versions in force by a day that changed this row, the newest first; one query."""
    in_force = [each for each in versions if each.in_force_on and each.in_force_on <= as_at]
    plans = [each.plan for each in in_force]
    changed = []
    for version, after, before in zip(in_force, plans, [*plans[1:], Plan()], strict=True):
        was, now = before.by_key.get(key), after.by_key.get(key)
        if change := row_change(key, was, now, before=before, after=after):
            changed.append((version, change))
    answers = _answers(key, as_at, reach)
    return tuple(
        VersionStep(
            version, change, Decided.of(version.decision, reach), tuple(answers[version.pk])
        )
        for version, change in changed
    )


def _answers(key: int, as_at: date, reach: Reach) -> Mapping[int, list[PlanAnswer]]:
    found = PlanAnswer.objects.filter(milestone=key, reported_on__lte=as_at).visible_to(reach)
    by_version: dict[int, list[PlanAnswer]] = defaultdict(list)
    for answer in found.select_related("area", "by").order_by("area__position", "pk"):
        by_version[answer.version_id].append(answer)
    return by_version
