"""The app that Django knows as "pilots"."""

from django.apps import AppConfig


class PilotsConfig(AppConfig):
    name = "pilots"
    label = "pilots"
    verbose_name = "Pilots"
