"""Addresses of an event's photographs and documents."""

from django.urls import path

from pilots.views import event_files as views

ONE = "events/<slug:event>"

urlpatterns = [
    path(f"{ONE}/add-photographs/", views.AddPhotographsView.as_view(), name="event-photos-add"),
    path(f"{ONE}/add-documents/", views.AddDocumentsView.as_view(), name="event-documents-add"),
    path(
        f"{ONE}/photographs/<int:file>/<slug:size>/",
        views.PictureView.as_view(),
        name="event-picture",
    ),
    path(f"{ONE}/files/<int:file>/", views.ChangeFileView.as_view(), name="event-file"),
    path(
        f"{ONE}/files/<int:file>/remove/", views.RemoveFileView.as_view(), name="event-file-remove"
    ),
]
