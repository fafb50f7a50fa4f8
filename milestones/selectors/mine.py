"""The deliveries that a person answers for."""

from milestones.models import Delivery
from partnership.people.models import User
from partnership.programmes.models import Programme


def deliveries_of(person: User, programme: Programme) -> frozenset[int]:
    """The keys of those whose account is theirs; one query."""
    found = Delivery.objects.filter(programme=programme, owner_user=person)
    return frozenset(found.values_list("pk", flat=True))
