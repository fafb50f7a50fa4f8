"""Who was told of a report, and who took it: for those who see to it that it is read."""

from typing import Any

from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.reports.selectors.delivered import downloads_of, officer_lines
from partnership.reports.views.base import OneReportPage
from pilots.paging import ListPaginator


class DownloadsView(OneReportPage):
    """It names people, so it is theirs who draft or approve reports, who know them."""

    template_name = "reports/delivery/downloads.html"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "words" in kwargs:
            return super().get_context_data(**kwargs)
        if not self.works_on:
            self.entry.require(Permission.DRAFT_REPORTS, self.body.at)
        report = self.report
        paginator = ListPaginator(downloads_of(report))
        return super().get_context_data(
            report=report,
            officers=officer_lines(report),
            page=paginator.get_page(self.request.GET.get("page")),
            found=paginator.words("download"),
            **kwargs,
        )

    def trail(self) -> list[tuple[str, str]]:
        report = self.report
        here = [self.programme.slug, self.body.slug, report.period_last]
        return [*super().trail(), (report.period.words, reverse("report", args=here))]
