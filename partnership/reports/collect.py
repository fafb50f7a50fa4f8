"""Gather everything that a report says, as at its cut-off: the only queries of a report."""

from collections.abc import Mapping
from datetime import date

from evaluation.collect import evaluation_part
from milestones.changes import changes
from milestones.collect import plan_parts, risk_rows
from milestones.detail import plan_detail
from milestones.selectors.plans import plans_at
from milestones.selectors.words import words_between
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.programmes.reach import EVERYTHING, Reach
from partnership.programmes.selectors import Text, texts
from partnership.reports.snapshot import FORMAT, Claim, Particulars, Snapshot
from pilots.collect import engagement_part, paper_part, partnership_part
from pilots.models import ReportingBody


def collect(body: ReportingBody, period: Period, *, as_at: date, edition: int = 1) -> Snapshot:
    """The snapshot of a body's report for a period, from what was reported by `as_at`."""
    programme, area, reach = body.programme, body.area, Reach.of(body.area_id)
    before = period.previous.last
    has_earlier_period = before >= programme.start_month
    days = [as_at, before if has_earlier_period else as_at]
    plans = plans_at(programme, days)
    looks = plan_parts(programme, days, reach=EVERYTHING, plans=plans)
    plan, earlier = (look.in_area(area.slug) if area else look for look in looks)
    # Of the whole plan, in an area's report too: targets count every area.
    detail = plan_detail(programme, looks[0], reach=EVERYTHING, planned=plans[0])
    said = texts(programme)
    return Snapshot(
        format=FORMAT,
        particulars=_particulars(body, period, as_at, edition, said),
        plan=plan.reported_after(earlier) if has_earlier_period else plan,
        changes=changes(earlier, plan, why=_why(programme, before, as_at)),
        has_earlier_period=has_earlier_period,
        detail=detail,
        risks=risk_rows(programme, as_at=as_at, reach=reach),
        engagement=engagement_part(programme, period=period, as_at=as_at, area=area),
        partnership=partnership_part(programme, period=period, as_at=as_at, reach=reach),
        evaluation=evaluation_part(programme, as_at=as_at, reach=reach),
        paper=paper_part(body, as_at=as_at),
        claims=_claims(programme, as_at),
        glossary=tuple((each.name, each.text) for each in said["glossary"]),
    )


def _why(programme: Programme, before: date, as_at: date) -> dict[int, str]:
    """Why deliveries changed; who said so is no board's to read."""
    found = words_between(programme, before, as_at, reach=EVERYTHING)
    return {key: word.why for key, word in found.items()}


def _particulars(
    body: ReportingBody, period: Period, as_at: date, edition: int, said: Mapping[str, list[Text]]
) -> Particulars:
    programme = body.programme
    return Particulars(
        programme=programme.name,
        programme_slug=programme.slug,
        is_illustrative=programme.is_illustrative,
        body=body.name,
        body_slug=body.slug,
        template=body.template,
        area=body.area.name if body.area else "",
        area_word=programme.area_word,
        area_word_plural=programme.area_word_plural,
        period=period,
        as_at=as_at,
        edition=edition,
        month_number=programme.month_on(as_at),
        length_months=programme.length_months,
        ends_on=programme.ends_on,
        tolerance_days=programme.tolerance_days,
        horizon_days=programme.horizon_days,
        aims=tuple(each.text for each in said["aims"]),
        funding=tuple(_funding_words(programme, as_at)),
    )


def _funding_words(programme: Programme, as_at: date) -> list[str]:
    """Each fund, on whose behalf, and its amount or that it is not recorded."""
    words = []
    for fund in programme.funding.filter(reported_on__lte=as_at).select_related("on_behalf_of"):
        behalf = f" on behalf of the {fund.on_behalf_of}" if fund.on_behalf_of else ""
        amount = "amount not recorded" if fund.amount_pounds is None else f"£{fund.amount_pounds:,}"
        words.append(f"{fund.fund}{behalf} ({amount})")
    return words


def _claims(programme: Programme, as_at: date) -> tuple[Claim, ...]:
    found = programme.date_claims.filter(reported_on__lte=as_at)
    return tuple(
        Claim(
            about=claim.about,
            as_stated=claim.as_stated,
            source=claim.source.title if claim.source else "",
            reported_on=claim.reported_on,
            agrees=claim.agrees,
        )
        for claim in found.select_related("source", "programme")
    )
