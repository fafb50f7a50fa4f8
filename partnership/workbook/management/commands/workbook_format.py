"""Prints the format of the programme workbook, as docs/workbook.md holds it."""

from typing import Any

from django.core.management.base import BaseCommand

from partnership.workbook.listing import listing


class Command(BaseCommand):
    help = "Print the sheets and columns of the programme workbook (docs/workbook.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(listing(), ending="")
