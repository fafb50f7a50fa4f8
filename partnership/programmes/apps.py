"""The app that Django knows as "programmes"."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "partnership.programmes"
    label = "programmes"
    verbose_name = "Programmes"
