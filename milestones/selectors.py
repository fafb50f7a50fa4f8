"""One milestone with its story, for its page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from milestones.models import DeliveryUpdate, Milestone
from partnership.programmes.models import Programme


@dataclass(frozen=True)
class Story:
    """A milestone as the plan words it, and what has been said of its deliveries."""

    milestone: Milestone
    needs: tuple[Milestone, ...]
    pushes: tuple[Milestone, ...]
    updates: tuple[DeliveryUpdate, ...]


def story(programme: Programme, reference: str, *, as_at: date) -> Story:
    """The milestone with this reference as at a day; four queries.

    Raises Milestone.DoesNotExist where the plan had none by then.
    """
    found: QuerySet[Milestone] = programme.milestones.filter(reported_on__lte=as_at)
    milestone = found.select_related("phase", "source").get(reference=reference)
    updates = (
        DeliveryUpdate.objects.filter(delivery__milestone=milestone, reported_on__lte=as_at)
        .select_related("delivery__area", "decision", "source", "by")
        .order_by("-reported_on", "-number")
    )
    return Story(
        milestone=milestone,
        needs=tuple(found.filter(pushes__milestone=milestone)),
        pushes=tuple(found.filter(needs__needs=milestone)),
        updates=tuple(updates),
    )
