"""Figures of events in words: a number and how sure it is, a result, what was corrected."""

from decimal import Decimal

from partnership.dates import NOT_RECORDED
from partnership.people.models import Sector
from partnership.web.templatetags.words import said_number
from pilots.counting import Count, CountType, Qualifier, Tally


def figure(value: int | None, qualifier: str) -> str:
    """about 200; or that it is not recorded."""
    return Tally.of(Count("", CountType.ATTENDANCE, value, Qualifier(qualifier or "exact"))).figure


def result(per_cent: Decimal | None, answers: int | None) -> str:
    """94%; 6 answers; both; or that no number is certain."""
    parts = []
    if per_cent is not None:
        parts.append(f"{said_number(per_cent)}%")
    if answers is not None:
        parts.append(f"{said_number(answers)} answer{'' if answers == 1 else 's'}")
    return ", ".join(parts) or f"number {NOT_RECORDED}"


def feedback_figure(
    per_cent: Decimal | None, answers: int | None, base: int | None, as_stated: str
) -> str:
    """94% of 50; 6 answers (“6 satisfied”); or that it is not recorded."""
    if per_cent is None and answers is None:
        return f"“{as_stated}”" if as_stated else NOT_RECORDED
    of = f" of {said_number(base)}" if base is not None else f" (base {NOT_RECORDED})"
    stated = f" (“{as_stated}”)" if as_stated else ""
    return f"{result(per_cent, answers)}{of}{stated}"


def of_what(type: str, group: str) -> str:
    """Attendance of children; Footfall."""
    label = CountType(type).value.capitalize()
    return f"{label} of {group}" if group else label


def of_part(part: str, type: str, group: str) -> str:
    """What was corrected: a count, participations in an activity, a sector's people, an answer."""
    match part:
        case "activity":
            return f"Participations in {group}"
        case "sector":
            return f"People from the sector {Sector(group).label}"
        case "feedback":
            return f"Feedback “{group}”"
        case _:
            return of_what(type, group)
