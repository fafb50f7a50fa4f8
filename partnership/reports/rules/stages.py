"""The stages of a report, who may lead it from one to the next, and why not. Pure.

Draft → in review → approved → published → superseded by a correction. What is in review may be
sent back or taken back; what is approved may be sent back until it is published; what is
published never changes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Move(Enum):
    """One step; its value completes “… may”."""

    SUBMIT = "give it to be reviewed"
    TAKE_BACK = "take it back"
    SEND_BACK = "send it back"
    APPROVE = "approve it"
    PUBLISH = "publish it"
    CORRECT = "correct it"
    DISCARD = "throw it away"


@dataclass(frozen=True)
class Standing:
    """What decides about a move: where the report stands, and who asks."""

    stage: str
    is_frozen: bool = False
    has_files: bool = False
    has_correction: bool = False
    is_correction: bool = False
    missing: tuple[str, ...] = ()
    is_own: bool = False
    may_draft: bool = False
    may_approve: bool = False


Hindrance = Callable[[Standing], str]

DRAFTERS = "Programme managers and managers of the area do that."
APPROVERS = "The chair of the body’s group, or a programme manager, does that."
AGAIN = "Somebody was quicker: look at how it stands now."


def _drafts(at: Standing) -> str:
    return "" if at.may_draft else DRAFTERS


def _approves(at: Standing) -> str:
    if not at.may_approve:
        return APPROVERS
    return "You wrote in it, so somebody else decides on it." if at.is_own else ""


def _decides(at: Standing) -> str:
    return "" if at.may_approve else APPROVERS


def _is_complete(at: Standing) -> str:
    return f"Still missing: {'; '.join(at.missing)}." if at.missing else ""


def _is_ready(at: Standing) -> str:
    if at.is_frozen and at.has_files:
        return ""
    return "Its files are not made yet. They are what is signed: wait until they are there."


def _is_newest(at: Standing) -> str:
    return "It is being corrected already." if at.has_correction else ""


def _is_a_correction(at: Standing) -> str:
    return "" if at.is_correction else "Only a correction that was begun can be thrown away."


_RULES: dict[Move, tuple[frozenset[str], tuple[Hindrance, ...]]] = {
    Move.SUBMIT: (frozenset({"draft"}), (_drafts, _is_complete)),
    Move.TAKE_BACK: (frozenset({"in-review"}), (_drafts,)),
    Move.SEND_BACK: (frozenset({"in-review", "approved"}), (_decides,)),
    Move.APPROVE: (frozenset({"in-review"}), (_approves, _is_ready)),
    Move.PUBLISH: (frozenset({"approved"}), (_decides, _is_ready)),
    Move.CORRECT: (frozenset({"published"}), (_drafts, _is_newest)),
    Move.DISCARD: (frozenset({"draft"}), (_drafts, _is_a_correction)),
}

LEADS_TO = {
    Move.SUBMIT: "in-review",
    Move.TAKE_BACK: "draft",
    Move.SEND_BACK: "draft",
    Move.APPROVE: "approved",
    Move.PUBLISH: "published",
}


def hindrance(move: Move, at: Standing) -> str:
    """Why somebody can't do that now, in a sentence; empty where they can.

    Who may never do it is told that first, then that the stage is another, then what is missing.
    """
    stages, rules = _RULES[move]
    who, *others = rules
    if words := who(at):
        return words
    if at.stage not in stages:
        return AGAIN
    return next((words for rule in others if (words := rule(at))), "")


def moves(at: Standing) -> tuple[Move, ...]:
    """What somebody can do now."""
    return tuple(move for move in Move if not hindrance(move, at))
