"""What was held, added up: the page, and each of its tables as a file."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString

from partnership.dates import day_words
from partnership.people.permissions import Permission
from partnership.programmes.periods import Period
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response
from pilots.engaged import Engaged
from pilots.event_template import XLSX, spreadsheet
from pilots.forms.engagement import ALL, QUARTER, EngagementFilter, Span, code_of, spans
from pilots.presenters import engagement as words
from pilots.presenters.engagement_charts import months_shown
from pilots.presenters.engagement_parts import Links, Table
from pilots.presenters.event_views import view_links
from pilots.presenters.feedback import small_numbers
from pilots.run_chart import LEAST_POINTS
from pilots.selectors.beside_engagement import Stated, has_earlier, stated_results
from pilots.selectors.engagement import TooManyError, Wanted, held_engaged, newest_day
from pilots.selectors.events import EventChoices, event_choices
from pilots.views.engagement_shown import SHOWN, Seen, tables_of
from pilots.views.filter_html import filter_html

TOO_MANY = (
    "So many events would have to be counted one by one, as they were known on that day. Choose a"
    " quarter, an area or a kind."
)
STATED_SHOWN, STATED_AT_MOST = 30, 10_000  # results of sources: on the page; in a file


class EngagementPage(ProgrammePage):
    """A page about held events of a time, added up."""

    section = "events"
    permission = Permission.READ

    @cached_property
    def choices(self) -> EventChoices:
        return event_choices(self.programme, reach=self.reach)

    @cached_property
    def spans(self) -> list[Span]:
        return spans(self.programme, self.as_at)

    @cached_property
    def form(self) -> EngagementFilter:
        now = next(span for span in self.spans if span.period and span.period.months == QUARTER)
        asked = self.request.GET.copy()
        offered = {span.code for span in self.spans}
        if asked.get("period") not in offered:  # it may have been one on another day
            asked["period"] = now.code
        return EngagementFilter(
            asked,
            choices=self.choices,
            spans=self.spans,
            now=now,
            area_word=self.programme.area_word,
        )

    @cached_property
    def wanted(self) -> Wanted:
        return Wanted(self.programme, reach=self.reach, as_at=self.as_at, **self.form.asked())

    @cached_property
    def told(self) -> Engaged:
        """Raises TooManyError where a look back would add up too much."""
        return held_engaged(self.wanted)

    @cached_property
    def months(self) -> list[date]:
        programme = self.programme
        start, end = programme.start_month, programme.ends_on
        return months_shown(self.told, self.wanted.period, start, end, self.as_at)

    @property
    def links(self) -> Links:
        """Lists of events, narrowed as this page is."""
        period, asked = self.wanted.period, self.request.GET
        kept = {
            "status": "held",
            "area": "*" if self.wanted.national else self.wanted.area,
            "kind": self.wanted.kind,
            "since": period.first.isoformat() if period else "",
            "until": period.last.isoformat() if period else "",
            "as_at": asked.get("as_at", ""),
        }
        return Links(self.programme.slug, kept)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """What the page is narrowed to, in words."""
        areas, kinds = dict(self.choices.areas), dict(self.choices.kinds)
        place = "Whole programme" if self.wanted.national else areas.get(self.wanted.area, "All")
        return [
            ("Time", self.form.span.words),
            (self.programme.area_word.capitalize(), place),
            ("Kind of event", kinds.get(self.wanted.kind, "All")),
        ]

    def seen(self, stated: list[Stated], **more: bool) -> Seen:
        """What the page depends on beside what was held."""
        programme = self.programme
        return Seen(
            links=self.links,
            query=self.query,
            as_at=self.as_at,
            months=tuple(self.months),
            areas=tuple(self._areas()),
            kinds=self.choices.kinds,
            area_word=programme.area_word,
            rule=small_numbers(programme),
            stated=words.stated_table(stated, programme.counts_only_below, self.links),
            **more,
        )

    @property
    def query(self) -> str:
        """What the address asks for, for the files."""
        asked = self.request.GET.urlencode()
        return f"?{asked}" if asked else ""

    def _areas(self) -> list[tuple[str, str]]:
        """The areas and the whole programme, or the one of them that is asked for."""
        whole = ("", "Whole programme")
        if self.wanted.national:
            return [whole]
        wanted = self.wanted.area
        if wanted:
            return [each for each in self.choices.areas if each[0] == wanted]
        return [*self.choices.areas, *([whole] if "" in self.told.by_area else [])]


class EngagementView(EngagementPage):
    """Events and attendance by month, area and kind, whom they reached and what people thought."""

    template_name = "pilots/engagement/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.programme.slug
        return super().get_context_data(
            form=self.form,
            filters=self._filters(),
            period=self.wanted.period,
            chosen=self.chosen,
            query=self.query,
            views=self._views(),
            may_log=Permission.LOG_EVENTS in self.permissions,
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Events", reverse("events", args=[slug])),
            ],
            **self._told(),
            **kwargs,
        )

    def _filters(self) -> SafeString:
        """The form above the page, as HTML."""
        address, word = self.request.get_full_path(), self.programme.area_word
        return filter_html(self.form, address, self.choices, tuple(self.spans), word)

    def _views(self) -> list[Any]:
        """The other views, of the same time if one was chosen."""
        period = self.wanted.period if self.request.GET.get("period") else None
        return view_links(
            self.programme,
            self.form.cleaned_data,
            since=period.first if period else None,
            until=period.last if period else None,
            as_at=self.as_at,
        )

    def _told(self) -> dict[str, Any]:
        """What the page tells, or why it tells nothing."""
        if not self.form.is_understood:
            return {"not_understood": True}
        try:
            told = self.told
        except TooManyError:
            return {"too_many": TOO_MANY}
        if not told.in_all.events:
            return {"newest": self._newest()}
        stated = stated_results(self.wanted, most=STATED_SHOWN + 1)
        seen = self.seen(
            stated[:STATED_SHOWN],
            is_stated_cut=len(stated) > STATED_SHOWN,
            has_earlier=self._has_earlier(),
        )
        shown = SHOWN(self.request.get_full_path(), told, seen)
        return {"shown": shown, "tables": shown.tables, "undated_url": shown.undated_url}

    def _has_earlier(self) -> bool:
        """Whether a run chart of this time begins after the first event."""
        return len(self.months) >= LEAST_POINTS and has_earlier(self.wanted)

    def _newest(self) -> tuple[str, str] | None:
        """Where there is something to see, as (words, address): in the quarter of the newest."""
        day = newest_day(replace(self.wanted, period=None))
        if day is None:
            return None
        period = Period.holding(day, year_starts=self.programme.year_starts)
        is_offered = code_of(period) in self.form.spans
        asked = self.request.GET.copy()
        asked["period"] = code_of(period) if is_offered else ALL
        return period.words, f"{self.request.path}?{asked.urlencode()}"


class EngagementFileView(EngagementPage):
    """One table of the page as a file for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        table = self._table()
        about = self._about(table)
        if self.kwargs["ending"] == "csv":
            rows = [*table.file_rows, [], *about]
            return csv_response(f"{self._name(table)}.csv", table.file_heads, rows)
        content = spreadsheet(table.file_heads, table.file_rows, title=table.title, about=about)
        response = StreamingHttpResponse(content, content_type=XLSX)
        disposition = content_disposition_header(True, f"{self._name(table)}.xlsx")
        response["Content-Disposition"] = disposition or ""
        return response

    def _name(self, table: Table) -> str:
        """months-co-creating-q2019-12-31-north-ayrshire-as-at-2019-10-24."""
        wanted = self.wanted
        place = "whole-programme" if wanted.national else wanted.area
        parts = [table.key, self.programme.slug, self.form.span.code, place, wanted.kind]
        return "-".join(filter(None, [*parts, "as-at", self.as_at.isoformat()]))

    def _about(self, table: Table) -> list[tuple[str, str]]:
        """What a file says of itself, for whoever meets it without the page."""
        return [
            ("Table", table.title),
            ("Programme", self.programme.name),
            *self.chosen,
            ("Seen by", self.reach_words or "somebody who sees every area"),
            ("As reported by", day_words(self.as_at)),
            *([("Note", table.note)] if table.note else []),
        ]

    def _table(self) -> Table:
        """The table that the address names; 404 for any other, and for any other sort of file."""
        if self.kwargs["ending"] not in ("csv", "xlsx"):
            raise Http404("There is a CSV and an Excel file of each table.")
        if not self.form.is_understood:
            raise Http404("There is no such area or kind of event here.")
        is_stated = self.kwargs["table"] == "stated"
        stated = stated_results(self.wanted, most=STATED_AT_MOST) if is_stated else []
        try:
            tables = tables_of(self.told, self.seen(stated))
        except TooManyError as error:
            raise BadRequest(TOO_MANY) from error
        if self.kwargs["table"] not in tables:
            raise Http404("The page has no such table.")
        return tables[self.kwargs["table"]]
