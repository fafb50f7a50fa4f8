"""What a milestone must leave behind and the numbers it needs, with how far they are."""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import BigIntegerField, CharField, Count, IntegerField, Q, Value

from milestones.models import OutputDelivered, Target
from milestones.parts import CountedRecord, MilestoneDetail, OutputRow, PlanPart, TargetRow
from milestones.plan import EACH_AREA, Plan, PlannedMilestone, PlannedOutput, PlannedTarget
from milestones.progress import area_counts, counted_in_all
from milestones.selectors.plans import plan_at
from partnership.dates import NOT_RECORDED
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Area, Event, EventKind
from pilots.models.event import held_by
from pilots.selectors.service_tests import Tested, tested

Delivered = Mapping[tuple[int, int], list[str]]
"""The places in which each output was delivered, by its milestone's key and its number."""
EVENTS, CONTEXTS = Target.Counts.EVENTS.value, Target.Counts.CONTEXTS.value
TESTS_FROM = "contexts in which a test of the service model has ended"
ELSEWHERE_ALREADY = "its context counts already, for another area"
NOT_THIS_CONTEXT = "its context is not one that this target counts"


def plan_detail(
    programme: Programme, plan: PlanPart, *, reach: Reach, planned: Plan | None = None
) -> dict[str, MilestoneDetail]:
    """Each milestone's detail by its reference, as at the plan's day.

    What was delivered, held and tested is that of the areas within reach. One query
    for outputs, one for each kind of record that a target counts, and one for the
    plan in force unless it is given.
    """
    planned = planned or plan_at(programme, plan.as_at)
    rows = (*planned.milestones, *planned.dropped)
    delivered = _delivered(programme, plan.as_at, reach)
    targets = [target for row in rows for target in row.targets]
    counter = Counter.of(programme, plan, targets, reach=reach)
    return {row.reference: detail_of(row, counter, delivered) for row in rows}


def detail_of(
    row: PlannedMilestone, counter: "Counter", delivered: Delivered | None = None
) -> MilestoneDetail:
    """The detail of one row; without `delivered` it does not say where outputs are there."""
    return MilestoneDetail(
        parts=row.parts,
        outputs=tuple(_output_row(row.key, output, delivered or {}) for output in row.outputs),
        targets=tuple(counter.row(target) for target in row.targets),
    )


def _delivered(programme: Programme, as_at: date, reach: Reach) -> Delivered:
    found = OutputDelivered.objects.filter(
        reach.q("delivery__area"), delivery__programme=programme, reported_on__lte=as_at
    )
    places: dict[tuple[int, int], list[str]] = defaultdict(list)
    named = found.values_list("output__milestone", "output__number", "delivery__area__name")
    for milestone, number, area in named:
        places[milestone, number].append(area or "whole programme")
    return places


def _output_row(milestone: int, output: PlannedOutput, delivered: Delivered) -> OutputRow:
    differs = output.group_named and not output.priority_group
    return OutputRow(
        text=output.text,
        group_named=output.group_named,
        difference=(
            f"names {output.group_named}, not one of the programme's priority groups"
            if differs
            else ""
        ),
        delivered_in=tuple(delivered.get((milestone, output.number), ())),
        number=output.number,
    )


