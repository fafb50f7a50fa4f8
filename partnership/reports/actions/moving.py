"""Leading a report from stage to stage: by the right person, once, as they saw it.

Each move locks the report's row, asks the rules, and changes the row only where it still
stands as they found it, so that of two people at once one is told (rules/stages.py).
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.access import Entry
from partnership.reports import jobs, storage
from partnership.reports.actions import delivering
from partnership.reports.actions.drafting import tell_who_is_next
from partnership.reports.actions.locking import locked
from partnership.reports.actions.tasks_of_reports import tasks_follow
from partnership.reports.models import Report, ReportComment, ReportFile
from partnership.reports.rules.stages import AGAIN, LEADS_TO, Move, hindrance
from partnership.reports.standing import standing_of

ANOTHER = "It is not what you had before you: it was changed meanwhile. Read it again, then decide."
MOVED = "Since you looked, records have been changed that it was made from. See what, then decide."


class HinderedError(RefusedError):
    """A move that somebody can't make now; its words say why."""


class MovedError(HinderedError):
    """What records say was changed after the approver looked."""


@dataclass(frozen=True)
class Signed:
    """What the approver had before them, and for whom they sign if it is not themselves.

    `moved` is the digest of what records said otherwise than the frozen figures.
    """

    fingerprint: str
    moved: str
    on_behalf_of: str = ""
    authority: str = ""


@dataclass(frozen=True)
class Mover:
    """Who moves a report, with the roles that they hold in its programme."""

    person: User
    entry: Entry


def submit(report: Report, *, by: Mover) -> None:
    """Give a complete draft to be reviewed: its words and figures are frozen by the worker."""
    with moving(Move.SUBMIT, report, by) as now:
        given = {"submitted_by": by.person, "submitted_at": timezone.now()}
        _anew(now, stage=_to(Move.SUBMIT), counted_by=now.counted_now, **given)


def take_back(report: Report, *, by: Mover) -> None:
    """Make a draft again of what is in review: by those who write it."""
    with moving(Move.TAKE_BACK, report, by) as now:
        _anew(now, stage=_to(Move.TAKE_BACK), **NOBODY)


def send_back(report: Report, *, by: Mover, why: str) -> None:
    """Make a draft again of what is in review or approved, saying what is to be changed."""
    with moving(Move.SEND_BACK, report, by) as now:
        _anew(now, stage=_to(Move.SEND_BACK), **NOBODY)
        ReportComment.objects.create(
            report=now, kind=ReportComment.Kind.REQUEST, text=why, by=by.person
        )


def approve(report: Report, *, by: Mover, signed: Signed) -> None:
    """Sign exactly the files that the approver had before them.

    Raises MovedError where records say more than they were told, and HinderedError where
    the files are others, or are no longer whole.
    """
    with moving(Move.APPROVE, report, by) as now:
        if now.fingerprint != signed.fingerprint:
            raise HinderedError(ANOTHER)
        if digest(now.moved) != signed.moved:
            raise MovedError(MOVED)
        _check_files(now)
        _change(
            now,
            stage=_to(Move.APPROVE),
            approved_by=by.person,
            approved_at=timezone.now(),
            on_behalf_of=signed.on_behalf_of,
            authority=signed.authority if signed.on_behalf_of else "",
        )


def publish(report: Report, *, by: Mover) -> None:
    """Let its readers have what was approved; the edition that it corrects is superseded."""
    with moving(Move.PUBLISH, report, by) as now:
        _check_files(now)
        moment = timezone.now()
        _supersede(now, moment)
        _change(now, stage=_to(Move.PUBLISH), published_by=by.person, published_at=moment)
        delivering.published(now)


def digest(moved: Sequence[str]) -> str:
    """A short name for what an approver was told of records that say otherwise."""
    return hashlib.sha256("\n".join(moved).encode()).hexdigest()[:16]


NOBODY: dict[str, Any] = {
    "submitted_by": None,
    "submitted_at": None,
    "approved_by": None,
    "approved_at": None,
    "on_behalf_of": "",
    "authority": "",
}
UNMADE: dict[str, Any] = {
    "state": Report.State.QUEUED,
    "step": "",
    "failure": "",
    "tries": 0,
    "queued_at": None,
    "lease_until": None,
    "snapshot": None,
    "fingerprint": "",
    "collected_at": None,
    "made_at": None,
    "moved": [],
    "moved_checked_at": None,
}


@contextmanager
def moving(move: Move, report: Report, by: Mover) -> Iterator[Report]:
    """The report's row, locked, as it stands; raises HinderedError where the move can't be made."""
    with transaction.atomic():
        now = locked(report, "body__programme", "template", "meeting")
        if words := hindrance(move, standing_of(now, entry=by.entry, by=by.person)):
            raise HinderedError(words)
        before = now.stage
        yield now
        tasks_follow(now)
        if now.stage != before:
            tell_who_is_next(now, but=by.person)
    _bring_up_to_date(report)


def _bring_up_to_date(report: Report) -> None:
    """What the caller holds, as the row says now; nothing where the row is gone."""
    with suppress(Report.DoesNotExist):
        report.refresh_from_db()


def _to(move: Move) -> str:
    return LEADS_TO[move]


def _change(now: Report, **values: Any) -> None:
    """Change the row while it stands at the stage that was found; raises HinderedError."""
    if not Report.objects.filter(pk=now.pk, stage=now.stage).update(**values):
        raise HinderedError(AGAIN)
    for name, value in values.items():
        setattr(now, name, value)


def _anew(now: Report, **values: Any) -> None:
    """Have figures and files made anew for another stage; those of the stage before go.

    Whoever is making them loses the claim, as its row is queued again.
    """
    _change(now, **UNMADE, **values)
    ReportFile.objects.filter(report=now).delete()
    transaction.on_commit(lambda: jobs.send_for_worker_soon(now.pk))


def _check_files(now: Report) -> None:
    """Raise HinderedError unless each file is on the disk as it was stored."""
    for file in now.files.all():
        try:
            storage.read(file)
        except storage.DamagedFileError as error:
            raise HinderedError(f"{file.get_kind_display()}: {error}") from error


def _supersede(now: Report, moment: datetime) -> None:
    if now.corrects_id is None:
        return
    corrected = Report.objects.filter(pk=now.corrects_id, stage=Report.Stage.PUBLISHED)
    corrected.update(stage=Report.Stage.SUPERSEDED, superseded_at=moment)
