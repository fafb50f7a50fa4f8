"""Addresses of meetings, their papers and minutes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
