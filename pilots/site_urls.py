"""Addresses outside programmes: a person's own work, calendar and invitations."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
