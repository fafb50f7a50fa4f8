"""Is this file the report that was published? Dropped here, it is looked at and not kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.reports.forms.review import CheckFileForm
from partnership.reports.models import Report
from partnership.reports.presenters.section import views_of_reports
from partnership.reports.presenters.stages import TONES, standing_words
from partnership.reports.selectors.checking import Verdict, check
from partnership.reports.views.base import ReportsPage


class CheckFileView(ReportsPage):
    """For whoever may read reports: of which report a file is, and whether it was altered."""

    template_name = "reports/review/check.html"
    change_permission = Permission.READ_REPORTS

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CheckFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        given = form.cleaned_data["file"]
        verdict = check(given.read(), self.entry)
        return self.render_to_response(
            self.get_context_data(verdict=verdict, given=given.name, **self.found(verdict))
        )

    def found(self, verdict: Verdict) -> dict[str, Any]:
        """The report that the file is of, as the page says it."""
        report = verdict.report
        if report is None:
            return {}
        of = [self.programme.slug, report.body.slug, report.period_last.isoformat(), report.edition]
        return {
            "report": report,
            "tone": TONES[Report.Stage(report.stage)],
            "stands": standing_words(report, name_people=self.names_people),
            "report_url": reverse("report-edition", args=of),
        }

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), ("Reports", reverse("reports", args=[self.programme.slug]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", CheckFileForm())
        kwargs["views"] = views_of_reports(self.entry, "report-check")
        return super().get_context_data(**kwargs)
