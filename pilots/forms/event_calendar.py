"""Which month of the calendar is asked for, and of which events."""

from datetime import date
from typing import Any

from django import forms

from partnership.web.forms import FIRST_YEAR, LAST_YEAR
from pilots.forms.events import PlaceFilter


class MonthInput(forms.DateInput):
    """The browser's own month field; where there is none, 2019-10 is typed."""

    input_type = "month"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m")


class MonthField(forms.DateField):
    """A month, as its first day."""

    widget = MonthInput
    default_error_messages = {"invalid": "Enter a month as a year and its number, such as 2019-10"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m"], **kwargs)

    def to_python(self, value: Any) -> date | None:
        month: date | None = super().to_python(value)
        if month and not FIRST_YEAR <= month.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return month


class CalendarFilter(PlaceFilter):
    """The month, the area, the venue and the kind; all may be left open."""

    month = MonthField(required=False)
    field_order = ("month", "area", "venue", "kind")

    def month_or(self, day: date) -> date:
        """The first day of the month asked for, or else of a day's."""
        self.is_valid()
        return self.cleaned_data.get("month") or day.replace(day=1)
