"""The last paper put to a body."""

from datetime import date

from django.db.models import CharField, IntegerField, Value

from pilots.models import BoardPaper, Implication, ReportingBody
from pilots.parts import ImplicationRow, PaperPart


def paper_part(body: ReportingBody, *, as_at: date) -> PaperPart | None:
    """The body's last paper reported by `as_at`, None where there is none; two queries."""
    papers = body.papers.filter(reported_on__lte=as_at).select_related(
        "source", "body__council", "body__health_board"
    )
    paper = papers.order_by("-meeting_on", "-pk").first()
    if paper is None:
        return None
    choices = direction_choices(paper.body)
    recommendations, implications = _rows(paper)
    return PaperPart(
        subject=paper.subject,
        purpose=paper.purpose,
        meeting_on=paper.meeting_on,
        recommendations=recommendations,
        implications=implications,
        direction=choices.get(paper.direction_required, ""),
        direction_choices=tuple(choices.values()),
        consultation=paper.consultation,
        conclusion=paper.conclusion,
        source=paper.source.title if paper.source else "",
    )


def _rows(paper: BoardPaper) -> tuple[tuple[str, ...], tuple[ImplicationRow, ...]]:
    """What the paper recommends and what it implies, in their order; one query."""
    no_words, no_place = Value("", CharField()), Value(0, IntegerField())
    asked = paper.recommendations.order_by().values_list(
        "letter", no_place, no_words, no_words, "text"
    )
    implied = paper.implications.order_by().values_list(
        no_words, "position", "heading", "answer", "text"
    )
    rows = sorted(asked.union(implied, all=True), key=lambda row: row[:2])
    answers = dict(Implication.Answer.choices)
    return (
        tuple(text for letter, *_, text in rows if letter),
        tuple(
            ImplicationRow(heading, str(answers.get(answer, answer)), text)
            for letter, _, heading, answer, text in rows
            if not letter
        ),
    )


def direction_choices(body: ReportingBody) -> dict[str, str]:
    """The possible directions in the body's own words, by the value that is stored."""
    council = body.council.name if body.council else "Council"
    board = body.health_board.name if body.health_board else "Health board"
    choice = BoardPaper.Direction
    return {
        choice.NONE.value: "No direction required",
        choice.COUNCIL.value: council,
        choice.HEALTH_BOARD.value: board,
        choice.BOTH.value: f"{council} and {board}",
    }
