"""The register of actions: within reach, as it stood on a day, narrowed, as a file."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.action_rules import Said, standing
from pilots.models import Action, ActionUpdate, Group
from pilots.selectors.actions import stood
from tests.support.builders import (
    PAPER_DAY,
    a_group,
    a_meeting,
    a_person,
    a_programme,
    an_action,
    an_area,
)
from tests.support.fixtures import QueriesOf
from tests.support.reading import client_of, read, read_file

DAY = "2019-11-30"


@pytest.fixture
def address(programme: Programme) -> str:
    return reverse("actions", args=[programme.slug])


@pytest.fixture
def file(programme: Programme) -> str:
    return reverse("actions-file", args=[programme.slug])


@pytest.fixture
def some(programme: Programme, group: Group) -> list[str]:
    """Five actions of two groups, one in each state and one without a day."""
    other = a_group(programme, "National")
    an_action(group, "Find a room", due_on=date(2019, 11, 1), meeting=a_meeting(group, 3))
    an_action(group, "Print leaflets", due_on=date(2019, 12, 1), owner="Library lead")
    an_action(group, "Count visitors", done_on=date(2019, 11, 5), outcome="Done by =SUM")
    an_action(other, "Book a hall", dropped_on=date(2019, 11, 5), due_on=date(2019, 10, 30))
    an_action(other, "Ask the school")
    return ["Find a room", "Print leaflets", "Count visitors", "Book a hall", "Ask the school"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Find a room", "Print leaflets", "Ask the school"]),
        ({"state": "overdue"}, ["Find a room"]),
        ({"state": "done"}, ["Count visitors"]),
        ({"state": "dropped"}, ["Book a hall"]),
        (
            {"state": "all"},
            ["Book a hall", "Find a room", "Print leaflets", "Ask the school", "Count visitors"],
        ),
        ({"group": "north-group"}, ["Find a room", "Print leaflets"]),
        ({"owner": "Library lead"}, ["Print leaflets"]),
        ({"words": "ROOM find"}, ["Find a room"]),
        ({"words": "sum", "state": "all"}, ["Count visitors"]),
        ({"words": "no such thing"}, []),
        ({"as_at": "2019-11-04", "group": "north-group"},
         ["Find a room", "Print leaflets", "Count visitors"]),
    ],
)  # fmt: skip
def test_the_register_is_narrowed_by_its_address(
    address, file, some, viewer, query: dict[str, str], found: list[str]
) -> None:
    page = read(viewer, address, **{"as_at": DAY, **query})
    rows = read_file(viewer, file, **{"as_at": DAY, **query})

    there = sorted((text for text in some if text in page), key=page.index)
    assert sorted(there) == sorted(found)
    assert [text for row in rows for text in some if row.startswith(text)] == there
    if not found:
        assert "No action fits these choices." in page


def test_what_is_due_soonest_stands_first_and_without_a_day_last(address, some, viewer) -> None:
    page = read(viewer, address, as_at=DAY)

    places = [page.index(text) for text in ("Find a room", "Print leaflets", "Ask the school")]
    assert places == sorted(places)
    assert "by 29 days" in page
    assert "due in 1 day" in page
    assert "due day not recorded" in page


def test_mine_are_those_of_my_account(programme, group, address, member, chair) -> None:
    an_action(group, "Mine", owner="A post", owner_user=member)
    an_action(group, "Theirs", owner="A post", owner_user=chair)

    page = read(client_of(member), address, owner="*me")

    assert "Mine" in page
    assert "Theirs" not in page


def test_what_is_out_of_reach_is_not_there(programme, group, address, file) -> None:
    south = a_group(programme, "South group", area=an_area(programme, "South"))
    an_action(south, "Southern thing", owner="Southern lead")
    an_action(a_group(a_programme("Another"), "Far group"), "Far thing", owner="Far lead")
    an_action(group, "Northern thing")
    manager = client_of(a_person(Role.AREA_MANAGER, group.area))

    page = read(manager, address, state="all")
    rows = "".join(read_file(manager, file, state="all"))

    for text in (page, rows):
        assert "Northern thing" in text
        assert "South" not in text
        assert "Far" not in text
    assert "“south-group” is not in the list" in read(manager, address, group="south-group")


def test_an_officer_of_a_board_gets_neither(programme, some, address, file) -> None:
    officer = client_of(a_person(Role.IJB_OFFICER, programme))

    assert officer.get(address).status_code == 403
    assert officer.get(file).status_code == 403


def test_before_anything_was_reported_it_says_so(address, some, viewer) -> None:
    before = str(PAPER_DAY - timedelta(days=1))

    assert "No action was open on this day." in read(viewer, address, as_at=before)


def test_a_file_says_what_the_page_says_and_runs_no_formula(address, file, some, viewer) -> None:
    rows = read_file(viewer, file, as_at=DAY, state="all")

    assert "Find a room,North group,North,Project manager,2019-11-01,Overdue,,,3,2019-10-24" in rows
    Action.objects.filter(text="Count visitors").update(outcome="=1+1")
    (row,) = read_file(viewer, file, as_at=DAY, state="done")
    assert "Done,2019-11-05,'=1+1," in row


def test_pages_of_fifty(group, address, viewer) -> None:
    for number in range(51):
        an_action(group, f"Action {number:02}", due_on=date(2019, 11, 1))

    first, second = (read(viewer, address, page=str(page)) for page in (1, 2))

    assert "51 actions: 1 to 50" in first
    assert "Action 50" in second
    assert "Action 49" not in second


@pytest.mark.parametrize("day", ["", DAY])
def test_fifty_actions_take_no_more_queries_than_one(
    group, address, file, viewer, queries_of: QueriesOf, day: str
) -> None:
    query = f"?state=all&as_at={day}" if day else "?state=all"
    addresses = [address + query, file + query]
    gone = a_person()
    fill(group, 1, gone)
    one = reverse("action", args=[group.programme.slug, group.slug, "action-1"])
    few = [queries_of(viewer, each) for each in (*addresses, one)]
    for number in range(2, 51):
        fill(group, number, gone)
        ActionUpdate.objects.create(
            action=Action.objects.get(slug="action-1"), number=number, owner=f"Post {number}",
            reported_on=PAPER_DAY,
        )  # fmt: skip

    assert [queries_of(viewer, each) for each in (*addresses, one)] == few
    assert max(few[:2]) <= 8


def fill(group: Group, number: int, gone) -> None:
    """An action of whom its owner left, with a word on it."""
    action = an_action(group, f"Action {number}", owner=f"Post {number}", owner_user=gone)
    for word in (0, 1):
        ActionUpdate.objects.create(
            action=action, number=word, owner="A post", by=gone, reported_on=PAPER_DAY
        )


def test_the_database_answers_as_the_rule_does(group) -> None:
    """Every day of a trail with two words on one day, and an action without a trail."""
    days = [date(2019, 11, day) for day in (1, 1, 5, 9, 9)]
    ends = [None, None, None, date(2019, 11, 4), None]
    action = an_action(group, "Moved", reported_on=days[0], due_on=date(2020, 3, 1))
    trail = [
        Said(day, f"Post {number}", date(2019, 11, 3 + number), done_on=end, words=f"W{number}")
        for number, (day, end) in enumerate(zip(days, ends, strict=True))
    ]
    for number, said in enumerate(trail):
        ActionUpdate.objects.create(
            action=action, number=number, owner=said.owner, due_on=said.due_on,
            done_on=said.done_on, why=said.words, reported_on=said.reported_on,
        )  # fmt: skip

    for day in range(1, 15):
        on = date(2019, 11, day)
        (found,) = Action.objects.as_at(on)
        assert stood(found, on=on) == standing(trail, on=on)
        is_open = standing(trail, on=on).is_open
        assert Action.objects.open_on(on).exists() == is_open
        assert Action.objects.closed_on(on).exists() != is_open
        assert Action.objects.overdue_on(on).exists() == standing(trail, on=on).is_overdue
    assert not Action.objects.as_at(date(2019, 10, 31)).exists()
    assert Action.objects.as_at(timezone.localdate()).get().due_then == date(2020, 3, 1)
