"""Addresses of links in reminder e-mails."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
