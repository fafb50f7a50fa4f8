"""Actions: recorded, given, moved, reported on, closed and opened again; as they stood on a day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.people.models import Role, User
from partnership.people.permissions import Held
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.programmes.access import Entry
from partnership.programmes.periods import Period
from partnership.programmes.reach import EVERYTHING
from partnership.reports.overview import overview
from pilots.action_rules import State
from pilots.actions import actions as do
from pilots.actions.actions import Owner
from pilots.collect import partnership_part
from pilots.models import Action, Group
from pilots.selectors.groups import group_records
from tests.support.builders import a_group, a_person, an_action, an_area
from tests.support.reading import client_of, read

MAY, JUNE, JULY = date(2019, 5, 1), date(2019, 6, 1), date(2019, 7, 1)


@pytest.fixture
def action(group: Group, chair: User) -> Action:
    """Leaflets, due on 1 June, reported on 1 May 2019."""
    return do.record_action(
        group=group, text="Print leaflets", owner=Owner("Library lead"), due_on=JUNE,
        reported_on=MAY, by=chair,
    )  # fmt: skip


def path(name: str, action: Action) -> str:
    return reverse(name, args=[action.group.programme.slug, action.group.slug, action.slug])


def move(action: Action, by: User, due_on: date, reported_on: date, owner: str = "") -> None:
    do.change_action(
        action=action, seen=action.version, owner=Owner(owner or action.owner), due_on=due_on,
        why="The printer is away", reported_on=reported_on, by=by,
    )  # fmt: skip


def test_a_look_back_answers_from_what_was_reported_by_then(action, chair) -> None:
    move(action, chair, date(2019, 8, 1), reported_on=date(2019, 6, 10), owner="Council officer")
    do.close_action(
        action=action, seen=action.version, state=State.DONE, ended_on=JULY, outcome="All out.",
        reported_on=date(2019, 7, 20), by=chair,
    )  # fmt: skip
    page = path("action", action)
    client = client_of(chair)

    assert "by 4 days, due 1 June 2019." in read(client, page, as_at="2019-06-05")
    moved = read(client, page, as_at="2019-06-15")
    assert "due 1 August 2019, in 47 days." in moved
    assert "Council officer" in moved
    assert "due 1 August 2019, in 13 days." in read(client, page, as_at="2019-07-19")
    assert ">Done</span> on 1 July 2019." in read(client, page, as_at="2019-07-20")
    assert client.get(page, {"as_at": "2019-04-30"}).status_code == 404


def test_the_trail_says_who_why_and_for_which_day(action, chair) -> None:
    move(action, chair, JULY, reported_on=date(2019, 5, 20))

    page = read(client_of(chair), path("action", action))

    assert "Reported on 20 May 2019, recorded" in page
    assert f"{chair} moved the due day from 1 June 2019 to 1 July 2019." in page
    assert "The printer is away" in page
    assert f"{chair} changed the due day from 1 June 2019 to 1 July 2019." in page  # its history
    assert f"{chair} recorded the action." in page


def test_a_new_day_or_owner_needs_a_reason_and_a_word_alone_does_not(action, chair) -> None:
    client = client_of(chair)
    form = {"owner": "", "owner_post": "Library lead", "seen_version": action.version}

    moved = client.post(path("action-update", action), {**form, "due_on": "2019-07-01"})
    reported = client.post(
        path("action-update", action), {**form, "due_on": "2019-06-01", "why": "Half are out."}
    )

    assert "Say why the owner or the due day changes." in moved.content.decode()
    assert reported.status_code == 302
    assert [each.why for each in action.updates.all()] == ["", "Half are out."]


def test_nothing_said_is_not_saved(action, chair) -> None:
    form = {"owner_post": "Library lead", "due_on": "2019-06-01", "seen_version": action.version}

    answer = client_of(chair).post(path("action-update", action), form)

    assert "Nothing was changed: say how it goes, or go back" in answer.content.decode()
    assert not action.updates.exists()


def test_its_owner_reports_on_an_action_and_closes_it(group, chair, member) -> None:
    mine = an_action(group, "Ask the school", owner=str(member), owner_user=member)
    client = client_of(member)

    client.post(path("action-update", mine), {"why": "I wrote.", "seen_version": 1})
    closed = client.post(
        path("action-close", mine),
        {"state": "done", "ended_on": str(timezone.localdate()), "outcome": "They come.",
         "seen_version": 2},
    )  # fmt: skip

    assert closed.status_code == 302
    mine.refresh_from_db()
    assert (mine.done_on, mine.outcome) == (timezone.localdate(), "They come.")
    page = read(client, path("action", mine))
    assert f"{member} changed the day it was done from not recorded to" in page
    assert "Open it again" not in page
    assert "Open it again" in read(client_of(chair), path("action", mine))


def test_its_owner_may_not_move_it(group, member) -> None:
    mine = an_action(group, "Ask the school", due_on=JUNE, owner=str(member), owner_user=member)
    client = client_of(member)

    client.post(
        path("action-update", mine),
        {"why": "Later.", "due_on": "2030-01-01", "owner_post": "Nobody", "seen_version": 1},
    )

    mine.refresh_from_db()
    assert (mine.due_on, mine.owner) == (JUNE, str(member))
    assert client.get(path("action-reopen", mine)).status_code == 403


@pytest.mark.parametrize("name", ["action-update", "action-close", "action-reopen"])
def test_others_who_read_it_hear_who_could_change_it(action, member, name: str) -> None:
    client = client_of(member)

    for answer in (client.get(path(name, action)), client.post(path(name, action))):
        assert answer.status_code == 403
        assert "an area manager or a chair" in answer.content.decode()
    action.refresh_from_db()
    assert action.version == 1


@pytest.mark.parametrize("name", ["action", "action-update", "action-close", "action-reopen"])
def test_an_action_of_another_area_is_not_found(action, programme, name: str) -> None:
    elsewhere = a_group(programme, "South group", area=an_area(programme, "South"))
    for role, where in ((Role.CHAIR, elsewhere), (Role.AREA_MANAGER, elsewhere.area)):
        assert client_of(a_person(role, where)).get(path(name, action)).status_code == 404


def test_closed_twice_the_second_is_told_who_was_quicker(action, chair, group) -> None:
    other = a_person(Role.CHAIR, group)
    seen = action.version
    close = {"action": action, "seen": seen, "state": State.DONE, "ended_on": JULY}
    do.close_action(**close, outcome="All out.", by=chair)

    do.close_action(**close, outcome="All out.", by=chair)  # pressed twice
    with pytest.raises(RefusedError, match="closed already: done on 1 July 2019, as A post said"):
        do.close_action(**close, outcome="Some out.", by=other)

    assert action.updates.count() == 2
    assert action.history.count() == 2


def test_what_was_typed_stays_when_it_was_closed_meanwhile(action, chair) -> None:
    do.close_action(
        action=action, seen=1, state=State.DROPPED, ended_on=JULY, outcome="No.", by=chair
    )
    form = {"state": "done", "ended_on": "2019-07-02", "outcome": "Mine.", "seen_version": 1}

    page = client_of(chair).post(path("action-close", action), form).content.decode()

    assert "closed already: no longer needed since 1 July 2019" in page
    assert "Mine." in page


def test_two_who_move_it_at_once_lose_nothing(action, chair) -> None:
    move(action, chair, JULY, reported_on=JUNE)
    form = {
        "owner_post": "Library lead", "due_on": "2019-09-01", "why": "Mine", "seen_version": 1,
    }  # fmt: skip
    client = client_of(chair)

    page = client.post(path("action-update", action), form).content.decode()

    assert "Somebody changed this while you were writing" in page
    assert "1 July 2019" in page
    again = client.post(path("action-update", action), {**form, "seen_version": 2})
    assert again.status_code == 302
    action.refresh_from_db()
    assert action.due_on == date(2019, 9, 1)


def test_opened_again_it_is_open_and_its_end_stays_in_the_trail(action, chair) -> None:
    do.close_action(
        action=action, seen=1, state=State.DONE, ended_on=JUNE, outcome="Out.",
        reported_on=JUNE, by=chair,
    )  # fmt: skip
    client = client_of(chair)

    answer = client.post(
        path("action-reopen", action),
        {"why": "A typing error", "reported_on": "2019-07-01", "seen_version": 2},
    )

    assert answer.status_code == 302
    page = read(client, path("action", action))
    assert "opened it again" in page
    assert "closed it as done on 1 June 2019. <br>Out." in page.replace("<br>", " <br>")
    assert ">Done</span> on 1 June 2019." in read(
        client, path("action", action), as_at="2019-06-30"
    )
    assert ">Overdue</span> by 30 days" in read(client, path("action", action), as_at="2019-07-01")


@pytest.mark.parametrize(
    ("ended_on", "words"),
    [
        (date(2019, 4, 30), "The action was recorded for 1 May 2019"),
        (timezone.localdate() + timedelta(days=1), "has not come yet"),
    ],
)
def test_an_end_that_cannot_be_is_refused(action, chair, ended_on: date, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        do.close_action(
            action=action, seen=1, state=State.DONE, ended_on=ended_on, outcome="x", by=chair
        )
    assert not action.updates.exists()


def test_words_are_reported_in_order(action, chair) -> None:
    move(action, chair, JULY, reported_on=date(2019, 5, 20))

    with pytest.raises(RefusedError, match="last word on it was reported on 20 May 2019"):
        move(action, chair, JUNE, reported_on=date(2019, 5, 19))


@pytest.mark.parametrize("locked", [True, False])
def test_an_owner_who_left_is_flagged_and_cannot_be_chosen(
    group, chair, member, locked: bool
) -> None:
    mine = an_action(group, "Ask the school", owner=str(member), owner_user=member)
    register = reverse("actions", args=[group.programme.slug])
    assert "Has left" not in read(client_of(chair), register)
    if locked:
        User.objects.filter(pk=member.pk).update(locked_at=timezone.now())
    else:
        member.grouproles.update(ends_on=date(2020, 1, 1))

    assert "Has left: give it to somebody else" in read(client_of(chair), register)
    assert "Give it to somebody else" in read(client_of(chair), path("action", mine))
    form = read(client_of(chair), path("action-update", mine))
    assert f'value="account:{member.pk}"' not in form
    with pytest.raises(RefusedError, match="A post has left"):
        do.record_action(group=group, text="x", owner=Owner("A", member), due_on=None, by=chair)


def test_a_change_that_was_overtaken_changes_nothing(action, chair) -> None:
    move(action, chair, JULY, reported_on=JUNE)

    with pytest.raises(ChangedMeanwhileError):
        do.report_on_action(action=action, seen=1, words="Half.", by=chair)
    assert action.updates.count() == 2


@pytest.mark.parametrize(
    ("day", "open_", "overdue", "state", "owner"),
    [
        (date(2019, 5, 31), 1, 0, "Open", "Library lead"),
        (date(2019, 6, 9), 1, 1, "Open", "Library lead"),
        (date(2019, 6, 10), 1, 0, "Open", "Council officer"),
        (date(2019, 7, 19), 1, 0, "Open", "Council officer"),
        (date(2019, 7, 20), 0, 0, "Done", "Council officer"),
    ],
)
def test_reports_and_the_overview_say_of_a_day_what_was_said_by_then(
    action, chair, day: date, open_: int, overdue: int, state: str, owner: str
) -> None:
    move(action, chair, date(2019, 8, 1), reported_on=date(2019, 6, 10), owner="Council officer")
    do.close_action(
        action=action, seen=action.version, state=State.DONE, ended_on=JULY, outcome="All out.",
        reported_on=date(2019, 7, 20), by=chair,
    )  # fmt: skip
    programme = action.group.programme

    counts = overview(Entry(programme, (Held(Role.VIEWER),)), as_at=day).counts
    period = Period(date(2019, 1, 1), day)
    part = partnership_part(programme, period=period, as_at=day, reach=EVERYTHING)
    (group,) = group_records(programme, as_at=day, reach=EVERYTHING)

    (row,) = part.groups[0].actions
    assert (row.state, row.is_overdue, row.owner) == (state, bool(overdue), owner)
    assert (counts.actions_recorded, counts.actions_open, counts.actions_overdue) == (
        1, open_, overdue,
    )  # fmt: skip
    assert (group.open_actions, group.overdue_actions) == (open_, overdue)
