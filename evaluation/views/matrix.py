"""The framework matrix: cases by themes, one cell written, the whole as a file."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from evaluation.actions.themes import write_summary
from evaluation.forms.themes import CellForm, MatrixFilter
from evaluation.models import Theme
from evaluation.presenters import matrix as words
from evaluation.selectors import conversations, themes
from evaluation.views.conversations import OfAConversation
from evaluation.views.themes import trail
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from partnership.web.spreadsheet import csv_response
from pilots.event_template import XLSX, spreadsheet
from pilots.paging import ListPaginator
from pilots.views.actions import file_query


class MatrixPage(ProgrammePage):
    """A page about the cases and themes that the address asks for."""

    section = "outcomes"
    permission = Permission.EVALUATE

    @cached_property
    def offered(self) -> tuple[list[themes.Branch], list[themes.Named]]:
        """Every theme of the programme, and the areas."""
        return themes.offered(self.programme, self.reach)

    @cached_property
    def filter_form(self) -> MatrixFilter:
        branches, areas = self.offered
        return MatrixFilter(
            self.request.GET,
            branches=branches,
            areas=areas,
            area_word=self.programme.area_word,
        )

    @cached_property
    def asked(self) -> dict[str, str]:
        """What the filter asks for; what can’t be read is left out."""
        self.filter_form.is_valid()
        given = self.filter_form.cleaned_data
        return {name: given.get(name, "") for name in ("area", "theme")}

    @property
    def columns(self) -> list[Any]:
        """The themes asked for."""
        return words.columns(self.offered[0], self.asked["theme"])

    def cases(self) -> Any:
        """The conversations asked for."""
        return conversations.listed(self.entry, area=self.asked["area"])


class MatrixView(MatrixPage):
    """Each case with what it says on each theme."""

    template_name = "evaluation/themes/matrix.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator = ListPaginator(self.cases())
        page = paginator.get_page(self.request.GET.get("page"))
        (columns, cut), cases = words.shown(self.columns), list(page.object_list)
        return super().get_context_data(
            form=self.filter_form,
            is_narrowed=any(self.asked.values()),
            columns=columns,
            cut=cut,
            rows=words.rows(cases, columns, themes.matrix_of(cases, columns)),
            page=page,
            found=paginator.words("case"),
            file_query=file_query(self.request),
            breadcrumbs=trail(self.programme.slug)[:-1],
            **kwargs,
        )


class MatrixFileView(MatrixPage):
    """The whole matrix as a file, in which no cell can run as a formula."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        ending = self.kwargs["ending"]
        if ending not in ("csv", "xlsx"):
            raise Http404("There is a CSV and an Excel file of the matrix.")
        name = f"framework-matrix-{self.programme.slug}.{ending}"
        heads = words.heads(self.columns)
        if ending == "csv":
            return csv_response(name, heads, self._rows())
        content = spreadsheet(heads, self._rows(), title="Framework matrix")
        response = StreamingHttpResponse(content, content_type=XLSX)
        response["Content-Disposition"] = content_disposition_header(True, name) or ""
        return response

    def _rows(self) -> Iterator[list[str]]:
        columns, cases = self.columns, list(self.cases())
        matrix = themes.matrix_of(cases, columns)
        for row in words.rows(cases, columns, matrix):
            yield words.file_row(row)


class MatrixCellView(OfAConversation, FormPage):
    """Say in short what a case says on a theme, with all that was coded beside it."""

    template_name = "evaluation/themes/cell.html"
    permission = Permission.EVALUATE

    @cached_property
    def theme(self) -> Theme:
        """The theme of the address."""
        try:
            return themes.find_theme(self.programme, self.kwargs["theme"])
        except Theme.DoesNotExist as error:
            raise Http404("The programme has no such theme.") from error

    @property
    def where(self) -> str:
        """The cell’s place in the matrix."""
        return reverse("framework-matrix", args=[self.programme.slug]) + (
            f"#{self.conversation.slug}"
        )

    def form(self, data: Any = None) -> CellForm:
        cell = themes.find_cell(self.conversation, self.theme)
        form = CellForm(
            data,
            version=cell.version if cell else 0,
            initial={"text": cell.text if cell else ""},
        )
        form.cancel_url = self.where
        return form

    def act(self, form: Any) -> str:
        write_summary(
            conversation=self.conversation,
            theme=self.theme,
            seen=form.seen,
            text=form.cleaned_data["text"],
            by=self.person,
        )
        messages.success(self.request, "The cell is saved.")
        return self.where

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        matrix = reverse("framework-matrix", args=[self.programme.slug])
        return super().get_context_data(
            title=self.theme.name,
            caption=self.conversation.title,
            lead=self.theme.meaning,
            theme=self.theme,
            excerpts=themes.excerpts_behind(self.conversation, self.theme),
            breadcrumbs=[*trail(self.programme.slug)[:-1], ("Framework matrix", matrix)],
            **kwargs,
        )
