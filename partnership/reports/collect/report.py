"""Gather everything that a report says, as at its cut-off: the only queries of a report."""

from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings

from evaluation.collect import evaluation_part
from milestones.changes import Change
from milestones.collect import plan_parts, risk_looks
from milestones.detail import plan_detail
from milestones.parts import MilestoneDetail, PlanPart
from milestones.selectors.plans import plans_at
from partnership.programmes.periods import Period
from partnership.programmes.reach import EVERYTHING, Reach
from partnership.reports.collect.since import (
    Gathered,
    Last,
    last_of,
    since_last,
    told_changes,
    with_corrections,
)
from partnership.reports.collect.stated import Stated, stated
from partnership.reports.collect.word import boards_word
from partnership.reports.collect.written import nothing_written
from partnership.reports.rules.board_word import BoardsWord
from partnership.reports.rules.parts import Part
from partnership.reports.snapshot import FORMAT, Particulars, Snapshot, Written
from pilots.collect import engagement_part, paper_part, partnership_part
from pilots.collect.learning import learning_rows
from pilots.models import ReportingBody


def collect(
    body: ReportingBody,
    period: Period,
    *,
    as_at: date,
    edition: int = 1,
    written: Written | None = None,
    is_draft: bool = True,
    counted_by: date | None = None,
) -> Snapshot:
    """The snapshot of a body's report for a period, from what was reported by `as_at`.

    `written` is what people wrote in it; `is_draft` marks what nobody is to sign. A correction
    takes counts of events as they were known on a later day, `counted_by`.
    """
    programme, reach = body.programme, Reach.of(body.area_id)
    last, written = last_of(body, period), written or nothing_written(body)
    plans, said = _plans(body, last, as_at), stated(programme, as_at=as_at)
    risks, then = risk_looks(programme, as_at=as_at, before=last.basis.as_at, reach=reach)
    engagement = engagement_part(
        programme, period=period, as_at=counted_by or as_at, area=body.area, told=last.told,
        cut_off=as_at,
    )  # fmt: skip
    about = _particulars(body, period, as_at, said)
    gathered = Gathered(period, as_at, plans.earlier, risks, then, engagement.before)
    snapshot = Snapshot(
        format=FORMAT,
        particulars=replace(about, edition=edition, is_draft=is_draft, counted_by=counted_by),
        plan=plans.now,
        changes=plans.changes,
        has_earlier_period=not last.is_first,
        detail=plans.detail,
        risks=risks,
        engagement=engagement,
        partnership=partnership_part(programme, period=period, as_at=as_at, reach=reach),
        evaluation=evaluation_part(programme, as_at=as_at, reach=reach),
        paper=paper_part(body, as_at=as_at),
        claims=said.claims,
        glossary=said.glossary,
        written=written,
        basis=last.basis,
        since=since_last(body, last, gathered, reach=reach),
        learning=learning_rows(programme, as_at=as_at) if _prints(written, Part.LEARNING) else (),
        boards_word=_boards_word(body, last, as_at, edition, written),
    )
    return with_corrections(body, snapshot) if edition > 1 else snapshot


@dataclass(frozen=True)
class _Plans:
    """The plan as it bears on a body, as its last report told it, what changed, and its detail."""

    now: PlanPart
    earlier: PlanPart
    changes: tuple[Change, ...]
    detail: dict[str, MilestoneDetail]


def _plans(body: ReportingBody, last: Last, as_at: date) -> _Plans:
    programme, area = body.programme, body.area
    days = [as_at, *last.days]
    plans = plans_at(programme, days)
    looks = plan_parts(programme, days, reach=EVERYTHING, plans=plans)
    now, *looked_back = (look.in_area(area.slug) if area else look for look in looks)
    earlier = last.snapshot.plan if last.snapshot else (looked_back or [now])[0]
    # Of the whole plan, in an area's report too: targets count every area.
    detail = plan_detail(programme, looks[0], reach=EVERYTHING, planned=plans[0])
    if last.is_first:
        return _Plans(now, earlier, (), detail)
    changes = told_changes(programme, last, earlier, now, as_at=as_at)
    return _Plans(now.reported_after(earlier), earlier, changes, detail)


def _boards_word(
    body: ReportingBody, last: Last, as_at: date, edition: int, written: Written
) -> BoardsWord | None:
    """None where the layout does not print it."""
    if not _prints(written, Part.BOARDS_WORD):
        return None
    had_reports = edition > 1 or last.snapshot is not None
    return boards_word(body, as_at=as_at, had_reports=had_reports)


def _prints(written: Written, part: Part) -> bool:
    return any(part in section.parts for section in written.layout.sections)


def _particulars(body: ReportingBody, period: Period, as_at: date, said: Stated) -> Particulars:
    programme = body.programme
    return Particulars(
        programme=programme.name,
        programme_slug=programme.slug,
        is_illustrative=programme.is_illustrative,
        body=body.name,
        body_slug=body.slug,
        template=body.template,
        area=body.area.name if body.area else "",
        area_slug=body.area.slug if body.area else "",
        area_word=programme.area_word,
        area_word_plural=programme.area_word_plural,
        period=period,
        as_at=as_at,
        edition=1,
        month_number=programme.month_on(as_at),
        length_months=programme.length_months,
        ends_on=programme.ends_on,
        tolerance_days=programme.tolerance_days,
        horizon_days=programme.horizon_days,
        aims=said.aims,
        funding=said.funds,
        status_words=dict(body.status_words),
        marking=body.marking,
        site=settings.SITE_URL.rstrip("/"),
    )
