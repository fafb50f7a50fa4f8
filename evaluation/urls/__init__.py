"""Addresses of the evaluation inside a programme, one module a noun."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"evaluation.urls.{noun}"))
    for noun in (
        "logic",
        "indicators",
        "outcomes",
        "conversations",
        "surveys",
        "waves",
        "results",
        "stories",
    )
]
