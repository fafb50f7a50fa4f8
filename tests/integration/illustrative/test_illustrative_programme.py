"""What the illustrative programme shows: a living programme, plainly invented."""

import re
from collections import Counter

import pytest

from milestones.collect import PlanPart, plan_part
from milestones.models import DeliveryUpdate
from milestones.schedule import Rag
from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING
from partnership.workbook.illustrative import INVENTED, SHARED_SHEETS, workbook
from pilots.models import (
    CountCorrection,
    EventCount,
    EventPartner,
    EventResource,
    FeedbackAnswer,
)
from pilots.presenters.events import figure
from tests.support.illustrative import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(programme: Programme) -> PlanPart:
    return plan_part(programme, as_at=TODAY, reach=EVERYTHING)


def test_it_says_that_it_is_illustrative(programme: Programme) -> None:
    assert programme.name.startswith("Illustrative programme")
    assert programme.is_illustrative


def test_what_is_shared_is_not_written_twice() -> None:
    sheets = {sheet.title: sheet for sheet in workbook(TODAY).sheets()}

    for name in SHARED_SHEETS:
        assert "source" not in sheets[name].headers
    assert "Final project report" not in INVENTED.read_text()


def test_a_date_moved_by_a_decision_still_counts_as_late(plan: PlanPart) -> None:
    moved = DeliveryUpdate.objects.exclude(said_agreed_on=None)
    assert all(update.decision and update.decision.authorises_plan_change for update in moved)
    assert all(update.reason for update in moved)
    (row,) = (
        row
        for row in plan.deliveries
        if (row.milestone.reference, row.area_slug) == ("M3", "coast")
    )
    assert row.status.rag is Rag.RED
    assert row.overdue_days == 0
    assert row.times_moved == 2


def test_a_milestone_that_waits_for_a_later_one_says_so(plan: PlanPart) -> None:
    waiting = [
        (row.milestone.reference, row.area_slug)
        for row in plan.deliveries
        if "depends on" in row.status.why
    ]

    assert waiting == [("M5", "coast")]


def test_one_milestone_was_finished_early(plan: PlanPart) -> None:
    early = [
        (row.milestone.reference, row.area_slug)
        for row in plan.deliveries
        if row.status.rag is Rag.COMPLETE and row.standing.slip_days < -28
    ]

    assert early == [("M3", "north")]


def test_what_is_not_needed_was_decided(programme: Programme) -> None:
    (descoped,) = DeliveryUpdate.objects.filter(
        delivery__programme=programme, said_stage="not-needed"
    )
    assert "leaves out M6" in str(descoped.decision)


def test_events_are_many_and_of_many_kinds(programme: Programme) -> None:
    events = programme.events.select_related("kind")
    statuses = Counter(event.status for event in events)

    assert 25 <= len(events) <= 40
    assert len({event.kind for event in events}) >= 9
    assert statuses["planned"] >= 5
    assert statuses["cancelled"] == 3
    assert statuses["held"] >= 5
    assert statuses["confirmed"] >= 5
    assert all(event.cancelled_why for event in events if event.status == "cancelled")
    assert any(event.starts_at and event.ends_at for event in events)
    assert any(event.ends_on for event in events)
    assert any(event.repeats for event in events)


def test_kinds_ask_for_different_things(programme: Programme) -> None:
    kinds = programme.event_kinds.all()

    for name in ("footfall", "sectors", "activities", "consultation", "resources"):
        asks = {getattr(kind, f"asks_{name}") for kind in kinds}
        assert asks == {True, False}, name
    assert {kind.held_by for kind in kinds} == {"", "area", "programme"}
    assert any(kind.is_retired for kind in kinds)


def test_a_confirmed_count_was_corrected_and_one_came_late(programme: Programme) -> None:
    corrected = CountCorrection.objects.filter(event__programme=programme)
    counts = EventCount.objects.filter(event__programme=programme)

    assert corrected
    for each in corrected:
        assert each.event.status == "confirmed"
        now = counts.get(event=each.event, type=each.type, group=each.group)
        assert each.became == figure(now.value, now.qualifier)
    assert counts.exclude(reported_on=None).exists()


def test_people_by_sector_are_no_more_than_attended(programme: Programme) -> None:
    counted = 0
    for event in programme.events.filter(participants__isnull=False).distinct():
        assert event.kind.asks_sectors
        sectors = [each.value for each in event.participants.all()]
        attended = sum(count.value or 0 for count in event.counts.filter(type="attendance"))
        assert sum(value or 0 for value in sectors) <= attended, event.slug
        counted += 1

    assert counted >= 8


def test_partners_were_commissioned_or_gave_in_kind(programme: Programme) -> None:
    partners = EventPartner.objects.filter(event__programme=programme)

    assert {partner.given for partner in partners} == {"commissioned", "in-kind", ""}
    assert any(partner.worth for partner in partners)
    assert any(partner.cost for partner in partners)


def test_learning_resources_were_used_in_the_versions_of_their_day(programme: Programme) -> None:
    used = EventResource.objects.filter(event__programme=programme)

    assert len({each.version.resource for each in used}) >= 2
    assert {each.version.number for each in used} == {1, 2}
    for each in used:
        assert each.version.reported_on <= each.event.happened.last
        assert each.version.resource.area in (None, each.event.area)


def test_two_events_have_answers_plainly_invented(programme: Programme) -> None:
    answers = FeedbackAnswer.objects.filter(event__programme=programme)
    numbers = Counter(answers.values_list("event__slug", flat=True))
    comments = {answer.comment for answer in answers if answer.comment}

    assert sorted(numbers.values()) == [7, 34]
    assert all(comment.startswith("Invented answer: ") for comment in comments)
    assert all(answer.received_on <= TODAY for answer in answers)


def test_counts_are_exact_about_at_least_and_not_recorded(programme: Programme) -> None:
    counts = [
        (count.qualifier, count.value is None)
        for event in programme.events.all()
        for count in event.counts.all()
    ]

    assert {("exact", False), ("about", False), ("at-least", False), ("exact", True)} <= set(counts)


def test_actions_are_open_overdue_done_and_dropped(programme: Programme) -> None:
    actions = [action for group in programme.groups.all() for action in group.actions.all()]
    still_open = [action for action in actions if not (action.done_on or action.dropped_on)]

    assert any(action.due_on and action.due_on < TODAY for action in still_open)
    assert any(action.due_on and action.due_on > TODAY for action in still_open)
    assert any(action.done_on for action in actions)
    assert any(action.dropped_on for action in actions)


def test_meetings_were_held_cancelled_and_are_planned(programme: Programme) -> None:
    statuses = {
        meeting.status for group in programme.groups.all() for meeting in group.meetings.all()
    }

    assert statuses == {"held", "cancelled", "planned"}


def test_its_organisations_and_areas_are_plainly_invented(programme: Programme) -> None:
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
