"""The calendar month of a programme's events."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from partnership.dates import last_day, month_words
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.web.remembered import Remembered
from pilots.forms.event_calendar import CalendarFilter
from pilots.forms.events import slug_asked
from pilots.models import Event
from pilots.presenters.event_calendar import WEEKDAYS, CalendarMonth, calendar_month
from pilots.presenters.event_views import ViewLink, view_links
from pilots.selectors.event_calendar import (
    MonthRows,
    month_after,
    month_before,
    month_from,
    month_rows,
)
from pilots.selectors.events import EventChoices, event_choices, events_of
from pilots.views.filter_html import filter_html


@dataclass(frozen=True)
class Seen:
    """What a month depends on beside its events: the days, and parts of addresses."""

    slug: str
    as_at: date
    today: date
    as_at_query: str
    day_url: str


@dataclass(frozen=True)
class Grid:
    """A month, and the same as HTML; empty where it has no event."""

    month: CalendarMonth
    html: SafeString


def _grid(_: str, rows: MonthRows, seen: Seen) -> Grid:
    month = calendar_month(month_from(rows), as_at=seen.as_at, today=seen.today)
    if month.is_empty:
        return Grid(month, SafeString())
    context = {
        "calendar": month,
        "weekdays": WEEKDAYS,
        "month_words": month_words(rows.month),
        "programme": {"slug": seen.slug},
        "as_at_query": seen.as_at_query,
        "day_url": seen.day_url,
    }
    return Grid(month, render_to_string("pilots/calendar/_grid.html", context))


GRIDS = Remembered(_grid, most=16)


class EventCalendarView(ProgrammePage):
    """What is planned, was held or was cancelled in a month, day by day."""

    template_name = "pilots/calendar/month.html"
    section = "events"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, choices = self.filter_form()
        address = self.request.get_full_path()
        month = form.month_or(self.as_at)
        where = {"as_at": self.as_at, "reach": self.reach, **form.place()}
        slug = self.programme.slug
        seen = Seen(slug, self.as_at, timezone.localdate(), self.as_at_query, self._list_of_days())
        grid = GRIDS(address, month_rows(self.programme, month, **where), seen)
        return super().get_context_data(
            form=form,
            filters=filter_html(form, address, choices, self.programme.area_word),
            month=month,
            month_words=month_words(month),
            calendar=grid.month,
            grid=grid.html,
            views=self._views(form, month),
            list_url=self._list(month),
            may_log=Permission.LOG_EVENTS in self.permissions,
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Events", reverse("events", args=[slug])),
            ],
            **self._neighbours(events_of(self.programme, **where), month),
            **kwargs,
        )

    def filter_form(self) -> tuple[CalendarFilter, EventChoices]:
        asked = self.request.GET.copy()
        asked["month"] = asked.get("month") or f"{self.as_at:%Y-%m}"
        choices = event_choices(
            self.programme, reach=self.reach, area=slug_asked(asked.get("area"))
        )
        form = CalendarFilter(asked, choices=choices, area_word=self.programme.area_word)
        return form, choices

    def _views(self, form: CalendarFilter, month: date) -> list[ViewLink]:
        """The other views, of the same month if one was chosen."""
        is_chosen = bool(self.request.GET.get("month"))
        return view_links(
            self.programme,
            form.cleaned_data,
            since=month if is_chosen else None,
            until=last_day(month) if is_chosen else None,
            as_at=self.as_at,
        )

    def _neighbours(self, events: QuerySet[Event], month: date) -> dict[str, Any]:
        """The months to go to, as far as the programme or its events reach."""
        first = self.programme.start_month
        last = max(self.programme.ends_on, self.as_at).replace(day=1)
        before = month_before(events, month, first, last)
        after = month_after(events, month, first, last)
        today = timezone.localdate().replace(day=1)
        return {
            "earlier": self._month(before) if before else None,
            "later": self._month(after) if after else None,
            "now": self._month(today) if month != today else None,
        }

    def _month(self, month: date) -> tuple[str, str]:
        """A month: its words and its address, with the same choices."""
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
