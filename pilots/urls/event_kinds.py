"""Addresses of the kinds of event."""

from django.urls import path

from pilots.views import event_kinds as views

urlpatterns = [
    path("settings/event-kinds/", views.KindsView.as_view(), name="event-kinds"),
    path(
        "settings/event-kinds/<slug:kind>/", views.ChangeKindView.as_view(), name="event-kind-edit"
    ),
    path(
        "settings/event-kinds/<slug:kind>/move-<str:way>/",
        views.MoveKindView.as_view(),
        name="event-kind-move",
    ),
    path(
        "settings/event-kinds/<slug:kind>/remove/",
        views.RemoveKindView.as_view(),
        name="event-kind-remove",
    ),
]
