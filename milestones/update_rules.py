"""What may be said of a delivery, and what a word changes.

Pure: no Django, no clock, no database. The rules are domain words §3, "Four dates of
a delivery" and "History, in two times"; a refusal names the field of the form to mend.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from milestones.schedule import Said, Stage, Standing
from partnership.dates import day_words, end_of_month, last_day
from partnership.people.refusals import RefusedError

YEARS_AHEAD = 10  # a forecast beyond is more likely a slip of the finger
TWO_WEEKS = timedelta(days=14)
ORDER = (Stage.NOT_STARTED, Stage.STARTED, Stage.COMPLETE)
NOTHING_SAID = (
    "Nothing is said yet. Change something, or write a note; “Still on track” is enough of one."
)
NO_LONGER_NEEDED = (
    "It is no longer needed, by a decision. Whoever edits the plan can take it up again, by another"
    " decision."
)


@dataclass(frozen=True)
class Word:
    """What somebody says of a delivery; a forecast of None leaves it as it was."""

    stage: Stage
    forecast_on: date | None = None
    actual_on: date | None = None
    reason: str = ""
    note: str = ""
    shows_outputs: bool = False

    @property
    def is_done(self) -> bool:
        return self.stage is Stage.COMPLETE


@dataclass(frozen=True)
class Days:
    """The days that bound a word: today, the day it is reported for, the first it can be
    for, and the first of the programme (or the area's own start)."""

    today: date
    reported_on: date
    known_from: date
    starts_on: date


def said_by(word: Word, standing: Standing, days: Days) -> Said:
    """What a word changes of how a delivery stood on the day it is reported for.

    Raises RefusedError where it can't be, or says nothing.
    """
    refuse_reported_day(days)
    if standing.stage is Stage.NOT_NEEDED:
        raise RefusedError(NO_LONGER_NEEDED)
    _refuse_done(word, days)
    _refuse_forecast(word, standing, days)
    said = _said(word, standing, days.reported_on)
    _refuse_without_reason(word, said, standing)
    changes = said.stage or said.forecast_on or said.actual_on
    if not (changes or word.note or word.reason or word.shows_outputs):
        raise RefusedError(NOTHING_SAID)
    return said


def _said(word: Word, standing: Standing, day: date) -> Said:
    """The differences alone."""
    return Said(
        reported_on=day,
        stage=word.stage if word.stage is not standing.stage else None,
        forecast_on=word.forecast_on if word.forecast_on != standing.forecast_on else None,
        actual_on=word.actual_on if word.is_done and word.actual_on != standing.actual_on else None,
    )


def refuse_reported_day(days: Days) -> None:
    """Refuse a day of report that has not come, or lies before there was a plan."""
    if days.reported_on > days.today:
        raise RefusedError(
            f"{day_words(days.reported_on)} has not come yet. Choose the day on which it was said.",
            "reported_on",
        )
    if days.reported_on < days.known_from:
        raise RefusedError(
            f"{day_words(days.reported_on)} lies before the programme, which starts on"
            f" {day_words(days.known_from)}. Check the year.",
            "reported_on",
        )


def _refuse_done(word: Word, days: Days) -> None:
    if not word.is_done:
        return
    if word.forecast_on:
        raise RefusedError(
            "It is done, so nothing is expected any more. Choose “as before” here, or say that it"
            " is not done yet.",
            "expected",
        )
    done = word.actual_on
    if done is None:
        raise RefusedError("Say on which day it was done.", "done_on")
    if done > days.today:
        raise RefusedError(
            f"{day_words(done)} has not come yet. Say that it is done on the day, or after it.",
            "done_on",
        )
    if done > days.reported_on:
        raise RefusedError(
            f"It can’t have been reported on {day_words(days.reported_on)}, before it was done.",
            "reported_on",
        )
    if done < days.starts_on - timedelta(days=366):
        raise RefusedError(
            f"{day_words(done)} lies more than a year before the start. Check the year.", "done_on"
        )


def _refuse_forecast(word: Word, standing: Standing, days: Days) -> None:
    expected = word.forecast_on
    if expected is None or expected == standing.forecast_on:
        return
    first = min(days.starts_on, standing.baseline_on)
    if expected < first:
        raise RefusedError(
            f"{day_words(expected)} lies before the start, {day_words(first)}. Check the year.",
            "forecast_on",
        )
    if expected < days.reported_on:
        raise RefusedError(
            f"{day_words(expected)} had passed by {day_words(days.reported_on)}. If it is done, say"
            " so; else choose a day to come.",
            "forecast_on",
        )
    if expected.year > standing.baseline_on.year + YEARS_AHEAD:
        raise RefusedError(
            f"{day_words(expected)} is more than {YEARS_AHEAD} years after the baseline. Check the"
            " year.",
            "forecast_on",
        )


def _refuse_without_reason(word: Word, said: Said, standing: Standing) -> None:
    """A date that moves, and a step back, are explained."""
    if word.reason:
        return
    if standing.stage is Stage.COMPLETE and said.stage:
        raise RefusedError("Say why it was not done after all.", "reason")
    if said.stage and ORDER.index(said.stage) < ORDER.index(standing.stage):
        raise RefusedError("Say why it goes back.", "reason")
    if standing.actual_on and said.actual_on:
        raise RefusedError("Say why the day on which it was done changes.", "reason")
    if said.forecast_on and said.forecast_on != open_until(standing):
        raise RefusedError("Say why the date moves.", "reason")


def refuse_on_track(standing: Standing, today: date) -> None:
    """Refuse that all is on track where nothing is open, or its day has passed."""
    if not standing.is_open:
        raise RefusedError("It is not open any more: nothing was recorded.")
    if standing.expected_on < today:
        raise RefusedError(
            f"It was expected by {day_words(standing.expected_on)}, which has passed. Open the"
            " milestone, and say when it is expected now."
        )


def open_until(standing: Standing) -> date:
    """When a delivery was last expected, whether or not it is done since."""
    return standing.forecast_on or standing.agreed_on


def month_later(day: date) -> date:
    """The same day of the next month; its last day for a last day, and where it is shorter."""
    following = end_of_month(day.replace(day=1), 2)
    if day == last_day(day) or day.day > following.day:
        return following
    return following.replace(day=day.day)


def told(said: Said, *, today: date) -> str:
    """What a word said, for a history: reported it done 2 April 2019."""
    parts = []
    if said.actual_on:
        parts.append(f"done {day_words(said.actual_on)}")
    elif said.stage:
        parts.append(said.stage.words.lower())
    if said.forecast_on:
        parts.append(f"expected {day_words(said.forecast_on)}")
    words = f"reported it {', '.join(parts)}" if parts else "reported no change of dates"
    return words + _for_another_day(said, today)


def told_by_decision(said: Said, *, today: date) -> str:
    """What a change by a decision did, for a history."""
    if said.agreed_on:
        words = f"moved the agreed date to {day_words(said.agreed_on)}"
    else:
        words = "dropped it" if said.stage is Stage.NOT_NEEDED else "took it up again"
    return f"{words} by a decision{_for_another_day(said, today)}"


def _for_another_day(said: Said, today: date) -> str:
    return f", for {day_words(said.reported_on)}" if said.reported_on != today else ""
