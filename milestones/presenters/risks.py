"""Risks and issues in words: a row of a file, a review, a history, what is said of a save."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from milestones.actions.risks import BEARS_ON
from milestones.models import Risk, RiskReview
from milestones.parts import RiskRow
from milestones.risk_chart import ScoreChart, Scored, key_of, score_chart
from milestones.risk_rules import Level, judged_words, level_of, score_of
from milestones.selectors.risks import Entry
from partnership.dates import day_words
from partnership.people.history import LOADED, HistoryLine, history_of
from partnership.web.templatetags.words import counted


def tone(level: Level | None) -> str:
    """The colour of a level, as on the heat map; its word always stands beside it."""
    return f"risk-{key_of(level)}" if level else "grey"


@dataclass(frozen=True)
class RiskLine:
    """An entry of the register as a row of the table."""

    row: RiskRow
    entry: Entry
    tone: str


def risk_line(entry: Entry) -> RiskLine:
    """An entry as a row of the table."""
    return RiskLine(entry.row, entry, tone(entry.row.level))


def asks_words(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """What somebody has to see to, each with the choice of the filter that shows it."""
    unscored = sum(entry.row.is_open and entry.row.score is None for entry in entries)
    overdue = sum(entry.is_overdue for entry in entries)
    asks = []
    if unscored:
        verb = "is" if unscored == 1 else "are"
        asks.append(
            (f"{counted(unscored, 'open entry,open entries')} {verb} not scored",
             "level=none&state=open")
        )  # fmt: skip
    if overdue:
        verb = "is" if overdue == 1 else "are"
        asks.append((f"{counted(overdue, 'review')} {verb} overdue", "review=overdue"))
    return asks


@dataclass(frozen=True)
class ReviewLine:
    """One review: for which day, how grave, what was said, by whom and when it was recorded."""

    on: date
    state: str
    judged: str
    level: str
    tone: str
    note: str
    who: str
    recorded_at: datetime
    source: str


def review_lines(reviews: Sequence[RiskReview]) -> list[ReviewLine]:
    """The reviews of an entry, latest first."""
    return [_review_line(review) for review in reviews][::-1]


def _review_line(review: RiskReview) -> ReviewLine:
    level = level_of(score_of(review.likelihood, review.impact))
    return ReviewLine(
        on=review.reported_on,
        state=review.get_state_display(),
        judged=judged_words(review.likelihood, review.impact),
        level=level.value if level else "Not scored",
        tone=tone(level),
        note=review.note,
        who=_who(review),
        recorded_at=review.recorded_at,
        source=review.source.title if review.source else "",
    )


def _who(review: RiskReview) -> str:
    return str(review.by) if review.by else LOADED


def chart_of(reviews: Sequence[RiskReview], *, as_at: date) -> ScoreChart | None:
    """The score over time, up to a day or the day it was closed."""
    scored = [
        Scored(
            review.reported_on,
            score_of(review.likelihood, review.impact),
            review.state == RiskReview.State.CLOSED,
        )
        for review in reviews
    ]
    return score_chart(scored, until=as_at)


def history_lines(risk: Risk, reviews: Sequence[RiskReview]) -> list[HistoryLine]:
    """All that happened to an entry, newest first: its changes, and its reviews."""
    lines = history_of(risk, noun=risk.get_kind_display().lower())
    lines += [_reviewed(review) for review in reviews]
    lines += _bearing(risk)
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _reviewed(review: RiskReview) -> HistoryLine:
    is_closed = review.state == RiskReview.State.CLOSED
    did = "closed it for" if is_closed else "reviewed it as of"
    if not review.by:
        did = "recorded that it was closed on" if is_closed else "recorded a review as of"
    words = judged_words(review.likelihood, review.impact)
    sentence = f"{did} {day_words(review.reported_on)}, {words}"
    return HistoryLine(_who(review), sentence, review.recorded_at, review.note)


def _bearing(risk: Risk) -> list[HistoryLine]:
    """The changes of its milestones alone, which no field of its own tells."""
    rows: Any = risk.history.filter(
        history_type="~", history_change_reason__startswith=BEARS_ON
    ).select_related("history_user")
    return [
        HistoryLine(
            str(row.history_user), "changed the milestones that it bears on", row.history_date,
            row.history_change_reason,
        )
        for row in rows
    ]  # fmt: skip


def reviewed_words(risk: Risk, last: RiskReview | None) -> str:
    """What is said once a review is saved."""
    if last is not None and last.state == RiskReview.State.CLOSED:
        return f"The review is saved. It stays closed since {day_words(last.reported_on)}."
    if risk.review_on:
        return f"The review is saved. The next one is due on {day_words(risk.review_on)}."
    return "The review is saved. No next review is planned."


FILE_HEADS = (
    "Reference", "Kind", "Title", "Where", "State", "Likelihood", "Impact", "Score", "Level",
    "Since the last quarter", "Owner", "Approach", "Response", "Milestones", "Last reviewed",
    "Next review", "Reported on", "Closed on",
)  # fmt: skip


def file_row(entry: Entry) -> list[object]:
    """An entry for a spreadsheet; what is not recorded is empty."""
    row = entry.row
    return [
        row.reference, row.kind, row.title, row.where, row.state, row.likelihood, row.impact,
        row.score, row.level.value if row.level else "", entry.trend.words, row.owner,
        row.approach, row.response, ", ".join(row.milestones), row.reviewed_on, row.review_on,
        row.reported_on, row.closed_on,
    ]  # fmt: skip