@dataclass(frozen=True)
class Counter:
    """What the records within reach say to the targets of a plan on a day.

    `held` are events by kind and area's slug ("": national), `kinds` their names;
    `contexts` are the names of the contexts that targets count, in their order.
    """

    plan: PlanPart
    held: Mapping[str, Mapping[str, int]]
    kinds: Mapping[str, str]
    tests: Sequence[Tested]
    contexts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, programme: Programme, plan: PlanPart, targets: Iterable[PlannedTarget], *, reach: Reach
    ) -> "Counter":
        """Asks only for the kinds of records that the targets count."""
        wanted = list(targets)
        kinds = {target.event_kind for target in wanted if target.counts == EVENTS}
        held, names = _held(programme, kinds, plan.as_at, reach) if kinds else ({}, {})
        counts_tests = any(target.counts == CONTEXTS for target in wanted)
        tests = tested(programme, as_at=plan.as_at, reach=reach) if counts_tests else []
        contexts = _context_names(programme) if any(each.contexts for each in wanted) else {}
        return cls(plan, held, names, tests, contexts)

    def row(self, target: PlannedTarget) -> TargetRow:
        """A target and how far it is."""
        is_each_area = target.per == EACH_AREA
        counts = self._by_place(target)
        known = counts is not None
        by_area = area_counts(self.plan.areas, counts or {}) if known and is_each_area else ()
        total = (
            counted_in_all(by_area, target.wanted) if is_each_area else sum((counts or {}).values())
        )
        return TargetRow(
            wanted=target.wanted,
            what=target.what,
            is_each_area=is_each_area,
            areas=len(self.plan.areas),
            counted=total if known else None,
            counted_from=self._counted_from(target),
            number=target.number,
            by_area=by_area,
        )

    def tested(self, target: PlannedTarget) -> list[CountedRecord]:
        """Every test within reach, with the reason where it does not count."""
        counting = self._counting(target)
        return [
            CountedRecord(
                kind="service-test",
                slug=each.test.slug,
                name=f"{each.context.name}: {each.test.title}",
                when=f"ended {each.test.ended.words}" if each.counts else "",
                where=each.area.name,
                why_not="" if each.test.pk in counting else _why_not(each, target),
                report=_report_words(each) if each.test.pk in counting else "",
            )
            for each in self.tests
        ]

    def _counting(self, target: PlannedTarget) -> Mapping[int, Tested]:
        """The tests that count, by key: one for a context in each area, or in all."""
        counting = [each for each in self.tests if each.counts and _is_wanted(each, target)]
        if target.per != EACH_AREA:
            counting = list({each.context.pk: each for each in reversed(counting)}.values())
        return {each.test.pk: each for each in counting}

    def _by_place(self, target: PlannedTarget) -> Mapping[str, int] | None:
        """How many count in each area, and of the whole programme; None: nothing can."""
        if target.counts == EVENTS:
            return self.held.get(target.event_kind, {})
        if target.counts != CONTEXTS:
            return None
        return Tally(each.area.slug for each in self._counting(target).values())

    def _counted_from(self, target: PlannedTarget) -> str:
        kind = target.event_kind
        return {
            EVENTS: f"events held of the kind “{self.kinds.get(kind, kind)}”",
            CONTEXTS: TESTS_FROM + self._which(target),
        }.get(target.counts, "")

    def _which(self, target: PlannedTarget) -> str:
        """Of these: Health promotion; Complex needs. Nothing where every context counts."""
        order = sorted(target.contexts, key=[*self.contexts, *target.contexts].index)
        names = "; ".join(self.contexts.get(slug, slug) for slug in order)
        return f", of these: {names}" if names else ""


def _is_wanted(test: Tested, target: PlannedTarget) -> bool:
    """Whether the test's context is one that the target counts."""
    return not target.contexts or test.context.slug in target.contexts


def _why_not(test: Tested, target: PlannedTarget) -> str:
    if not _is_wanted(test, target):
        return NOT_THIS_CONTEXT
    return test.why_not or ELSEWHERE_ALREADY


def _report_words(test: Tested) -> str:
    """Evaluation report: What a card changed; or that there is none."""
    return f"evaluation report: {test.test.report_title or test.test.report_link or NOT_RECORDED}"


def _context_names(programme: Programme) -> Mapping[str, str]:
    """The names of the contexts by their slugs, in the programme's order; one query."""
    return dict(programme.test_contexts.values_list("slug", "name"))


def _held(
    programme: Programme, kinds: set[str], as_at: date, reach: Reach
) -> tuple[Mapping[str, Mapping[str, int]], Mapping[str, str]]:
    """How many events of each kind were held in each place by a day, and its name; one query.

    Counted by keys, and named afterwards: of a whole country's events that takes a third of the
    time that it takes to name each first.
    """
    events = Event.objects.filter(
        held_by(as_at), reach.q("area"), Q(day__lte=as_at) | Q(day__isnull=True),
        programme=programme, kind__slug__in=kinds, reported_on__lte=as_at,
    )  # fmt: skip
    counted = events.order_by().values_list("kind", "area", _text(""), _text(""))
    wanted = EventKind.objects.filter(programme=programme, slug__in=kinds).order_by()
    areas = Area.objects.filter(programme=programme).order_by()
    rows = counted.annotate(held=Count("pk")).union(
        wanted.values_list("pk", _NO_KEY, "slug", "name", _NONE),
        areas.values_list(_NO_KEY, "pk", "slug", _text(""), _NONE),
        all=True,
    )
    return _by_kind(list(rows))


_NO_KEY, _NONE = Value(None, BigIntegerField()), Value(0, IntegerField())


def _text(words: str) -> Value:
    return Value(words, CharField())


def _by_kind(
    rows: Sequence[tuple[int | None, int | None, str, str, int]],
) -> tuple[Mapping[str, Mapping[str, int]], Mapping[str, str]]:
    """The counts, under the names that kinds and areas have in other rows of the same answer."""
    names = {slug: name for kind, _, slug, name, _ in rows if kind and slug}
    kinds = {kind: slug for kind, _, slug, *_ in rows if kind and slug}
    areas = {area: slug for kind, area, slug, *_ in rows if not kind}
    held: dict[str, dict[str, int]] = defaultdict(dict)
    for kind, area, slug, _, count in rows:
        if kind and not slug:
            held[kinds[kind]][areas.get(area, "")] = count
    return held, names
