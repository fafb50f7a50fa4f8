"""The app that Django knows as "milestones"."""

from django.apps import AppConfig


class MilestonesConfig(AppConfig):
    name = "milestones"
    label = "milestones"
    verbose_name = "Milestones"

    def ready(self) -> None:
        from milestones.emails.deliveries import register_deliveries
        from milestones.emails.risks import register_risks
        from partnership.programmes.lists import register_list

        register_deliveries()
        register_risks()
        register_list("milestones", label="milestones")
