"""Two people at once, the same form twice, and the sentences that history keeps."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from partnership.people.history import FROM_WORKBOOK, history_of, record_by
from partnership.people.models import SentForm, User
from partnership.people.once import once
from partnership.people.versions import ChangedMeanwhileError, changing
from partnership.programmes.models import Programme
from pilots.models import Action
from tests.support.builders import a_group, a_person, a_programme, an_action, an_area, code


@pytest.fixture
def person(db: None) -> User:
    return a_person()


@pytest.fixture
def action(db: None) -> Action:
    return an_action(a_group(a_programme()), "Print posters", due_on=date(2019, 5, 1))


def test_a_change_counts_and_keeps_who_made_it_and_why(action: Action, person: User) -> None:
    with changing(action, seen=1, by=person, why="The printer is ill.") as now:
        now.due_on = date(2019, 5, 24)

    assert (action.version, action.due_on) == (2, date(2019, 5, 24))
    newest = action.history.latest()
    assert (newest.history_user, newest.history_change_reason) == (person, "The printer is ill.")


def test_the_second_of_two_editors_changes_nothing_and_hears_how_it_stands(
    action: Action, person: User
) -> None:
    second = Action.objects.get(pk=action.pk)
    with changing(action, seen=action.version, by=person) as now:
        now.owner = "Librarian"

    with (
        pytest.raises(ChangedMeanwhileError) as told,
        changing(second, seen=second.version, by=person) as now,
    ):
        now.owner = "Nobody"

    assert told.value.now.owner == "Librarian"
    assert Action.objects.get().owner == "Librarian"


def test_a_change_that_fails_leaves_nothing_behind(action: Action, person: User) -> None:
    before = action.history.count()

    with pytest.raises(ZeroDivisionError):
        _change_and_break(action, person)

    assert Action.objects.get().owner != "Nobody"
    assert action.history.count() == before


def _change_and_break(action: Action, person: User) -> None:
    with changing(action, seen=1, by=person) as now:
        now.owner = "Nobody"
        now.version = 1 // 0


@pytest.mark.django_db(transaction=True)
def test_of_many_editors_at_once_one_saves_and_the_others_are_told() -> None:
    action = an_action(a_group(a_programme()), "Print posters")

    def edit(number: int) -> str:
        mine = Action.objects.get(pk=action.pk)
        try:
            with changing(mine, seen=1, by=None) as now:
                now.owner = f"Editor {number}"
        except ChangedMeanwhileError:
            return "told"
        finally:
            connection.close()
        return f"Editor {number}"

    with ThreadPoolExecutor(6) as pool:
        answers = sorted(pool.map(edit, range(6)))

    assert answers[1:] == ["told"] * 5
    assert Action.objects.get().owner == answers[0]
    assert Action.objects.get().version == 2


def make_programmes(count: list[int]) -> Callable[[], str]:
    def act() -> str:
        made = a_programme(f"Programme {len(count)}")
        count.append(made.pk)
        return f"/programmes/{made.slug}/"

    return act


def test_a_form_sent_twice_creates_once_and_leads_to_the_same_place(person: User) -> None:
    made: list[int] = []
    key = uuid4()

    first = once(key, by=person, act=make_programmes(made))
    second = once(key, by=person, act=make_programmes(made))

    assert first == ("/programmes/programme-0/", True)
    assert second == ("/programmes/programme-0/", False)
    assert Programme.objects.count() == len(made) == 1


def test_another_persons_key_leads_nowhere(person: User) -> None:
    key = uuid4()
    once(key, by=person, act=lambda: "/theirs/")

    with pytest.raises(Exception, match=r"(?i)unique"):
        once(key, by=a_person(), act=lambda: "/mine/")


@pytest.mark.django_db(transaction=True)
def test_ten_equal_forms_at_once_create_one_record() -> None:
    person, key, made = a_person(), uuid4(), []

    def send(_: int) -> str:
        try:
            return once(key, by=person, act=make_programmes(made))[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = set(pool.map(send, range(10)))

    assert Programme.objects.count() == SentForm.objects.count() == 1
    assert answers == {f"/programmes/{Programme.objects.get().slug}/"}


def test_history_reads_as_sentences_newest_first(action: Action, person: User) -> None:
    with changing(action, seen=1, by=person, why="The printer is ill.") as now:
        now.due_on = date(2019, 5, 24)
        now.owner = "Librarian"

    newest, first = history_of(action)

    assert (newest.who, newest.why) == (str(person), "The printer is ill.")
    assert newest.sentence == (
        "changed the owner from Project manager to Librarian;"
        " changed the due day from 1 May 2019 to 24 May 2019"
    )
    assert first.sentence == "recorded the action"
    assert newest.at >= first.at


def test_history_names_records_and_choices_and_what_is_unknown(person: User) -> None:
    group = a_group(a_programme(), established=code(""))
    with changing(group, seen=1, by=person) as now:
        now.kind = "network-of-practice"
        now.established = code("2019-10")
        now.area = None

    sentence = history_of(group)[0].sentence

    assert "the kind from Steering group to Network of practice" in sentence
    assert "the date of its beginning from not recorded to October 2019" in sentence


def test_what_came_with_a_workbook_says_so(action: Action) -> None:
    record_by(action, by=None, why=FROM_WORKBOOK)
    action.save()

    assert [line.who for line in history_of(action)] == ["The service"]  # nothing was changed
    row = action.history.latest()
    row.history_type = "+"
    row.save()
    assert history_of(action)[0].who == "The programme’s workbook"


def test_history_costs_as_many_queries_however_often_a_record_moved(
    person: User, django_assert_num_queries: Callable[..., Any]
) -> None:
    programme = a_programme()
    places = [an_area(programme, name) for name in ("Hill", "Coast")]
    group = a_group(programme, area=places[0])

    def move(times: int) -> None:
        for _ in range(times):
            with changing(group, seen=group.version, by=person) as now:
                now.area = places[group.area_id == places[0].pk]

    move(1)
    with django_assert_num_queries(2):
        assert history_of(group)[0].sentence == "changed the area from Hill to Coast"
    move(20)
    with django_assert_num_queries(2):
        assert history_of(group)[0].sentence == "changed the area from Hill to Coast"
