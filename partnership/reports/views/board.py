"""The list of reports: what is under way, whom it waits for, what is published; and asking."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from partnership.people.permissions import Permission
from partnership.reports import actions
from partnership.reports.actions.tasks_of_reports import tasks_done
from partnership.reports.forms import AskForReportForm
from partnership.reports.presenters import board as presenting_board
from partnership.reports.presenters.section import views_of_reports
from partnership.reports.rules.backdating import FIGURES
from partnership.reports.selectors.board import Board, board
from partnership.reports.views.base import UNCHANGED, OneReportPage, ReportsPage, is_shown
from partnership.reports.views.reports import STOP_POLLING, say_where_it_stands


class ReportsView(ReportsPage):
    template_name = "reports/board/board.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not HtmxDetails(request):
            return super().get(request, *args, **kwargs)
        self.template_name = "reports/board/_making.html"
        making = presenting_board.making(self.board())
        if is_shown(request, making.words) and not making.is_over:
            return HttpResponse(status=UNCHANGED)
        return self.render_to_response(
            {"making": making, "programme": self.programme},
            status=STOP_POLLING if making.is_over else 200,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, today = self.board(), timezone.localdate()
        if self.may_ask:
            kwargs.setdefault("form", self.form(found, initial=self.request.GET.dict()))
        return super().get_context_data(
            views=views_of_reports(self.entry, "reports"),
            under_way=presenting_board.under_way(
                found, self.entry, on=today, name_people=self.names_people
            ),
            works_on_some=found.works_on_some,
            making=presenting_board.making(found),
            bodies=presenting_board.published(found, on=today),
            chosen=bool(self.request.GET.get("body")) and len(found.bodies) == 1,
            **kwargs,
        )

    def board(self) -> Board:
        """What the person sees today, of one body or of all."""
        body = self.request.GET.get("body", "")
        return board(self.entry, on=timezone.localdate(), body=body)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(self.board(), request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        report, is_new = actions.ask_for_report(**form.cleaned_data, by=self.person)
        say_where_it_stands(request, report, is_new=is_new)
        return redirect("report", self.programme.slug, report.body.slug, report.period_last)

    def form(self, found: Board, *args: Any, **kwargs: Any) -> AskForReportForm:
        """The form to ask with, for the bodies and periods of today."""
        bodies = [
            body for body in found.bodies if self.entry.may(Permission.DRAFT_REPORTS, body.at)
        ]
        return AskForReportForm(*args, bodies=bodies, on=timezone.localdate(), **kwargs)


class FiguresDoneView(OneReportPage):
    """Says that the records are up to date for a report, so that its text can be written."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tasks_done(self.report, FIGURES)
        messages.success(request, f"Noted: the figures for {self.report} are up to date.")
        return redirect("reports", self.programme.slug)
