"""Areas by contexts with the gaps, the tests one by one, and the same as a file."""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

from django.test import Client
from django.urls import reverse
from model_bakery import baker

from partnership.people.models import Role
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING
from pilots.models import Area, TestContext
from pilots.presenters.service_tests import Matrix
from pilots.selectors import service_tests as ask
from pilots.service_testing import State
from tests.support.builders import PAPER_DAY, a_priority_group, a_programme, an_area
from tests.support.service_tests import a_context, a_cycle, a_service_test


def look(client: Client, programme: Programme, **asked: str) -> Any:
    return client.get(reverse("service-tests", args=[programme.slug]), asked)


def cells(matrix: Matrix) -> dict[tuple[str, str], list[str]]:
    """The words of each cell, by area and context."""
    return {
        (row.name, cell.context): [line.state for line in cell.lines] or [cell.gap]
        for row in matrix.rows
        for cell in row.cells
    }


def test_the_matrix_shows_each_state_and_says_each_gap(
    viewer: Client, programme: Programme, ash: Area, birch: Area
) -> None:
    complex_needs = a_context(programme, "Complex needs", position=9)
    first = a_service_test(ash, "One", began="2019-06", ended="2019-09")
    a_service_test(ash, "Two", slug="two", began="2019-11-04")
    a_service_test(ash, "Three", slug="three", context=complex_needs, is_stopped=True)
    a_service_test(birch, "Four", slug="four", context=complex_needs)
    a_cycle(first, 1)
    a_cycle(first, 2)

    answer = look(viewer, programme, as_at="2019-10-24")

    matrix = answer.context["matrix"]
    assert cells(matrix) == {
        ("Ash", "Health promotion"): ["Finished", "Planned"],
        ("Ash", "Complex needs"): ["Stopped early"],
        ("Birch", "Health promotion"): ["Not tested yet"],
        ("Birch", "Complex needs"): ["Begin not recorded"],
    }
    totals = [row.total for row in matrix.rows]
    assert totals == ["1 of 2 contexts finished", "0 of 2 contexts finished"]
    assert [line.cycles for line in matrix.rows[0].cells[0].lines] == [
        "2 cycles",
        "no cycle recorded",
    ]


def test_a_look_back_shows_what_had_been_reported_by_then(
    viewer: Client, programme: Programme, ash: Area
) -> None:
    test = a_service_test(
        ash, began="2019-06", ended="2019-09-30", end_reported_on=date(2019, 12, 2)
    )
    a_service_test(ash, "Later", slug="later", reported_on=date(2019, 12, 2))
    a_cycle(test, 1)
    a_cycle(test, 2, reported_on=date(2019, 12, 2))

    then = look(viewer, programme, as_at="2019-12-01").context["lines"]
    now = look(viewer, programme, as_at="2019-12-02").context["lines"]

    assert [(line.state, line.cycles) for line in then] == [("Under way", "1 cycle")]
    assert then[0].when == "from June 2019, end not recorded"
    assert [(line.state, line.cycles) for line in now] == [
        ("Finished", "2 cycles"),
        ("Begin not recorded", "no cycle recorded"),
    ]


def test_what_the_address_asks_for_narrows_the_list_and_the_cells(
    viewer: Client, programme: Programme, ash: Area, birch: Area
) -> None:
    carers = a_priority_group(programme, "Carers")
    a_service_test(ash, "One", began="2019-06", priority_group=carers)
    a_service_test(birch, "Two", slug="two", ended="2019-06")

    def titles(**asked: str) -> list[str]:
        lines = look(viewer, programme, **asked).context["lines"]
        return [line.row.test.title for line in lines]

    assert titles() == ["One", "Two"]
    assert titles(area="birch") == ["Two"]
    assert titles(context="health-promotion") == ["One", "Two"]
    assert titles(state="finished") == ["Two"]
    assert titles(group="carers") == ["One"]
    narrowed = look(viewer, programme, group="carers").context["matrix"]
    assert cells(narrowed)["Birch", "Health promotion"] == ["None that fits"]
    assert [row.total for row in narrowed.rows][1] == "1 of 1 context finished"


def test_what_is_not_there_can_not_be_asked_for(
    viewer: Client, programme: Programme, ash: Area, reading_well: object
) -> None:
    answer = look(viewer, programme, area="nowhere")

    assert answer.context["form"].errors["area"] == [
        f"There is no {programme.area_word} “nowhere” here: choose one from the list"
    ]
    assert len(answer.context["lines"]) == 1


def test_without_contexts_it_is_said_who_can_add_them(
    viewer: Client, manager: Client, programme: Programme, ash: Area
) -> None:
    assert "A programme manager can add them" in look(viewer, programme).content.decode()
    address = reverse("test-contexts", args=[programme.slug])
    assert f'href="{address}"' in look(manager, programme).content.decode()


