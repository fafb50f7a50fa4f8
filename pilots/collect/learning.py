"""What of the learning portfolio is shared with the whole programme, and how it was used."""

from datetime import date

from django.db.models import Count, Q

from partnership.programmes.models import Programme
from pilots.models import LearningResource
from pilots.models.event import held_by
from pilots.parts import LearningRow


def learning_rows(programme: Programme, *, as_at: date) -> tuple[LearningRow, ...]:
    """The shared resources that were on offer by `as_at`, by title, with the events held by then
    that used them; one query.
    """
    used = Q(versions__events__event__reported_on__lte=as_at)
    used &= held_by(as_at, "versions__events__event__")
    found = LearningResource.objects.filter(
        programme=programme, area=None, is_retired=False, reported_on__lte=as_at
    )
    counted = found.annotate(
        events=Count("versions__events__event", filter=used, distinct=True),
        areas=Count("versions__events__event__area", filter=used, distinct=True),
    )
    rows = counted.order_by("title").values_list("title", "slug", "made_by", "events", "areas")
    return tuple(LearningRow(*row) for row in rows)
