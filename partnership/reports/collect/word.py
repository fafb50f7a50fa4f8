"""The board's word, as its next report says it: two queries."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from partnership.reports.models import BoardDecision, Direction
from partnership.reports.rules.board_word import BoardsWord, DecidedRow, DirectionRow
from pilots.collect.papers import direction_choices
from pilots.models import ReportingBody

NEWEST = 4  # decisions: of a year, where the body meets on each quarter's report


def boards_word(body: ReportingBody, *, as_at: date, had_reports: bool = True) -> BoardsWord:
    """What the body decided at its last meetings by a day, and its directions as they stood then.

    The body comes with its council and its health board. Where it never had a report, nothing
    is asked of decisions.
    """
    return BoardsWord(
        decisions=tuple(_decisions(body, as_at)) if had_reports else (),
        directions=tuple(_directions(body, as_at)),
        gives_directions=body.kind == ReportingBody.Kind.IJB,
    )


def _decisions(body: ReportingBody, as_at: date) -> list[DecidedRow]:
    found = BoardDecision.objects.filter(report__body=body, meeting_on__lte=as_at)
    rows = found.select_related("report").defer("report__snapshot")
    return [
        DecidedRow(
            report=each.report.period_words,
            meeting_on=each.meeting_on,
            outcome=str(each.get_outcome_display()),
            text=each.text,
            minute=each.minute,
        )
        for each in rows.order_by("-meeting_on", "-report__period_last", "-pk")[:NEWEST]
    ]


def _directions(body: ReportingBody, as_at: date) -> list[DirectionRow]:
    """Those given by the day; what happened to them later is not known yet."""
    whom = direction_choices(body)
    found = body.directions.filter(given_on__lte=as_at).select_related("replaces")
    later = Direction.objects.filter(replaces=OuterRef("pk"), given_on__lte=as_at)
    then = Direction.history.filter(id=OuterRef("pk"), history_date__date__lte=as_at)
    rows = found.annotate(
        changed=Subquery(later.order_by("-pk").values("effect")[:1]),
        then=Subquery(then.order_by("-history_date", "-history_id").values("status")[:1]),
    )
    return [
        DirectionRow(
            reference=each.reference,
            given_on=each.given_on,
            to_whom=whom.get(each.to_whom, ""),
            functions=each.functions,
            text=each.text,
            status=_status(each),
            budget=each.budget,
            intended_outcome=each.intended_outcome,
            review_on=each.review_on,
            replaces=each.replaces.reference if each.replaces else "",
            does=str(each.get_effect_display()),
            minute=each.minute,
        )
        for each in rows.order_by("-given_on", "reference")
    ]


def _status(direction: Any) -> str:
    """Where it stood on a day: what was done to it, or said of it, later was not known before."""
    is_complete = direction.then == Direction.Status.COMPLETE
    then = direction.then if is_complete else direction.changed or Direction.Status.LIVE
    return str(Direction.Status(then).label)
