"""What a report is compared with, and what is otherwise since: the queries of “What changed”.

The last published report is frozen, so whatever it did not know is told, also what was
recorded later for a day that it covered. Where nothing was published, what records say had been
reported by the end of the period before stands in for it, and the report says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from milestones.changes import Change, Why, changes
from milestones.models import PlanVersion
from milestones.parts import DeliveryRow, PlanPart, RiskRow
from milestones.selectors.words import decision_words, words_between
from partnership.dates import day_words
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.programmes.reach import EVERYTHING, Reach
from partnership.reports.collect.late_records import late_records
from partnership.reports.document import Document
from partnership.reports.models import Report
from partnership.reports.rules.changes import (
    EditionRow,
    Since,
    risk_changes,
    summary_figures,
    total_changes,
)
from partnership.reports.rules.differences import differences, in_words
from partnership.reports.sections import compose
from partnership.reports.snapshot import Basis, Snapshot, freeze, thaw
from pilots.collect.last_told import Told
from pilots.models import Decision, ReportingBody
from pilots.parts import Engagement

FIRST, RECORDS, PUBLISHED = "first", "records", "published"
KEPT = (
    "period_first", "period_last", "edition", "cut_off", "why", "fingerprint", "snapshot",
    "collected_at", "made_at", "published_at",
)  # fmt: skip


@dataclass(frozen=True)
class Last:
    """What the last report told: with its frozen content where it was published."""

    basis: Basis
    told: Told
    snapshot: Snapshot | None = None

    @property
    def is_first(self) -> bool:
        """Whether there is nothing earlier at all."""
        return self.basis.kind == FIRST

    @property
    def days(self) -> list[date]:
        """The days at which records are looked back to, to know what it told of the plan."""
        return [] if self.is_first or self.snapshot else [self.basis.as_at]


def last_of(body: ReportingBody, period: Period) -> Last:
    """What a report on a period is compared with; one query."""
    found = Report.objects.filter(
        body=body, stage=Report.Stage.PUBLISHED, period_last__lt=period.first
    )
    report = found.order_by("-period_last", "-edition").only(*KEPT).first()
    before = period.previous.last
    if report and report.snapshot:
        return _published(report, before)
    told = Told.at(before)
    if before < body.programme.start_month:
        return Last(Basis(FIRST, before, FIRST_WORDS), told)
    words = (
        f"No earlier report to {body.name} has been published here. What changed is therefore told"
        f" against what, by the records, had been reported by {day_words(before)}."
    )
    return Last(Basis(RECORDS, before, words), told)


FIRST_WORDS = (
    "This is the first report: the programme starts in this period, so there is nothing earlier"
    " to compare it with."
)


def _published(report: Report, before: date) -> Last:
    snapshot = thaw(report.snapshot or {})
    as_at = snapshot.particulars.as_at
    basis = Basis(
        PUBLISHED,
        as_at,
        _published_words(report, as_at),
        edition=report.edition,
        fingerprint=report.fingerprint,
        why=report.why,
    )
    frozen_at = report.collected_at or report.made_at or report.published_at
    counted_by = snapshot.particulars.counted_by or as_at
    return Last(basis, Told(before, counted_by, frozen_at), snapshot)


def _published_words(report: Report, as_at: date) -> str:
    edition = f", edition {report.edition}" if report.edition > 1 else ""
    published = timezone.localdate(report.published_at) if report.published_at else as_at
    return (
        f"Compared with the last report, on {report.period.words}{edition}, published on"
        f" {day_words(published)}, which told what had been reported by {day_words(as_at)}."
    )


def told_changes(
    programme: Programme, last: Last, earlier: PlanPart, plan: PlanPart, *, as_at: date
) -> tuple[Change, ...]:
    """What differs from the plan as the last report told it, with why; no query for nothing."""
    if not changes(earlier, plan):
        return ()
    return changes(earlier, plan, why=_why(programme, last, earlier, plan, as_at))


def _why(
    programme: Programme, last: Last, earlier: PlanPart, plan: PlanPart, as_at: date
) -> Mapping[int, Why]:
    """Why deliveries changed, and by which decision; who said so is no board's to read.

    One query; one more where milestones are new, which a version of the plan says why.
    """
    found = words_between(
        programme,
        last.basis.as_at,
        as_at,
        reach=EVERYTHING,
        recorded_after=last.told.recorded_by,
    )
    there = {row.milestone.key for row in earlier.deliveries}
    new = [row for row in plan.deliveries if row.milestone.key not in there]
    return {
        **(_why_new(programme, new, after=last.basis.as_at, as_at=as_at) if new else {}),
        **{key: word.told for key, word in found.items()},
    }


def _why_new(
    programme: Programme, rows: Iterable[DeliveryRow], *, after: date, as_at: date
) -> dict[int, Why]:
    """By delivery, what was said of the version of the plan that brought its milestone."""
    versions = PlanVersion.objects.published().filter(
        programme=programme, in_force_on__gt=after, in_force_on__lte=as_at
    )
    told: dict[int, Why] = {}
    for version in versions.select_related("decision__group", "decision__body").order_by("number"):
        why = Why(version.why, _decided(version.decision))
        held = version.plan.by_key
        told |= {row.key: why for row in rows if row.milestone.key in held and row.key not in told}
    return told


def _decided(decision: Decision | None) -> str:
    if decision is None:
        return ""
    return decision_words(
        decision.text, decision.decided, str(decision.group or ""), str(decision.body or "")
    )


@dataclass(frozen=True)
class Gathered:
    """What of a report was gathered before it is said what is otherwise since the last one."""

    period: Period
    as_at: date
    earlier: PlanPart
    risks: tuple[RiskRow, ...]
    risks_then: tuple[RiskRow, ...]
    before: Engagement


def since_last(body: ReportingBody, last: Last, now: Gathered, *, reach: Reach) -> Since:
    """What is otherwise than the last report said, beside the plan; three queries at most."""
    if last.is_first:
        return Since()
    if last.snapshot is None:
        then = summary_figures(now.earlier, now.before)
        return Since(risks=risk_changes(now.risks_then, now.risks), then=then)
    snapshot, told = last.snapshot, last.snapshot.engagement.now
    is_next = snapshot.particulars.period == now.period.previous
    covered = replace(last.told, by=last.basis.as_at)
    late, late_in_all = late_records(body.programme, covered, reach=reach)
    return Since(
        risks=risk_changes(snapshot.risks, now.risks),
        figures=total_changes(told, now.before) if is_next else (),
        late=late,
        late_in_all=late_in_all,
        editions=(*_of_older(body, last), *(snapshot.since.own if snapshot.since else ())),
        then=summary_figures(snapshot.plan, told),
    )


def _of_older(body: ReportingBody, last: Last) -> Iterator[EditionRow]:
    """Corrections of reports before the last one that were published after it was frozen."""
    assert last.snapshot
    found = Report.objects.filter(
        body=body,
        edition__gt=1,
        period_last__lt=last.snapshot.particulars.period.last,
        published_at__gt=last.told.recorded_by,
    )
    for report in found.order_by("period_last", "edition").only(*KEPT):
        since = thaw(report.snapshot or {}).since
        for row in since.own if since else ():
            if row.edition == report.edition:
                yield replace(row, of=report.period.words)


def with_corrections(body: ReportingBody, snapshot: Snapshot) -> Snapshot:
    """The snapshot of a correction with what it made otherwise, after those before it; one query.

    It is laid beside the edition that it corrects as both are read; a first edition stays as it is.
    """
    about = snapshot.particulars
    editions = Report.objects.filter(body=body, period_last=about.period.last)
    new = editions.filter(edition=about.edition).select_related("corrects").first()
    if new is None or new.corrects is None or not new.corrects.snapshot:
        return snapshot
    old = thaw(new.corrects.snapshot)
    found = differences(_printed(old), _printed(snapshot))
    earlier = old.since.own if old.since else ()
    row = EditionRow(about.edition, new.why, tuple(in_words(found)))
    return replace(snapshot, since=replace(snapshot.since or Since(), own=(*earlier, row)))


def _printed(snapshot: Snapshot) -> Document:
    """The report as it is read, without its own corrections."""
    since = replace(snapshot.since, own=()) if snapshot.since else None
    return compose(freeze(replace(snapshot, since=since)))
