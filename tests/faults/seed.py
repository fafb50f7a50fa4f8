"""Fill a database for the fault tests: python -m tests.faults.seed.

As many bodies as report on one evening, with four quarters each, are queued, and no worker is
sent for.
"""

from datetime import date

BODIES, QUARTERS = 33, 4


def cut_down(bodies: int, quarters: int) -> list[str]:
    """SQL that leaves the first of the bodies, and the first quarters of each."""
    last = date(2019, 3 * quarters, 28) if quarters else date(2018, 12, 31)
    others = f"SELECT id FROM pilots_reportingbody WHERE slug >= 'b{bodies:02}'"
    return [
        f"DELETE FROM reports_report WHERE body_id IN ({others}) OR period_first > '{last}'",
        f"DELETE FROM pilots_reportingbody WHERE slug >= 'b{bodies:02}'",
    ]


def main() -> None:
    """Prepare the database and queue the reports."""
    import django

    django.setup()

    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command

    from partnership.programmes.models import Programme
    from partnership.programmes.periods import Period
    from partnership.reports.models import Report
    from partnership.reports.templates import ensure_templates
    from pilots.models import ReportingBody

    # The tables as the models have them: walking the migrations takes six times as long.
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    programme = Programme.objects.create(
        slug="co-creating", name="Co-creating", start_month=date(2019, 1, 1), length_months=24
    )
    ensure_templates(programme)  # or the first to draft would hold up the others by making them
    for number in range(BODIES):
        body = ReportingBody.objects.create(
            programme=programme, slug=f"b{number:02}", name=f"Body {number}",
            kind="steering-group", template="national",
        )  # fmt: skip
        period = Period.ending(date(2019, 3, 31))
        for _ in range(QUARTERS):
            Report.objects.create(body=body, period_first=period.first, period_last=period.last)
            period = period.following


if __name__ == "__main__":
    main()
