"""The last paper put to a body."""

from datetime import date

from pilots.models import BoardPaper, ReportingBody
from pilots.parts import ImplicationRow, PaperPart


def paper_part(body: ReportingBody, *, as_at: date) -> PaperPart | None:
    """The body's last paper reported by `as_at`, None where there is none; three queries."""
    papers = body.papers.filter(reported_on__lte=as_at).select_related(
        "source", "body__council", "body__health_board"
    )
    paper = papers.order_by("-meeting_on", "-pk").first()
    if paper is None:
        return None
    choices = direction_choices(paper.body)
    return PaperPart(
        subject=paper.subject,
        purpose=paper.purpose,
        meeting_on=paper.meeting_on,
        recommendations=tuple(row.text for row in paper.recommendations.all()),
        implications=tuple(
            ImplicationRow(row.heading, row.get_answer_display(), row.text)
            for row in paper.implications.all()
        ),
        direction=choices.get(paper.direction_required, ""),
        direction_choices=tuple(choices.values()),
        consultation=paper.consultation,
        conclusion=paper.conclusion,
        source=paper.source.title if paper.source else "",
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
