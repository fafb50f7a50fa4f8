"""One report while it is made and after, and its files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from partnership.people.permissions import Permission
from partnership.reports import actions, storage
from partnership.reports.actions.delivering import taken
from partnership.reports.models import Report, ReportFile
from partnership.reports.presenters.board import state_words
from partnership.reports.presenters.reports import (
    CONTENT_TYPES,
    WAITING,
    file_name,
    making_mark,
    report_page,
)
from partnership.reports.presenters.stages import TONES as STAGE_TONES
from partnership.reports.presenters.stages import has_files, offered, standing_words, steps_of
from partnership.reports.reading import marked_superseded, reading_policy
from partnership.reports.selectors.reports import find_file
from partnership.reports.views.base import UNCHANGED, OneReportPage, is_shown

PUT_BACK = (
    "The files are being put back. Try again in a minute; one that is refused then, too, can’t be"
    " made again: tell the administrator."
)
STOP_POLLING = 286  # htmx's status for “this was the last time”


class ReportView(OneReportPage):
    template_name = "reports/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "words" not in kwargs:
            shown = report_page(self.report, name_people=self.names_people)
            kwargs |= {"report": self.report, "shown": shown} | self.standing()
        return super().get_context_data(**kwargs)

    def standing(self) -> dict[str, Any]:
        """Where the edition stands, and which others there are."""
        report = self.report
        by_edition = "edition" in self.kwargs
        later = [each for each in self.editions if each.edition > report.edition]
        return {
            "stage_tone": STAGE_TONES[Report.Stage(report.stage)],
            "stands": standing_words(report, name_people=self.names_people),
            "works_on": self.works_on,
            "may_decide": self.entry.may(Permission.APPROVE_REPORTS, self.body.at),
            "steps": steps_of(report) if self.works_on else [],
            "files": offered(report, self.programme.slug, by_edition=by_edition),
            "newest": self.editions[0],
            "newest_open": self.newer,
            "in_work": next((each for each in later if not each.published_at), None),
            "editions": self.editions,
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not HtmxDetails(request):
            return super().get(request, *args, **kwargs)
        if is_shown(request, making_mark(self.report)):
            return HttpResponse(status=UNCHANGED)
        self.template_name = "reports/_progress.html"
        status = 200 if self.report.is_unfinished else STOP_POLLING
        page = self.get_context_data(said=state_words(self.report))
        return self.render_to_response(page, status=status)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        again = actions.make_again(report=self.report, by=self.person)
        say_where_it_stands(request, self.report, is_new=again)
        return redirect(request.path)


class ReportFileView(OneReportPage):
    """GET gives the file out, POST has a damaged one put back."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file = self.file()
        try:
            content = storage.read(file)
        except storage.MissingFileError as error:
            return self.refuse(str(error), status=404)
        except storage.DamagedFileError as error:
            return self.refuse(str(error), status=409)
        if request.method == "GET":
            taken(files=[file], by=self.person)
        return self.give(file, content)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.file()
        if actions.ask_to_rebuild(report=self.report):
            messages.success(request, PUT_BACK)
        else:
            messages.warning(request, "The queue does not answer. Press again in a few minutes.")
        return redirect(self.page_of_edition())

    def page_of_edition(self) -> str:
        """The page of the report, or of the edition that the address is of."""
        edition = self.kwargs.get("edition")
        return self.address("report-edition", edition) if edition else self.address()

    def file(self) -> ReportFile:
        """The file; one that the report does not have is not found."""
        file = find_file(self.report, self.kwargs["kind"]) if has_files(self.report) else None
        if file is None:
            raise Http404
        return file

    def give(self, file: ReportFile, content: bytes) -> HttpResponse:
        """Hand the file over to be kept, under a name that says what it is."""
        response = HttpResponse(content, content_type=CONTENT_TYPES[ReportFile.Kind(file.kind)])
        name = file_name(self.report, file.kind)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def refuse(self, words: str, *, status: int) -> HttpResponse:
        """Say why the file is not given out, and offer to put it back."""
        edition, kind = self.report.edition, self.kwargs["kind"]
        return self.say(
            words,
            "reports/file_refused.html",
            status=status,
            report=self.report,
            put_back_url=self.address("report-edition-file", edition, kind),
            report_url=self.page_of_edition(),
        )


class ReadReportView(ReportFileView):
    """The report's web page in the browser, allowed its own styles and nothing else."""

    http_method_names = ["get", "head", "options"]

    def file(self) -> ReportFile:
        self.kwargs["kind"] = ReportFile.Kind.HTML
        return super().file()

    def give(self, file: ReportFile, content: bytes) -> HttpResponse:
        if newer := self.newer:
            address = self.address("report-edition-read", newer.edition)
            content = marked_superseded(content, edition=newer.edition, address=address)
        page = HttpResponse(content, content_type=CONTENT_TYPES[ReportFile.Kind.HTML])
        page["Content-Security-Policy"] = reading_policy(content)
        return page


def say_where_it_stands(request: HttpRequest, report: Report, *, is_new: bool) -> None:
    """Tell the person what happens with the report that they asked for."""
    if report.state == Report.State.QUEUED and report.queued_at is None:
        messages.warning(request, WAITING)
    elif is_new:
        messages.success(request, "Asked for. You can leave this page: it is made without you.")
    else:
        messages.info(request, "This report was asked for before; here it is.")
