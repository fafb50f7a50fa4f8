"""PDSA cycles of a test of the service model: added in order, and changed."""

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.utils import timezone

from partnership.dates import UNKNOWN, PartialDate
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.spans import end_refused as backwards
from pilots import service_testing as rules
from pilots.actions.service_tests import refuse_cycles, refuse_day, spans_of
from pilots.models import PdsaCycle, ServiceTest


@dataclass(frozen=True)
class CycleDetails:
    """What is said of a cycle; its fields are named as the cycle's own."""

    plan: str
    do: str = ""
    study: str = ""
    act: str = ""
    decision: str = ""
    refinement: str = ""
    began: PartialDate = UNKNOWN
    ended: PartialDate = UNKNOWN

    def put_on(self, cycle: PdsaCycle) -> None:
        for field in fields(self):
            setattr(cycle, field.name, getattr(self, field.name))


@transaction.atomic
def add_cycle(
    *, test: ServiceTest, number: int, details: CycleDetails, reported_on: date, by: User
) -> PdsaCycle:
    """Add the next cycle of a test; RefusedError where `number` is not the next one."""
    ServiceTest.objects.select_for_update().get(pk=test.pk)  # one number at a time
    following = next_number(test)
    if number != following:
        there = f"Cycle {number} is there already" if 0 < number < following else "Cycles"
        follows = ": read it first." if 0 < number < following else " follow without a gap."
        raise RefusedError(f"{there}{follows} Cycle {following} comes next.", "number")
    refuse_day(reported_on, "reported_on")
    cycle = PdsaCycle(service_test=test, number=number, reported_on=reported_on)
    details.put_on(cycle)
    _refuse(test, cycle)
    record_by(cycle, by=by)
    cycle.save()
    return cycle


def next_number(test: ServiceTest) -> int:
    """The number of the cycle that follows the last one."""
    return max((each.number for each in test.cycles.all()), default=0) + 1


def change_cycle(*, cycle: PdsaCycle, seen: int, details: CycleDetails, by: User) -> None:
    """Change what is said of a cycle; RefusedError, and ChangedMeanwhileError."""
    with changing(cycle, seen=seen, by=by) as now:
        was = now.began, now.ended
        details.put_on(now)
        if was != (now.began, now.ended):
            _refuse(now.service_test, now)


def _refuse(test: ServiceTest, cycle: PdsaCycle) -> None:
    """Raise RefusedError for the first date of a cycle that can't be, at its field."""
    if words := backwards(cycle.began, cycle.ended):
        raise RefusedError(words, "ended")
    if words := rules.end_refused(cycle.ended, today=timezone.localdate()):
        raise RefusedError(words, "ended")
    span = rules.Span(f"Cycle {cycle.number}", cycle.began, cycle.ended)
    refuse_cycles(test, spans_of(test) | {cycle.number: span})
