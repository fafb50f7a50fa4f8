"""The board of reports in words: one line for each report, and how the making goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from partnership.dates import day_words
from partnership.people.models import User
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.programmes.periods import local_day
from partnership.reports.models import Report, ReportTask
from partnership.reports.presenters.reports import TONES, FileLine, files_of
from partnership.reports.rules.backdating import FIGURES
from partnership.reports.rules.progress import Progress, left_words, progress, since_words
from partnership.reports.selectors.board import Board
from partnership.reports.selectors.reports import calendar_of
from partnership.reports.selectors.word import decided_words, decision_on
from pilots.models import ReportingBody

NAMED = 2  # people; of more it is said how many
NEVER = date.max
NOBODY_ELSE = (
    "Nobody: all who could approve it wrote in it. Ask an administrator for another approver"
)


@dataclass(frozen=True)
class UnderWay:
    """A report under way: where it stands, what is next, by when, whom it waits for."""

    body: str
    period: str
    url: str
    address: tuple[str, str, str]
    progress: Progress
    since: str
    next: str
    is_late: bool
    papers: str
    waits_for: str
    state: str
    tone: str
    failure: str
    may_make_again: bool
    may_say_figures: bool
    sort: tuple[date, str]


@dataclass(frozen=True)
class PublishedLine:
    """One published report in the list of its body."""

    period: str
    url: str
    address: tuple[str, str, str]
    edition: int
    day: str
    files: list[FileLine]
    decided: str


@dataclass(frozen=True)
class BodySection:
    """A body with its published reports, and when its next draft comes."""

    body: ReportingBody
    reports: Sequence[PublishedLine]
    more: int
    next_draft: str


def under_way(found: Board, entry: Entry, *, on: date, name_people: bool) -> list[UnderWay]:
    """The reports under way, those whose papers are due first before the others."""
    lines = [
        _line(report, entry, on, waits_for_words(found, report) if name_people else "")
        for report in found.under_way
    ]
    return sorted(lines, key=lambda line: line.sort)


def _line(report: Any, entry: Entry, on: date, waits_for: str) -> UnderWay:
    may_draft = entry.may(Permission.DRAFT_REPORTS, report.body.at)
    is_failed = report.state == Report.State.FAILED
    papers = report.meeting.papers_due_on if report.meeting else None
    return UnderWay(
        body=report.body.name,
        period=report.period_words,
        url=reverse("report", args=address_of(report)),
        address=address_of(report),
        progress=progress(report.stage, is_begun=report.is_begun),
        since=since_words(local_day(stage_began(report)), on=on),
        next=next_words(report),
        is_late=bool(report.next_due and report.next_due < on),
        papers=papers_words(papers, on=on),
        waits_for=waits_for,
        state=state_words(report),
        tone=TONES[Report.State(report.state)],
        failure=report.failure if is_failed else "",
        may_make_again=is_failed and may_draft,
        may_say_figures=may_draft and report.next_kind == FIGURES and report.stage == "draft",
        sort=(papers or NEVER, report.body.name),
    )


def address_of(report: Report) -> tuple[str, str, str]:
    """The arguments of a report's addresses."""
    body = report.body
    return body.programme.slug, body.slug, report.period_last.isoformat()


def stage_began(report: Report) -> Any:
    """The moment since when a report is at its stage."""
    since = {
        Report.Stage.IN_REVIEW: report.submitted_at,
        Report.Stage.APPROVED: report.approved_at,
        Report.Stage.PUBLISHED: report.published_at,
    }
    return since.get(Report.Stage(report.stage)) or report.drafted_at


def next_words(report: Any) -> str:
    """Write the text, by 6 November 2019; nothing where no day is set."""
    if not report.next_kind:
        return ""
    return f"{ReportTask.Kind(report.next_kind).label}, by {day_words(report.next_due)}"


def papers_words(papers: date | None, *, on: date) -> str:
    """6 days to the paper deadline, 20 November 2019."""
    return f"{left_words(papers, on=on)}, {day_words(papers)}" if papers else ""


def waits_for_words(found: Board, report: Report) -> str:
    """Whom a report waits for; that all who could approve it wrote in it, and what to do."""
    people = found.waited_for(report)
    if people or report.stage == Report.Stage.DRAFT:
        return people_words(people)
    return NOBODY_ELSE if found.holders.approvers(report.body.at) else people_words(())


def people_words(people: Sequence[User]) -> str:
    """Whom it waits for: A manager, B manager and 2 others; that nobody could do it."""
    if not people:
        return "Nobody has a role that could"
    names = [str(user) for user in people]
    if len(names) <= NAMED:
        return " or ".join(names)
    rest = len(names) - NAMED
    return f"{', '.join(names[:NAMED])} or {rest} other{'' if rest == 1 else 's'}"


def state_words(report: Report) -> str:
    """How far its files are: Being made: Making the PDF; Files made; Could not be made."""
    match Report.State(report.state):
        case Report.State.MAKING:
            return f"Being made: {report.get_step_display()}" if report.step else "Being made"
        case Report.State.READY:
            return "Files made"
        case Report.State.FAILED:
            return "Could not be made"
        case other:
            return str(other.label)


@dataclass(frozen=True)
class Making:
    """How the making of the files goes on, over all reports under way."""

    words: str
    made: int
    of: int
    is_over: bool


def making(found: Board) -> Making:
    """12 of 33 reports are made, 2 are being made, 19 wait, 0 failed."""
    count = found.making
    of = sum(count[state] for state in Report.State if state != Report.State.NONE)
    ready, failed = count[Report.State.READY], count[Report.State.FAILED]
    busy, waiting = count[Report.State.MAKING], count[Report.State.QUEUED]
    said = [f"{ready} of {of} made", f"{busy} being made", f"{waiting} waiting"]
    said += [f"{failed} could not be made"] if failed else []
    return Making(", ".join(said), ready, of, is_over=not busy + waiting)


def published(found: Board, *, on: date) -> list[BodySection]:
    """Each body with its published reports."""
    return [
        BodySection(
            body,
            [_published(report) for report in found.published.get(body.pk, ())],
            found.more.get(body.pk, 0),
            next_draft(body, on=on),
        )
        for body in found.bodies
    ]


def _published(report: Report) -> PublishedLine:
    return PublishedLine(
        period=report.period_words,
        url=reverse("report-edition", args=[*address_of(report), report.edition]),
        address=address_of(report),
        edition=report.edition,
        day=day_words(local_day(report.published_at)) if report.published_at else "",
        files=files_of(report),
        decided=_decided(report),
    )


def _decided(report: Report) -> str:
    """What the board did with it; nothing until that is recorded."""
    decision = decision_on(report)
    return decided_words(decision.outcome, decision.meeting_on) if decision else ""


def next_draft(body: ReportingBody, *, on: date) -> str:
    """When a body's next draft comes by itself; or why none does."""
    if not body.is_drafted:
        return "Its drafts are asked for by hand."
    ends = calendar_of(body).holding(on)
    if ends.first > body.programme.ends_on:
        return "The programme is over: no further draft comes by itself."
    first = max(ends, calendar_of(body).first)
    return f"The next draft comes by itself after {day_words(first.last)}."
