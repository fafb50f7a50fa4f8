"""What was held, added up: the page, and each of its tables as a file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header

from partnership.people.permissions import Permission
from partnership.programmes.periods import Period
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response
from pilots.engaged import Engaged
from pilots.event_template import XLSX, spreadsheet
from pilots.forms.engagement import QUARTER, EngagementFilter, code_of, spans
from pilots.presenters import engagement as words
from pilots.presenters.engagement_charts import months_shown, pictures
from pilots.presenters.feedback import ResultsTold, results_told, small_numbers
from pilots.selectors.engagement import TooManyError, Wanted, held_engaged, newest_day
from pilots.selectors.events import EventChoices, event_choices

TOO_MANY = (
    "So many events would have to be counted one by one, as they were known on that day. Choose a"
    " quarter, an area or a kind."
)


class EngagementPage(ProgrammePage):
    """A page about held events of a time, added up."""

    section = "events"
    permission = Permission.READ

    @cached_property
    def choices(self) -> EventChoices:
        return event_choices(self.programme, reach=self.reach)

    @cached_property
    def form(self) -> EngagementFilter:
        found = spans(self.programme, self.as_at)
        now = next(span for span in found if span.period and span.period.months == QUARTER)
        asked = self.request.GET.copy()
        asked.setdefault("period", now.code)
        return EngagementFilter(
            asked, choices=self.choices, spans=found, now=now, area_word=self.programme.area_word
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
    def links(self) -> words.Links:
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
        return words.Links(self.programme.slug, kept)

    @cached_property
    def satisfied(self) -> ResultsTold | None:
        return results_told(self.told.points, small_numbers(self.programme))

    def tables(self) -> Iterator[words.Table]:
        """Every table of the page."""
        told, links = self.told, self.links
        choices = self.choices
        yield words.types_table(told, links)
        yield words.months_table(told, self.months, links)
        yield words.areas_table(told, self._areas(), self.programme.area_word, links)
        yield words.kinds_table(told, choices.kinds, links)
        yield words.audience_table(told, links)
        yield words.sectors_table(told, links)
        yield words.partners_table(told, links)
        yield words.satisfaction_table(self.satisfied)

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
            period=self.wanted.period,
            query=self.query,
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Events", reverse("events", args=[slug])),
            ],
            **self._told(),
            **kwargs,
        )

    def _told(self) -> dict[str, Any]:
        """What the page tells, or why it tells nothing."""
        try:
            told = self.told
        except TooManyError:
            return {"too_many": TOO_MANY}
        if not told.in_all.events:
            return {"newest": self._newest()}
        tables = {table.key: table for table in self.tables()}
        return {
            "told": told,
            "tables": tables,
            "pictures": pictures(told, self.months, tables["areas"], self.as_at),
            "satisfied": self.satisfied,
            "all_url": self.links.to(),
            "undated_url": self.links.to(dated="no"),
        }

    @property
    def query(self) -> str:
        """What the address asks for, for the files."""
        asked = self.request.GET.urlencode()
        return f"?{asked}" if asked else ""

    def _newest(self) -> tuple[str, str] | None:
        """Where there is something to see, as (words, address): in the quarter of the newest."""
        day = newest_day(replace(self.wanted, period=None))
        if day is None:
            return None
        period = Period.holding(day, year_starts=self.programme.year_starts)
        asked = self.request.GET.copy()
        asked["period"] = code_of(period)
        return period.words, f"{self.request.path}?{asked.urlencode()}"


class EngagementFileView(EngagementPage):
    """One table of the page as a file for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        table = self._table()
        name = f"{table.key}-{self.programme.slug}-{self.as_at.isoformat()}"
        if self.kwargs["ending"] == "csv":
            return csv_response(f"{name}.csv", table.file_heads, table.file_rows)
        content = spreadsheet(table.file_heads, table.file_rows, title=table.title)
        response = StreamingHttpResponse(content, content_type=XLSX)
        disposition = content_disposition_header(True, f"{name}.xlsx")
        response["Content-Disposition"] = disposition or ""
        return response

    def _table(self) -> words.Table:
        """The table that the address names; 404 for any other, and for any other sort of file."""
        if self.kwargs["ending"] not in ("csv", "xlsx"):
            raise Http404("There is a CSV and an Excel file of each table.")
        try:
            tables = {table.key: table for table in self.tables()}
        except TooManyError as error:
            raise BadRequest(TOO_MANY) from error
        if self.kwargs["table"] not in tables:
            raise Http404("The page has no such table.")
        return tables[self.kwargs["table"]]
