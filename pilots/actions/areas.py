"""Areas made on screen; what else they have comes with the programme's workbook."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from partnership.dates import month_words
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug
from pilots.models import Area


@transaction.atomic
def create_area(
    *, programme: Programme, name: str, start_month: date, stage: str = "", by: User
) -> Area:
    """Record an area that starts in a month of the programme, behind the others.

    `start_month` is the first day of its own month 1. Raises RefusedError for a
    name that another area has, and for a month before or after the programme.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)  # one name at a time
    if programme.areas.filter(name__iexact=name).exists():
        raise RefusedError(f"There is a {programme.area_word} called {name} already.", "name")
    _refuse_month(start_month, programme)
    last = programme.areas.aggregate(last=Max("position"))["last"]
    area = Area(
        programme=programme,
        name=name,
        slug=fresh_slug(name, programme.areas, otherwise="area"),
        position=0 if last is None else last + 1,
        stage=stage,
        start_month=start_month if start_month != programme.start_month else None,
    )
    record_by(area, by=by)
    area.save()
    return area


def _refuse_month(month: date, programme: Programme) -> None:
    first, last = programme.start_month, programme.ends_on
    if not first <= month <= last:
        raise RefusedError(
            f"The programme runs from {month_words(first)} to {month_words(last)}. Choose a"
            " month of it.",
            "start_month",
        )
