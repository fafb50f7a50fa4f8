"""Deliveries given to somebody: the post that answers for one, and its account."""

from django.utils import timezone

from milestones.models import Delivery
from milestones.selectors.delivery_owners import is_delivery_owner
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from pilots.actions.actions import Owner


def give_delivery(*, delivery: Delivery, seen: int, owner: Owner, why: str, by: User) -> None:
    """Say who answers for a delivery; without words nobody does.

    Raises RefusedError for an account that may not update it (any more), and
    ChangedMeanwhileError where somebody changed the delivery meanwhile.
    """
    if owner.user and not is_delivery_owner(owner.user, delivery, on=timezone.localdate()):
        raise RefusedError(
            "Whom you chose may not update this delivery any more: the account is locked, or"
            " holds no role here. Choose somebody else.",
            "owner",
        )
    with changing(delivery, seen=seen, by=by, why=why) as now:
        now.owner, now.owner_user = owner.words, owner.user
