"""The calendar month of a programme's events."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from partnership.dates import add_months, last_day, month_words
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from pilots.forms.event_calendar import CalendarFilter
from pilots.presenters.event_calendar import WEEKDAYS, calendar_month
from pilots.selectors.event_calendar import month_of_events
from pilots.selectors.events import event_choices, events_of


class EventCalendarView(ProgrammePage):
    """What is planned, was held or was cancelled in a month, day by day."""

    template_name = "pilots/calendar/month.html"
    section = "events"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.filter_form()
        month = form.month_or(self.as_at)
        events = events_of(self.programme, as_at=self.as_at, reach=self.reach, **form.asked())
        found = month_of_events(events, month)
        slug = self.programme.slug
        return super().get_context_data(
            form=form,
            month=month,
            month_words=month_words(month),
            weekdays=WEEKDAYS,
            calendar=calendar_month(found, as_at=self.as_at, today=timezone.localdate()),
            earlier=self._month(add_months(month, -1)),
            later=self._month(add_months(month, 1)),
            list_url=self._list(month),
            day_url=self._list_of_days(),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Events", reverse("events", args=[slug])),
            ],
            **kwargs,
        )

    def filter_form(self) -> CalendarFilter:
        asked = self.request.GET.copy()
        asked.setdefault("month", f"{self.as_at:%Y-%m}")
        choices = event_choices(self.programme, reach=self.reach)
        return CalendarFilter(asked, choices=choices, area_word=self.programme.area_word)

    def _month(self, month: date) -> tuple[str, str]:
        """A neighbouring month: its words and its address, with the same choices."""
        asked = self.request.GET.copy()
        asked["month"] = f"{month.year:04}-{month:%m}"
        return month_words(month), f"{self.request.path}?{asked.urlencode()}"

    def _list_of_days(self) -> str:
        """The list of events, narrowed by the choices; days are added to it."""
        asked = self.request.GET.copy()
        asked.pop("month", None)
        before = f"{asked.urlencode()}&" if asked else ""
        return f"{reverse('events', args=[self.programme.slug])}?{before}"

    def _list(self, month: date) -> str:
        return (
            f"{self._list_of_days()}since={month.isoformat()}&until={last_day(month).isoformat()}"
        )
