"""The archive: published reports by body and quarter, searched, and a quarter's papers at once."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.reports.actions.delivering import taken
from partnership.reports.forms.archive import ArchiveFilter
from partnership.reports.presenters.reports import files_of
from partnership.reports.presenters.section import views_of_reports
from partnership.reports.rules.excerpts import excerpt
from partnership.reports.selectors.archive import (
    published_reports,
    quarter_holding,
    quarters_of,
    sections,
    sections_with,
)
from partnership.reports.selectors.papers import NotWholeError, papers_of, zipped
from partnership.reports.selectors.reports import bodies_for
from partnership.reports.views.base import ReportsPage
from pilots.models import ReportingBody
from pilots.paging import ListPaginator


class OfTheArchive(ReportsPage):
    """A page about the published reports that are the person's to read."""

    @cached_property
    def bodies(self) -> list[ReportingBody]:
        return bodies_for(self.entry, Permission.READ_REPORTS)

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), ("Reports", reverse("reports", args=[self.programme.slug]))]


class ArchiveView(OfTheArchive):
    """Reports, or where words are looked for, the sections that have them."""

    template_name = "reports/delivery/archive.html"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        quarters = quarters_of(self.programme, self.bodies)
        form = ArchiveFilter(self.request.GET, bodies=self.bodies, quarters=quarters)
        reports = published_reports(self.programme, self.bodies, **form.narrowing())
        words = form.searched
        return super().get_context_data(
            views=views_of_reports(self.entry, "report-archive"),
            form=form,
            quarters=quarters,
            searched=words,
            is_narrowed=form.is_narrowed,
            **(self.sections_with(reports, words) if words else self.lines_of(reports)),
            **kwargs,
        )

    def lines_of(self, reports: Any) -> dict[str, Any]:
        """A page of the reports themselves, each with its files."""
        paginator = ListPaginator(reports.prefetch_related("files"))
        page = paginator.get_page(self.request.GET.get("page"))
        lines = [(each, files_of(each)) for each in page.object_list]
        return {"page": page, "found": paginator.words("report"), "lines": lines}

    def sections_with(self, reports: Any, words: list[str]) -> dict[str, Any]:
        """A page of the sections that have all these words, each with a piece of its text."""
        keys = sections_with(reports, words)
        paginator: Any = ListPaginator(None, counted=len(keys))
        page = paginator.get_page(self.request.GET.get("page"))
        shown = sections(keys[page.start_index() - 1 : page.end_index()]) if keys else []
        hits = [(each, excerpt(each.text, words)) for each in shown]
        return {"page": page, "found": paginator.words("section"), "hits": hits}


class PapersView(OfTheArchive):
    """All of a quarter's papers as one zip with a manifest."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        quarter = self.quarter
        reports = published_reports(self.programme, self.bodies, quarter=quarter)
        papers = papers_of(reports.prefetch_related("files__report"))
        if not papers:
            raise Http404("No report on a period that ends in this quarter was published.")
        try:
            bundle = zipped(papers)
        except NotWholeError as error:
            return self.refuse(str(error))
        if request.method == "GET":
            taken(files=[each.file for each in papers], by=self.person)
        name = f"papers-{self.programme.slug}-{quarter.last.isoformat()}.zip"
        return FileResponse(bundle, as_attachment=True, filename=name)

    @property
    def quarter(self) -> Any:
        """The quarter that ends on the day in the address."""
        try:
            last = date.fromisoformat(self.kwargs["quarter_last"])
        except ValueError as error:
            raise Http404("That is not a day.") from error
        quarter = quarter_holding(self.programme, last)
        if quarter.last != last:
            raise Http404("No quarter ends on this day.")
        return quarter

    def refuse(self, words: str) -> HttpResponse:
        """Say which paper is not as it was stored: part of them would be taken for all."""
        page = self.get_context_data(words=words)
        return self.response_class(
            self.request, ["reports/delivery/not_whole.html"], page, status=409
        )
