"""The app that Django knows as "milestones"."""

from django.apps import AppConfig


class MilestonesConfig(AppConfig):
    name = "milestones"
    label = "milestones"
    verbose_name = "Milestones"

    def ready(self) -> None:
        from milestones.emails.deliveries import register_deliveries
        from milestones.emails.plan import register_plan
        from milestones.emails.risks import register_risks
        from milestones.presenters.work import days_in_the_plan, work_in_the_plan
        from partnership.programmes.lists import register_list
        from pilots.calendar_sources import register_days
        from pilots.work_sources import register_work

        register_deliveries()
        register_plan()
        register_risks()
        register_list("milestones", label="milestones")
        register_work(work_in_the_plan)
        register_days(days_in_the_plan)
