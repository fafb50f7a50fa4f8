"""The app that Django knows as "milestones"."""

from django.apps import AppConfig


class MilestonesConfig(AppConfig):
    name = "milestones"
    label = "milestones"
    verbose_name = "Milestones"
