"""Loads the programme that is invented to show the product."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from partnership.workbook.illustrative import MONTH_SHOWN, load_illustrative


class Command(BaseCommand):
    help = (
        "Load the illustrative programme, started so that today is in its month"
        f" {MONTH_SHOWN}. Loading it again, on any day, changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        loaded = load_illustrative(today=today)
        programme = loaded.programme
        what = "loaded" if loaded.changed_anything else "there already; nothing changed"
        self.stdout.write(
            f"{programme.name}: {what}. Today is in month {programme.month_on(today)}"
            f" of {programme.length_months}."
        )