def test_without_a_test_the_gaps_are_shown_and_who_records_them(
    viewer: Client, programme: Programme, ash: Area
) -> None:
    a_context(programme)

    page = look(viewer, programme).content.decode()

    assert "Not tested yet" in page
    assert "A programme manager, or the manager of an area, records tests." in page


def test_the_file_holds_what_the_list_shows(
    viewer: Client, programme: Programme, ash: Area, birch: Area
) -> None:
    a_service_test(ash, "=One", slug="one", began="2019-06", ended="2019-09", findings="Good")
    a_service_test(ash, "Two", slug="two", ended="2019-10-01")
    a_service_test(birch, "Three", slug="three")

    address = reverse("service-tests-file", args=[programme.slug])
    answer: Any = viewer.get(address, {"area": "ash", "as_at": "2019-10-24"})
    text = b"".join(answer.streaming_content).decode().removeprefix("\N{BYTE ORDER MARK}")
    rows = list(csv.DictReader(StringIO(text)))

    assert [row["Test"] for row in rows] == ["'=One", "Two"]
    assert rows[0]["Counts for its context"] == "yes"
    assert rows[1]["Why not"] == "“=One” counts for this context already"
    assert (rows[0]["Began"], rows[1]["Began"]) == ("June 2019", "not recorded")
    assert rows[0]["Cycles"] == "no cycle recorded"


def test_an_area_s_own_people_see_their_area_alone(
    ash_manager: Client, programme: Programme, ash: Area, birch: Area
) -> None:
    a_service_test(ash, "One", slug="one")
    a_service_test(birch, "Two", slug="two")

    answer = look(ash_manager, programme)

    assert [row.name for row in answer.context["matrix"].rows] == ["Ash"]
    assert [line.row.test.title for line in answer.context["lines"]] == ["One"]
    assert look(ash_manager, programme, area="birch").context["form"].errors


def test_steering_members_read_and_officers_do_not(
    signed_in: Callable[[Role], Client], programme: Programme, ash: Area
) -> None:
    a_context(programme)
    page = look(signed_in(Role.STEERING_MEMBER), programme).content.decode()
    assert "Record a service test" not in page
    assert look(signed_in(Role.IJB_OFFICER), programme).status_code == 403


def test_the_queries_stay_the_same_however_many_tests_there_are(
    viewer: Client, programme: Programme, ash: Area, queries_of: Callable[[Client, str], int]
) -> None:
    a_cycle(a_service_test(ash))
    address = reverse("service-tests", args=[programme.slug])
    files = reverse("service-tests-file", args=[programme.slug])
    few = queries_of(viewer, address), queries_of(viewer, files)
    group = a_priority_group(programme, "Carers")
    for number in range(50):
        area = an_area(programme, f"Area {number}")
        context = a_context(programme, f"Context {number % 5}")
        venue = baker.make("pilots.Venue", area=area, slug="library", name="Library")
        a_cycle(
            a_service_test(
                area, slug=f"t-{number}", context=context, venue=venue, priority_group=group
            )
        )

    assert (queries_of(viewer, address), queries_of(viewer, files)) == few
    assert few[0] <= 8


def test_targets_read_which_contexts_are_tested_in_one_query(
    programme: Programme, ash: Area, birch: Area, django_assert_num_queries: Any
) -> None:
    first = a_service_test(ash, "One", ended="2019-08")
    again = a_service_test(ash, "Two", slug="two", ended="2019-09")
    other = a_service_test(birch, "Three", slug="three", began="2019-06")

    with django_assert_num_queries(1):
        rows = ask.tested(programme, as_at=PAPER_DAY, reach=EVERYTHING)

    assert [(row.test, row.area, row.state, row.counts) for row in rows] == [
        (first, ash, State.FINISHED, True),
        (again, ash, State.FINISHED, False),
        (other, birch, State.UNDER_WAY, False),
    ]
    assert rows[1].why_not == "“One” counts for this context already"


def test_another_programme_s_contexts_and_tests_stay_there(
    viewer: Client, programme: Programme, ash: Area
) -> None:
    a_context(programme)
    yonder = an_area(a_programme("Elsewhere"), "Yew")
    a_service_test(yonder, "Elsewhere", slug="elsewhere", context=a_context(yonder.programme, "X"))

    answer = look(viewer, programme)

    assert answer.context["matrix"].contexts == ("Health promotion",)
    assert "Elsewhere" not in answer.content.decode()
    assert TestContext.objects.count() == 2


def test_a_gap_leads_whoever_may_fill_it_to_the_form(
    manager: Client, ash_manager: Client, viewer: Client, programme: Programme, ash: Area
) -> None:
    a_context(programme)
    form = reverse("service-test-new", args=[programme.slug])
    link = f'href="{form}?area=ash&amp;context=health-promotion"'

    assert link in look(manager, programme).content.decode()
    assert link in look(ash_manager, programme).content.decode()
    assert form not in look(viewer, programme).content.decode()
