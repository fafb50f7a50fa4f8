"""E-mail: an outbox whose rows decide, written in words only when it is sent.

    send(to=user, purpose=ACTION_ASSIGNED, key="action 42", about={"action": 42})

docs/email.md says what is sent when, and how an app adds a purpose of its own.
"""

from partnership.people.mail import checks, digest
from partnership.people.mail.accounts import ask_for_reset, send_template, tell_of_steps_off
from partnership.people.mail.outbox import send
from partnership.people.mail.purposes import Purpose, Words, register

__all__ = [
    "Purpose",
    "Words",
    "ask_for_reset",
    "checks",
    "digest",
    "register",
    "send",
    "send_template",
    "tell_of_steps_off",
]
