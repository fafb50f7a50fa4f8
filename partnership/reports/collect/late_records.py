"""What was recorded only after the last report was frozen, for days that it covered."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from evaluation.models import IndicatorValue
from evaluation.rules.figures import Figure
from milestones.models import DeliveryUpdate, RiskReview
from milestones.risk_rules import judged_words
from partnership.dates import PartialDate
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from partnership.reports.rules.changes import LateRecord
from pilots.collect.last_told import Told

WHOLE = "Whole programme"
MOST = 200  # are listed: a plan that is loaded afterwards would be all late
MILESTONE, RISK, INDICATOR = "milestone", "risk", "indicator"
Rows = QuerySet[Any, Any]


def late_records(
    programme: Programme, told: Told, *, reach: Reach
) -> tuple[tuple[LateRecord, ...], int]:
    """Updates, reviews of risks and values of indicators, in that order; and how many in all.

    Of very many those for the newest days. Events and their figures come late with what was held
    (pilots.collect.late). One query; one more where there are very many.
    """
    if told.recorded_by is None:
        return (), 0
    late = Q(recorded_at__gt=told.recorded_by, reported_on__lte=told.by)
    updates = DeliveryUpdate.objects.filter(
        late, reach.q("delivery__area"), delivery__programme=programme
    )
    reviews = RiskReview.objects.filter(late, reach.q("risk__area"), risk__programme=programme)
    values = IndicatorValue.objects.filter(late, reach.q("area"), indicator__programme=programme)
    rows = _brief(MILESTONE, updates, *UPDATE).union(
        _brief(RISK, reviews, *REVIEW), _brief(INDICATOR, values, *VALUE), all=True
    )
    found = list(rows.order_by("-reported_on", "-recorded_at", *COLUMNS)[:MOST])
    found.sort(key=lambda row: (ORDER.index(row[0]), row[5], row[1]))
    return tuple(map(_record, found)), len(found) if len(found) < MOST else rows.count()


ORDER = (MILESTONE, RISK, INDICATOR)
UPDATE = (
    ("delivery__milestone__reference", "delivery__milestone__title", "delivery__area"),
    ("said_stage", "said_forecast_on", "said_agreed_on", "said_actual_on", "reason", "note"),
)
REVIEW = (
    ("risk__reference", "risk__title", "risk__area"),
    ("state", "likelihood", "impact", "note"),
)
VALUE = (
    ("indicator__slug", "indicator__name", "area"),
    ("indicator__unit", "value", "base", "qualifier", "as_stated", "direction", "when"),
)
WORDS = max(len(said) for _, said in (UPDATE, REVIEW, VALUE))
COLUMNS = ("late_kind", "late_key", "late_name", "late_area", "late_area_slug")


def _brief(kind: str, rows: Rows, what: Sequence[str], said: Sequence[str]) -> Rows:
    """Which record, its name, area's name and slug, both its days, and its words as texts."""
    key, name, area = what
    texts = (_text(each) for each in (key, name, f"{area}__name", f"{area}__slug"))
    named = zip(COLUMNS, (Value(kind, output_field=TextField()), *texts), strict=True)
    words = [_text(each) for each in said] + [_nothing()] * (WORDS - len(said))
    told = rows.order_by().annotate(**dict(named))
    return told.values_list(*COLUMNS, "reported_on", "recorded_at", *words)


def _text(name: str) -> Coalesce:
    return Coalesce(Cast(name, TextField()), _nothing())


def _nothing() -> Value:
    return Value("", output_field=TextField())


def _record(row: Sequence[Any]) -> LateRecord:
    kind, key, name, area, area_slug, reported_on, recorded_at, *words = row
    return LateRecord(
        what=name if kind == INDICATOR else f"{key} {name}",
        where=area or WHOLE,
        said=SAID[kind](words),
        reported_on=reported_on,
        recorded_on=timezone.localdate(recorded_at),
        kind=kind,
        key=key,
        area_slug=area_slug,
    )


def _update_words(words: Sequence[str]) -> str:
    stage, forecast, agreed, actual, reason, note, *_ = words
    update = DeliveryUpdate(
        said_stage=stage,
        said_forecast_on=_day(forecast),
        said_agreed_on=_day(agreed),
        said_actual_on=_day(actual),
    )
    return _sentences(update.words, reason or note)


def _review_words(words: Sequence[str]) -> str:
    state, likelihood, impact, note, *_ = words
    judged = judged_words(*(int(each) if each else None for each in (likelihood, impact)))
    return _sentences(RiskReview.State(state).label, judged, note)


def _value_words(words: Sequence[str]) -> str:
    unit, value, base, sure, stated, direction, when, *_ = words
    figure = Figure(
        Decimal(value) if value else None,
        is_about=sure == "about",
        is_at_least=sure == "at-least",
        base=int(base) if base else None,
        stated=stated,
        instead=IndicatorValue.Direction(direction).label if direction else "",
    )
    day = PartialDate.parse(when)
    return ", ".join(filter(None, [figure.words(unit), day.words if day else ""]))


SAID: dict[str, Callable[[Sequence[str]], str]] = {
    MILESTONE: _update_words,
    RISK: _review_words,
    INDICATOR: _value_words,
}


def _day(code: str) -> date | None:
    return date.fromisoformat(code) if code else None


def _sentences(*words: object) -> str:
    return ". ".join(str(each) for each in words if each)
