"""E-mails about a risk: that it is to be looked at again."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from milestones.models import Risk, RiskReview
from milestones.selectors.reminded import is_review_said_elsewhere, managers_of
from partnership.people.mail import Purpose, Words, register, send
from partnership.people.models import Email, User


def send_review(risk: Risk, *, to: User, name: str) -> None:
    """Remind of a risk's next review; `name` tells the reminders of one day apart."""
    assert risk.review_on
    day = risk.review_on.isoformat()
    send(
        to=to,
        purpose=REVIEW,
        key=f"risk {risk.pk} review {day}, {name}",
        about={"risk": risk.pk, "day": day},
    )


def _review(row: Email) -> Words | None:
    """Nothing where it was reviewed or moved since, is another's by now, or said elsewhere."""
    risk = Risk.objects.select_related("programme").get(pk=row.about["risk"])
    last = risk.reviews.order_by("reported_on", "number").last()
    is_closed = last is not None and last.state == RiskReview.State.CLOSED
    if is_closed or not risk.review_on or risk.review_on.isoformat() != row.about["day"]:
        return None
    managers = managers_of(risk.programme, on=timezone.localdate())
    if not managers.may_update(row.user, risk.area_id) or is_review_said_elsewhere(row):
        return None
    return Words(
        title=f"{_when(risk.review_on, timezone.localdate())}: {risk}",
        path=reverse("risk", args=[risk.programme.slug, risk.reference]),
        link="Open the risk",
    )


def _when(day: date, on: date) -> str:
    """Review in 7 days; Review due today; Review overdue by 14 days."""
    days = (day - on).days
    count = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    if not days:
        return "Review due today"
    return f"Review in {count}" if days > 0 else f"Review overdue by {count}"


REVIEW = Purpose(name="risk-review", words=_review, why="you look after this risk")


def register_risks() -> None:
    """Make the purpose known."""
    register(REVIEW)
