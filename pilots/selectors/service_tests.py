"""Tests of the service model as they had been reported by a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Area, ServiceTest, TestContext
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
