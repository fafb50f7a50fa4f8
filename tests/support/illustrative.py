"""Loads the illustrative programme as on a day of one's choice."""

from datetime import date, datetime, time

import time_machine
from django.core.management import call_command

from partnership.programmes.models import Programme
from partnership.programmes.periods import LONDON

TODAY = date(2026, 11, 21)


def load_on(day: date) -> Programme:
    """Load it as on that day, and return it."""
    with time_machine.travel(datetime.combine(day, time(9), LONDON), tick=False):
        call_command("load_illustrative", verbosity=0)
    return Programme.objects.get(is_illustrative=True)
