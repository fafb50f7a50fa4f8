"""Addresses at which events are logged and changed in their short facts."""

from django.urls import path

from pilots.views.event_log import ChangeEventView, LogEventView

urlpatterns = [
    path("events/log/", LogEventView.as_view(), name="event-log"),
    path("events/<slug:event>/change/", ChangeEventView.as_view(), name="event-change"),
]
