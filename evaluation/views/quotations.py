"""What people said and evaluators released: the list, and the same as a file."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse

from evaluation.forms.excerpts import QuotationFilter
from evaluation.presenters import conversations as words
from evaluation.selectors import conversations as ask
from evaluation.selectors.part import outcomes_reported
from evaluation.selectors.themes import offered
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response
from pilots.paging import ListPaginator
from pilots.views.actions import file_query


class QuotationsPage(ProgrammePage):
    """A page about the released words that the address asks for."""

    section = "outcomes"
    permission = Permission.READ

    @cached_property
    def filter_form(self) -> QuotationFilter:
        branches, areas = offered(self.programme, self.reach)
        return QuotationFilter(
            self.request.GET,
            branches=branches,
            outcomes=list(outcomes_reported(self.programme, as_at=self.as_at)),
            areas=areas,
            area_word=self.programme.area_word,
        )

    @cached_property
    def asked(self) -> ask.Asked:
        """What the filter asks for; what can’t be read is left out."""
        self.filter_form.is_valid()
        given = self.filter_form.cleaned_data
        area = given.get("area", "")
        return ask.Asked(
            theme=given.get("theme", ""),
            outcome=given.get("outcome", ""),
            stance=given.get("stance", ""),
            area="" if area == "*" else area,
            whole=area == "*",
        )

    def found(self) -> Any:
        """The released excerpts, the newest first."""
        return ask.quotations(self.programme, self.asked, as_at=self.as_at, reach=self.reach)


class QuotationsView(QuotationsPage):
    """Words that everybody may read, with what they are about."""

    template_name = "evaluation/conversations/quotations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator = ListPaginator(self.found())
        page = paginator.get_page(self.request.GET.get("page"))
        return super().get_context_data(
            form=self.filter_form,
            is_narrowed=self.asked != ask.Asked(),
            page=page,
            lines=words.excerpt_lines(page.object_list),
            found=paginator.words("quotation"),
            file_query=file_query(self.request),
            codes=ask.is_coder(self.entry),
            sees=Permission.SEE_RESULTS in self.permissions,
            breadcrumbs=[("Overview", reverse("overview", args=[self.programme.slug]))],
            **kwargs,
        )


class QuotationsFileView(QuotationsPage):
    """The whole of the list as a file for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        name = f"quotations-{self.programme.slug}-{self.as_at.isoformat()}.csv"
        rows = (words.file_row(each) for each in self.found())
        return csv_response(name, words.FILE_HEADS, rows)
