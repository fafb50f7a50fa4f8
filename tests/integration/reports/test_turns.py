"""Many reports wait: each message makes the one whose turn it is, and nothing twice."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnership.people.models import Role
from partnership.programmes.periods import Period
from partnership.reports import jobs, tasks, turns
from partnership.reports.models import Report
from tests.support.builders import a_body, a_person, a_programme


def queued(body: Any, last: date = date(2019, 9, 30), **fields: Any) -> Report:
    period = Period.ending(last)
    given = {"period_first": period.first, "period_last": period.last} | fields
    return Report.objects.create(body=body, **given)


@pytest.fixture
def drafts(programme: Any) -> list[Report]:
    """Ten drafts that a scheduler made an hour ago."""
    begin = timezone.now() - timedelta(hours=1)
    return [
        queued(a_body(programme, f"Board {number}"), asked_at=begin + timedelta(seconds=number))
        for number in range(10)
    ]


def test_who_waits_before_a_screen_does_not_wait_for_all_drafts(drafts, body, programme) -> None:
    own = queued(body, asked_by=a_person(Role.PROGRAMME_MANAGER, programme))
    assert list(turns.order())[:3] == [drafts[0].pk, own.pk, drafts[1].pk]


def test_another_programme_takes_turns(drafts) -> None:
    other = queued(a_body(a_programme("Libraries"), "Council board"))
    assert turns.order()[1] == other.pk


def test_what_was_given_to_be_reviewed_stands_in_the_queue_of_who_gave_it(drafts, person) -> None:
    Report.objects.filter(pk=drafts[-1].pk).update(
        stage="in-review", submitted_by=person(Role.AREA_MANAGER), submitted_at=timezone.now()
    )
    assert turns.order()[1] == drafts[-1].pk


def test_one_that_was_broken_off_does_not_hold_up_the_others(drafts) -> None:
    Report.objects.filter(pk=drafts[0].pk).update(tries=1)
    assert turns.order()[-1] == drafts[0].pk


def test_a_stuck_one_leaves_its_turn_to_other_queues(drafts) -> None:
    other = queued(a_body(a_programme("Libraries"), "Council board"))
    assert jobs.claim(drafts[0].pk)
    assert turns.order()[0] == other.pk


def test_as_many_messages_as_reports_make_each_once_whichever_they_name(drafts) -> None:
    for _ in drafts:
        tasks.make(drafts[-1].pk)
    assert set(Report.objects.values_list("state", "attempt")) == {("ready", 1)}
    tasks.make(drafts[0].pk)
    assert set(Report.objects.values_list("attempt", flat=True)) == {1}


def test_looking_whose_turn_it_is_takes_two_queries(drafts, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        turns.order()
