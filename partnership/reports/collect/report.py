"""Gather everything that a report says, as at its cut-off: the only queries of a report."""

from dataclasses import replace
from datetime import date

from django.conf import settings

from evaluation.collect import evaluation_part
from milestones.collect import plan_parts, risk_looks
from milestones.detail import plan_detail
from milestones.selectors.plans import plans_at
from partnership.programmes.periods import Period
from partnership.programmes.reach import EVERYTHING, Reach
from partnership.reports.collect.since import (
    Gathered,
    last_of,
    since_last,
    told_changes,
    with_corrections,
)
from partnership.reports.collect.stated import Stated, stated
from partnership.reports.collect.word import boards_word
from partnership.reports.collect.written import nothing_written
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
    programme, area, reach = body.programme, body.area, Reach.of(body.area_id)
    last = last_of(body, period)
    had_reports = edition > 1 or last.snapshot is not None
    days = [as_at, *last.days]
    plans = plans_at(programme, days)
    looks = plan_parts(programme, days, reach=EVERYTHING, plans=plans)
    plan, *looked_back = (look.in_area(area.slug) if area else look for look in looks)
    earlier = last.snapshot.plan if last.snapshot else (looked_back or [plan])[0]
    risks, then = risk_looks(programme, as_at=as_at, before=last.basis.as_at, reach=reach)
    engagement = engagement_part(
        programme, period=period, as_at=counted_by or as_at, area=area, told=last.told
    )
    gathered = Gathered(period, as_at, earlier, risks, then, engagement.before)
    # Of the whole plan, in an area's report too: targets count every area.
    detail = plan_detail(programme, looks[0], reach=EVERYTHING, planned=plans[0])
    said = stated(programme, as_at=as_at)
    written = written or nothing_written(body)
    snapshot = Snapshot(
        format=FORMAT,
        particulars=replace(
            _particulars(body, period, as_at, said),
            edition=edition,
            is_draft=is_draft,
            counted_by=counted_by,
        ),
        plan=plan if last.is_first else plan.reported_after(earlier),
        changes=() if last.is_first else told_changes(programme, last, earlier, plan, as_at=as_at),
        has_earlier_period=not last.is_first,
        detail=detail,
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
        boards_word=boards_word(body, as_at=as_at, had_reports=had_reports)
        if _prints(written, Part.BOARDS_WORD)
        else None,
    )
    return with_corrections(body, snapshot) if edition > 1 else snapshot


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
