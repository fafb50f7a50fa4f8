"""Addresses of what becomes of published reports: downloads, links, archive, inside a programme."""

from django.urls import URLPattern, URLResolver, path

from partnership.reports.views.delivery.archive import ArchiveView, PapersView
from partnership.reports.views.delivery.downloads import DownloadsView
from partnership.reports.views.delivery.link import PublicLinkView

urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/archive/", ArchiveView.as_view(), name="report-archive"),
    path("reports/papers-<str:quarter_last>.zip", PapersView.as_view(), name="report-papers"),
    path(
        "reports/<slug:body>/<str:period_last>/downloads/",
        DownloadsView.as_view(),
        name="report-downloads",
    ),
    path(
        "reporting-bodies/<slug:body>/public-link/",
        PublicLinkView.as_view(),
        name="body-public-link",
    ),
]
