"""Actions and decisions in words: a line of a register, a page, a row of a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from partnership.people.models import User
from pilots.action_rules import Said, Standing, State, changes
from pilots.models import Action, ActionUpdate, Decision
from pilots.selectors.actions import stood

HEADING = 120  # characters of a text that a heading holds
TONES = {State.OPEN: "blue", State.DONE: "green", State.DROPPED: "grey"}


@dataclass(frozen=True)
class ActionLine:
    """An action as it stood on a day; `has_left` where its owner could not be given it today."""

    action: Action
    standing: Standing
    tone: str
    has_left: bool


@dataclass(frozen=True)
class TrailLine:
    """One word on an action: who said what, for which day, and when it was recorded."""

    sentence: str
    why: str
    who: str
    reported_on: date
    recorded_at: datetime
    source: str


def action_line(action: Action, on: date) -> ActionLine:
    """An action of a register for a day."""
    standing = stood(action, on=on)
    has_left = bool(getattr(action, "owner_has_left", False))
    return ActionLine(action, standing, tone(standing), has_left)


def tone(standing: Standing) -> str:
    """The colour of a standing; its word always stands beside it."""
    return "red" if standing.is_overdue else TONES[standing.state]


def trail_lines(trail: Sequence[ActionUpdate], said: Sequence[Said]) -> list[TrailLine]:
    """What was said of an action after it was recorded, latest first."""
    steps = zip(said, said[1:], trail[1:], strict=False)
    return [_trail_line(before, after, update) for before, after, update in steps][::-1]


def _trail_line(before: Said, after: Said, update: ActionUpdate) -> TrailLine:
    return TrailLine(
        sentence="; ".join(changes(before, after)) or "said how it goes",
        why=update.why,
        who=str(update.by) if update.by else "The service",
        reported_on=update.reported_on,
        recorded_at=update.recorded_at,
        source=update.source.title if update.source else "",
    )


def heading(text: str) -> str:
    """A text as a heading: all of it, or its beginning."""
    line = " ".join(text.split())
    if len(line) <= HEADING:
        return line
    return line[:HEADING].rsplit(" ", 1)[0].rstrip(" .,;:") + " …"


def recorded_words(action: Action, standing: Standing, *, by: User) -> str:
    """What is said once an action is recorded: a day that has passed is not passed over."""
    is_told = action.owner_user_id not in (None, by.pk)
    told = f" {action.owner} is told by e-mail." if is_told else ""
    if not standing.is_overdue:
        return f"The action is recorded.{told}"
    return (
        f"The action is recorded.{told} Its due day has passed already:"
        f" it counts as overdue {standing.when}."
    )


FILE_HEADS = (
    "Action", "Group", "Area", "Owner", "Due", "Standing", "Closed on", "What was done",
    "Meeting", "Reported on",
)  # fmt: skip


def file_row(action: Action, on: date) -> list[object]:
    """An action for a spreadsheet; what is not recorded is empty."""
    standing, group = stood(action, on=on), action.group
    return [
        action.text,
        group.name,
        group.area.name if group.area else "",
        standing.owner,
        standing.due_on,
        standing.word,
        standing.ended_on,
        standing.outcome,
        action.meeting.number if action.meeting else None,
        action.reported_on,
    ]


DECISION_HEADS = (
    "Decision", "Decided by", "Area", "Decided", "Meeting", "Authorises a plan change",
    "Reported on",
)  # fmt: skip


def decision_row(decision: Decision) -> list[object]:
    """A decision for a spreadsheet."""
    decider = decision.group or decision.body
    area = decider.area if decider else None
    return [
        decision.text,
        decider.name if decider else "",
        area.name if area else "",
        decision.decided.words,
        decision.meeting.number if decision.meeting else None,
        "Yes" if decision.authorises_plan_change else "No",
        decision.reported_on,
    ]
