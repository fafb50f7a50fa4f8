"""Addresses of the plan, inside a programme."""

from django.urls import path

from milestones.views.milestones import MilestonesView, MilestoneView
from milestones.views.risks import RisksView

urlpatterns = [
    path("milestones/", MilestonesView.as_view(), name="milestones"),
    path("milestones/<str:reference>/", MilestoneView.as_view(), name="milestone"),
    path("risks/", RisksView.as_view(), name="risks"),
]
