"""Addresses inside a programme, one module a noun."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"pilots.urls.{noun}"))
    for noun in (
        "people",
        "organisations",
        "groups",
        "meetings",
        "actions",
        "feedback",
        "engagement",
        "event_log",
        "event_life",
        "learning",
        "event_files",
        "event_details",
        "event_kinds",
        "event_batches",
        "events",
        "attachments",
        "service_tests",
    )
]
