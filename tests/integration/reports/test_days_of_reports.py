"""The days of a report's tasks in people's own calendars: theirs to do, until they are done."""

from datetime import date
from typing import Any

import pytest

from partnership.people.models import Role, User
from partnership.programmes.access import entries_of
from partnership.reports.actions.tasks_of_reports import tasks_done
from partnership.reports.presenters.work import days_of_reports
from pilots.selectors.calendars import calendar_of
from tests.integration.reports.test_board import IN_REVIEW, PUBLISHED, a_report
from tests.support.builders import a_group, a_person

TODAY = date(2019, 10, 14)
WRITTEN = ["Bring the figures up to date", "Write the text", "Papers due"]
SIGNED = ["Approve", "Papers due"]


@pytest.fixture
def writer(body: Any) -> User:
    return a_person(Role.AREA_MANAGER, body.area)


@pytest.fixture
def chair(body: Any) -> User:
    return a_person(Role.CHAIR, a_group(body.programme, "North group", area=body.area))


def days(person: User) -> list[tuple[str, date]]:
    found = days_of_reports(person, entries_of(person), TODAY)
    return [(each.title.partition(":")[0], each.day) for each in found]


def kinds(person: User) -> list[str]:
    return [kind for kind, _ in days(person)]


def test_writers_and_deciders_have_the_days_of_what_is_theirs(body, writer, chair) -> None:
    report = a_report(body)
    due = {task.get_kind_display(): task.due_on for task in report.tasks.all()}
    assert days(writer) == [(kind, due[kind]) for kind in WRITTEN]
    assert days(chair) == [(kind, due[kind]) for kind in SIGNED]


def test_what_is_done_or_published_is_in_no_calendar(body, writer, chair) -> None:
    report = a_report(body)
    tasks_done(report, "figures")
    assert kinds(writer) == WRITTEN[1:]
    type(report).objects.filter(pk=report.pk).update(**PUBLISHED)
    assert kinds(writer) == kinds(chair) == []


def test_others_have_none_of_it(body, programme, writer, chair) -> None:
    a_report(body)
    places = {Role.PROGRAMME_MANAGER: programme, Role.VIEWER: programme, Role.IJB_OFFICER: body}
    for role, place in places.items():  # the area has people of its own for it
        assert kinds(a_person(role, place)) == [], role


def test_nobody_is_to_sign_their_own(body, programme) -> None:
    manager = a_person(Role.PROGRAMME_MANAGER, programme)
    a_report(body, submitted_by=manager, **IN_REVIEW)
    assert "Approve" not in kinds(manager)


def test_the_feed_has_them_and_stays_the_same(body, writer, django_assert_num_queries) -> None:
    report = a_report(body)
    feed = calendar_of(writer, on=TODAY)
    said = feed.decode().replace("\r\n ", "")
    assert "SUMMARY:Write the text: North IJB\\, July to September 2019" in said
    assert f"/reports/{body.slug}/2019-09-30/" in said
    meeting = report.meeting
    meeting.version += 1
    meeting.save()
    assert "SEQUENCE:1" in calendar_of(writer, on=TODAY).decode()
    assert calendar_of(writer, on=TODAY) == calendar_of(writer, on=TODAY)
    entries = entries_of(writer)
    with django_assert_num_queries(2):
        list(days_of_reports(writer, entries, TODAY))
