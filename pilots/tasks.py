"""What workers do for areas and groups; each task may run at any time, any number of times."""

from celery import shared_task
from django.utils import timezone

from pilots.actions import reminders


@shared_task(name="pilots.remind")
def remind() -> None:
    """Send the day's reminders of actions, each once."""
    reminders.remind(on=timezone.localdate())
