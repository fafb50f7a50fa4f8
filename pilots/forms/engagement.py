"""For which time, and of which events, the engagement page is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from pilots.forms.events import PlaceFilter

ALL = "all"
QUARTER, YEAR = 3, 12  # months


@dataclass(frozen=True)
class Span:
    """One choice of time; `period` None is all of it."""

    code: str
    words: str
    period: Period | None = None


def spans(programme: Programme, as_at: date) -> list[Span]:
    """The quarters and years from the programme's start until a day, newest first, and all."""
    found = [Span(ALL, f"All, until {Period.holding(as_at, months=1).words}")]
    for months, noun in ((YEAR, "Year"), (QUARTER, "Quarter")):
        period = Period.holding(as_at, months=months, year_starts=programme.year_starts)
        while period.last >= programme.start_month:
            found.append(Span(code_of(period), f"{noun}: {period.words}", period))
            period = period.previous
    return found


def code_of(period: Period) -> str:
    """q2019-12-31; y2019-12-31."""
    return f"{'y' if period.months == YEAR else 'q'}{period.last.isoformat()}"


def code_of_days(
    programme: Programme, since: date | None, until: date | None, as_at: date
) -> dict[str, str]:
    """The choice of time that days are in, as an address asks for it: the quarter or the year.

    Nothing where they are in neither, or where no such time is offered on `as_at`.
    """
    for months in (QUARTER, YEAR):
        if since and until:
            period = Period.holding(since, months=months, year_starts=programme.year_starts)
            is_offered = period.first <= as_at and period.last >= programme.start_month
            if until in period and is_offered:
                return {"period": code_of(period)}
    return {}


class EngagementFilter(PlaceFilter):
    """The time, the area and the kind. A time that is not offered on the day is not asked for."""

    period = forms.ChoiceField(required=False, label="Time")
    field_order = ("period", "area", "kind")

    def __init__(self, *args: Any, spans: Sequence[Span], now: Span, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spans, self.now = {span.code: span for span in spans}, now
        self.fields.pop("venue", None)  # what is held is kept by area, month and kind
        self._offer("period", [(span.code, span.words) for span in spans], "time")

    def asked(self) -> dict[str, Any]:
        """What was asked for, as `Wanted` takes it."""
        place = self.place()
        del place["venue"]
        return {"period": self.span.period, **place}

    @property
    def span(self) -> Span:
        """The time asked for; the quarter of the day looked at where none was."""
        self.is_valid()
        return self.spans.get(self.cleaned_data.get("period", ""), self.now)
