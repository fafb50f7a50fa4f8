"""Addresses of the writing of reports, inside a programme."""

from django.urls import URLPattern, URLResolver, path

from partnership.reports.views.writing.comments import CommentView, SettleView
from partnership.reports.views.writing.cover import CoverView
from partnership.reports.views.writing.home import GatherView, WriteView
from partnership.reports.views.writing.section import EarlierView, SectionView

ONE = "reports/<slug:body>/<str:period_last>/"
SECTION = f"{ONE}write/<slug:section>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{ONE}write/", WriteView.as_view(), name="report-write"),
    path(SECTION, SectionView.as_view(), name="report-section"),
    path(f"{SECTION}earlier/", EarlierView.as_view(), name="report-section-earlier"),
    path(f"{SECTION}comment/", CommentView.as_view(), name="report-section-comment"),
    path(f"{ONE}cover/", CoverView.as_view(), name="report-cover"),
    path(f"{ONE}gather/", GatherView.as_view(), name="report-gather"),
    path(f"{ONE}comment/", CommentView.as_view(), name="report-comment"),
    path(
        f"{ONE}comments/<int:comment>/settle/", SettleView.as_view(), name="report-comment-settle"
    ),
]
