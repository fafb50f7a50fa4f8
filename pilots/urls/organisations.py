"""Addresses of the register of organisations."""

from django.urls import path

from pilots.views.organisations import OrganisationsView

urlpatterns = [
    path("organisations/", OrganisationsView.as_view(), name="organisations"),
]
