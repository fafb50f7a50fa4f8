"""What workers do for the plan; each task may run at any time, any number of times."""

from celery import shared_task
from django.utils import timezone

from milestones.actions import reminders, waiting


@shared_task(name="milestones.remind")
def remind() -> None:
    """Send the day's reminders of deliveries, of risks and of answers to the plan, each once."""
    reminders.remind(on=timezone.localdate())
    waiting.remind_of_answers(on=timezone.localdate())
