"""The row decides: who may make a report, for how long, and who may publish it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from partnership.reports import jobs
from partnership.reports.models import Report, ReportFile
from partnership.reports.models.report import MAX_TRIES


def the_row(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def run_out(report: Report) -> None:
    """Let the lease run out, as when its maker was killed a while ago."""
    Report.objects.filter(pk=report.pk).update(
        lease_until=Now() - timedelta(seconds=1), queued_at=Now() - timedelta(seconds=9)
    )


def a_file(report: Report, kind: str = "pdf") -> ReportFile:
    return ReportFile(report=report, kind=kind, path=f"x.{kind}", sha256="0" * 64, size=1)


def published(report: Report) -> jobs.Claim:
    claim = jobs.claim(report.pk)
    assert claim
    claim.change(fingerprint="f" * 64)
    jobs.finish(claim, [a_file(report)])
    return claim


def test_a_queued_report_is_claimed_once(report: Report) -> None:
    first, second = jobs.claim(report.pk), jobs.claim(report.pk)
    assert first == jobs.Claim(report.pk, 1)
    assert second is None
    row = the_row(report)
    assert (row.state, row.step, row.attempt, row.tries) == ("making", "collect", 1, 1)


def test_a_lease_is_as_long_as_the_setting_says(report: Report, settings: Any) -> None:
    settings.REPORT_LEASE_SECONDS = 40
    jobs.claim(report.pk)
    left = the_row(report).lease_until - timezone.now()
    assert timedelta(seconds=35) < left <= timedelta(seconds=41)


def test_a_report_that_is_not_there_is_nobodys(db: None) -> None:
    assert jobs.claim(4711) is None


def test_the_next_attempt_gets_a_report_only_when_the_lease_has_run_out(report: Report) -> None:
    jobs.claim(report.pk)
    assert jobs.claim(report.pk) is None
    run_out(report)
    assert jobs.claim(report.pk) == jobs.Claim(report.pk, 2)


@pytest.mark.parametrize("state", ["ready", "failed"])
def test_a_finished_report_is_not_claimed(report: Report, state: str) -> None:
    claim = published(report)
    if state == "failed":
        Report.objects.update(state="making", lease_until=Now())
        assert jobs.fail(claim, "Because.")
    assert jobs.claim(report.pk) is None
    assert the_row(report).state == state


def test_a_lease_kept_is_not_given_away(report: Report) -> None:
    claim = jobs.claim(report.pk)
    assert claim
    run_out(report)
    jobs.renew(claim)
    assert jobs.claim(report.pk) is None


@pytest.mark.parametrize("verb", ["renew", "step", "change", "finish"])
def test_an_attempt_that_was_overtaken_changes_nothing(report: Report, verb: str) -> None:
    late = jobs.claim(report.pk)
    assert late
    run_out(report)
    jobs.claim(report.pk)
    before = Report.objects.values().get()
    with pytest.raises(jobs.LostClaimError):
        {
            "renew": lambda: jobs.renew(late),
            "step": lambda: jobs.step(late, Report.Step.PDF),
            "change": lambda: late.change(fingerprint="mine"),
            "finish": lambda: jobs.finish(late, [a_file(report)]),
        }[verb]()
    assert Report.objects.values().get() == before
    assert not ReportFile.objects.exists()


def test_an_attempt_that_was_overtaken_fails_nothing(report: Report) -> None:
    late = jobs.claim(report.pk)
    assert late
    run_out(report)
    jobs.claim(report.pk)
    assert not jobs.fail(late, "Too late.")
    assert the_row(report).state == "making"


def test_a_report_that_was_given_up_is_not_published_after_all(report: Report) -> None:
    asleep = jobs.claim(report.pk)
    assert asleep
    Report.objects.update(state="failed", failure=jobs.GIVEN_UP, lease_until=None)
    with pytest.raises(jobs.LostClaimError):
        jobs.finish(asleep, [a_file(report)])
    assert the_row(report).state == "failed"
    assert not ReportFile.objects.exists()


def test_a_report_and_its_files_become_ready_together(report: Report) -> None:
    claim = jobs.claim(report.pk)
    assert claim
    claim.change(fingerprint="f" * 64)
    jobs.finish(claim, [a_file(report, "pdf"), a_file(report, "html")])
    row = the_row(report)
    assert (row.state, row.step, row.lease_until) == ("ready", "", None)
    assert row.made_at
    assert row.files.count() == 2


def test_a_step_is_shown_and_renews_the_lease(report: Report) -> None:
    claim = jobs.claim(report.pk)
    assert claim
    run_out(report)
    jobs.step(claim, Report.Step.PDF)
    row = the_row(report)
    assert row.step == "pdf"
    assert row.lease_until > timezone.now()


# -- The sweep ---------------------------------------------------------------


def test_a_report_for_which_nobody_was_sent_is_sent_for(report: Report, sent: list) -> None:
    jobs.sweep()
    assert sent == [("reports.make", report.pk)]


def test_many_schedulers_send_once(report: Report, sent: list) -> None:
    for _ in range(8):
        jobs.sweep()
    assert len(sent) == 1


def test_a_message_that_was_lost_is_sent_again(report: Report, sent: list, settings: Any) -> None:
    jobs.sweep()
    Report.objects.update(queued_at=Now() - timedelta(seconds=settings.REPORT_SWEEP_SECONDS))
    jobs.sweep()
    assert len(sent) == 2


def test_a_report_in_the_making_is_left_alone(report: Report, sent: list) -> None:
    jobs.claim(report.pk)
    jobs.sweep()
    assert sent == []


def test_a_report_whose_maker_was_killed_is_sent_for_at_once(report: Report, sent: list) -> None:
    jobs.sweep()
    jobs.claim(report.pk)
    just_now = Now() - timedelta(milliseconds=5)
    Report.objects.update(lease_until=just_now, queued_at=just_now - timedelta(seconds=1))
    for _ in range(8):
        jobs.sweep()
    assert len(sent) == 2


def test_what_kills_its_makers_is_given_up_in_words(report: Report, sent: list) -> None:
    for _ in range(MAX_TRIES):
        assert jobs.claim(report.pk)
        run_out(report)
    assert jobs.claim(report.pk) is None
    jobs.sweep()
    row = the_row(report)
    assert (row.state, row.failure) == ("failed", jobs.GIVEN_UP)
    assert sent == []


def test_the_sweep_stops_asking_a_queue_that_does_not_answer(
    body: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def refuse(task: str, report_id: int) -> bool:
        asked.append(report_id)
        return False

    monkeypatch.setattr(jobs, "send", refuse)
    for month in (3, 6, 9):
        Report.objects.create(
            body=body, period_first=f"2019-{month - 2:02}-01", period_last=f"2019-{month:02}-28"
        )
    jobs.sweep()
    assert len(asked) == 1
    assert not Report.objects.exclude(queued_at=None).exists()
