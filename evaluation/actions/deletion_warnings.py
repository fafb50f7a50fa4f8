"""Evaluators are told in time that raw answers go."""

from datetime import date, timedelta

from evaluation.emails import send_deleted_soon
from evaluation.models import Wave
from partnership.people.models import Role, User
from partnership.programmes.models import ProgrammeRole

AHEAD = timedelta(days=28)


def warn(*, on: date) -> int:
    """Write to the evaluators of waves whose raw answers go within four weeks; how many waves.

    Each is told once of each day that is set, however often this runs, and a day that was
    missed is caught up with on the next.
    """
    waves = Wave.objects.filter(deleted_at__isnull=True, delete_on__range=(on, on + AHEAD))
    due = list(waves.order_by("pk"))
    evaluators = _evaluators({wave.programme_id for wave in due}, on)
    for wave in due:
        for evaluator in evaluators.get(wave.programme_id, ()):
            send_deleted_soon(wave, to=evaluator)
    return len(due)


def _evaluators(programmes: set[int], on: date) -> dict[int, list[User]]:
    roles = ProgrammeRole.objects.in_force(on=on).filter(
        programme__in=programmes,
        role=Role.EVALUATOR,
        user__is_active=True,
        user__locked_at=None,
    )
    found: dict[int, list[User]] = {}
    for role in roles.select_related("user").order_by("pk"):
        found.setdefault(role.programme_id, []).append(role.user)
    return found
