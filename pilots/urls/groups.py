"""Addresses of groups and their seats."""

from django.urls import path

from pilots.views.groups import GroupsView, GroupView

urlpatterns = [
    path("groups/", GroupsView.as_view(), name="groups"),
    path("groups/<slug:group>/", GroupView.as_view(), name="group"),
]
