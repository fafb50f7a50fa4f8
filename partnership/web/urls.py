"""Addresses of the web layer's own pages."""

from django.urls import path

from partnership.web import views

urlpatterns = [
    path("components/", views.components, name="components"),
    path("robots.txt", views.robots, name="robots"),
]
