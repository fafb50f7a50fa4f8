"""Reports: the list with its form, one report while it is made and after, its files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from partnership.people.permissions import Permission
from partnership.reports import actions, storage
from partnership.reports.forms import AskForReportForm
from partnership.reports.models import Report, ReportFile
from partnership.reports.presenters import (
    CONTENT_TYPES,
    WAITING,
    body_section,
    file_name,
    report_page,
)
from partnership.reports.reading import reading_policy
from partnership.reports.selectors import bodies_for, find_file, reports_by_body
from partnership.reports.views.base import OneReportPage, ReportsPage

SHOWN = 4  # reports of each body, until one body is chosen
STOP_POLLING = 286  # htmx's status for “this was the last time”


class ReportsView(ReportsPage):
    template_name = "reports/reports.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.may_ask:
            kwargs.setdefault("form", self.form(initial=self.request.GET.dict()))
        chosen = self.request.GET.get("body", "")
        found = reports_by_body(self.programme, bodies_for(self.entry, Permission.READ_REPORTS))
        one = [each for each in found if each.body.slug == chosen]
        bodies = [
            body_section(each, limit=0 if one else SHOWN, name_people=self.names_people)
            for each in one or found
        ]
        return super().get_context_data(bodies=bodies, chosen=bool(one), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        report, is_new = actions.ask_for_report(**form.cleaned_data, by=self.person)
        say_where_it_stands(request, report, is_new=is_new)
        return redirect("report", self.programme.slug, report.body.slug, report.period_last)

    def form(self, *args: Any, **kwargs: Any) -> AskForReportForm:
        """The form to ask with, for the bodies and periods of today."""
        bodies = bodies_for(self.entry, Permission.DRAFT_REPORTS)
        return AskForReportForm(*args, bodies=bodies, on=timezone.localdate(), **kwargs)


class ReportView(OneReportPage):
    template_name = "reports/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "words" not in kwargs:
            shown = report_page(self.report, name_people=self.names_people)
            kwargs |= {"report": self.report, "shown": shown}
        return super().get_context_data(**kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not HtmxDetails(request):
            return super().get(request, *args, **kwargs)
        self.template_name = "reports/_progress.html"
        status = 200 if self.report.is_unfinished else STOP_POLLING
        return self.render_to_response(self.get_context_data(), status=status)

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
        return self.give(file, content)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.file()
        if actions.ask_to_rebuild(report=self.report):
            messages.success(request, "The files are being put back. Try again in a minute.")
        else:
            messages.warning(request, "The queue does not answer. Press again in a few minutes.")
        return redirect(
            "report", *(self.kwargs[key] for key in ("programme", "body", "period_last"))
        )

    def file(self) -> ReportFile:
        """The file; one that the report does not have is not found."""
        file = find_file(self.report, self.kwargs["kind"])
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
        return self.say(words, "reports/file_refused.html", status=status, report=self.report)


class ReadReportView(ReportFileView):
    """The report's web page in the browser, allowed its own styles and nothing else."""

    http_method_names = ["get", "head", "options"]

    def file(self) -> ReportFile:
        self.kwargs["kind"] = ReportFile.Kind.HTML
        return super().file()

    def give(self, file: ReportFile, content: bytes) -> HttpResponse:
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
