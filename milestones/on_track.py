"""The one-step link “still on track”: for one delivery, until the next word on it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.signing import BadSignature, Signer
from django.utils import timezone

from milestones.models import Delivery, DeliveryUpdate

SIGNER = Signer(salt="milestones.on-track")
GOOD_FOR = timedelta(weeks=5)


@dataclass(frozen=True)
class OnTrack:
    """What a link is about: a delivery, and the last word on it when the link was made."""

    delivery: int
    last_number: int


class BadLinkError(Exception):
    """The link was altered, or is too old."""


def token_for(delivery: Delivery) -> str:
    """The link's token of today.

    It grants nothing: whoever opens it signs in and needs the role.
    """
    made_on = timezone.localdate().isoformat()
    return SIGNER.sign_object([delivery.pk, last_number(delivery), made_on])


def read_token(token: str) -> OnTrack:
    """What the token says; BadLinkError where it is not ours, or older than five weeks."""
    try:
        delivery, number, made_on = SIGNER.unsign_object(token)
    except (BadSignature, ValueError) as error:
        raise BadLinkError from error
    if date.fromisoformat(made_on) + GOOD_FOR < timezone.localdate():
        raise BadLinkError
    return OnTrack(delivery, number)


def last_number(delivery: Delivery) -> int:
    """The number of the last word on a delivery, 0 before any."""
    numbers = DeliveryUpdate.objects.filter(delivery=delivery).order_by("-number")
    return numbers.values_list("number", flat=True).first() or 0
