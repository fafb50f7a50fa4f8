"""Addresses of the plan’s versions, their drafts and what areas answer."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
