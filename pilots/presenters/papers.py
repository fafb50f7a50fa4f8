"""A board paper in words."""

from dataclasses import dataclass

from pilots.collect.papers import direction_choices
from pilots.models import BoardPaper, Implication


@dataclass(frozen=True)
class DirectionTold:
    """What was said of a direction, and the answers not given; no `chosen`: not recorded."""

    chosen: str
    others: tuple[str, ...]


def direction(paper: BoardPaper) -> DirectionTold:
    """Whether a direction is required, with whom it would go to by name."""
    choices = direction_choices(paper.body)
    given = paper.direction_required
    chosen = choices.pop(given, "") if given else ""
    return DirectionTold(chosen, tuple(choices.values()))


def answer_words(implication: Implication) -> str:
    """The answer's own words; else that there is none, or that it does not apply."""
    if implication.answer == Implication.Answer.ANSWERED:
        return implication.text
    label = implication.get_answer_display()
    return f"{label}: {implication.text}" if implication.text else str(label)
