"""A board paper in words."""

from dataclasses import dataclass

from pilots.models import BoardPaper, Implication


@dataclass(frozen=True)
class DirectionChoice:
    """One of the answers to whether a direction is required, and whether it was given."""

    words: str
    is_chosen: bool


def direction_choices(paper: BoardPaper) -> list[DirectionChoice]:
    """None, the council, the health board or both, by name; one of them chosen at most."""
    council = paper.body.council.name if paper.body.council else "the council"
    board = paper.body.health_board.name if paper.body.health_board else "the health board"
    words = {
        BoardPaper.Direction.NONE: "No direction required",
        BoardPaper.Direction.COUNCIL: f"Direction to {council}",
        BoardPaper.Direction.HEALTH_BOARD: f"Direction to {board}",
        BoardPaper.Direction.BOTH: f"Direction to {council} and {board}",
    }
    chosen = paper.direction_required
    return [DirectionChoice(said, value == chosen) for value, said in words.items()]


def answer_words(implication: Implication) -> str:
    """The answer's own words; else that there is none, or that it does not apply."""
    if implication.answer == Implication.Answer.ANSWERED:
        return implication.text
    label = implication.get_answer_display()
    return f"{label}: {implication.text}" if implication.text else str(label)
