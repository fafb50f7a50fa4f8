"""Drafts by themselves: at each period's end, exactly once, with tasks; those concerned hear."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail as post

from partnership.people.mail.sending import deliver
from partnership.people.models import Email, Role
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.reports import tasks
from partnership.reports.actions import drafting
from partnership.reports.actions.drafting import draft_due, due_bodies
from partnership.reports.actions.tasks_of_reports import tasks_done
from partnership.reports.models import Report, ReportTask
from pilots.models import BodyMeeting, ReportingBody
from tests.integration.reports.conftest import QUARTER
from tests.support.builders import a_body, a_person, a_programme, an_area
from tests.support.drafting_reports import a_draft

EVENING = "2019-10-01 00:15:00+01:00"


@pytest.fixture
def evening(body: ReportingBody) -> Any:
    """A quarter past midnight on the day after the quarter, in London."""
    with time_machine.travel(EVENING, tick=False) as clock:
        yield clock


def sent_out() -> list[str]:
    """The subjects of what goes out once workers have come for all that is queued."""
    for row in Email.objects.filter(state=Email.State.QUEUED).order_by("pk"):
        deliver(row.pk)
    return [message.subject for message in post.outbox]


def test_the_draft_of_the_quarter_appears_and_its_files_are_asked_for(
    body, evening, sent, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tasks.draft_due()
    report = Report.objects.get()
    assert (report.body, report.period, report.stage, report.asked_by) == (
        body, QUARTER, "draft", None,
    )  # fmt: skip
    assert report.template.template.slug == "ijb"
    assert ("reports.make", report.pk) in sent


def test_however_often_it_is_looked_there_is_one(body, evening) -> None:
    assert [draft_due() for _ in range(3)] == [1, 0, 0]
    tasks.sweep()
    assert Report.objects.count() == 1


def test_a_sweep_makes_up_for_a_night_on_which_no_scheduler_ran(body) -> None:
    with time_machine.travel("2019-11-20 12:00:00+00:00"):
        tasks.sweep()
    assert Report.objects.get().period == QUARTER


@pytest.mark.parametrize(
    ("changed", "first", "on", "lasts"),
    [
        ("2019-01-05", QUARTER.previous, "2020-01-02", ["2019-09-30", "2019-12-31"]),
        # Of the last year, and of the programme, which ends with 2020.
        ("2019-01-05", QUARTER, "2021-05-02", ["2020-06-30", "2020-09-30", "2020-12-31"]),
        # Whoever changed the body saw how it stood.
        ("2019-10-02", QUARTER.previous, "2020-01-02", ["2019-12-31"]),
        # Nothing was reported to it before.
        ("2019-01-05", None, "2020-01-02", ["2019-12-31"]),
    ],
)
def test_quarters_that_ended_while_no_scheduler_ran_are_drafted_too(
    body, changed: str, first: Period | None, on: str, lasts: list[str]
) -> None:
    ReportingBody.history.update(history_date=f"{changed}T12:00Z")
    if first:
        a_draft(body, first)
    with time_machine.travel(f"{on}T12:00Z"):
        found = due_bodies(date.fromisoformat(on))
        assert [period.last.isoformat() for _, period in found] == lasts
        assert [draft_due(), draft_due()] == [len(lasts), 0]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2019-09-30 22:59:59+00:00", "April to June 2019"),  # a second before midnight in London
        ("2019-09-30 23:00:00+00:00", "July to September 2019"),
        ("2019-12-31 23:59:59+00:00", "July to September 2019"),
        ("2020-01-01 00:00:00+00:00", "October to December 2019"),
        ("2020-03-31 22:59:59+00:00", "October to December 2019"),  # two days after the clocks went
        ("2020-03-31 23:00:00+00:00", "January to March 2020"),
    ],
)
def test_f14_a_period_ends_at_midnight_in_london(body, moment: str, words: str) -> None:
    with time_machine.travel(moment, tick=False):
        draft_due()
        assert Report.objects.get().period.words == words


def test_f14_control_days_in_utc_would_be_an_hour_late(body) -> None:
    with time_machine.travel("2019-09-30 23:30:00+00:00", tick=False):
        in_utc = datetime.now(tz=UTC).date()
        assert [period for _, period in due_bodies(in_utc)] != [QUARTER]


def test_a_body_without_drafts_by_themselves_gets_none(body, evening) -> None:
    ReportingBody.objects.update(is_drafted=False)
    assert draft_due() == 0


@pytest.mark.parametrize(
    ("on", "last"),
    [(date(2021, 1, 1), date(2020, 12, 31)), (date(2021, 4, 1), None), (date(2019, 3, 31), None)],
)
def test_only_periods_of_the_programme_are_drafted(body, on: date, last: date | None) -> None:
    found = [period.last for _, period in due_bodies(on)]
    assert found == [last] * (last is not None)


def test_a_body_may_have_a_year_of_its_own(body) -> None:
    ReportingBody.objects.update(months_per_period=12, year_starts=4)
    (found,) = due_bodies(date(2020, 4, 1))
    assert found[1].words == "April 2019 to March 2020"


def test_who_writes_them_and_the_managers_are_told_once_for_all(programme, body, evening) -> None:
    other = a_body(programme, "Other board", area=an_area(programme, "Other"))
    manager = a_person(Role.PROGRAMME_MANAGER, programme)
    of_area = a_person(Role.AREA_MANAGER, body.area)
    a_person(Role.VIEWER, programme)
    a_person(Role.IJB_OFFICER, other)
    tasks.draft_due()
    tasks.draft_due()
    told = Counter(Email.objects.values_list("address", flat=True))
    assert told == {manager.email: 1, of_area.email: 1}
    assert set(sent_out()) == {
        "2 reports are drafted",
        "A report is drafted: North IJB, July to September 2019",
    }


def test_one_body_that_cant_be_drafted_does_not_hold_up_the_others(
    programme, body, evening, monkeypatch
) -> None:
    a_body(programme, "Second board")
    ask = drafting.ask_for_report

    def refuse(*, body: ReportingBody, **rest: Any) -> Any:
        if body.slug == "north-ijb":
            raise LookupError("No template.")
        return ask(body=body, **rest)

    monkeypatch.setattr(drafting, "ask_for_report", refuse)
    assert draft_due() == 1
    monkeypatch.undo()
    assert draft_due() == 1


def test_looking_takes_two_queries_where_nothing_is_due(
    programme, body, evening, django_assert_num_queries
) -> None:
    for number in range(5):
        a_body(programme, f"Board {number}")
    draft_due()
    with django_assert_num_queries(2):
        assert draft_due() == 0


# -- Tasks -------------------------------------------------------------------
@pytest.fixture
def meeting(body: ReportingBody) -> BodyMeeting:
    """One of the board, three weeks after its papers are due."""
    return body.meetings.create(meeting_on=date(2019, 12, 11), papers_due_on=date(2019, 11, 20))


def days_of(report: Report) -> dict[str, date]:
    return dict(report.tasks.values_list("kind", "due_on"))


def test_tasks_are_counted_back_from_the_next_meeting(body, meeting, evening) -> None:
    body.meetings.create(meeting_on=date(2019, 9, 20), papers_due_on=date(2019, 9, 1))
    draft_due()
    report = Report.objects.get()
    assert report.meeting == meeting
    assert days_of(report) == {
        "figures": date(2019, 10, 30),
        "draft": date(2019, 11, 6),
        "sign": date(2019, 11, 15),
        "paper": date(2019, 11, 20),
    }


def test_without_a_meeting_nothing_is_due(body, evening) -> None:
    draft_due()
    assert not ReportTask.objects.exists()


def test_those_concerned_are_reminded_before_a_task_and_after_it(body, meeting, evening) -> None:
    manager = a_person(Role.AREA_MANAGER, body.area)
    draft_due()
    for day in range(50):
        evening.move_to(date(2019, 10, 1) + timedelta(day))
        tasks.remind()
        tasks.remind()
        sent_out()
    assert [m.subject for m in post.outbox if manager.email in m.to] == [
        "A report is drafted: North IJB, July to September 2019",
        "Due in 3 days: Bring the figures up to date, North IJB, July to September 2019",
        "Overdue by 1 day: Bring the figures up to date, North IJB, July to September 2019",
        "Due in 3 days: Write the text, North IJB, July to September 2019",
        "Overdue by 1 day: Write the text, North IJB, July to September 2019",
        "Due in 3 days: Approve, North IJB, July to September 2019",
        "Overdue by 1 day: Approve, North IJB, July to September 2019",
        "Due in 3 days: Papers due, North IJB, July to September 2019",
    ]


def test_what_is_done_is_not_reminded_of(body, meeting, evening) -> None:
    a_person(Role.AREA_MANAGER, body.area)
    draft_due()
    tasks_done(Report.objects.get(), "figures")
    evening.move_to("2019-10-28 07:00:00+00:00")
    tasks.remind()
    assert [row.purpose for row in Email.objects.all()] == ["reports-drafted"]


def test_who_gets_the_role_later_is_reminded_of_what_nobody_was_told(
    body, meeting, evening
) -> None:
    draft_due()
    evening.move_to("2019-10-28 07:00:00+00:00")
    tasks.remind()
    manager = a_person(Role.AREA_MANAGER, body.area)
    evening.move_to("2019-10-29 07:00:00+00:00")
    tasks.remind()
    tasks.remind()
    assert [row.user for row in Email.objects.filter(purpose="report-tasks")] == [manager]


def test_reminders_of_many_reports_are_one_e_mail(programme, body, meeting, evening) -> None:
    manager = a_person(Role.PROGRAMME_MANAGER, programme)
    for number in range(3):
        a_body(programme, f"Board {number}").meetings.create(
            meeting_on=meeting.meeting_on, papers_due_on=meeting.papers_due_on
        )
    draft_due()
    evening.move_to("2019-10-28 07:00:00+00:00")
    tasks.remind()
    assert Email.objects.filter(user=manager, purpose="report-tasks").count() == 1
    assert "4 things to do for reports" in sent_out()


def test_nights_programme_of_another_kind_is_drafted_too(evening) -> None:
    other = a_programme("Libraries")
    a_body(other, "Council board", months_per_period=3)
    assert draft_due() == 2


def test_thirty_three_bodies_of_one_evening_are_drafted_and_made_once_each(
    programme: Programme, body, evening, sent, django_capture_on_commit_callbacks
) -> None:
    for number in range(32):
        a_body(programme, f"Board {number}")
    with django_capture_on_commit_callbacks(execute=True):
        assert draft_due() == 33
    messages = [key for name, key in sent if name == "reports.make"]
    assert len(set(messages)) == len(messages) == 33
    for key in messages:
        tasks.make(key)
    assert Counter(Report.objects.values_list("state", "attempt")) == {("ready", 1): 33}
