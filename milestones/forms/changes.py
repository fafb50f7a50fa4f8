"""Between which days a person asks what changed."""

from datetime import date
from typing import Any

from django.utils import timezone

from partnership.dates import day_words
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.web.forms import BaseForm, DayField

FROM, TO = "from", "to"


class ChangesFilter(BaseForm):
    """The day after whose end changes count, and the last one; else since the last quarter."""

    method = "get"
    submit_label = "Show what changed"

    def __init__(self, *args: Any, programme: Programme, until: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme, self.until = programme, until
        first, last = self.days_else()
        for name, label, day in (
            (FROM, "Since the end of", first),
            (TO, "Until the end of", last),
        ):
            self.fields[name] = DayField(label=label, required=False, initial=day)

    def days_else(self) -> tuple[date, date]:
        """The end of the last quarter by the day looked back to, and that day."""
        quarter = Period.holding(self.until, year_starts=self.programme.year_starts)
        return max(quarter.previous.last, self.programme.start_month), self.until

    def days(self) -> tuple[date, date]:
        """The days asked for; of what can't be read, those that stand else."""
        first, last = self.days_else()
        if not self.is_valid():
            return first, last
        last = self.cleaned_data.get(TO) or last
        return self.cleaned_data.get(FROM) or min(first, last), last

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get(FROM), given.get(TO)
        today, start = timezone.localdate(), self.programme.start_month
        for name, day in ((FROM, first), (TO, last)):
            if day and day > today:
                self.add_error(name, _not_come(day, today))
            elif day and day < start:
                self.add_error(name, f"The programme starts on {day_words(start)}: choose it, or"
                               " a day after.")  # fmt: skip
        if first and last and first > last:
            self.add_error(TO, "Choose a day after the first one.")
        return given


def _not_come(day: date, today: date) -> str:
    return f"{day_words(day)} has not come yet: choose today, {day_words(today)}, or a day before."
