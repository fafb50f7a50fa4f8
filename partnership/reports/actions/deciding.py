"""What a board did with a report: recorded, corrected, and kept among the programme's decisions."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.dates import PartialDate, day_words
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.programmes.periods import local_day
from partnership.reports.models import BoardDecision, Report
from partnership.reports.seeing import OPEN
from pilots.models import Decision

LONGEST_SLUG = 80


@dataclass(frozen=True)
class BoardsAnswer:
    """What the board did, where it is written, and when."""

    meeting_on: date
    outcome: str
    text: str = ""
    minute: str = ""


def record_decision(*, report: Report, answer: BoardsAnswer, by: User) -> BoardDecision:
    """Record what the board did with an edition of a report; it is a decision of the programme.

    Raises RefusedError where it was recorded before, was not published, or met on a day
    on which it can't have had the report.
    """
    decision = BoardDecision(report=report, recorded_by=by, **vars(answer))
    _refuse(report, answer)
    try:
        with transaction.atomic():
            record_by(decision, by=by)
            decision.save()
            _keep(report, answer, by=by)
    except IntegrityError as error:
        if not BoardDecision.objects.filter(report=report).exists():
            raise
        raise RefusedError(
            "Somebody recorded it a moment ago: look at what they wrote, and correct it there."
        ) from error
    return decision


def correct_decision(
    *, decision: BoardDecision, seen: int, answer: BoardsAnswer, why: str, by: User
) -> None:
    """Correct how it was recorded; its history keeps what it said before.

    Raises RefusedError, and ChangedMeanwhileError where somebody was quicker.
    """
    _refuse(decision.report, answer)
    with changing(decision, seen=seen, by=by, why=why) as now:
        for name, value in vars(answer).items():
            setattr(now, name, value)
        _keep(decision.report, answer, by=by, why=why)


def _refuse(report: Report, answer: BoardsAnswer) -> None:
    if report.stage not in OPEN:
        raise RefusedError("Only a published report can have been put to the board.")
    if words := _why_not_then(report, answer.meeting_on):
        raise RefusedError(words, "meeting_on")
    if answer.outcome == BoardDecision.Outcome.ASKED_FOR_MORE and not answer.text:
        raise RefusedError("Say what the board asked for.", "text")


def _why_not_then(report: Report, day: date) -> str:
    """Why a board that met on a day can't have had this edition, and what to do."""
    if day > timezone.localdate():
        return f"{day_words(day)} has not come yet. Enter the day on which it met."
    if day <= report.period_last:
        return (
            f"The report is about the time to {day_words(report.period_last)}, so it was put to a"
            " later meeting. Check the year."
        )
    published_on = local_day(report.published_at) if report.published_at else day
    if report.corrects_id and day < published_on:
        return (
            f"Edition {report.edition} was published on {day_words(published_on)}, so a board that"
            " met before had an earlier one. Record it with that edition."
        )
    return ""


def _keep(report: Report, answer: BoardsAnswer, *, by: User, why: str = "") -> None:
    """The decision as the programme's register of decisions has it, made or brought up to date."""
    values = {
        "text": decision_words(report, answer),
        "decided": PartialDate.on(answer.meeting_on),
    }
    kept = kept_decision(report)
    if kept is None:
        kept = Decision(
            programme=report.body.programme,
            body=report.body,
            slug=_fresh_slug(report),
            reported_on=timezone.localdate(),
            **values,
        )
        record_by(kept, by=by)
        kept.save()
        return
    with changing(kept, seen=kept.version, by=by, why=why) as now:
        for name, value in values.items():
            setattr(now, name, value)


def kept_decision(report: Report) -> Decision | None:
    """The programme's decision that says what the board did with this edition."""
    return report.body.decisions.filter(slug__startswith=_slug_of(report)).first()


def _slug_of(report: Report) -> str:
    return f"report-{report.period_last.isoformat()}-{report.edition}-"


def _fresh_slug(report: Report) -> str:
    """What no decision on another body's report is called, however long their names are."""
    slug = f"{_slug_of(report)}{report.body.slug}"
    if len(slug) <= LONGEST_SLUG:
        return slug
    key = f"-{report.body.pk}"
    return slug[: LONGEST_SLUG - len(key)] + key


def decision_words(report: Report, answer: BoardsAnswer) -> str:
    """It in a sentence or two: Noted the progress report on July to September 2019."""
    did = BoardDecision.Outcome(answer.outcome).label
    link = "on the" if answer.outcome == BoardDecision.Outcome.ASKED_FOR_MORE else "the"
    said = f"{did} {link} progress report on {report.period_words}."
    return " ".join([said, answer.text]).strip()
