"""Addresses of the plan drawn: matrix, timeline, trend, comparison."""

from django.urls import path

from milestones.views.comparison import ComparisonFileView, ComparisonView
from milestones.views.matrix import MatrixFileView, MatrixView
from milestones.views.timeline import TimelineView
from milestones.views.trend import TrendView

urlpatterns = [
    path("milestones/matrix/", MatrixView.as_view(), name="milestone-matrix"),
    path("milestones/matrix.csv", MatrixFileView.as_view(), name="milestone-matrix-file"),
    path("milestones/timeline/", TimelineView.as_view(), name="milestone-timeline"),
    path("milestones/<str:reference>/trend/", TrendView.as_view(), name="milestone-trend"),
    path("milestones/<str:reference>/areas/", ComparisonView.as_view(), name="milestone-areas"),
    path(
        "milestones/<str:reference>/areas.csv",
        ComparisonFileView.as_view(),
        name="milestone-areas-file",
    ),
]
