"""Asking for a report: one row, whoever asks and however often, with or without a queue."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from celery import current_app

from partnership.people.models import Role
from partnership.programmes.periods import Period
from partnership.reports import jobs
from partnership.reports.actions import ask_for_report, make_again
from partnership.reports.models import Report
from partnership.reports.rules.due import PeriodError
from pilots.models import ReportingBody
from tests.integration.reports.conftest import QUARTER


@pytest.fixture
def ask(
    body: ReportingBody, django_capture_on_commit_callbacks: Any
) -> Callable[..., tuple[Report, bool]]:
    """Ask as a request does, to the end of its transaction."""

    def asked(period: Period = QUARTER, by: Any = None) -> tuple[Report, bool]:
        with django_capture_on_commit_callbacks(execute=True):
            return ask_for_report(body=body, period=period, by=by)

    return asked


def test_the_row_is_there_at_once_and_says_who_asked(ask: Any, person: Any, sent: list) -> None:
    manager = person(Role.PROGRAMME_MANAGER)
    report, is_new = ask(by=manager)
    assert is_new
    row = Report.objects.get()
    assert (row.state, row.period, row.asked_by) == ("queued", QUARTER, manager)
    assert sent == [("reports.make", report.pk)]


def test_a_worker_is_sent_for_only_once_the_row_is_stored(
    body: ReportingBody, sent: list, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_report(body=body, period=QUARTER, by=None)
        assert sent == []
    assert len(sent) == 1


def test_asking_twice_gives_the_same_row_and_one_message(ask: Any, sent: list) -> None:
    first, _ = ask()
    second, is_new = ask()
    assert (second.pk, is_new) == (first.pk, False)
    assert len(sent) == 1


def test_a_finished_report_is_not_sent_for_again(ask: Any, report: Report, sent: list) -> None:
    Report.objects.update(state="failed", failure="Because.")
    assert ask() == (report, False)
    assert sent == []


@time_machine.travel("2019-09-30 22:59:00+00:00")  # still the last minute of the quarter in London
def test_a_quarter_that_has_not_ended_is_refused_in_words(ask: Any) -> None:
    with pytest.raises(PeriodError, match="July to September 2019 has not ended yet"):
        ask()
    assert not Report.objects.exists()


@time_machine.travel("2019-09-30 23:01:00+00:00")  # a minute past midnight in London
def test_a_quarter_ends_at_midnight_in_london(ask: Any) -> None:
    assert ask()[1]


def test_a_period_that_is_not_the_bodys_is_refused(ask: Any) -> None:
    with pytest.raises(PeriodError, match="31 August 2019 is not the end of a quarter"):
        ask(Period.ending(date(2019, 8, 31)))


def test_a_queue_that_is_away_fails_nothing(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(current_app, "send_task", refuse)
        report, _ = ask()
    assert report.queued_at is None
    assert Report.objects.get().state == "queued"


def test_the_sweep_makes_up_for_a_queue_that_was_away(report: Report, sent: list) -> None:
    assert report.queued_at is None
    jobs.sweep()
    assert sent == [("reports.make", report.pk)]


def test_a_failed_report_can_be_made_again_from_new_figures(
    report: Report, person: Any, sent: list, django_capture_on_commit_callbacks: Any
) -> None:
    claim = jobs.claim(report.pk)
    assert claim
    claim.change(snapshot={"old": 1}, fingerprint="f" * 64)
    jobs.fail(claim, "Because.")
    manager = person(Role.PROGRAMME_MANAGER)
    with django_capture_on_commit_callbacks(execute=True):
        assert make_again(report=report, by=manager)
    row = Report.objects.get()
    assert (row.state, row.failure, row.tries, row.snapshot) == ("queued", "", 0, None)
    assert row.asked_by == manager
    assert sent == [("reports.make", report.pk)]
    assert jobs.claim(report.pk) == jobs.Claim(report.pk, 2)


@pytest.mark.parametrize("state", ["queued", "making", "ready"])
def test_only_a_failed_report_is_made_again(report: Report, person: Any, state: str) -> None:
    moment = "2026-01-01T00:00Z"
    Report.objects.update(state=state, lease_until=moment, made_at=moment, fingerprint="f")
    before = Report.objects.values().get()
    assert not make_again(report=report, by=person(Role.PROGRAMME_MANAGER))
    assert Report.objects.values().get() == before
