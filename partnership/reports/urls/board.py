"""Addresses of the board of all reports, and their tasks, inside a programme."""

from django.urls import URLPattern, URLResolver, path

from partnership.reports.views.board import FiguresDoneView, ReportsView

urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/", ReportsView.as_view(), name="reports"),
    path(
        "reports/<slug:body>/<str:period_last>/figures-done/",
        FiguresDoneView.as_view(),
        name="report-figures-done",
    ),
]
