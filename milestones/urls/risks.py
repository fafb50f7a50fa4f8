"""Addresses of the register of risks and issues."""

from django.urls import path

from milestones.views.risks import RisksView

urlpatterns = [path("risks/", RisksView.as_view(), name="risks")]
