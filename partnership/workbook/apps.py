"""The app that Django knows as "workbook"."""

from django.apps import AppConfig


class WorkbookConfig(AppConfig):
    name = "partnership.workbook"
    label = "workbook"
    verbose_name = "Workbook"
