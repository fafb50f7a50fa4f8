"""What forms of meetings say: what was built, and where two people's entries differ."""

from collections.abc import Container, Iterable, Mapping, Sequence

from partnership.dates import NOT_RECORDED
from partnership.web.forms import Difference
from pilots.actions.agendas import Line
from pilots.actions.attendance import Mark
from pilots.models import AgendaItem
from pilots.presenters.meetings import STATES
from pilots.selectors.meetings import SeatAtMeeting

# Offered where a group has no standing items yet: what most agendas of boards begin and end with.
SUGGESTED = (
    ["Welcome and apologies", "Declarations of interest"],
    ["Any other business", "Date of the next meeting"],
)
REMOVED = "removed"


def built(came: int, went: int) -> str:
    """The agenda is built: 4 items came, 1 went."""
    if not came and not went:
        return "The agenda holds all that the records ask for; nothing was changed."
    said = [f"{came} item{'' if came == 1 else 's'} came"] if came else []
    said += [f"{went} that the records no longer ask for went"] if went else []
    return f"The agenda is built: {', '.join(said)}."


def agenda_differences(
    lines: Iterable[Line], now: Sequence[AgendaItem], sent: Container[str]
) -> list[Difference]:
    """Where an agenda as typed differs from the one that stands now."""
    typed = {line.key: line for line in lines}
    found = []
    for place, item in enumerate(now, start=1):
        line = typed.get(item.pk)
        if f"title_{item.pk}" not in sent or line is None:
            found.append(Difference(f"Item {place}, added meanwhile", item.title, NOT_RECORDED))
            continue
        yours = REMOVED if line.is_removed else _said(line.title, line.detail)
        if yours != _said(item.title, item.detail):
            stands = _said(item.title, item.detail)
            found.append(Difference(f"Item {place}", stands, yours))
    return found


def _said(title: str, detail: str) -> str:
    return f"{title}\n{detail}" if detail else title


def attendance_differences(
    marks: Mapping[int, Mark], now: Iterable[SeatAtMeeting]
) -> list[Difference]:
    """The seats of which something else was typed than stands now."""
    found = []
    for each in now:
        mark = marks.get(each.seat.pk)
        if mark and (mark.state, mark.people) != (each.state, each.came):
            stands, yours = _state(each.state, each.came), _state(mark.state, mark.people)
            found.append(Difference(each.seat.post, stands, yours))
    return found


def _state(state: str, people: int | None) -> str:
    words = STATES.get(state, NOT_RECORDED)
    return f"{words}, {people}" if people else words
