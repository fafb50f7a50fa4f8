"""What changed in the plan between two days: deliveries, versions, and what came late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q
from django.utils import timezone

from milestones.changes import Change, changes
from milestones.collect import plan_parts
from milestones.models import DeliveryUpdate, PlanVersion
from milestones.plan import Plan
from milestones.plan_changes import RowChange, difference
from milestones.selectors.plans import plan_on, published
from milestones.selectors.words import words_between
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach


@dataclass(frozen=True)
class VersionChange:
    """A version that came in force between the days, and what it changed."""

    version: PlanVersion
    rows: tuple[RowChange, ...]


@dataclass(frozen=True)
class WhatsNew:
    """All that changed after `first`, by the end of `last`; late entries newest first.

    `who` said what changed a delivery, by the milestone's reference and the area's slug.
    """

    first: date
    last: date
    deliveries: tuple[Change, ...]
    versions: tuple[VersionChange, ...]
    late: tuple[DeliveryUpdate, ...]
    who: Mapping[tuple[str, str], str]


def whats_new(programme: Programme, first: date, last: date, *, reach: Reach) -> WhatsNew:
    """What differs between the ends of two days within reach; five queries."""
    versions = published(programme)
    plans = [plan_on(versions, day) for day in (first, last)]
    before, now = plan_parts(programme, [first, last], reach=reach, plans=plans)
    words = words_between(programme, first, last, reach=reach)
    return WhatsNew(
        first=first,
        last=last,
        deliveries=changes(before, now, why={key: word.told for key, word in words.items()}),
        versions=_between(versions, first, last),
        late=tuple(_late(programme, first, last, reach)),
        who={
            (row.milestone.reference, row.area_slug): words[row.key].who
            for row in now.deliveries
            if row.key in words
        },
    )


def _between(versions: list[PlanVersion], first: date, last: date) -> tuple[VersionChange, ...]:
    """The versions in force since after `first`, the newest first, with their differences."""
    found = []
    for version, earlier in zip(versions, [*versions[1:], None], strict=True):
        if version.in_force_on and first < version.in_force_on <= last:
            before = earlier.plan if earlier else Plan()
            found.append(VersionChange(version, difference(before, version.plan)))
    return tuple(found)


def _late(programme: Programme, first: date, last: date, reach: Reach) -> list[DeliveryUpdate]:
    """What somebody recorded after `first`, by the end of `last`, for a day up to `first`."""
    found = DeliveryUpdate.objects.filter(
        reach.q("delivery__area"),
        Q(recorded_at__gte=_end_of(first), recorded_at__lt=_end_of(last)),
        delivery__programme=programme,
        reported_on__lte=first,
        source=None,
        by__isnull=False,
    )
    related = ("delivery__milestone", "delivery__area", "by")
    return list(found.select_related(*related).order_by(F("recorded_at").desc(), "pk"))


def _end_of(day: date) -> datetime:
    """The moment at which a day ends here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
