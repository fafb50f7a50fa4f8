"""Targets are counted from records, and the page says which counted and why others did not."""

from datetime import date

import pytest
from django.urls import reverse

from milestones import detail
from milestones.collect import plan_part
from milestones.detail import plan_detail
from milestones.models import Target
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING, Reach
from pilots.models import ServiceTest, TestContext
from tests.support.builders import START, a_kind, code
from tests.support.builders import an_event as any_event
from tests.support.plans import a_milestone, a_plan, write_down

pytestmark = pytest.mark.django_db
DAY = date(2019, 6, 30)


@pytest.fixture(autouse=True)
def plan(programme: Programme) -> Programme:
    a_plan(programme)
    a_milestone(programme, "M1", due_month=6)
    return programme


def wanted(programme: Programme, **fields) -> None:
    milestone = programme.milestones.get()
    given = {"wanted": 2, "what": "workshops", "per": "programme", **fields}
    Target.objects.create(milestone=milestone, **given)
    write_down(programme)


def target(programme: Programme, on: date = DAY):
    part = plan_part(programme, as_at=on, reach=EVERYTHING)
    return plan_detail(programme, part, reach=EVERYTHING)["M1"].targets[0]


def page(programme: Programme, client, on: date = DAY) -> str:
    address = reverse("milestone", args=[programme.slug, "M1"])
    return " ".join(client.get(f"{address}?as_at={on}").content.decode().split())


def context(programme: Programme, name: str) -> TestContext:
    return TestContext.objects.create(programme=programme, slug=name, name=name)


def an_event(programme: Programme, name: str, **fields):
    """An event of the kind that targets count here, reported at the start."""
    return any_event(programme, name, **{"reported_on": START, **fields})


def a_test(programme: Programme, where: TestContext, number: int, area: int = 0, **fields):
    given = {"began": code("2019-03-01"), "ended": code("2019-05-01"), "reported_on": START}
    return ServiceTest.objects.create(
        programme=programme,
        area=programme.areas.get(slug=f"area-{area}"),
        slug=f"test-{number}",
        title=f"Test {number}",
        context=where,
        setting="Reading room",
        **{**given, **fields},
    )


def test_events_of_the_kind_count_once_held_and_others_say_why_not(programme, viewer):
    wanted(programme, counts="events", event_kind=a_kind(programme))
    an_event(programme, "Counted day", happened=code("2019-05-01"))
    an_event(programme, "Planned day", status="planned", happened=code("2019-12-01"))
    an_event(programme, "Cancelled day", status="cancelled")
    an_event(programme, "Other kind", kind="Another")
    an_event(programme, "Reported later", reported_on=date(2019, 7, 1))

    found = target(programme)
    said = page(programme, viewer)

    assert found.counted == 1
    assert "1 of 2 recorded" in said
    assert "Counted day" in said.split("What counts")[1].split("What does not count")[0]
    assert "Planned day</a> <span" in said
    assert "whole programme: planned only" in said
    assert "whole programme: cancelled" in said
    assert "Other kind" not in said
    assert "Reported later" not in said


def test_events_of_each_kind_and_place_are_counted_apart_in_one_query(
    programme, django_assert_num_queries
):
    north = programme.areas.get(slug="area-0")
    for place, (area, kind) in enumerate([(north, "Talk"), (north, "Walk"), (None, "Talk")]):
        an_event(programme, f"Event {place}", area=area, kind=kind, happened=code("2019-05-01"))
    a_kind(programme, "Never held")
    names = {kind.slug: kind.name for kind in programme.event_kinds.all()}

    with django_assert_num_queries(1):
        held, named = detail._held(programme, set(names), DAY, EVERYTHING)

    assert named == names
    assert held == {"talk": {"area-0": 1, "": 1}, "walk": {"area-0": 1}}
    south = Reach.of(programme.areas.get(slug="area-1").pk)
    assert detail._held(programme, set(names), DAY, south)[0] == {"talk": {"": 1}}
    assert detail._held(programme, {"talk"}, date(2019, 4, 1), EVERYTHING)[0] == {}


def test_an_event_held_after_the_day_does_not_count_by_it(programme):
    wanted(programme, counts="events", event_kind=a_kind(programme))
    an_event(programme, "Later", happened=code("2019-07-01"), reported_on=START)
    assert target(programme).counted == 0
    assert target(programme, date(2019, 7, 1)).counted == 1


