"""Answers and codebooks as files for a spreadsheet or a statistics programme."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header

from evaluation.models import SurveyVersion
from evaluation.rules.codebook import HEADS, Row, codebook
from evaluation.selectors.answer_rows import answer_heads, answer_rows, joined_file
from evaluation.selectors.results import published_version
from evaluation.selectors.tallies import instrument
from evaluation.selectors.wordings import earlier_versions
from evaluation.views.results import OfResults
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response
from pilots.event_template import XLSX, spreadsheet

ENDINGS = ("csv", "xlsx")


def file_response(
    name: str, ending: str, heads: Sequence[str], rows: Iterable[Row], *, title: str, about: Any
) -> HttpResponseBase:
    """A file of that ending, in which no cell is a formula; 404 for any other ending."""
    if ending not in ENDINGS:
        raise Http404("There is a CSV and an Excel file.")
    if ending == "csv":
        return csv_response(f"{name}.csv", heads, rows)
    response = StreamingHttpResponse(
        spreadsheet(heads, rows, title=title, about=about), content_type=XLSX
    )
    disposition = content_disposition_header(True, f"{name}.xlsx")
    response["Content-Disposition"] = disposition or ""
    return response


class AnswersFileView(OfResults):
    """Every answer of a wave, or of a pair, one row a response."""

    permission = Permission.EVALUATE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        wave, before = self.wave, self.wave.before
        if wave.deleted_at:
            return redirect(self.at("wave-results"))
        of = instrument(wave.version_asked)
        waves = [(wave, of)]
        if before and not before.deleted_at:
            waves.insert(0, (before, instrument(before.version_asked)))
        columns = joined_file(waves)
        response = file_response(
            f"answers-{self.programme.slug}-{wave.slug}",
            self.kwargs["ending"],
            answer_heads(columns),
            answer_rows(waves, columns),
            title="Answers",
            about=self._about(),
        )
        add_never_cache_headers(response)  # raw answers stay in no cache
        return response

    def _about(self) -> list[tuple[str, str]]:
        before = self.wave.before
        more = []
        if before and before.version_asked_id != self.wave.version_asked_id:
            number = before.version_asked.number
            more.append(
                (
                    "Versions",
                    f"What was asked before is under the name that it has in version"
                    f" {self.wave.version_asked.number} where both are taken for the same, as its"
                    f" codebook says; all else is marked “(version {number})”.",
                )
            )
        return [
            *more,
            ("Programme", self.programme.name),
            ("Survey", str(self.wave.version_asked)),
            ("Rows", "One a response, in a random order; their numbers mean nothing."),
            ("Person", "The same number before and after for people matched by their code."),
            ("Counted in area, in sector", "Where results count it: as answered, or of the wave."),
            ("Column", "The codebook of the version says what each column and value means."),
            ("Empty", "Not answered, or not asked."),
        ]


class CodebookView(ProgrammePage):
    """What each column and each value of a version's answers means."""

    section = "outcomes"
    permission = Permission.EVALUATE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        version = self._version()
        name = f"codebook-{version.survey.slug}-{version.number}"
        rows = codebook(instrument(version), earlier_versions(version))
        about = [("Survey", str(version)), ("Programme", self.programme.name)]
        return file_response(
            name, self.kwargs["ending"], HEADS, rows, title="Codebook", about=about
        )

    def _version(self) -> SurveyVersion:
        try:
            return published_version(
                self.programme, self.kwargs["survey"], int(self.kwargs["number"])
            )
        except SurveyVersion.DoesNotExist as error:
            raise Http404("There is no such published version.") from error
