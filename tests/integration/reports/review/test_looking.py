"""Whoever signs is told what records say otherwise by now; what is frozen stays as it is."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from partnership.people.models import User
from partnership.programmes.models import Programme
from partnership.reports import jobs, tasks
from partnership.reports.actions import looking
from partnership.reports.actions.moving import digest
from partnership.reports.models import Report
from pilots.models import Event
from tests.support.builders import a_count, an_event, code
from tests.support.report_pages import PAGE


@pytest.fixture
def counted_late(programme: Programme, report: Report) -> Event:
    """An event of the period that was recorded after its report was frozen."""
    event = an_event(
        programme, name="Fun day", area=report.body.area, happened=code("2019-08-05"),
        reported_on=date(2019, 8, 6),
    )  # fmt: skip
    a_count(event, "attendance", 40, reported_on=date(2019, 8, 6))
    return event


def test_where_nothing_changed_nothing_is_said(report: Report) -> None:
    assert looking.look_again(report) == []
    assert report.moved_checked_at is not None


def test_what_was_recorded_since_is_said_and_the_frozen_figures_stay(
    report: Report, counted_late: Event
) -> None:
    before = report.snapshot, report.fingerprint
    moved = looking.look_again(report)
    assert any("Fun day" in line for line in moved)
    assert Report.objects.get().moved == moved
    assert (report.snapshot, report.fingerprint) == before


def test_what_is_reported_after_the_cut_off_moves_nothing(
    programme: Programme, report: Report
) -> None:
    an_event(
        programme, name="Next quarter", area=report.body.area, happened=code("2019-11-05"),
        reported_on=date(2019, 11, 6),
    )  # fmt: skip
    assert looking.look_again(report) == []


def test_a_look_that_comes_late_says_nothing_of_other_figures(
    report: Report, counted_late: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report was frozen anew while somebody looked at what it was."""
    collected = looking.collected

    def and_frozen_anew(frozen: Report) -> object:
        Report.objects.update(fingerprint="f" * 64)
        return collected(frozen)

    monkeypatch.setattr(looking, "collected", and_frozen_anew)
    looking.look_again(report)
    assert Report.objects.get().moved == []


def test_the_sweep_has_what_is_in_review_looked_at_now_and_then(
    report: Report, counted_late: Event, sent: list
) -> None:
    tasks.sweep()
    assert (jobs.LOOK_AGAIN, report.pk) in sent
    tasks.look_again(report.pk)
    assert Report.objects.get().moved
    sent.clear()
    tasks.sweep()
    assert (jobs.LOOK_AGAIN, report.pk) not in sent
    Report.objects.update(moved_checked_at=timezone.now() - timedelta(minutes=11))
    tasks.sweep()
    assert (jobs.LOOK_AGAIN, report.pk) in sent


@pytest.mark.parametrize("changed", [{"stage": "draft"}, {"state": "queued"}])
def test_nobody_looks_at_what_is_not_to_be_signed(
    report: Report, sent: list, changed: dict[str, str]
) -> None:
    Report.objects.update(**changed)
    tasks.look_again(report.pk)
    looking.send_for_looks()
    assert Report.objects.get().moved_checked_at is None
    assert sent == []


def test_one_look_an_interval_however_many_messages(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks.look_again(report.pk)
    seen = Report.objects.get().moved_checked_at
    tasks.look_again(report.pk)
    assert Report.objects.get().moved_checked_at == seen


def test_without_a_queue_the_next_sweep_tries_again(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "send", lambda task, report_id: False)
    looking.send_for_looks()
    assert Report.objects.get().moved_checked_at is None


@pytest.mark.parametrize("who", ["writer", "approver"])
def test_figures_are_gathered_for_whoever_may_sign_alone(
    report: Report, writer: User, approver: User, client: Client, monkeypatch: pytest.MonkeyPatch,
    who: str,
) -> None:  # fmt: skip
    looks: list[Report] = []
    monkeypatch.setattr(looking, "look_again", looks.append)
    client.force_login({"writer": writer, "approver": approver}[who])
    given = {
        "fingerprint": report.fingerprint, "moved": digest(report.moved), "whose": "myself",
        "has_read": "on",
    }  # fmt: skip
    client.post(f"{PAGE}review/approve/", given)
    assert len(looks) == (who == "approver")
