"""Tests of the service model as they had been reported by a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import CharField, Count, Prefetch, Q, QuerySet, Value

from partnership.people.history import HistoryLine, lines_of
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Area, PdsaCycle, ServiceTest, TestContext, Venue
from pilots.service_testing import Facts, State, verdicts


@dataclass(frozen=True)
class Tested:
    """A test reported by a day: how it stands, and whether its context counts by it.

    `counts` is true of one test for each context of an area at most; `why_not`
    says of the others why not, and is empty where it counts.
    """

    area: Area
    context: TestContext
    test: ServiceTest
    state: State
    counts: bool
    why_not: str


def tested(programme: Programme, *, as_at: date, reach: Reach) -> list[Tested]:
    """Every test within reach reported by a day, by area and context; one query.

    Contexts tested in an area by that day are the rows of it that count.
    """
    found = programme.service_tests.filter(reported_on__lte=as_at).visible_to(reach)
    by_place = ("area__position", "area__name", "context__position", "context__name", "pk")
    return judged(found.select_related("area", "context").order_by(*by_place), as_at=as_at)


def judged(tests: Iterable[ServiceTest], *, as_at: date) -> list[Tested]:
    """The tests, in their order, with how each stands among them on a day."""
    tests = list(tests)
    told = verdicts(map(facts_of, tests), on=as_at)
    return [
        Tested(
            each.area,
            each.context,
            each,
            told[each.pk].state,
            told[each.pk].counts,
            told[each.pk].why_not,
        )
        for each in tests
        if each.pk in told
    ]


def facts_of(test: ServiceTest) -> Facts:
    """What the rules ask of a test."""
    return Facts(
        key=test.pk,
        title=test.title,
        area=test.area_id,
        context=test.context_id,
        reported_on=test.reported_on,
        began=test.began,
        ended=test.ended,
        is_stopped=test.is_stopped,
        end_reported_on=test.end_reported_on,
    )


def tests_in_full(programme: Programme, *, as_at: date, reach: Reach) -> list[Tested]:
    """The same as `tested`, each test with its venue, group and `cycles_by_then`; one query."""
    by_then = Count("cycles", filter=Q(cycles__reported_on__lte=as_at))
    found = programme.service_tests.filter(reported_on__lte=as_at).visible_to(reach)
    return judged(
        found.select_related("area", "context", "venue", "priority_group", "report_file")
        .annotate(cycles_by_then=by_then)
        .order_by("area__position", "area__name", "context__position", "context__name", "pk"),
        as_at=as_at,
    )


@dataclass(frozen=True)
class Choices:
    """What the tests can be narrowed to: (slug, name) pairs, each in the programme's order.

    `area_keys` are the areas' keys by their slugs.
    """

    areas: tuple[tuple[str, str], ...]
    contexts: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]
    area_keys: Mapping[str, int]


def choices(programme: Programme, *, reach: Reach) -> Choices:
    """The areas within reach, the contexts and the priority groups; one query."""
    areas = Area.objects.filter(programme=programme).visible_to(reach).order_by()
    contexts = _named("context", programme.test_contexts.order_by(), "position")
    groups = _named("group", programme.priority_groups.order_by(), Value(0))
    rows = list(_named("area", areas, "position").union(contexts, groups, all=True))
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    keys = {slug: key for what, _, slug, _, key in rows if what == "area"}
    for what, _, slug, name, _ in sorted(rows, key=lambda row: (row[1], row[3])):
        found[what].append((slug, name))
    return Choices(
        areas=tuple(found["area"]),
        contexts=tuple(found["context"]),
        groups=tuple(found["group"]),
        area_keys=keys,
    )


def _named(what: str, rows: QuerySet, place: str | Value) -> QuerySet:
    return rows.values_list(Value(what, output_field=CharField()), place, "slug", "name", "pk")


def find_test(programme: Programme, slug: str, *, as_at: date, reach: Reach) -> ServiceTest:
    """One test within reach, with the cycles reported by a day; two queries.

    Raises ServiceTest.DoesNotExist where it is out of reach, or had not been
    reported by that day.
    """
    cycles = PdsaCycle.objects.filter(reported_on__lte=as_at).select_related("source")
    return (
        programme.service_tests.filter(reported_on__lte=as_at)
        .visible_to(reach)
        .select_related(
            "programme", "area", "context", "venue", "priority_group", "source", "report_file"
        )
        .prefetch_related(Prefetch("cycles", cycles, to_attr="cycles_by_then"))
        .get(slug=slug)
    )


def verdict_of(test: ServiceTest, *, as_at: date) -> Tested:
    """How a test stands beside the others of its area and context; one query."""
    beside = ServiceTest.objects.filter(area=test.area_id, context=test.context_id)
    others = beside.exclude(pk=test.pk).filter(reported_on__lte=as_at)
    found = judged([test, *others.select_related("area", "context")], as_at=as_at)
    return next(each for each in found if each.test.pk == test.pk)


def cycle_lines(test: ServiceTest) -> list[HistoryLine]:
    """What happened to a test's cycles, however many there are; one query or two."""
    rows = PdsaCycle.history.filter(service_test_id=test.pk).select_related("history_user")
    by_cycle: dict[int, list[object]] = defaultdict(list)
    for row in rows.order_by("history_date", "history_id"):
        by_cycle[row.id].append(row)
    return [line for each in by_cycle.values() for line in _lines_of_cycle(each)]


def _lines_of_cycle(rows: Sequence[object]) -> list[HistoryLine]:
    """Its lines, each saying which cycle it tells of: recorded cycle 2; changed …, in cycle 2."""
    name = f"cycle {rows[-1].number}"  # type: ignore[attr-defined]
    return [replace(line, sentence=_of(line.sentence, name)) for line in lines_of(rows, name)]


def _of(sentence: str, name: str) -> str:
    whole = f" the {name}"
    return sentence.replace(whole, f" {name}") if whole in sentence else f"{sentence}, in {name}"


def areas_to_test_in(
    programme: Programme, *, reach: Reach, only: set[int] | None
) -> QuerySet[Area]:
    """The areas in which a person may record tests; `only` None leaves all within reach."""
    found = Area.objects.filter(programme=programme).visible_to(reach)
    return found if only is None else found.filter(pk__in=only)


def venues_of(areas: QuerySet[Area]) -> QuerySet[Venue]:
    """The venues of these areas, area by area."""
    return (
        Venue.objects.filter(area__in=areas)
        .select_related("area")
        .order_by("area__position", "area__name", "name")
    )


def contexts_with_use(programme: Programme) -> QuerySet[TestContext]:
    """The contexts in their order, each with `tests_in_it`, how many tests use it; one query."""
    return programme.test_contexts.annotate(tests_in_it=Count("service_tests")).order_by(
        "position", "name"
    )
