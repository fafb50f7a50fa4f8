"""Addresses of links in reminder e-mails."""

from django.urls import path

from milestones.views.on_track import OnTrackView

urlpatterns = [
    path("on-track/<str:token>/", OnTrackView.as_view(), name="delivery-on-track"),
]