def test_contexts_count_once_in_each_area_when_a_test_has_ended(programme, viewer):
    wanted(programme, counts="contexts", per="each-area", wanted=2)
    health, needs = context(programme, "health"), context(programme, "needs")
    a_test(programme, health, 1)
    a_test(programme, health, 2, ended=code("2019-06-01"))
    a_test(programme, needs, 3, is_stopped=True)
    a_test(programme, needs, 4, ended=code(""))
    a_test(programme, health, 5, area=1)

    found = target(programme)
    said = page(programme, viewer)

    assert [each.counted for each in found.by_area] == [1, 1]
    assert found.counted == 2
    assert "2 of 4 recorded" in said
    assert "1 of 2 in Area 0" in said
    assert "health: Test 1" in said.split("What counts")[1].split("What does not count")[0]
    others = said.split("What does not count")[1]
    assert all(f"Test {number}" in others for number in (2, 3, 4))
    assert "“Test 1” counts for this context already" in others
    assert "stopped early" in others


def test_only_the_contexts_that_a_target_names_count_towards_it(programme, viewer):
    contexts = {name: context(programme, name) for name in ("promotion", "needs", "young")}
    for number, where in enumerate(contexts.values(), start=1):
        a_test(programme, where, number)
    milestone = programme.milestones.get()
    for number, names in enumerate((("promotion", "needs"), ("young",)), start=1):
        made = Target.objects.create(
            milestone=milestone, number=number, wanted=len(names), what="tests", per="each-area",
            counts="contexts",
        )  # fmt: skip
        for name in names:
            made.contexts.create(context=contexts[name])
    write_down(programme)

    part = plan_part(programme, as_at=DAY, reach=EVERYTHING)
    first, second = plan_detail(programme, part, reach=EVERYTHING)["M1"].targets
    assert (first.counted, second.counted) == (2, 1)
    said = page(programme, viewer)
    assert "has ended, of these: needs; promotion" in said
    assert "has ended, of these: young" in said
    others = said.split("What does not count")[1].split("What counts")[0]
    assert "young: Test 3" in others
    assert "its context is not one that this target counts" in others


def test_a_test_that_counts_says_which_report_came_of_it(programme, viewer):
    wanted(programme, counts="contexts", per="each-area", wanted=2)
    a_test(programme, context(programme, "needs"), 1, report_title="What a card changed")
    a_test(programme, context(programme, "young"), 2)

    counts = page(programme, viewer).split("What counts")[1]
    assert (
        'Test 1</a> <span class="muted">ended 1 May 2019, Area 0; evaluation report: What' in counts
    )
    assert "Area 0; evaluation report: not recorded" in counts


def test_a_target_in_all_counts_a_context_once_over_all_areas(programme):
    wanted(programme, counts="contexts", per="programme", wanted=2)
    health = context(programme, "health")
    for area in (0, 1):
        a_test(programme, health, area, area=area)
    assert target(programme).counted == 1


def test_what_one_area_has_beyond_what_is_wanted_helps_no_other(programme):
    wanted(programme, counts="events", event_kind=a_kind(programme), per="each-area")
    area = programme.areas.get(slug="area-0")
    for number in range(4):
        an_event(programme, f"Day {number}", area=area)
    found = target(programme)
    assert [each.counted for each in found.by_area] == [4, 0]
    assert (found.counted, found.wanted_in_all) == (2, 4)


def test_nothing_that_can_be_counted_is_not_zero(programme):
    wanted(programme)
    assert target(programme).counted is None
    assert target(programme).progress == "progress not recorded"


@pytest.mark.parametrize("counts", ["events", "contexts"])
def test_fifty_records_take_the_queries_of_one(programme, viewer, queries_of, counts):
    wanted(
        programme,
        counts=counts,
        **({"event_kind": a_kind(programme)} if counts == "events" else {}),
    )
    health = context(programme, "health")
    address = reverse("milestone", args=[programme.slug, "M1"])
    costs = []
    for numbers in (range(1), range(1, 50)):
        for number in numbers:
            an_event(programme, f"Day {number}")
            a_test(programme, health, number)
        costs.append(queries_of(viewer, address))
    assert costs[0] == costs[1] <= 15
