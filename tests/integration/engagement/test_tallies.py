"""A month's tally always equals the recount of its events, whatever is done to them."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnership.dates import PartialDate
from partnership.people.models import Organisation, User
from partnership.programmes.models import Programme
from pilots.actions import corrections, event_life, organisations, tallies
from pilots.actions.event_changes import Counted, counted_in, event_change, touched
from pilots.actions.feedback_answers import Said, enter_paper, set_aside
from pilots.actions.short_figures import Figure
from pilots.models import Area, Event, MonthTally
from pilots.tasks import count_months
from tests.support.builders import (
    a_count,
    a_kind,
    a_partner,
    a_person,
    an_activity,
    an_event,
    an_organisation,
)
from tests.support.tallies import kept, recounted

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAYS = ["2019-09-21", "2019-09-22", "2019-10-05", "2019-10", "2019-autumn", ""]


def fresh(event: Event) -> Event:
    return Event.objects.get(pk=event.pk)


def change(event: Event, by: User, **fields: Any) -> None:
    now = fresh(event)
    with event_change(now, seen=now.version, by=by) as changed:
        for name, value in fields.items():
            setattr(changed, name, value)


class Programmes:
    """Does one thing after another to a few events of a programme."""

    def __init__(self, programme: Programme, by: User) -> None:
        self.programme, self.by = programme, by
        self.events: list[Event] = []
        self.areas = [None, *programme.areas.all()]
        self.kinds = list(programme.event_kinds.all())
        self.organisations = [an_organisation(f"Partner {n} {uuid4()}") for n in range(3)]

    def do(self, step: str, at: int, number: int) -> None:
        if step == "create" or not self.events:
            self.create(at, number)
            return
        event = fresh(self.events[at % len(self.events)])
        getattr(self, step)(event, number)

    def create(self, at: int, number: int) -> None:
        event = an_event(
            self.programme,
            f"Event {uuid4()}",
            area=self.areas[at % len(self.areas)],
            status="held" if number % 3 else "planned",
            happened=DAYS[number % len(DAYS)],
        )
        a_count(event, "attendance", number, qualifier="about" if at % 2 else "exact")
        a_count(event, "attendance", None, group="children")
        an_activity(event, "Music", sessions=number % 4 or None, participations=number)
        touched(fresh(event))
        self.events.append(event)

    def hold(self, event: Event, number: int) -> None:
        if event.status == "planned":
            event_life.hold_event(
                event=event,
                seen=event.version,
                happened=event.happened,
                went="",
                figures=[Figure("attendance", "adults", number)],
                by=self.by,
            )

    def cancel(self, event: Event, number: int) -> None:
        if event.status == "planned":
            event_life.cancel_event(event=event, seen=event.version, why="Snow", by=self.by)

    def confirm(self, event: Event, number: int) -> None:
        if event.status == "held":
            event_life.confirm_figures(event=event, seen=event.version, why="So", by=self.by)

    def correct(self, event: Event, number: int) -> None:
        corrected = corrections.Corrected("attendance", "", 1000 + number, "at-least")
        is_same = event.counts.filter(type="attendance", group="", value=corrected.value).exists()
        if event.status == "confirmed" and not is_same:
            corrections.correct_count(
                event=event, seen=event.version, corrected=corrected, why="Slip", by=self.by
            )

    def move(self, event: Event, number: int) -> None:
        day = PartialDate.parse(DAYS[number % len(DAYS)])
        area = self.areas[number % len(self.areas)]
        change(event, self.by, happened=day, area=area, kind=self.kinds[number % 2])

    def partner(self, event: Event, number: int) -> None:
        organisation = self.organisations[number % len(self.organisations)]
        with event_change(event, seen=event.version, by=self.by):
            if not event.partners.filter(organisation=organisation).exists():
                a_partner(event, organisation)
            event.participants.update_or_create(sector="health", defaults={"value": number})

    def answer(self, event: Event, number: int) -> None:
        if event.status != "cancelled":
            enter_paper(event=event, said=Said(number % 5 + 1), by=self.by)

    def set_aside(self, event: Event, number: int) -> None:
        answers = event.feedback_answers.values_list("pk", flat=True)[:1]
        set_aside(event=event, answers=answers, why="A test", by=self.by)

    def merge(self, event: Event, number: int) -> None:
        if len(self.organisations) > 2:
            keeps, goes = self.organisations[0], self.organisations[number % 2 + 1]
            merged = organisations.merge(kept=keeps, duplicate=goes, within=None, by=self.by)
            if number % 3 == 0:
                organisations.undo_merge(merged=merged, within=None, by=self.by)
            else:
                self.organisations = [keeps, *Organisation.objects.exclude(pk=keeps.pk)[:1]]

    def undo(self, event: Event, number: int) -> None:
        place = counted_in(event)
        self.events = [each for each in self.events if each.pk != event.pk]
        event.delete()
        tallies.count_anew({place})


STEPS = ["create", "hold", "cancel", "confirm", "correct", "move", "partner", "answer"]
STEPS += ["set_aside", "merge", "undo"]
DONE = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 5), st.integers(0, 12)),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(done=DONE)
def test_a_tally_always_equals_the_recount(
    programme: Programme, area: Area, manager: User, done: list[tuple[str, int, int]]
) -> None:
    with transaction.atomic():
        doer = Programmes(programme, manager)
        for step in done:
            doer.do(*step)
            assert kept(programme) == recounted(programme), step
        transaction.set_rollback(True)


def test_without_the_signal_it_would_not(programme: Programme, area: Area) -> None:
    doer = Programmes(programme, a_person())
    doer.create(0, 1)
    fresh(doer.events[0]).counts.update(value=900)

    assert kept(programme) != recounted(programme)


def test_an_event_without_a_day_is_in_the_month_of_its_report(
    programme: Programme, area: Area
) -> None:
    event = an_event(programme, happened="2019-autumn", reported_on=date(2019, 10, 24))
    touched(fresh(event))

    assert counted_in(fresh(event)).month == date(2019, 10, 1)
    row = MonthTally.objects.get()
    assert (row.month, row.events, row.undated) == (date(2019, 10, 1), 1, 1)


def test_one_month_is_counted_anew(programme: Programme, area: Area) -> None:
    event = fresh(an_event(programme, area=area, happened="2019-10-05"))
    tallies.recount(programme.pk, area.pk, event.kind_id, date(2019, 10, 1))

    assert kept(programme) == recounted(programme)
    assert MonthTally.objects.get().events == 1


def test_by_night_every_month_of_every_programme_is_counted_anew(
    programme: Programme, area: Area
) -> None:
    for day in DAYS:
        an_event(programme, f"Event {day}", happened=day)
    count_months()

    assert kept(programme) == recounted(programme) != {}


def test_a_programme_too_large_to_count_meanwhile_waits_for_the_night(
    programme: Programme, area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "COUNTED_AT_ONCE", 1)
    first, second = (an_event(programme, f"Event {n}", happened="2019-10-05") for n in (1, 2))
    touched(fresh(second), before=Counted(programme.pk, None, first.kind_id, date(2019, 9, 1)))

    assert kept(programme) == {}


def test_another_programmes_events_are_not_counted(programme: Programme, area: Area) -> None:
    from tests.support.builders import a_programme

    other = a_programme("Other")
    touched(fresh(an_event(other, happened="2019-10-05")))
    touched(fresh(an_event(programme, happened="2019-10-05")))

    assert [row.events for row in MonthTally.objects.order_by("programme")] == [1, 1]
    assert {row.kind.programme_id for row in MonthTally.objects.all()} == {programme.pk, other.pk}
    assert a_kind(programme).month_tallies.count() == 1
