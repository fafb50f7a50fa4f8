"""Addresses of the overview, the areas and the reports, inside a programme."""

from django.urls import URLPattern, URLResolver

from partnership.reports.urls import (
    board,
    bodies,
    delivery,
    reading,
    review,
    templates,
    word,
    writing,
)

# What is read by the address of a report comes last: its names would take the others’ place.
urlpatterns: list[URLPattern | URLResolver] = [
    *board.urlpatterns,
    *templates.urlpatterns,
    *bodies.urlpatterns,
    *delivery.urlpatterns,
    *word.urlpatterns,
    *writing.urlpatterns,
    *review.urlpatterns,
    *reading.urlpatterns,
]
