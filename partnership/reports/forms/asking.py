"""What a person chooses to ask for a report."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from partnership.dates import day_words
from partnership.programmes.periods import Period
from partnership.reports.rules.due import Calendar, PeriodError
from partnership.reports.selectors.reports import calendar_of
from partnership.web.forms import BaseForm
from pilots.models import ReportingBody

Choice = tuple[str, str]
Group = tuple[str, list[Choice]]


class AskForReportForm(BaseForm):
    """For whom, and on which of the periods that have ended by the day `on`."""

    submit_label = "Ask for the report"

    body = forms.ChoiceField(
        label="Who is it for?",
        error_messages={
            "required": "Choose who the report is for",
            "invalid_choice": "Choose one of the bodies that this programme reports to",
        },
    )
    period = forms.ChoiceField(
        error_messages={
            "required": "Choose the period that it is about",
            "invalid_choice": "Choose a period that has ended since the programme started",
        },
    )

    def __init__(
        self, *args: Any, bodies: Sequence[ReportingBody], on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.bodies = {body.slug: body for body in bodies}
        calendars = {calendar_of(body) for body in bodies}
        self.first_end = min((calendar.first.last for calendar in calendars), default=None)
        self._offer("body", [(body.slug, body.name) for body in bodies])
        ends_on = max((body.programme.ends_on for body in bodies), default=on)
        self._offer("period", period_choices(calendars, on=on, ends_on=ends_on))
        names = {calendar.name for calendar in calendars}
        self.fields["period"].label = f"Which {names.pop() if len(names) == 1 else 'period'}?"

    def _offer(self, name: str, choices: Sequence[Choice | Group]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose"), *choices]

    @property
    def has_periods(self) -> bool:
        """Whether any period has ended, so that there is something to choose."""
        return self.first_end is not None and self.first_end < self.on

    def clean(self) -> dict[str, Any]:
        """Find the period that ends on the day chosen, in the calendar of the body chosen."""
        chosen = super().clean() or self.cleaned_data
        if "body" not in chosen or "period" not in chosen:
            return chosen
        body = self.bodies[chosen["body"]]
        try:
            period = calendar_of(body).ending(date.fromisoformat(chosen["period"]), on=self.on)
        except PeriodError as error:
            self.add_error("period", str(error))
            return chosen
        return {"body": body, "period": period}


def period_choices(calendars: set[Calendar], *, on: date, ends_on: date) -> list[Choice | Group]:
    """Every period that has ended, newest first: by its months, or by its end if they differ.

    Those that began after the programme's end stand behind the others, and apart.
    """
    ended: set[Period] = {p for calendar in calendars for p in calendar.ended(on=on)}
    within = {period for period in ended if period.first <= ends_on}
    lasts = {period.last for period in within}
    after = {period for period in ended - within if period.last not in lasts}
    by_end = len(calendars) > 1
    group = (f"After the programme’s end, {day_words(ends_on)}", _choices(after, by_end=by_end))
    return [*_choices(within, by_end=by_end), *([group] if after else [])]


def _choices(periods: set[Period], *, by_end: bool) -> list[Choice]:
    if by_end:
        lasts = sorted({period.last for period in periods}, reverse=True)
        return [(last.isoformat(), f"ending on {day_words(last)}") for last in lasts]
    return [(period.last.isoformat(), period.words) for period in sorted(periods, reverse=True)]
