"""Where a report stands between writers, approver and readers, as pages say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from partnership.dates import day_words
from partnership.people.models import User
from partnership.programmes.periods import local_day
from partnership.reports.models import Report, ReportFile
from partnership.reports.presenters.board import people_words
from partnership.reports.presenters.reports import FileLine, files_of

TONES = {
    Report.Stage.DRAFT: "grey",
    Report.Stage.IN_REVIEW: "blue",
    Report.Stage.APPROVED: "purple",
    Report.Stage.PUBLISHED: "green",
    Report.Stage.SUPERSEDED: "orange",
}
ORDER = (
    Report.Stage.DRAFT,
    Report.Stage.IN_REVIEW,
    Report.Stage.APPROVED,
    Report.Stage.PUBLISHED,
)


def day_of(moment: datetime | None) -> str:
    """The day of a moment, in London."""
    return day_words(local_day(moment)) if moment else ""


def steps_of(report: Report) -> list[tuple[str, str, str]]:
    """The four stages as steps, each with its state and who led the report to it, when."""
    at = ORDER.index(Report.Stage.PUBLISHED) if report.published_at else ORDER.index(_stage(report))
    is_over = report.published_at is not None
    notes = {
        Report.Stage.DRAFT: f"begun on {day_of(report.drafted_at)}",
        Report.Stage.IN_REVIEW: _by("given", report.submitted_by, report.submitted_at),
        Report.Stage.APPROVED: _by("approved", report.approved_by, report.approved_at),
        Report.Stage.PUBLISHED: _by("published", report.published_by, report.published_at),
    }
    return [
        (str(stage.label), _state(place, at, is_over), notes[stage])
        for place, stage in enumerate(ORDER)
    ]


def _stage(report: Report) -> Report.Stage:
    return Report.Stage(report.stage)


def _state(place: int, at: int, is_over: bool) -> str:
    """Done, current or waiting; what is approved waits to be published, and is done itself."""
    is_done = place < at or (place == at and (is_over or at == ORDER.index(Report.Stage.APPROVED)))
    return "done" if is_done else "current" if place == at else "waiting"


def _by(verb: str, person: Any, moment: datetime | None) -> str:
    if moment is None:
        return ""
    who = f" by {person}" if person else ""
    return f"{verb}{who}, {day_of(moment)}"


def standing_words(report: Report, *, name_people: bool) -> str:
    """Where it stands in one sentence, for whoever may read it."""
    match _stage(report):
        case Report.Stage.DRAFT:
            return f"A draft, begun on {day_of(report.drafted_at)}. Nobody has approved it."
        case Report.Stage.IN_REVIEW:
            return f"In review since {day_of(report.submitted_at)}. Nobody has approved it yet."
        case Report.Stage.APPROVED:
            return f"{approval_words(report, name_people=name_people)} It is not published yet."
        case Report.Stage.PUBLISHED:
            approval = approval_words(report, name_people=name_people)
            return f"Published on {day_of(report.published_at)}. {approval}"
        case Report.Stage.SUPERSEDED:
            return (
                f"Published on {day_of(report.published_at)}, superseded on"
                f" {day_of(report.superseded_at)} by a correction."
            )


def approval_words(report: Report, *, name_people: bool) -> str:
    """Who approved it, when, for whom and by what; without names, only for whom it was."""
    if report.approved_at is None:
        return ""
    who = f" by {report.approved_by}" if name_people and report.approved_by else ""
    for_whom = f" on behalf of {report.on_behalf_of} ({report.authority})"
    behalf = for_whom if report.on_behalf_of else ""
    return f"Approved on {day_of(report.approved_at)}{who}{behalf}."


def approvers_words(people: Sequence[User]) -> str:
    """Who can approve a report that somebody may not; what to do where nobody can."""
    if people:
        return f"It waits for {people_words(people)}."
    return (
        "Nobody else can: all who hold the role wrote in it, or nobody holds it. Ask an"
        " administrator to make somebody else a chair or a programme manager. They can approve it"
        " on somebody’s behalf, naming by what authority."
    )


@dataclass(frozen=True)
class Offered:
    """A file with the addresses at which it is read and downloaded."""

    line: FileLine
    url: str
    read_url: str = ""


def offered(report: Report, programme: str, *, by_edition: bool) -> list[Offered]:
    """The files that a report has now; of one edition for good, or of the newest."""
    if not has_files(report):
        return []
    of = [programme, report.body.slug, report.period_last.isoformat()]
    of += [str(report.edition)] if by_edition else []
    name = "report-edition" if by_edition else "report"
    return [
        Offered(
            line,
            reverse(f"{name}-file", args=[*of, line.kind]),
            reverse(f"{name}-read", args=of) if line.kind == ReportFile.Kind.HTML else "",
        )
        for line in files_of(report)
    ]


def has_files(report: Report) -> bool:
    """Whether its files are those of its stage: a draft keeps its old proofs meanwhile."""
    return report.state == Report.State.READY or report.stage == Report.Stage.DRAFT
