"""Addresses of the milestones and of what is told of them."""

from django.urls import path

from milestones.views.milestones import MilestonesView, MilestoneView

urlpatterns = [
    path("milestones/", MilestonesView.as_view(), name="milestones"),
    path("milestones/<str:reference>/", MilestoneView.as_view(), name="milestone"),
]
