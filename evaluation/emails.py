"""E-mails about raw answers that are soon deleted, to those who still need them."""

from django.urls import reverse

from evaluation.models import Wave
from partnership.dates import day_words
from partnership.people.mail import Purpose, Words, register, send
from partnership.people.models import Email, User


def send_deleted_soon(wave: Wave, *, to: User) -> None:
    """Tell an evaluator when a wave's raw answers go; once for each day set for that."""
    send(
        to=to,
        purpose=DELETED_SOON,
        key=f"wave {wave.pk}, deleted on {wave.delete_on.isoformat()}",
        about={"wave": wave.pk, "on": wave.delete_on.isoformat()},
    )


def _deleted_soon(row: Email) -> Words | None:
    wave = Wave.objects.select_related("programme").filter(pk=row.about["wave"]).first()
    if wave is None or wave.deleted_at or wave.delete_on.isoformat() != row.about["on"]:
        return None
    return Words(
        title=f"Raw answers of “{wave.name}” are deleted on {day_words(wave.delete_on)}",
        path=reverse("wave-results", args=[wave.programme.slug, wave.slug]),
        link="Look at the results, and download the answers if you still need them",
    )


DELETED_SOON = Purpose(
    name="raw-answers-deleted-soon",
    words=_deleted_soon,
    why="you evaluate this programme: until then near matches can be decided on",
)


def register_all() -> None:
    """Make this purpose known."""
    register(DELETED_SOON)
