"""What pages ask about a board's word: the editions put to it, its decisions and directions."""

from datetime import date

from django.db.models import QuerySet

from partnership.dates import day_words
from partnership.reports.models import BoardDecision, Direction, Report
from partnership.reports.seeing import OPEN
from pilots.models import ReportingBody


def editions_put_to(body: ReportingBody, last: date) -> list[Report]:
    """The published editions of the report on the period, newest first; one query.

    Each with what the board did with it, where that is known.
    """
    found = Report.objects.of(body.programme).filter(body=body, period_last=last, stage__in=OPEN)
    return list(found.select_related("decision", "meeting").order_by("-edition"))


def decision_on(report: Report) -> BoardDecision | None:
    """What the board did with this edition; no query where it came with it."""
    return getattr(report, "decision", None)


def decided_words(outcome: str, meeting_on: date) -> str:
    """What the board did, to go on in a line: noted on 24 October 2019."""
    label = str(BoardDecision.Outcome(outcome).label)
    return f"{label[0].lower()}{label[1:]} on {day_words(meeting_on)}"


def decisions_of(body: ReportingBody) -> QuerySet[BoardDecision]:
    """What a body did with the reports put to it, latest meeting first."""
    found = BoardDecision.objects.filter(report__body=body).select_related("report")
    return found.defer("report__snapshot").order_by("-meeting_on", "-pk")


def directions_of(body: ReportingBody) -> QuerySet[Direction]:
    """A body's directions, latest first."""
    return body.directions.select_related("replaces").order_by("-given_on", "reference")


def direction_of(body: ReportingBody, number: int) -> Direction:
    """One of the body's directions; raises Direction.DoesNotExist."""
    found = body.directions.select_related("replaces", "report__body__programme")
    return found.defer("report__snapshot").get(pk=number)


def has_last_word(direction: Direction, earlier: Direction) -> bool:
    """Whether no direction that was recorded after this one changes the earlier one too."""
    return not earlier.replaced_by.filter(pk__gt=direction.pk).exists()


def reports_put_to(body: ReportingBody) -> QuerySet[Report]:
    """The body's published reports, newest first."""
    found = Report.objects.of(body.programme).filter(body=body, stage__in=OPEN)
    return found.order_by("-period_last", "-edition")
