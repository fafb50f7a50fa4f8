"""Addresses of review, approval, editions and the check of a file, inside a programme."""

from django.urls import URLPattern, URLResolver, path

from partnership.reports.views.reports import ReadReportView, ReportFileView, ReportView
from partnership.reports.views.review.check import CheckFileView
from partnership.reports.views.review.editions import CorrectView, EditionsView
from partnership.reports.views.review.page import MoveView, ReviewView

ONE = "reports/<slug:body>/<str:period_last>/"
EDITION = f"{ONE}editions/<int:edition>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/check-a-file/", CheckFileView.as_view(), name="report-check"),
    path(f"{ONE}review/", ReviewView.as_view(), name="report-review"),
    path(f"{ONE}review/<slug:move>/", MoveView.as_view(), name="report-move"),
    path(f"{ONE}correct/", CorrectView.as_view(), name="report-correct"),
    path(f"{ONE}editions/", EditionsView.as_view(), name="report-editions"),
    path(EDITION, ReportView.as_view(), name="report-edition"),
    path(f"{EDITION}read/", ReadReportView.as_view(), name="report-edition-read"),
    path(f"{EDITION}files/<str:kind>/", ReportFileView.as_view(), name="report-edition-file"),
]
