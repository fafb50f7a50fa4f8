"""The illustrative programme, loaded on days that calendars make awkward."""

import re
from collections import Counter
from datetime import date, datetime, time

import pytest
import time_machine
from django.core import serializers
from django.core.management import call_command

from milestones.collect import PlanPart, plan_part
from milestones.models import DeliveryUpdate
from milestones.schedule import Rag
from partnership.dates import add_months
from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from partnership.programmes.periods import LONDON
from partnership.workbook.illustrative import INVENTED, REFERENCE, SHARED_SHEETS, workbook
from partnership.workbook.sheets import SHEETS

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
AWKWARD_DAYS = [
    TODAY,
    date(2027, 1, 31),
    date(2028, 2, 29),
    date(2026, 12, 31),
    date(2027, 10, 1),
]


def load_on(day: date) -> Programme:
    """Load it as on that day, and return it."""
    with time_machine.travel(datetime.combine(day, time(9), LONDON), tick=False):
        call_command("load_illustrative", verbosity=0)
    return Programme.objects.get(is_illustrative=True)


def everything() -> str:
    """All records of all sheets, as text."""
    models = [sheet.model for sheet in SHEETS]
    return "\n".join(
        serializers.serialize("json", model.objects.order_by("pk"), indent=1) for model in models
    )


def plan_on(day: date) -> PlanPart:
    return plan_part(load_on(day), as_at=day)


@pytest.mark.parametrize("today", AWKWARD_DAYS, ids=str)
def test_it_loads_and_today_is_in_month_10(today: date) -> None:
    programme = load_on(today)

    assert programme.month_on(today) == 10
    assert programme.start_month.day == 1


@pytest.mark.parametrize("today", AWKWARD_DAYS, ids=str)
def test_every_status_is_seen_in_its_plan(today: date) -> None:
    tally = plan_on(today).tally

    assert {rag for rag in Rag if not tally[rag]} <= {Rag.NOT_STARTED}
    assert tally[Rag.COMPLETE] == 6
    assert tally[Rag.NOT_NEEDED] == 1
    assert tally[Rag.RED] == 2


def test_loading_twice_changes_nothing() -> None:
    load_on(TODAY)
    before = everything()

    load_on(TODAY)

    assert everything() == before


@pytest.mark.parametrize("months", [1, 2, 14])
def test_loading_months_later_changes_nothing(months: int) -> None:
    start = load_on(TODAY).start_month
    before = everything()

    programme = load_on(add_months(TODAY, months))

    assert programme.start_month == start
    assert everything() == before


def test_a_programme_of_that_slug_that_is_real_does_not_give_its_start() -> None:
    call_command("load_programme", str(REFERENCE), verbosity=0)

    programme = load_on(TODAY)

    assert programme.start_month == date(2026, 2, 1)
    assert Programme.objects.count() == 2


def test_it_says_that_it_is_illustrative() -> None:
    programme = load_on(TODAY)

    assert programme.name.startswith("Illustrative programme")
    assert programme.is_illustrative


def test_its_plan_is_the_reference_programmes() -> None:
    call_command("load_programme", str(REFERENCE), verbosity=0)
    load_on(TODAY)
    reference, illustrative = Programme.objects.order_by("is_illustrative")

    def plan(programme: Programme) -> list[tuple[object, ...]]:
        return list(
            programme.milestones.values_list(
                "reference", "title", "due_month", "scope", "outputs__text", "targets__wanted"
            )
        )

    assert len(plan(reference)) == 23
    assert plan(illustrative) == plan(reference)


def test_what_is_shared_is_not_written_twice() -> None:
    sheets = {sheet.title: sheet for sheet in workbook(TODAY).sheets()}

    for name in SHARED_SHEETS:
        assert "source" not in sheets[name].headers
    assert "Final project report" not in INVENTED.read_text()


def test_a_date_moved_by_a_decision_still_counts_as_late() -> None:
    plan = plan_on(TODAY)

    (moved,) = DeliveryUpdate.objects.exclude(said_agreed_on=None)
    assert moved.decision is not None
    assert moved.reason
    (row,) = (
        row
        for row in plan.deliveries
        if (row.milestone.reference, row.area_slug) == ("M3", "coast")
    )
    assert row.status.rag is Rag.RED
    assert row.overdue_days == 0


def test_a_milestone_that_waits_for_a_later_one_says_so() -> None:
    waiting = [
        (row.milestone.reference, row.area_slug)
        for row in plan_on(TODAY).deliveries
        if "depends on" in row.status.why
    ]

    assert waiting == [("M5", "coast")]


def test_one_milestone_was_finished_early() -> None:
    early = [
        (row.milestone.reference, row.area_slug)
        for row in plan_on(TODAY).deliveries
        if row.status.rag is Rag.COMPLETE and row.standing.slip_days < -28
    ]

    assert early == [("M3", "north")]


def test_what_is_not_needed_was_decided() -> None:
    load_on(TODAY)

    (descoped,) = DeliveryUpdate.objects.filter(said_stage="not-needed")
    assert "leaves out M6" in str(descoped.decision)


def test_events_are_many_and_of_many_kinds() -> None:
    events = load_on(TODAY).events.select_related("kind")
    statuses = Counter(event.status for event in events)

    assert 25 <= len(events) <= 40
    assert len({event.kind for event in events}) >= 9
    assert statuses["planned"] >= 5
    assert statuses["cancelled"] == 3


def test_counts_are_exact_about_at_least_and_not_recorded() -> None:
    load_on(TODAY)
    counts = [
        (count.qualifier, count.value is None)
        for event in Programme.objects.get().events.all()
        for count in event.counts.all()
    ]

    assert {("exact", False), ("about", False), ("at-least", False), ("exact", True)} <= set(counts)


def test_actions_are_open_overdue_done_and_dropped() -> None:
    programme = load_on(TODAY)
    actions = [action for group in programme.groups.all() for action in group.actions.all()]
    still_open = [action for action in actions if not (action.done_on or action.dropped_on)]

    assert any(action.due_on and action.due_on < TODAY for action in still_open)
    assert any(action.due_on and action.due_on > TODAY for action in still_open)
    assert any(action.done_on for action in actions)
    assert any(action.dropped_on for action in actions)


def test_meetings_were_held_cancelled_and_are_planned() -> None:
    programme = load_on(TODAY)
    statuses = {
        meeting.status for group in programme.groups.all() for meeting in group.meetings.all()
    }

    assert statuses == {"held", "cancelled", "planned"}


def test_its_organisations_and_areas_are_plainly_invented() -> None:
    programme = load_on(TODAY)

    assert Organisation.objects.count() == 22
    for organisation in Organisation.objects.all():
        assert organisation.name.startswith("Illustrative ")
    for area in programme.areas.all():
        assert area.name.startswith("Area ")
    for body in programme.reporting_bodies.all():
        assert "llustrative" in body.name


def test_its_file_holds_no_personal_detail() -> None:
    text = INVENTED.read_text()

    assert not re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b", text)
    assert "@" not in text
    assert not re.search(r"(?<![\d-])0[\d ]{8,}", text)
