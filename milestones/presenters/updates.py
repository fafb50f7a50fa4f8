"""A delivery and its words, for the pages that change it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from milestones.models import DeliveryUpdate, OutputDelivered
from milestones.parts import DeliveryRow
from milestones.schedule import Stage, Standing
from milestones.update_rules import Word, open_until
from partnership.dates import NOT_RECORDED, day_words
from partnership.web.forms import Difference
from partnership.web.templatetags.words import said_number


def facts(row: DeliveryRow) -> list[tuple[str, Any]]:
    """Where a delivery stands, in the order of the four dates."""
    standing = row.standing
    moved = f" ({row.moved_words[0].lower()}{row.moved_words[1:]})" if row.times_moved else ""
    slip = standing.slip
    return [
        ("Baseline", day_words(standing.baseline_on)),
        ("Agreed", f"{day_words(standing.agreed_on)}{moved}"),
        ("Forecast", standing.forecast_on and day_words(standing.forecast_on)),
        ("Actual", standing.actual_on and day_words(standing.actual_on)),
        ("Slip in days", None if slip is None else said_number(slip)),
    ]


def who_said(update: DeliveryUpdate) -> str:
    """The post that reported it, or else the account; nothing where neither is known."""
    return update.reported_by or (str(update.by) if update.by else "")


def said_words(update: DeliveryUpdate) -> str:
    """24 October 2019, Area manager: Started; forecast 30 June 2020."""
    who = who_said(update)
    return f"{day_words(update.reported_on)}{f', {who}' if who else ''}: {update.words}"


def late_words(update: DeliveryUpdate) -> str:
    """Late entry, recorded 22 November 2026: of what a person reported for an earlier day."""
    if not update.is_late_entry:
        return ""
    return f"Late entry, recorded {day_words(timezone.localdate(update.recorded_at))}"


def compared(word: Word, standing: Standing, last: DeliveryUpdate | None) -> list[Difference]:
    """What stands now beside what somebody typed meanwhile, where the two differ."""
    pairs = [("Is it done?", stage_words(standing), _stage_typed(word))]
    if standing.is_open and not word.is_done:
        typed = _day(word.forecast_on, "As before")
        pairs.append(("Expected", day_words(open_until(standing)), typed))
    pairs.append(("Reason", last.reason if last else "", word.reason))
    pairs.append(("Note", last.note if last else "", word.note))
    return _differing(pairs, last)


def compared_by_decision(
    given: Mapping[str, Any], standing: Standing, last: DeliveryUpdate | None
) -> list[Difference]:
    """The same of a change by a decision."""
    pairs = [("How far it is", stage_words(standing), "")]
    if "agreed_on" in given:
        typed = day_words(given["agreed_on"])
        pairs = [("Agreed date", day_words(standing.agreed_on), typed)]
    pairs.append(("Reason", last.reason if last else "", given["reason"]))
    return _differing(pairs, last)


def compared_judgement(judged: str, yours: str, last: DeliveryUpdate | None) -> list[Difference]:
    """The same of a judgement."""
    return _differing([("Judgement", judged, yours)], last)


def compared_evidence(stands: OutputDelivered | None, typed: str) -> list[Difference]:
    """The same of what shows an output."""
    return _differing([("What shows it", stands.evidence if stands else "", typed)], None)


def compared_note(typed: str, last: DeliveryUpdate | None) -> list[Difference]:
    """The same of a word that all is on track."""
    return _differing([("Note", last.note if last else "", typed)], last)


def _differing(
    pairs: Iterable[tuple[str, str, str]], last: DeliveryUpdate | None
) -> list[Difference]:
    """Those that differ, and the last word with who said it."""
    found = [
        Difference(label, now or NOT_RECORDED, yours or NOT_RECORDED)
        for label, now, yours in pairs
        if now != yours
    ]
    if last:
        found.append(Difference("Last word", said_words(last), "Yours, once it is saved"))
    return found


def stage_words(standing: Standing) -> str:
    """Started; done 2 April 2019."""
    if standing.actual_on:
        return f"Done {day_words(standing.actual_on)}"
    return standing.stage.words


def _stage_typed(word: Word) -> str:
    if word.stage is Stage.COMPLETE:
        return f"Done {_day(word.actual_on, NOT_RECORDED)}"
    return word.stage.words


def _day(day: Any, otherwise: str) -> str:
    return day_words(day) if day else otherwise
