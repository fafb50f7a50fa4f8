"""Addresses of the milestones and of what is told of them."""

from django.urls import path

from milestones.addresses import of_a_delivery
from milestones.views.changes import ChangesFileView, ChangesView
from milestones.views.milestone import MilestoneView
from milestones.views.milestones import MilestonesFileView, MilestonesView
from milestones.views.owners import OwnerView
from milestones.views.paths import PathView

urlpatterns = [
    path("milestones/", MilestonesView.as_view(), name="milestones"),
    path("milestones.csv", MilestonesFileView.as_view(), name="milestones-file"),
    path("milestones/critical-path/", PathView.as_view(), name="milestone-path"),
    path("milestones/changes/", ChangesView.as_view(), name="milestone-changes"),
    path(
        "milestones/changes/changes.csv", ChangesFileView.as_view(), name="milestone-changes-file"
    ),
    of_a_delivery("owner", OwnerView, "delivery-owner"),
    path("milestones/<str:reference>/", MilestoneView.as_view(), name="milestone"),
]
