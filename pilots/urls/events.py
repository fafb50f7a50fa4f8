"""Addresses of events and of papers put to boards."""

from django.urls import path

from pilots.views.event import EventCalendarView, EventView
from pilots.views.events import EventsFileView, EventsView, EventsWorkbookView
from pilots.views.papers import PaperView

urlpatterns = [
    path("events/", EventsView.as_view(), name="events"),
    path("events.csv", EventsFileView.as_view(), name="events-file"),
    path("events.xlsx", EventsWorkbookView.as_view(), name="events-workbook"),
    path("events/<slug:event>/event.ics", EventCalendarView.as_view(), name="event-ics"),
    path("events/<slug:event>/", EventView.as_view(), name="event"),
    path("papers/<slug:body>/<slug:paper>/", PaperView.as_view(), name="paper"),
]
