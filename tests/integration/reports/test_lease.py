"""A lease is kept from a thread of its own while a report is made."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, InterfaceError, connections
from django.db.models.functions import Now
from django.utils import timezone

from partnership.reports import jobs, lease
from partnership.reports.models import Report
from tests.support.processes import wait_until


@pytest.fixture
def report(transactional_db: None, report: Report) -> Report:
    """Stored for good, so that the keeper's own connection sees it."""
    return report


@pytest.fixture
def claim(report: Report, settings: Any) -> jobs.Claim:
    settings.REPORT_LEASE_SECONDS = 0.3
    claim = jobs.claim(report.pk)
    assert claim
    return claim


def lease_of(claim: jobs.Claim) -> Any:
    return Report.objects.get(pk=claim.report_id).lease_until


def test_a_long_job_keeps_its_lease(claim: jobs.Claim, settings: Any) -> None:
    settings.REPORT_LEASE_SECONDS = 3  # a slow machine may be late to keep it
    began = lease_of(claim)
    with lease.kept(claim):
        wait_until(lambda: lease_of(claim) > began + timedelta(seconds=0.5), timeout=5, what="kept")
        assert jobs.claim(claim.report_id) is None


def test_without_its_keeper_a_lease_runs_out(claim: jobs.Claim) -> None:
    time.sleep(0.4)
    assert jobs.claim(claim.report_id)


def test_a_lease_is_not_kept_for_an_attempt_that_was_overtaken(claim: jobs.Claim) -> None:
    with lease.kept(claim):
        Report.objects.update(attempt=2, lease_until=Now())
        time.sleep(0.3)
        assert lease_of(claim) <= timezone.now()


def test_a_keeper_that_was_overtaken_asks_no_more(
    claim: jobs.Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def renew(claim: jobs.Claim) -> None:
        calls.append(claim)
        raise jobs.LostClaimError

    monkeypatch.setattr(lease, "renew", renew)
    with lease.kept(claim):
        wait_until(lambda: calls, timeout=5, what="asked")
        time.sleep(0.35)
    assert len(calls) == 1


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
def test_a_database_that_was_away_is_asked_again(
    claim: jobs.Claim, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    calls = []

    def renew(claim: jobs.Claim) -> None:
        calls.append(claim)
        if len(calls) == 1:
            raise error("gone")

    monkeypatch.setattr(lease, "renew", renew)
    with lease.kept(claim):
        wait_until(lambda: len(calls) > 2, timeout=5, what="asked again")


def test_the_keepers_connection_is_closed(
    claim: jobs.Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = []

    def renew(claim: jobs.Claim) -> None:
        claim.change(step="pdf")
        used.append(connections["default"])

    monkeypatch.setattr(lease, "renew", renew)
    with lease.kept(claim):
        wait_until(lambda: used, timeout=5, what="used")
    assert used[0] is not connections["default"]
    assert used[0].connection is None
