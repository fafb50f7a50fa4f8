"""The one-step link “still on track”: for one delivery, until the next word on it."""

from dataclasses import dataclass

from django.core import signing

from milestones.models import Delivery, DeliveryUpdate

SALT = "milestones.on-track"
GOOD_FOR_SECONDS = 35 * 24 * 60 * 60


@dataclass(frozen=True)
class OnTrack:
    """What a link is about: a delivery, and the last word on it when the link was made."""

    delivery: int
    last_number: int


class BadLinkError(Exception):
    """The link was altered, or is too old."""


def token_for(delivery: Delivery) -> str:
    """The link's token. It grants nothing: whoever opens it signs in and needs the role."""
    return signing.dumps([delivery.pk, last_number(delivery)], salt=SALT)


def read_token(token: str) -> OnTrack:
    """What the token says; BadLinkError where it is not ours, or older than five weeks."""
    try:
        delivery, number = signing.loads(token, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BadLinkError from error
    return OnTrack(delivery, number)


def last_number(delivery: Delivery) -> int:
    """The number of the last word on a delivery, 0 before any."""
    numbers = DeliveryUpdate.objects.filter(delivery=delivery).order_by("-number")
    return numbers.values_list("number", flat=True).first() or 0
