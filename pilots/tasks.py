"""What workers do for areas and groups; each task may run at any time, any number of times."""

from celery import shared_task
from django.utils import timezone

from pilots.actions import attachments, event_batch_jobs, event_reminders, reminders, tallies
from pilots.actions.role_reminders import remind_of_roles


@shared_task(name="pilots.remind")
def remind() -> None:
    """Send the day's reminders of actions, each once."""
    reminders.remind(on=timezone.localdate())


@shared_task(name="pilots.ask_how_many")
def ask_how_many() -> None:
    """Ask how many came to the events whose day has passed, each question once."""
    event_reminders.ask_how_many(on=timezone.localdate())


@shared_task(name="pilots.remind_of_roles")
def remind_managers_of_roles() -> None:
    """Tell managers of the roles that end soon, each once."""
    remind_of_roles(on=timezone.localdate())


@shared_task(name=event_batch_jobs.RUN)
def work_on_event_batch(batch_id: int) -> None:
    """Check or store a sheet of events, if it waits for it."""
    event_batch_jobs.run(batch_id)


@shared_task(name="pilots.sweep_event_batches")
def sweep_event_batches() -> None:
    """Send for workers for sheets of events that were left behind."""
    event_batch_jobs.sweep()


@shared_task(name="pilots.count_months")
def count_months() -> None:
    """Count the months of every programme anew: they always equal the recount."""
    tallies.recount_everything()


@shared_task(name="pilots.sweep_files")
def sweep_files() -> None:
    """Remove the stored files that no record knows."""
    attachments.sweep_files()
