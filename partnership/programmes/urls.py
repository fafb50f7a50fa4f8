"""Addresses inside a programme."""

from django.urls import path

from partnership.programmes.views.about import AboutView
from partnership.programmes.views.settings import SettingsView

urlpatterns = [
    path("about/", AboutView.as_view(), name="about"),
    path("settings/", SettingsView.as_view(), name="programme-settings"),
]
