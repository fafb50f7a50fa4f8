"""Addresses of the overview, the areas, and reports that are read, inside a programme."""

from django.urls import URLPattern, URLResolver, path

from partnership.reports.views.area import AreaView
from partnership.reports.views.overview import OverviewView
from partnership.reports.views.reports import (
    ReadReportView,
    ReportFileView,
    ReportView,
)

ONE = "reports/<slug:body>/<str:period_last>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", OverviewView.as_view(), name="overview"),
    path("areas/<slug:area>/", AreaView.as_view(), name="area"),
    path(ONE, ReportView.as_view(), name="report"),
    path(f"{ONE}read/", ReadReportView.as_view(), name="report-read"),
    path(f"{ONE}files/<str:kind>/", ReportFileView.as_view(), name="report-file"),
]
