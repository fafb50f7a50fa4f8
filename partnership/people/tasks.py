"""What workers do for people; each task may run at any time, any number of times."""

from celery import shared_task

from partnership.people.accounts import lock_idle_accounts
from partnership.people.mail import accounts, digest, outbox, sending
from partnership.people.sessions import forget_ended_sessions


@shared_task(name=outbox.SEND, soft_time_limit=60, time_limit=90)
def send_mail(email_id: int) -> None:
    """Send an e-mail, if it is there to be sent."""
    sending.deliver(email_id)


@shared_task(name="people.mail.sweep")
def sweep_mail() -> None:
    """Send for workers where none came, make the digests that are due, and tidy up."""
    outbox.sweep()
    digest.gather()
    accounts.forget_strangers()


@shared_task(name="people.mail.forget")
def forget_mail() -> None:
    """Delete the oldest of the log."""
    outbox.forget()


@shared_task(name="people.lock_idle")
def lock_idle() -> None:
    """Lock the accounts that nobody has used for too long."""
    lock_idle_accounts()


@shared_task(name="people.forget_sessions")
def forget_sessions() -> None:
    """Delete sessions that are over, with the addresses and browsers that they came from."""
    forget_ended_sessions()
