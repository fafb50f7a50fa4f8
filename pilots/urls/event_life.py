"""Addresses at which an event goes on: held, confirmed, corrected, cancelled, planned again."""

from django.urls import path

from pilots.views import event_life as views

ONE = "events/<slug:event>"

urlpatterns = [
    path(f"{ONE}/held/", views.HoldView.as_view(), name="event-hold"),
    path(f"{ONE}/confirm/", views.ConfirmView.as_view(), name="event-confirm"),
    path(f"{ONE}/correct/", views.CorrectView.as_view(), name="event-correct"),
    path(f"{ONE}/explain/", views.ExplainView.as_view(), name="event-explain"),
    path(f"{ONE}/cancel/", views.CancelView.as_view(), name="event-cancel"),
    path(f"{ONE}/reopen/", views.ReopenView.as_view(), name="event-reopen"),
]
