"""Addresses inside a programme."""

from django.urls import path

from partnership.programmes.views.about import AboutView

urlpatterns = [path("about/", AboutView.as_view(), name="about")]
