"""One milestone with its story, for its page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from milestones.models import DeliveryUpdate, Milestone
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach

OUT_OF_REACH = "by a group or board elsewhere"


@dataclass(frozen=True)
class ToldUpdate:
    """An update; `decided` is the decision behind it, empty where there is none."""

    update: DeliveryUpdate
    decided: str


@dataclass(frozen=True)
class Story:
    """A milestone as the plan words it, and what has been said of its deliveries."""

    milestone: Milestone
    needs: tuple[Milestone, ...]
    pushes: tuple[Milestone, ...]
    updates: tuple[ToldUpdate, ...]


def story(programme: Programme, reference: str, *, as_at: date, reach: Reach) -> Story:
    """The milestone with this reference as at a day; four queries.

    What was reported is that of the areas within reach. Raises
    Milestone.DoesNotExist where the plan had no such milestone by then.
    """
    found: QuerySet[Milestone] = programme.milestones.filter(reported_on__lte=as_at)
    milestone = found.select_related("phase", "source").get(reference=reference)
    updates = (
        DeliveryUpdate.objects.filter(
            reach.q("delivery__area"), delivery__milestone=milestone, reported_on__lte=as_at
        )
        .select_related("delivery__area", "decision__group", "decision__body", "source", "by")
        .order_by("-reported_on", "-number")
    )
    return Story(
        milestone=milestone,
        needs=tuple(found.filter(pushes__milestone=milestone)),
        pushes=tuple(found.filter(needs__needs=milestone)),
        updates=tuple(ToldUpdate(each, _decided(each, reach)) for each in updates),
    )


def _decided(update: DeliveryUpdate, reach: Reach) -> str:
    """The decision in its words; of a decision out of reach, only that there is one."""
    decision = update.decision
    if decision is None:
        return ""
    by = decision.group or decision.body
    return decision.text if by and reach.holds(by.area_id) else OUT_OF_REACH
