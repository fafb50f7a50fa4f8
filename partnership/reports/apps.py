"""The app that Django knows as "reports"."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "partnership.reports"
    label = "reports"
    verbose_name = "Reports"
