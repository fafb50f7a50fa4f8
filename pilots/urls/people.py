"""Addresses of the people of a programme: roles and invitations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
