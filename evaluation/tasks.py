"""What workers do for the evaluation; each task may run at any time, any number of times."""

from celery import shared_task
from django.utils import timezone

from evaluation.actions import (
    conversations,
    counting,
    deletion_warnings,
    invitations,
    mixing,
    publishing,
    retention,
)


@shared_task(name="evaluation.tally")
def tally() -> None:
    """Count what was answered since, match it, and show what is new of it."""
    answered = invitations.newly_used()
    counting.count_all(on=timezone.localdate())
    invitations.mix(answered)


@shared_task(name="evaluation.publish")
def publish() -> None:
    """Show what a new day lets be shown: waves whose last day has passed."""
    publishing.publish_all(on=timezone.localdate())


@shared_task(name="evaluation.delete_raw_answers")
def delete_raw_answers() -> None:
    """Delete the raw answers, and the texts of conversations, whose day has come."""
    today = timezone.localdate()
    retention.delete_due(today)
    conversations.delete_texts_due(today)
    invitations.mix(invitations.lately_used())
    mixing.mix_answers(on=today)


@shared_task(name="evaluation.warn_of_deletion")
def warn_of_deletion() -> None:
    """Tell evaluators of raw answers that are soon deleted, each once."""
    deletion_warnings.warn(on=timezone.localdate())
