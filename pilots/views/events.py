"""The list of events, and the same as a file."""

from collections.abc import Iterator
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
from pilots.paging import COUNTED_UP_TO, ROWS_A_PAGE, ListPaginator
from pilots.presenters.event_asked import needed_by
from pilots.presenters.event_file import HEADS, file_row
from pilots.presenters.event_narrowing import narrowing_words
from pilots.presenters.event_views import view_links
from pilots.selectors.event_lists import COLUMNS, KEY, ListRows, first_page, with_parts
from pilots.selectors.events import (
    EventChoices,
    counts_of,
    event_choices,
    events_of,
    is_past,
    with_counts,
)
from pilots.selectors.feedback import points_by_event
from pilots.tallies import tally
from pilots.views.event_rows import LISTS, Seen, Shown, shown
from pilots.views.filter_html import filter_html

ROWS_AT_ONCE = 1000
WHOLE = (CountType.FOOTFALL.value, CountType.ATTENDANCE.value)  # added up beyond one page
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
        return events_of(self.programme, **self.wanted(form))

    def wanted(self, form: EventFilter) -> dict[str, Any]:
        """What is asked for, as `events_of` takes it."""
        here = {"as_at": self.as_at, "reach": self.reach, "narrowing": form.narrowing}
        return here | form.asked()

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
        asked = form.narrowing
        shown = self._shown(form)
        return super().get_context_data(
            form=form,
            filters=self._filters(form, choices),
            organisation=choices.organisation,
            narrowed=narrowing_words(asked),
            table=shown.table,
            asked=shown.asked,
            listed=shown.html,
            views=view_links(
                self.programme,
                form.cleaned_data,
                since=asked.since,
                until=asked.until,
                as_at=self.as_at,
            ),
            may_log=Permission.LOG_EVENTS in self.permissions,
            may_bring=Permission.CONFIRM_COUNTS in self.permissions,
            breadcrumbs=[("Overview", reverse("overview", args=[self.programme.slug]))],
            **kwargs,
        )

    def _filters(self, form: EventFilter, choices: EventChoices) -> SafeString:
        """The form above the list, as HTML."""
        address, word = self.request.get_full_path(), self.programme.area_word
        return filter_html(form, address, choices, word)

    def _page(self, form: EventFilter) -> tuple["ListPaginator[Event]", int, ListRows]:
        """The page asked for, by its number, and its rows."""
        asked, wanted = self.request.GET.get("page"), self.wanted(form)
        first = None if asked else first_page(self.programme, **wanted)
        if first:
            (rows, counted), number = first, 1
            paginator: ListPaginator[Event] = ListPaginator(None, counted=counted)
        else:
            events = events_of(self.programme, **wanted)
            paginator = ListPaginator(events)
            number = paginator.get_page(asked).number
            found = events.values_list(*COLUMNS)
            rows = tuple(found[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE])
        return paginator, number, with_parts(rows, as_at=self.as_at)

    def _shown(self, form: EventFilter) -> Shown:
        """The list: as it was drawn before, unless it was opened from a figure."""
        paginator, number, rows = self._page(form)
        seen = Seen(
            slug=self.programme.slug,
            as_at=self.as_at,
            is_past=is_past(self.as_at),
            as_at_query=self.as_at_query,
            query=self.request.GET.urlencode(),
            file_query=self.file_query(),
            counted=paginator.counted,
            number=number,
            whole=self._whole(form, paginator),
        )
        asked = form.narrowing
        if asked.is_of_days:
            return LISTS(self.request.get_full_path(), rows, seen)
        return shown(rows, seen, asked, self._points(form, rows))

    def _whole(self, form: EventFilter, paginator: "ListPaginator[Event]") -> str:
        """What a list of several pages comes to of the figure that it was opened from."""
        asked, is_held = form.narrowing, form.cleaned_data.get("status") == Event.Status.HELD
        is_whole = asked.counted in WHOLE and not asked.audience and is_held
        if not is_whole or paginator.num_pages == 1 or paginator.is_cut:
            return ""
        type = CountType(asked.counted)
        found = tally(self.listed(form), type, held=paginator.count, as_at=self.as_at)
        return f"{type.words} at all {paginator.words('event')}: {found.figure}."

    def _points(self, form: EventFilter, rows: ListRows) -> dict[int, dict[int, int]]:
        """What people answered at the events shown, if that is asked for."""
        if not form.narrowing.answers:
            return {}
        shown = [row[KEY] for row in rows.events]
        return points_by_event(self.listed(form).filter(pk__in=shown), as_at=self.as_at)


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
