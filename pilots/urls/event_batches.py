"""Addresses of sheets of events: brought, mended, stored, taken back."""

from django.urls import path

from pilots.views import event_batches as views
from pilots.views.event_batch_changes import DiscardView, StoreView, UndoView

urlpatterns = [
    path("event-sheets/", views.BatchesView.as_view(), name="event-batches"),
    path("event-sheets/new/", views.BringView.as_view(), name="event-batch-new"),
    path("event-sheets/template.<str:ending>", views.TemplateFile.as_view(), name="event-template"),
    path("event-sheets/<int:batch>/", views.BatchView.as_view(), name="event-batch"),
    path("event-sheets/<int:batch>/store/", StoreView.as_view(), name="event-batch-store"),
    path("event-sheets/<int:batch>/discard/", DiscardView.as_view(), name="event-batch-discard"),
    path("event-sheets/<int:batch>/undo/", UndoView.as_view(), name="event-batch-undo"),
]
