"""Addresses outside programmes: what anybody reads who has a body's public link."""

from django.urls import URLPattern, URLResolver, path

from partnership.reports.views.public import reports

OPEN = "open-reports/<str:token>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(OPEN, reports.reports, name="open-reports"),
    path(f"{OPEN}<str:period_last>/<str:kind>/", reports.file, name="open-report"),
]
