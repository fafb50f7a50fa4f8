"""The newest report to each body, as first pages say it: in one text, asked for beside the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from partnership.people.permissions import Permission, Place
from partnership.programmes.access import Entry
from partnership.programmes.periods import Period
from partnership.reports.models import Report, ReportText
from partnership.reports.rules.progress import Progress, left_words, progress
from partnership.reports.seeing import works_on
from partnership.reports.selectors.word import decided_words

SOON = 14  # days to the paper deadline from which on a report needs whoever works on it
NOTHING = "-"


@dataclass(frozen=True)
class BodyLine:
    """A body with the newest report that the person may see; without a period there is none.

    `needs_them` where it waits for the person, or is soon due and not published.
    """

    slug: str
    name: str
    period: Period | None = None
    progress: Progress | None = None
    is_failed: bool = False
    papers_due_on: date | None = None
    needs_them: bool = False
    decided: str = ""

    @property
    def note(self) -> str:
        """6 days to the paper deadline; that its files could not be made; what the board did."""
        said = ["its files could not be made"] * self.is_failed
        if self.papers_due_on:
            said.append(left_words(self.papers_due_on, on=timezone.localdate()))
        if self.decided:
            said.append(self.decided)
        return ", ".join(said)


def newest_reports(body: str) -> dict[str, Subquery]:
    """What is said of a body's newest report, and of its newest published one.

    `body` leads to its key. One text each, as every column would be a subquery of its own. Not
    JSON: on SQLite Django asks for the write lock to learn whether it has that, and a process
    that did not get it answers every later overview with an error.
    """
    reports = Report.objects.filter(body=OuterRef(body)).order_by("-period_last", "-edition")
    published = reports.filter(stage=Report.Stage.PUBLISHED)
    return {
        "newest": Subquery(reports.values(said=_said())[:1]),
        "newest_published": Subquery(published.values(said=_said())[:1]),
    }


def _said() -> Concat:
    texts = ReportText.objects.filter(report=OuterRef("pk")).exclude(text="")
    begun = Case(When(Exists(texts), then=Value("begun")), default=Value(NOTHING))
    papers = Coalesce(Cast("meeting__papers_due_on", CharField()), Value(NOTHING))
    parts: Iterable[Any] = (
        Cast("period_first", CharField()),
        Cast("period_last", CharField()),
        "stage",
        Case(When(state=Report.State.FAILED, then=Value("failed")), default=Value(NOTHING)),
        begun,
        papers,
        Coalesce(Cast("decision__meeting_on", CharField()), Value(NOTHING)),
        Coalesce("decision__outcome", Value(NOTHING)),
    )
    spaced = [each for part in parts for each in (Value(" "), part)][1:]
    return Concat(*spaced, output_field=CharField())


def body_line(
    entry: Entry, at: Place, slug: str, name: str, newest: str | None, published: str | None
) -> BodyLine | None:
    """The line of a body, as far as its reports are the person's to see; None if they are not."""
    if works_on(entry, at):
        return _line(entry, at, slug, name, newest)
    if entry.may(Permission.READ_REPORTS, at):
        return _line(entry, at, slug, name, published)
    return None


def _line(entry: Entry, at: Place, slug: str, name: str, said: str | None) -> BodyLine:
    if not said:
        return BodyLine(slug, name)
    first, last, stage, failed, begun, papers, met, outcome = said.split(" ")
    is_open = stage in Report.UNPUBLISHED
    due_on = date.fromisoformat(papers) if is_open and papers != NOTHING else None
    is_failed = is_open and failed != NOTHING
    decides = stage != Report.Stage.DRAFT and entry.may(Permission.APPROVE_REPORTS, at)
    return BodyLine(
        slug,
        name,
        Period(date.fromisoformat(first), date.fromisoformat(last)),
        progress(stage, is_begun=begun != NOTHING),
        is_failed,
        due_on,
        needs_them=is_open and (is_failed or decides or due_on is not None),
        decided="" if outcome == NOTHING else decided_words(outcome, date.fromisoformat(met)),
    )


def needing(lines: Iterable[BodyLine], *, on: date) -> list[BodyLine]:
    """Those that need the person on a day, the paper deadline that comes first before others.

    What is merely being written does so in the last days before its papers are due.
    """
    found = [
        line
        for line in lines
        if line.needs_them and (_is_soon(line, on) or line.is_failed or _is_given(line))
    ]
    return sorted(found, key=lambda line: (line.papers_due_on or date.max, line.name))


def _is_soon(line: BodyLine, on: date) -> bool:
    return line.papers_due_on is not None and (line.papers_due_on - on).days <= SOON


def _is_given(line: BodyLine) -> bool:
    assert line.progress
    return line.progress.step > progress("draft", is_begun=True).step
