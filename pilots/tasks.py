"""What workers do for areas and groups; each task may run at any time, any number of times."""

from celery import shared_task
from django.utils import timezone

from pilots.actions import attachments, reminders
from pilots.actions.role_reminders import remind_of_roles


@shared_task(name="pilots.remind")
def remind() -> None:
    """Send the day's reminders of actions, each once."""
    reminders.remind(on=timezone.localdate())


@shared_task(name="pilots.remind_of_roles")
def remind_managers_of_roles() -> None:
    """Tell managers of the roles that end soon, each once."""
    remind_of_roles(on=timezone.localdate())


@shared_task(name="pilots.sweep_files")
def sweep_files() -> None:
    """Remove the stored files that no record knows."""
    attachments.sweep_files()
