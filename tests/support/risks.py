"""Risks in the register, each made in a line."""

from datetime import date
from typing import Any

from model_bakery import baker

from milestones.models import Risk, RiskReview
from partnership.programmes.models import Programme
from pilots.models import Area
from tests.support.builders import PAPER_DAY


def a_risk(
    programme: Programme, reference: str = "R1", *, area: Area | None = None, **fields: Any
) -> Risk:
    """A risk that nobody has scored, reported on the day of the paper."""
    given = {"title": "Flood", "kind": "risk", "reported_on": PAPER_DAY} | fields
    return baker.make(Risk, programme=programme, area=area, reference=reference, **given)


def reviewed(
    risk: Risk, on: date, likelihood: int | None, impact: int | None, **fields: Any
) -> RiskReview:
    """A review of the risk."""
    given = {"number": risk.reviews.count() + 1, "state": "open"} | fields
    return baker.make(
        RiskReview, risk=risk, reported_on=on, likelihood=likelihood, impact=impact, **given
    )
