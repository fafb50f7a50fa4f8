"""The list of events, and the same as a file."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response
from pilots.event_sheet_rows import Cell
from pilots.event_template import XLSX, spreadsheet
from pilots.forms import EventFilter
from pilots.forms.events import slug_asked
from pilots.models import Event
from pilots.paging import COUNTED_UP_TO, ListPaginator
from pilots.presenters import events as words
from pilots.presenters.event_asked import figure_asked, needed_by
from pilots.presenters.event_file import HEADS, file_row
from pilots.presenters.event_narrowing import narrowing_words
from pilots.presenters.event_views import view_links
from pilots.selectors.event_narrowing import Narrowing
from pilots.selectors.events import (
    EventChoices,
    counts_of,
    event_choices,
    events_of,
    with_counts,
)
from pilots.selectors.feedback import points_by_event

ROWS_AT_ONCE = 1000
TOO_MANY_FOR_EXCEL = (
    f"No Excel file was made: the list holds more than {COUNTED_UP_TO:,} events. Narrow it to an"
    " area, a kind or some months, or download it as CSV, which takes any number."
)


class EventsPage(ProgrammePage):
    """A page about the events that the address asks for."""

    section = "events"
    permission = Permission.READ

    def filter_form(self) -> tuple[EventFilter, EventChoices]:
        asked = self.request.GET
        choices = event_choices(
            self.programme,
            reach=self.reach,
            organisation=slug_asked(asked.get("organisation")),
            area=slug_asked(asked.get("area")),
        )
        form = EventFilter(asked, choices=choices, area_word=self.programme.area_word)
        return form, choices

    def events(self, form: EventFilter) -> QuerySet[Event]:
        """The events that the filter asks for, within the person's reach."""
        found = events_of(
            self.programme,
            as_at=self.as_at,
            reach=self.reach,
            narrowing=form.narrowing,
            **form.asked(),
        )
        found = with_counts(found, as_at=self.as_at)
        return found.prefetch_related(*needed_by(form.narrowing))

    def file_query(self) -> str:
        """What the address asks for, for the same list as a file."""
        asked = self.request.GET.copy()
        asked.pop("page", None)
        return f"?{asked.urlencode()}" if asked else ""


class EventsView(EventsPage):
    """Events, latest first, narrowed by area, kind, status and words."""

    template_name = "pilots/events.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, choices = self.filter_form()
        events = self.events(form)
        paginator = ListPaginator(events)
        page = paginator.get_page(self.request.GET.get("page"))
        shown = list(page.object_list)
        counts = counts_of(shown, as_at=self.as_at)
        asked = form.narrowing
        points = self._points(events, shown, asked)
        figure = figure_asked(asked, shown, counts, points, self.as_at)
        return super().get_context_data(
            form=form,
            organisation=choices.organisation,
            narrowed=narrowing_words(asked),
            page=page,
            found=paginator.words("event"),
            table=words.event_table(shown, counts, self.as_at, figure),
            asked=figure,
            views=view_links(
                self.programme,
                form.cleaned_data,
                since=asked.since,
                until=asked.until,
                as_at=self.as_at,
            ),
            file_query=self.file_query(),
            may_log=Permission.LOG_EVENTS in self.permissions,
            may_bring=Permission.CONFIRM_COUNTS in self.permissions,
            breadcrumbs=[("Overview", reverse("overview", args=[self.programme.slug]))],
            **kwargs,
        )

    def _points(
        self, events: QuerySet[Event], shown: Sequence[Event], asked: Narrowing
    ) -> dict[int, dict[int, int]]:
        """What people answered at the events shown, if that is asked for."""
        if not asked.answers:
            return {}
        return points_by_event(
            events.filter(pk__in=[event.pk for event in shown]), as_at=self.as_at
        )


class EventsFileView(EventsPage):
    """The whole of the list as a file for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        return csv_response(self.file_name("csv"), HEADS, self.file_rows())

    def file_name(self, ending: str) -> str:
        """events-co-creating-2019-10-24.csv."""
        return f"events-{self.programme.slug}-{self.as_at.isoformat()}.{ending}"

    def file_rows(self) -> Iterator[list[Cell]]:
        """The rows of the file, as they come."""
        return _rows(self.listed().prefetch_related("partners__organisation"), self.as_at)

    def listed(self) -> QuerySet[Event]:
        """The events of the list; 404 for a list that can’t be."""
        form, _ = self.filter_form()
        if not form.is_valid():
            raise Http404("The list can’t be narrowed to that: choose again on its page.")
        return self.events(form)


class EventsWorkbookView(EventsFileView):
    """The whole of the list as a spreadsheet, which is written whole before it is sent."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        if ListPaginator(self.listed()).is_cut:
            messages.error(request, TOO_MANY_FOR_EXCEL)
            return redirect(reverse("events", args=[self.programme.slug]) + self.file_query())
        content = spreadsheet(HEADS, self.file_rows())
        response = StreamingHttpResponse(content, content_type=XLSX)
        name = content_disposition_header(True, self.file_name("xlsx"))
        response["Content-Disposition"] = name or ""
        return response


def _rows(events: QuerySet[Event], as_at: date) -> Iterator[list[Cell]]:
    for event in events.iterator(chunk_size=ROWS_AT_ONCE):
        yield file_row(event, counts_of([event], as_at=as_at), as_at)
