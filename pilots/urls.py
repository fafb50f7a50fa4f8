"""Addresses inside a programme."""

from django.urls import path

from pilots.views.events import EventsFileView, EventsView, EventView
from pilots.views.groups import GroupsView, GroupView
from pilots.views.organisations import OrganisationsView
from pilots.views.papers import PaperView

urlpatterns = [
    path("events/", EventsView.as_view(), name="events"),
    path("events.csv", EventsFileView.as_view(), name="events-file"),
    path("events/<slug:event>/", EventView.as_view(), name="event"),
    path("groups/", GroupsView.as_view(), name="groups"),
    path("groups/<slug:group>/", GroupView.as_view(), name="group"),
    path("organisations/", OrganisationsView.as_view(), name="organisations"),
    path("papers/<slug:body>/<slug:paper>/", PaperView.as_view(), name="paper"),
]
