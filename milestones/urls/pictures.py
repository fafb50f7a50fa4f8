"""Addresses of the plan drawn: matrix, timeline, trend."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
