"""The app that Django knows as "reports"."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "partnership.reports"
    label = "reports"
    verbose_name = "Reports"

    def ready(self) -> None:
        from partnership.reports.emails.delivery import register_delivery
        from partnership.reports.emails.drafting import register_drafting
        from partnership.reports.presenters.work import days_of_reports, work_on_reports
        from pilots.calendar_sources import register_days
        from pilots.work_sources import register_work

        register_delivery()
        register_drafting()
        register_work(work_on_reports)
        register_days(days_of_reports)
