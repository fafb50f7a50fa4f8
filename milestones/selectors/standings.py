"""How one delivery stands."""

from datetime import date

from django.db.models import QuerySet

from milestones.models import Delivery, DeliveryUpdate
from milestones.schedule import Stage, Standing
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach


def standing_of(delivery: Delivery, *, on: date) -> Standing:
    """How a delivery stood at the end of a day; one query."""
    stood = last_update(delivery, on=on)
    if stood is None:
        return Standing.at_first(delivery.baseline_on)
    return Standing(
        baseline_on=delivery.baseline_on,
        agreed_on=stood.agreed_on,
        stage=Stage(stood.stage),
        forecast_on=stood.forecast_on,
        actual_on=stood.actual_on,
        updated_on=stood.reported_on,
    )


def last_update(delivery: Delivery, *, on: date) -> DeliveryUpdate | None:
    """The update that stood at the end of a day, None before any."""
    return delivery.updates.filter(reported_on__lte=on, stands_until__gt=on).last()


def deliveries_in(programme: Programme, *, reach: Reach) -> QuerySet[Delivery]:
    """The programme's deliveries within reach, each with its milestone and area."""
    found = Delivery.objects.filter(programme=programme).visible_to(reach)
    return found.select_related("milestone", "area", "programme")
