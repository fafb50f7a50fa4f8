"""What Django says at a start if e-mails would not leave the machine."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

CONSOLE = "django.core.mail.backends.console.EmailBackend"


@register
def emails_leave(**kwargs: Any) -> list[CheckMessage]:
    """Warn where a site that others reach prints e-mails, and links with them, in its logs."""
    if not settings.SERVED_OVER_HTTPS or settings.EMAIL_BACKEND != CONSOLE:
        return []
    return [
        Warning(
            "E-mails are printed in the worker's output, with links that let anybody in.",
            hint="Set EMAIL_URL to a mail server; docs/email.md says how.",
            id="people.W001",
        )
    ]
