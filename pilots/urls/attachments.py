"""Addresses of files that were added to records."""

from django.urls import path

from pilots.views.attachments import AttachmentView

urlpatterns = [
    path("attachments/<int:attachment>/", AttachmentView.as_view(), name="attachment"),
]
