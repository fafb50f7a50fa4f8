"""Addresses of a board’s word: its decisions and directions, inside a programme."""

from django.urls import URLPattern, URLResolver, path

from partnership.reports.views.word.decision import DecisionView
from partnership.reports.views.word.directions import (
    DirectionEditView,
    DirectionNewView,
    DirectionsView,
    DirectionView,
)

OF_A_BODY = "reporting-bodies/<slug:body>/directions/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "reports/<slug:body>/<str:period_last>/decision/",
        DecisionView.as_view(),
        name="report-decision",
    ),
    path(OF_A_BODY, DirectionsView.as_view(), name="directions"),
    path(f"{OF_A_BODY}new/", DirectionNewView.as_view(), name="direction-new"),
    path(f"{OF_A_BODY}<int:direction>/", DirectionView.as_view(), name="direction"),
    path(f"{OF_A_BODY}<int:direction>/edit/", DirectionEditView.as_view(), name="direction-edit"),
]
