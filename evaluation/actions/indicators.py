"""Indicators are defined, given aims, and their values entered and corrected."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from evaluation.actions.logic_details import NOBODY, Keys
from evaluation.models import Indicator, IndicatorAim, IndicatorValue, Measure, Survey
from partnership.dates import PartialDate
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError, changing
from partnership.programmes.models import Programme, Source
from partnership.slugs import fresh_slug
from pilots.models import Area, TestContext

MOST = 200
ADDABLE = {Indicator.Kind.COUNT}


@dataclass(frozen=True)
class IndicatorDetails:
    """What is said of an indicator; fields are named as its own."""

    name: str
    definition: str
    kind: str
    unit: str
    better: str
    is_per_area: bool
    over_areas: str
    over_time: str
    computed_from: str = ""
    measure: Measure | None = None
    sector: str = ""
    test_context: TestContext | None = None
    survey: Survey | None = None
    survey_code: str = ""
    counted_answers: tuple[int, ...] = ()
    outcomes: Keys = NOBODY
    event_kinds: Keys = NOBODY

    def put_on(self, indicator: Indicator) -> None:
        for each in fields(self):
            if each.name not in ("outcomes", "event_kinds"):
                setattr(indicator, each.name, getattr(self, each.name))
        indicator.counted_answers = list(self.counted_answers)

    def link(self, indicator: Indicator) -> None:
        indicator.outcomes.set(self.outcomes)
        indicator.event_kinds.set(self.event_kinds)

    def check(self) -> None:
        """Raise RefusedError where the parts of it contradict each other."""
        if self.over_areas == "sum" and self.kind not in ADDABLE:
            raise RefusedError(
                "Only counts can be added up: shares, ratios and scores of areas make no sum."
                " Choose another way.",
                "over_areas",
            )
        if self.over_time == "sum" and self.kind not in ADDABLE:
            raise RefusedError("Only counts can be added up over time.", "over_time")
        if self.kind == Indicator.Kind.DIRECTION and self.computed_from:
            raise RefusedError(
                "A direction is what somebody judges: it can’t be computed.", "computed_from"
            )
        if self.computed_from in ("scale", "answers"):
            self._check_survey()

    def _check_survey(self) -> None:
        """What a survey's answers can make: a mean score, a share or a count of people."""
        if not self.survey or not self.survey_code:
            raise RefusedError("Choose the survey’s scale or question.", "asked")
        if self.computed_from == "scale" and self.kind != Indicator.Kind.SCORE:
            raise RefusedError("A mean score is of the kind “Score”: choose that.", "kind")
        if self.computed_from == "answers":
            if self.kind not in (Indicator.Kind.PER_CENT, Indicator.Kind.COUNT):
                raise RefusedError(
                    "Answers are told as a percentage or a count: choose one of them.", "kind"
                )
            if not self.counted_answers:
                raise RefusedError("Say which answers count.", "counted_answers")
        if self.over_areas == "latest":
            raise RefusedError(
                "Areas that are asked on different days have no latest answer together: choose"
                " another way.",
                "over_areas",
            )
        if self.over_time == "sum":
            raise RefusedError(
                "Waves ask the same people again, so they can’t be added up.", "over_time"
            )


