"""For which time, and of which events, the engagement page is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.web.forms import BaseForm
from pilots.forms.events import NATIONAL
from pilots.selectors.events import EventChoices

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


class EngagementFilter(BaseForm):
    """The time, the area and the kind; what can't be read is as if it were not asked for."""

    method = "get"
    submit_label = "Show"

    period = forms.ChoiceField(required=False, label="Time")
    area = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False, label="Kind of event")
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        choices: EventChoices,
        spans: Sequence[Span],
        now: Span,
        area_word: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.spans, self.now = {span.code: span for span in spans}, now
        areas = [("", "All"), *choices.areas, (NATIONAL, "Whole programme")]
        self._offer("period", [(span.code, span.words) for span in spans])
        self._offer("area", areas)
        self._offer("kind", [("", "All"), *choices.kinds])
        self.fields["area"].label = area_word.capitalize()

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What was asked for, as `Wanted` takes it."""
        self.is_valid()
        told = self.cleaned_data
        area = told.get("area", "")
        return {
            "period": self.span.period,
            "area": "" if area == NATIONAL else area,
            "national": area == NATIONAL,
            "kind": told.get("kind", ""),
        }

    @property
    def span(self) -> Span:
        """The time asked for; the quarter of the day looked at where none was, or none that is."""
        self.is_valid()
        return self.spans.get(self.cleaned_data.get("period", ""), self.now)
