"""What the board decided before, and the directions that stand."""

from collections.abc import Iterator

from partnership.dates import day_words
from partnership.reports.document import (
    Block,
    Column,
    Paragraph,
    Section,
    Subheading,
    Table,
    day,
    text,
)
from partnership.reports.rules.board_word import BoardsWord, DecidedRow, DirectionRow
from partnership.reports.sections.words import closed, sentence
from partnership.reports.snapshot import Snapshot

HEADING = "The board’s word"
NOTHING_DECIDED = "No decision of this body on an earlier report had been recorded by the cut-off."
ASKED_FOR_MORE = "Asked for more"
NO_DIRECTION = "No direction of this body had been recorded by the cut-off."


def boards_word(snapshot: Snapshot) -> Section:
    """What the body said of earlier reports, and its directions with their status."""
    return Section(HEADING, tuple(_blocks(snapshot.boards_word or BoardsWord())))


def _blocks(word: BoardsWord) -> Iterator[Block]:
    yield from _decided(word.decisions)
    if word.gives_directions or word.directions:
        yield Subheading("Directions")
        yield from _directions(word.directions)


def _decided(rows: tuple[DecidedRow, ...]) -> Iterator[Block]:
    """Each in words, which may be long, and all in one table, whose rows are never split."""
    if not rows:
        yield Paragraph(NOTHING_DECIDED)
        return
    yield from (Paragraph(_decision(row)) for row in rows)
    yield Table(
        name="Decisions on reports",
        caption="What the body decided on earlier reports",
        columns=(
            Column("Report", "wide"), Column("Meeting"), Column("Outcome"), Column("Minute"),
        ),
        rows=tuple(
            (text(row.report), day(row.meeting_on), text(row.outcome), text(row.minute))
            for row in rows
        ),
    )  # fmt: skip


def _decision(row: DecidedRow) -> str:
    when, did = day_words(row.meeting_on), row.outcome[0].lower() + row.outcome[1:]
    if row.outcome == ASKED_FOR_MORE:
        more = closed(row.text)
        return f"On {when} the body asked for more on the report on {row.report}: {more}"
    return f"On {when} the body {did} the report on {row.report}. {sentence(row.text)}".strip()


def _directions(rows: tuple[DirectionRow, ...]) -> Iterator[Block]:
    """Those that are live in full, then all of them with their status."""
    if not rows:
        yield Paragraph(NO_DIRECTION)
        return
    live = [row for row in rows if row.is_live]
    ended = [row for row in rows if not row.is_live]
    yield from (Paragraph(_direction(row)) for row in live)
    yield Table(
        name="Directions",
        caption="Directions, those that are live first",
        columns=(
            Column("Reference"), Column("Given"), Column("To", "wide"),
            Column("Function", "wide"), Column("Review"), Column("Status"),
        ),
        rows=tuple(
            (
                text(row.reference), day(row.given_on), text(row.to_whom), text(row.functions),
                day(row.review_on), text(_status(row)),
            )
            for row in (*live, *ended)
        ),
        is_compact=True,
    )  # fmt: skip


def _direction(row: DirectionRow) -> str:
    """A direction as it stands, with its budget where one is recorded."""
    said = [f"Direction {row.reference}, to {row.to_whom}, on {row.functions}: {closed(row.text)}"]
    if row.budget:
        said.append(f"Budget: {closed(row.budget)}")
    if row.intended_outcome:
        said.append(f"What is to come of it: {closed(row.intended_outcome)}")
    return " ".join(said)


def _status(row: DirectionRow) -> str:
    return f"{row.status}; {row.does} {row.replaces}" if row.replaces else row.status
