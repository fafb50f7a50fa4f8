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
from django.utils.safestring import SafeString

from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response
from pilots.counting import CountType
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
    put_counts,
    with_counts,
)
from pilots.selectors.feedback import points_by_event
from pilots.tallies import tally
from pilots.views.event_rows import ROWS, Seen, row_of
from pilots.views.filter_html import filter_html

ROWS_AT_ONCE = 1000
WHOLE = (CountType.FOOTFALL.value, CountType.ATTENDANCE.value)  # added up beyond one page
LISTED: tuple[str, ...] = (
    *("slug", "name", "status", "happened", "happened_as_stated", "before_on", "day", "ends_on"),
    *("reported_on", "held_reported_on", "confirmed_on", "cancelled_reported_on", "programme"),
    *("kind__name", "area__slug", "area__name", "venue__name"),
)
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

    def listed(self, form: EventFilter) -> QuerySet[Event]:
        """The events that the filter asks for, within the person's reach."""
        return events_of(
            self.programme,
            as_at=self.as_at,
            reach=self.reach,
            narrowing=form.narrowing,
            **form.asked(),
        )

    def events(self, form: EventFilter) -> QuerySet[Event]:
        """The same, with what the list shows of them."""
        found = with_counts(self.listed(form), as_at=self.as_at)
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
        events = self.listed(form).prefetch_related(*needed_by(form.narrowing)).only(*LISTED)
        paginator = ListPaginator(events)
        page = paginator.get_page(self.request.GET.get("page"))
        shown = list(page.object_list)
        put_counts(shown, as_at=self.as_at)
        counts = counts_of(shown, as_at=self.as_at)
        asked = form.narrowing
        points = self._points(events, shown, asked)
        figure = figure_asked(asked, shown, counts, points, self.as_at)
        table = words.event_table(shown, counts, self.as_at, figure)
        return super().get_context_data(
            form=form,
            filters=self._filters(form, choices),
            organisation=choices.organisation,
            narrowed=narrowing_words(asked),
            page=page,
            found=paginator.words("event"),
            table=table,
            rows=self._rows(table, figure.head if figure else ""),
            asked=figure,
            whole=self._whole(form, paginator),
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

    def _filters(self, form: EventFilter, choices: EventChoices) -> SafeString:
        """The form above the list, as HTML."""
        address, word = self.request.get_full_path(), self.programme.area_word
        return filter_html(form, address, choices, word)

    def _rows(self, table: words.EventTable, head: str) -> SafeString:
        """The lines of the list as HTML."""
        rows = tuple(row_of(line) for line in table.lines)
        seen = Seen(self.programme.slug, self.as_at_query, head)
        return ROWS(self.request.get_full_path(), rows, seen)

    def _whole(self, form: EventFilter, paginator: "ListPaginator[Event]") -> str:
        """What a list of several pages comes to of the figure that it was opened from."""
        asked, is_held = form.narrowing, form.cleaned_data.get("status") == Event.Status.HELD
        is_whole = asked.counted in WHOLE and not asked.audience and is_held
        if not is_whole or paginator.num_pages == 1 or paginator.is_cut:
            return ""
        type = CountType(asked.counted)
        found = tally(self.listed(form), type, held=paginator.count, as_at=self.as_at)
        return f"{type.words} at all {paginator.words('event')}: {found.figure}."

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
        return _rows(self.asked_for().prefetch_related("partners__organisation"), self.as_at)

    def asked_for(self) -> QuerySet[Event]:
        """The events of the list; 404 for a list that can’t be."""
        form, _ = self.filter_form()
        if not form.is_valid():
            raise Http404("The list can’t be narrowed to that: choose again on its page.")
        return self.events(form)


class EventsWorkbookView(EventsFileView):
    """The whole of the list as a spreadsheet, which is written whole before it is sent."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        if ListPaginator(self.asked_for()).is_cut:
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
