"""What a writer has before them: a draft with all that is in it, and the last report beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from partnership.programmes.access import Entry
from partnership.reports.collect.written import cover_of, lines, written_in
from partnership.reports.models import (
    Cover,
    ImplicationAnswer,
    Report,
    ReportComment,
    ReportText,
)
from partnership.reports.rules.completeness import Answered
from partnership.reports.rules.layout import Layout, SectionLayout
from partnership.reports.rules.stale import Stale, stale
from partnership.reports.seeing import seen_of
from partnership.reports.selectors.as_printed import NOTHING, facts_of, figures_of
from partnership.reports.snapshot import PLAIN_SUMMARY, Snapshot, Written, thaw
from pilots.models import BodyMeeting, ReportingBody

BESIDE = ("body__area", "body__council", "body__health_board", "cover", "meeting")
PEOPLE = ("submitted_by", "approved_by", "published_by")
WITHIN = ("texts", "implications", "template__sections", "template__implications")
EARLIER = 30  # texts of a section that can be gone back to


@dataclass
class Last:
    """What the last published report said, loaded where it is read; blank where there is none."""

    report: Report | None

    @cached_property
    def texts(self) -> Mapping[str, str]:
        found = self.report.texts.all() if self.report else ()
        return {each.section: each.text for each in found if each.text.strip()}

    @cached_property
    def answers(self) -> Mapping[str, Answered]:
        found = self.report.implications.all() if self.report else ()
        return {each.row: Answered(each.answer, each.text) for each in found}

    @property
    def figures(self) -> frozenset[str]:
        """Every number and date that its figures said."""
        report = self.report
        return figures_of(report.fingerprint, lambda: snapshot_of(report)) if report else NOTHING

    @property
    def cover(self) -> Cover | None:
        """Its cover; None where there is no last report."""
        return cover_of(self.report) if self.report else None

    @property
    def asked(self) -> tuple[str, ...]:
        """Its recommendations."""
        return lines(self.cover.recommendations) if self.cover else ()


@dataclass
class Desk:
    """A report that `find_draft` found, as its writers see it; loads the rest where it is read."""

    report: Report

    @cached_property
    def last(self) -> Last:
        return last_of(self.report)

    @cached_property
    def snapshot(self) -> Snapshot | None:
        """Its figures; None before they are gathered."""
        return snapshot_of(self.report)

    @cached_property
    def comments(self) -> list[ReportComment]:
        return list(self.report.comments.select_related("by", "settled_by"))

    @cached_property
    def written(self) -> Written:
        return written_in(self.report)

    @property
    def layout(self) -> Layout:
        return self.written.layout

    @cached_property
    def cover(self) -> Cover:
        return cover_of(self.report)

    @property
    def is_draft(self) -> bool:
        return self.report.stage == Report.Stage.DRAFT

    @cached_property
    def texts(self) -> dict[str, ReportText]:
        """The texts by the key of their section, those of sections that are gone too."""
        return {each.section: each for each in self.report.texts.all()}

    @cached_property
    def answers(self) -> dict[str, ImplicationAnswer]:
        """The answers by the key of their row."""
        return {each.row: each for each in self.report.implications.all()}

    def section(self, key: str) -> SectionLayout | None:
        """The section of this key, if the paper has it; the public's summary is one too."""
        if key == PLAIN_SUMMARY:
            return PLAIN
        return next((each for each in self.layout.sections if each.key == key), None)

    def comments_on(self, key: str) -> list[ReportComment]:
        """What was said of a section, in its order; of the whole report without a key."""
        return [each for each in self.comments if each.section == key]

    def open_requests(self, key: str) -> list[ReportComment]:
        """The requests to change a section, or the whole, that are not settled."""
        asked = ReportComment.Kind.REQUEST
        found = self.comments_on(key)
        return [each for each in found if each.kind == asked and each.settled_at is None]

    def requests(self, key: str) -> int:
        """How many requests to change a section are not settled."""
        return len(self.open_requests(key))

    def stale(self, key: str) -> Stale:
        """Why the text of a section is looked at again before it is sent."""
        text = self.written.texts.get(key, "")
        is_looked_at = self.is_draft and bool(text.strip())
        return self._stale(text, self.last.texts.get(key, "")) if is_looked_at else Stale()

    def stale_answer(self, row: str) -> Stale:
        """Why an implication's words are; that they are those of last time says nothing."""
        given = self.written.answers.get(row)
        return self._stale(given.text) if given else Stale()

    @cached_property
    def stale_asked(self) -> Stale:
        """Why the recommendations are."""
        return self._stale("\n".join(self.written.recommendations))

    def _stale(self, text: str, last_text: str = "") -> Stale:
        if not text.strip() or not self.is_draft:
            return Stale()
        return stale(
            text,
            last_text=last_text,
            said_then=self.last.figures if self.report.fingerprint else NOTHING,
            said_now=figures_of(self.report.fingerprint, lambda: self.snapshot),
            facts=facts_of(self.report.fingerprint, lambda: self.snapshot),
        )

    @property
    def gone(self) -> list[ReportText]:
        """Texts of sections that the paper has no longer."""
        known = {each.key for each in self.layout.sections} | {PLAIN_SUMMARY}
        return [each for key, each in self.texts.items() if key not in known and each.text.strip()]


PLAIN = SectionLayout(
    PLAIN_SUMMARY,
    "Summary in plain words",
    help="For the public: what was done, what came of it and what is next, without any term that"
    " has to be explained.",
)


def find_draft(entry: Entry, body: ReportingBody, last: date) -> Report | None:
    """The newest edition on a period that the person may see, with all that is written in it."""
    found = seen_of(entry, body).filter(period_last=last).order_by("-edition")
    return (
        found.select_related(*BESIDE, *PEOPLE, "template__template")
        .prefetch_related(*WITHIN)
        .first()
    )


def last_of(report: Report) -> Last:
    """What the body's last published report on an earlier period says."""
    published = Report.objects.filter(
        body=report.body_id, period_last__lt=report.period_last, stage=Report.Stage.PUBLISHED
    ).defer("snapshot")
    return Last(published.select_related("cover").order_by("-period_last").first())


def snapshot_of(report: Report) -> Snapshot | None:
    """A report’s figures; None before they are gathered. One query."""
    kept = Report.objects.filter(pk=report.pk).values_list("snapshot", flat=True).first()
    return thaw(kept) if kept else None


def meetings_for(report: Report) -> QuerySet[BodyMeeting]:
    """Meetings that a report can be written for: those after its period."""
    return BodyMeeting.objects.filter(body=report.body_id, meeting_on__gt=report.period_last)


def find_comment(report: Report, pk: int) -> ReportComment | None:
    """The comment of this key, if it is on the report."""
    return report.comments.filter(pk=pk).first()


def earlier_texts(text: ReportText) -> list[Any]:
    """What a section said before, the newest first, each wording once; one query."""
    past = text.history.select_related("history_user").order_by("-history_date", "-history_id")
    told = [next(same) for _, same in groupby(past[: EARLIER * 2], key=lambda row: row.text)]
    return [row for row in told if row.text != text.text and row.text.strip()][:EARLIER]
