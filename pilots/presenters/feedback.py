"""Feedback in words: the five points, their shares where there are enough, the form's state."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from partnership.dates import day_words
from partnership.programmes.models import Programme
from pilots.feedback_rules import CONTENT, POINTS, Door, FivePoints, SmallNumbers, door
from pilots.feedback_words import Wording
from pilots.models import Event, FeedbackAnswer, FeedbackForm, Satisfaction
from pilots.printing.feedback import FeedbackPaper
from pilots.proportions import Proportion

CHANNELS = {
    FeedbackAnswer.Channel.PUBLIC.value: "by link or QR code",
    FeedbackAnswer.Channel.PAPER.value: "on paper",
}

TICKS = [*((str(point), Satisfaction(point).label) for point in POINTS), ("0", "No tick")]


@dataclass(frozen=True)
class PointLine:
    """One of the five points; `share` and `interval` are empty where numbers are too small."""

    label: str
    answers: int
    share: str
    interval: str


@dataclass(frozen=True)
class ResultsTold:
    """What people answered, as a sentence and point by point."""

    sentence: str
    why_no_share: str
    lines: tuple[PointLine, ...]
    base: int

    @property
    def has_shares(self) -> bool:
        return not self.why_no_share


@dataclass(frozen=True)
class FormTold:
    """How a public form stands."""

    state: str
    tone: str
    sentence: str
    link: str


def small_numbers(programme: Programme) -> SmallNumbers:
    """The programme's thresholds."""
    return SmallNumbers(programme.counts_only_below, programme.base_beside_below)


def results_told(given: Mapping[int, int], rule: SmallNumbers) -> ResultsTold | None:
    """The five points in words; None where nobody answered."""
    points = FivePoints(given, rule)
    if not points.base:
        return None
    return ResultsTold(
        sentence=_sentence(points),
        why_no_share="" if points.shows_per_cent else _too_few(points),
        lines=tuple(_line(points, point) for point in POINTS),
        base=points.base,
    )


def _sentence(points: FivePoints) -> str:
    """26 of 31 who answered were satisfied or very satisfied: 84% (95% interval 67% to 93%)."""
    content = points.of(*CONTENT)
    verb = "was" if content == 1 else "were"
    said = f"{content} of {points.base} who answered {verb} satisfied or very satisfied"
    share = points.share(*CONTENT)
    if share is None:
        return f"{said}."
    return f"{said}: {share.per_cent}% (95% interval {interval_words(share)})."


def _too_few(points: FivePoints) -> str:
    least = points.rule.counts_only_below
    return f"Fewer than {least} answers: counts only, because a percentage would promise too much."


def _line(points: FivePoints, point: int) -> PointLine:
    share = points.share(point)
    base = f" of {points.base}" if points.shows_base else ""
    return PointLine(
        Satisfaction(point).label,
        points.of(point),
        f"{share.per_cent}%{base}" if share else "",
        interval_words(share) if share else "",
    )


def interval_words(share: Proportion) -> str:
    """67% to 93%."""
    low, high = share.interval_per_cent
    return f"{low}% to {high}%"


def channel_words(came: Mapping[str, int]) -> str:
    """20 by link or QR code, 11 on paper."""
    return ", ".join(
        f"{came[channel]} {words}" for channel, words in CHANNELS.items() if came.get(channel)
    )


def left_out_words(left_out: Mapping[str, int]) -> str:
    """3 more answers are set aside and not counted: abuse (1), tried out by staff (2)."""
    number = sum(left_out.values())
    if not number:
        return ""
    are = "answer is" if number == 1 else "answers are"
    why = ", ".join(f"{reason} ({many})" for reason, many in sorted(left_out.items()))
    return f"{number} more {are} set aside and not counted: {why}."


def papers_saved(points: Sequence[int | None]) -> str:
    """3 paper forms are saved and counted: 2 very satisfied, 1 without a tick."""
    return f"{_papers(len(points))} saved and counted: {_ticked(Counter(points))}."


def papers_taken_back(number: int) -> str:
    """What became of a batch that is taken back."""
    if not number:
        return "These forms had been taken back already: none of them is counted."
    return f"{_papers(number)} taken back: set aside, and not counted."


def papers_so_far(typed: Mapping[int | None, int]) -> str:
    """12 paper forms are typed in so far: 9 very satisfied, 3 satisfied."""
    number = sum(typed.values())
    if not number:
        return "No paper form of this event is typed in yet."
    return f"{_papers(number)} typed in so far: {_ticked(typed)}."


def _papers(number: int) -> str:
    return f"{number:,} paper form is" if number == 1 else f"{number:,} paper forms are"


def _ticked(points: Mapping[int | None, int]) -> str:
    """9 very satisfied, 3 without a tick."""
    labels = [(point, Satisfaction(point).label.lower()) for point in POINTS]
    named: list[tuple[int | None, str]] = [*labels, (None, "without a tick")]
    return ", ".join(f"{points[point]:,} {words}" for point, words in named if points.get(point))


def link_of(form: FeedbackForm) -> str:
    """The form's address in full, as it stands on the poster."""
    return settings.SITE_URL.rstrip("/") + reverse("feedback-form", args=[form.code])


def form_told(form: FeedbackForm, event: Event, *, on: date) -> FormTold:
    """Whether the form takes answers, and until when."""
    is_off = event.status == Event.Status.CANCELLED
    is_shut = form.closed_at is not None or is_off
    opens, closes = day_words(form.opens_on), day_words(form.closes_on)
    match door(opens=form.opens_on, closes=form.closes_on, is_shut=is_shut, on=on):
        case Door.OPEN:
            told = ("Open", "green", f"It takes answers until the end of {closes}.")
        case Door.NOT_YET:
            told = ("Not open yet", "blue", f"It takes answers from {opens} to {closes}.")
        case _ if is_off:
            told = ("Closed", "grey", "The event was cancelled.")
        case _ if is_shut:
            told = ("Closed", "grey", f"It was closed before its last day, {closes}.")
        case _:
            told = ("Closed", "grey", f"Its last day was {closes}.")
    return FormTold(*told, link=link_of(form))


@dataclass(frozen=True)
class AnswerLine:
    """One answer; `comment` is empty for those who may not read it."""

    pk: int
    label: str
    comment: str
    channel: str
    received: date
    language: str
    set_aside_why: str


def answer_lines(answers: Iterable[FeedbackAnswer], *, reads_comments: bool) -> list[AnswerLine]:
    """Answers one by one, with their comments for those who may read them."""
    return [_answer_line(each, reads_comments) for each in answers]


def _answer_line(answer: FeedbackAnswer, reads_comments: bool) -> AnswerLine:
    point: Any = answer.satisfaction
    return AnswerLine(
        answer.pk,
        Satisfaction(point).label if point else "",
        answer.comment if reads_comments else "",
        answer.get_channel_display(),
        answer.received_on,
        answer.language,
        answer.set_aside_why,
    )


def paper_of(event: Event, form: FeedbackForm | None, words: Wording) -> FeedbackPaper:
    """What is printed for the event in one language."""
    return FeedbackPaper(
        event=event.name,
        programme=event.programme.name,
        words=words,
        dated=form.opens_on if form else event.reported_on,
        link=link_of(form) if form else "",
        day=event.happened.words if event.happened else "",
        closes_on=form.closes_on if form else None,
        asks_comment=form.asks_comment if form else True,
        is_illustrative=event.programme.is_illustrative,
    )
