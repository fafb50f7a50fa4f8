"""The kinds of event of a programme, with their use."""

from django.db.models import Count, QuerySet

from partnership.programmes.models import Programme
from pilots.models import EventKind


def kinds_with_use(programme: Programme) -> QuerySet[EventKind]:
    """The kinds in their order, each with how many events are of it; one query."""
    return programme.event_kinds.annotate(events_of_it=Count("events"))
