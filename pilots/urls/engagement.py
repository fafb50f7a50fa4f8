"""Addresses of held events added up, and of the calendar month."""

from django.urls import path

from pilots.views.engagement import EngagementFileView, EngagementView
from pilots.views.event_calendar import EventCalendarView

urlpatterns = [
    path("engagement/", EngagementView.as_view(), name="engagement"),
    path(
        "engagement/<slug:table>.<slug:ending>",
        EngagementFileView.as_view(),
        name="engagement-file",
    ),
    path("events/calendar/", EventCalendarView.as_view(), name="event-calendar"),
]