@transaction.atomic
def add_indicator(
    *, programme: Programme, details: IndicatorDetails, reported_on: date, by: User
) -> Indicator:
    """Define an indicator after the others; RefusedError where its parts contradict."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    details.check()
    others = list(programme.indicators.all())
    if len(others) >= MOST:
        raise RefusedError(f"There are {MOST} indicators already: drop what is not followed.")
    _refuse_name(details.name, others)
    indicator = Indicator(
        programme=programme,
        reported_on=reported_on,
        slug=fresh_slug(details.name, programme.indicators, otherwise="indicator"),
        position=max((each.position for each in others), default=0) + 1,
    )
    details.put_on(indicator)
    record_by(indicator, by=by)
    indicator.save()
    details.link(indicator)
    return indicator


@transaction.atomic
def change_indicator(
    *, indicator: Indicator, seen: int, details: IndicatorDetails, by: User
) -> None:
    """Define it otherwise; its kind stays once it has values, which were of that kind."""
    Programme.objects.select_for_update().get(pk=indicator.programme_id)
    details.check()
    _refuse_name(details.name, list(indicator.programme.indicators.exclude(pk=indicator.pk)))
    if details.kind != indicator.kind and indicator.values.exists():
        raise RefusedError(
            f"It has values, and they are of the kind “{indicator.get_kind_display()}”: define"
            " another indicator, and drop this one.",
            "kind",
        )
    with changing(indicator, seen=seen, by=by) as now:
        details.put_on(now)
    details.link(indicator)


def _refuse_name(name: str, others: list[Indicator]) -> None:
    if any(each.name.casefold() == name.casefold() for each in others):
        raise RefusedError(f"There is an indicator “{name}” already.", "name")


@dataclass(frozen=True)
class AimDetails:
    """Where it started, and where it is to get to."""

    baseline: Decimal | None
    baseline_as_stated: str
    baseline_when: PartialDate
    target: Decimal | None
    target_as_stated: str
    target_when: PartialDate


@transaction.atomic
def set_aim(
    *, indicator: Indicator, area: Area | None, seen: int, details: AimDetails, by: User
) -> IndicatorAim:
    """Set the baseline and target of one area, or (None) of the whole programme.

    `seen` is 0 where there was none; ChangedMeanwhileError if there is one now.
    """
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    aim = IndicatorAim.objects.filter(indicator=indicator, area=area).first()
    if aim is None:
        aim = IndicatorAim(indicator=indicator, area=area, reported_on=timezone.localdate())
    elif aim.version != seen:
        raise ChangedMeanwhileError(aim)
    else:
        aim.version += 1
    for each in fields(details):
        setattr(aim, each.name, getattr(details, each.name))
    record_by(aim, by=by)
    aim.save()
    return aim


@dataclass(frozen=True)
class ValueDetails:
    """What was found; `number` or words or a direction, whichever there is."""

    when: PartialDate
    number: Decimal | None
    qualifier: str
    as_stated: str
    base: int | None = None
    direction: str = ""
    note: str = ""
    source: Source | None = None
    is_of_paper: bool = False  # known since the source's day, not since today

    @property
    def reported_on(self) -> date:
        """Since when it is known."""
        if self.source and self.is_of_paper:
            return self.source.dated_on
        return timezone.localdate()

    def check(self, indicator: Indicator) -> None:
        """Raise RefusedError where it says nothing, or what the kind can't be."""
        if self.number is None and not self.as_stated and not self.direction:
            raise RefusedError("Give the value, or the source’s words for it.", "number")
        if not self.when:
            raise RefusedError("Say for which day or month it holds.", "when")
        self._check_number(indicator.kind)

    def _check_number(self, kind: str) -> None:
        if self.number is None:
            return
        if kind == Indicator.Kind.PER_CENT and not 0 <= self.number <= 100:
            raise RefusedError("A percentage is between 0 and 100.", "number")
        if kind == Indicator.Kind.COUNT and (self.number < 0 or self.number % 1):
            raise RefusedError("A count is a whole number, 0 or more.", "number")


@transaction.atomic
def record_value(
    *,
    indicator: Indicator,
    area: Area | None,
    details: ValueDetails,
    by: User,
) -> IndicatorValue:
    """Enter a value as at a date.

    RefusedError where one stands for the same date and place: that one is corrected instead.
    """
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    _refuse_computed(indicator)
    details.check(indicator)
    standing = indicator.values.filter(area=area, when=details.when, superseded_on__isnull=True)
    if standing.exists():
        raise RefusedError(
            "A value stands for that date already: correct it, so that the old one is kept.",
            "when",
        )
    return _store(indicator, area, details, by=by)


@transaction.atomic
def correct_value(
    *, value: IndicatorValue, details: ValueDetails, why: str, by: User
) -> IndicatorValue:
    """Put another value in its place; a look back at an earlier day still shows the old one."""
    now = IndicatorValue.objects.select_for_update().get(pk=value.pk)
    if now.superseded_on:
        raise RefusedError("Somebody corrected it meanwhile: look at the newest value first.")
    details.check(now.indicator)
    now.superseded_on = timezone.localdate()
    now.save(update_fields=["superseded_on"])
    return _store(now.indicator, now.area, details, by=by, replaces=now, why=why)


def _store(
    indicator: Indicator, area: Area | None, details: ValueDetails, *, by: User, **more: Any
) -> IndicatorValue:
    return IndicatorValue.objects.create(
        indicator=indicator,
        area=area,
        when=details.when,
        value=details.number,
        qualifier=details.qualifier,
        as_stated=details.as_stated,
        base=details.base,
        direction=details.direction,
        note=details.note,
        source=details.source,
        reported_on=details.reported_on,
        by=by,
        **more,
    )


def _refuse_computed(indicator: Indicator) -> None:
    if indicator.computed_from:
        raise RefusedError(
            f"It is computed from records ({indicator.get_computed_from_display().lower()}), so"
            " no value can be entered: mend the records instead."
        )
