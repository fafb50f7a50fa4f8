"""Addresses inside a programme, one module a noun; those with a fixed word come first."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"milestones.urls.{noun}"))
    for noun in ("plan", "updates", "pictures", "risks", "reminders", "milestones")
]
