"""Addresses of the registers of actions and decisions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
