"""A milestone's page: its whole story, from the plan that was in force on the day."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from milestones.actions.updates import UpdateRow
from milestones.models import (
    Delivery,
    DeliveryUpdate,
    Judgement,
    OutputDelivered,
    PlanAnswer,
    PlanVersion,
    Risk,
)
from milestones.plan import Plan, to_json
from milestones.schedule import Stage
from partnership.people.models import Role
from partnership.programmes.models import Programme
from tests.support.builders import START, a_decision, a_group, a_person, a_source, an_event
from tests.support.plans import a_milestone, a_plan, said, write_down
from tests.support.reading import client_of

pytestmark = pytest.mark.django_db
DAY = date(2019, 3, 1)


@pytest.fixture(autouse=True)
def plan(programme: Programme) -> Programme:
    a_plan(programme)
    a_milestone(programme, "M1", due_month=6)
    return programme


def page(programme: Programme, client, reference: str = "M1", day: str = "", **more) -> str:
    address = reverse("milestone", args=[programme.slug, reference])
    answer = client.get(address, {**({"as_at": day} if day else {}), **more}, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def version_after(programme: Programme, change, day: date = date(2019, 5, 1)) -> PlanVersion:
    """A second version, in force from a day, whose plan is the first one's changed."""
    first = programme.plan_versions.get()
    content = to_json(change(first.plan))
    return PlanVersion.objects.create(
        programme=programme, number=2, state="published", in_force_on=day, based_on=first,
        published_at=first.published_at, content=content, why="The schools asked for it.",
    )  # fmt: skip


def rename(plan: Plan) -> Plan:
    return plan.with_row(replace(plan.milestones[0], reference="M9", due_month=8))


def drop(plan: Plan) -> Plan:
    return plan.without(plan.milestones[0].key)


def delivery(programme: Programme, area: str = "area-0") -> Delivery:
    return programme.deliveries.get(area__slug=area)


def test_it_is_worded_as_the_plan_of_the_day_has_it(programme, viewer):
    version_after(programme, rename)
    before = page(programme, viewer, day="2019-04-30")
    assert "end of month 6" in before
    assert "Moved in" not in before
    after = page(programme, viewer, "M9", day="2019-05-01")
    assert "end of month 8" in after
    assert "Moved in" in after
    assert "The schools asked for it." in after
    assert "<del>M1</del> → <ins>M9</ins>" in after


@pytest.mark.parametrize(("day", "asked", "led_to"), [("", "M1", "M9"), ("2019-04-01", "M9", "M1")])
def test_the_name_of_another_day_leads_to_the_milestone(programme, viewer, day, asked, led_to):
    version_after(programme, rename)
    address = reverse("milestone", args=[programme.slug, asked])
    answer = viewer.get(address, {"as_at": day} if day else {})
    assert answer.status_code == 302
    assert reverse("milestone", args=[programme.slug, led_to]) in answer["Location"]
    assert day in answer["Location"]


def test_one_that_was_dropped_is_still_told_of(programme, viewer):
    said(delivery(programme), UpdateRow(1, DAY, Stage.STARTED, note="Begun in earnest"))
    version_after(programme, drop)
    found = page(programme, viewer)
    assert "does not have this milestone any more" in found
    assert "Begun in earnest" in found
    assert "Dropped in" in found


def test_what_areas_answered_stands_by_the_version(programme, viewer):
    version = version_after(programme, rename)
    row = programme.milestones.get()
    areas = programme.areas.order_by("position")
    for area, accepted, reason in ((areas[0], True, ""), (areas[1], False, "The hall is let")):
        PlanAnswer.objects.create(
            version=version, milestone=row, area=area, is_accepted=accepted, reason=reason,
            reported_on=date(2019, 5, 2),
        )  # fmt: skip
    found = page(programme, viewer, "M9")
    assert "Accepted: Area 0" in found
    assert "Declined: Area 1 – The hall is let" in found
    assert "Accepted: Area 0" not in page(programme, viewer, "M9", day="2019-05-01")


def test_only_what_somebody_typed_afterwards_is_a_late_entry(programme, viewer):
    late = said(delivery(programme), UpdateRow(1, DAY, Stage.STARTED, note="Typed"))
    assert "Late entry" not in page(programme, viewer)  # from a workbook: nobody typed it
    DeliveryUpdate.objects.update(by=a_person(Role.AREA_MANAGER, late.area))
    assert "Late entry, recorded" in page(programme, viewer)
    DeliveryUpdate.objects.update(source=a_source(programme))
    assert "Late entry" not in page(programme, viewer)


def test_evidence_risks_and_judgements_stand_in_it(programme, viewer):
    row = programme.milestones.get()
    output = row.outputs.create(number=1, text="A folder")
    write_down(programme)
    event = an_event(programme, "Folder day")
    here = delivery(programme)
    OutputDelivered.objects.create(
        delivery=here, output=output, evidence="On the shelf", event=event,
        link="https://example.org/folder", reported_on=DAY,
    )  # fmt: skip
    risk = Risk.objects.create(programme=programme, reference="R1", title="Rain", reported_on=START)
    risk.bears_on.create(milestone=row)
    risk.reviews.create(number=1, likelihood=2, impact=4, reported_on=DAY)
    Judgement.objects.create(
        delivery=here, rag="Green", reason="Half is there", ends_on=date(2019, 9, 1),
        withdrawn_on=date(2019, 4, 1), reported_on=DAY,
    )  # fmt: skip

    found = page(programme, viewer)

    assert "On the shelf" in found
    assert 'href="https://example.org/folder"' in found
    assert "Folder day</a>" in found
    assert "R1 Rain</a>" in found
    assert "score 8" in found
    assert "Judged Green, taken back 1 April 2019" in found
    assert "Half is there" in found
    early = page(programme, viewer, day="2019-02-28")
    assert "On the shelf" not in early
    assert "Half is there" not in early
    assert "until 1 September 2019" in page(programme, viewer, day="2019-03-05")


def test_a_moved_date_shows_its_decision_and_how_often(programme, viewer):
    decision = a_decision(a_group(programme), "A month later", authorises_plan_change=True)
    rows = [
        UpdateRow(n, DAY, agreed_on=date(2019, 8, n), decision=decision, reason="Rain")
        for n in (1, 2)
    ]
    said(delivery(programme), *rows)
    found = page(programme, viewer)
    assert "Due date moved 2 times" in found
    assert f"decisions/{decision.slug}/" in found


def test_dependencies_stand_both_ways_with_what_they_push(programme, viewer):
    second = a_milestone(programme, "M2", due_month=9)
    second.needs.create(needs=programme.milestones.get(reference="M1"))
    write_down(programme)
    late = programme.deliveries.get(milestone__reference="M1", area__slug="area-0")
    said(late, UpdateRow(1, DAY, Stage.STARTED, forecast_on=date(2019, 7, 20)))
    first, then = (page(programme, viewer, each, day="2019-04-01") for each in ("M1", "M2"))
    assert "Pushes M2, Area 0 to 20 October 2019" in first
    assert "Pushed to 20 October 2019 by M1, Area 0" in then
    assert "Title of M2</a>" in first.split("These wait for it")[1]
    assert "Title of M1</a>" in then.split("It waits for")[1].split("These wait")[0]


def test_only_those_who_may_are_offered_to_change_it_and_only_today(programme):
    area = programme.areas.get(slug="area-0")
    manager = client_of(a_person(Role.AREA_MANAGER, area))
    found = page(programme, manager)
    assert "/milestones/M1/owner/area-0/" in found
    assert "/milestones/M1/update/area-0/" in found
    assert "/update/" not in page(programme, manager, day="2019-04-01")
    assert "/update/" not in page(programme, client_of(a_person(Role.VIEWER, programme)))


def test_old_reports_are_a_link_away(programme, viewer):
    said(
        delivery(programme),
        *(UpdateRow(n, DAY, note=f"Word number {n:02}") for n in range(1, 41)),
    )
    short = page(programme, viewer)
    assert "Word number 40" in short
    assert "Word number 10" not in short
    assert "Show 10 earlier reports" in short
    assert "Word number 01" in page(programme, viewer, told="all")


def test_how_its_date_moved_is_drawn_with_its_table_from_all_that_was_reported(programme, viewer):
    assert "How its date moved" not in page(programme, viewer)
    said(
        delivery(programme),
        UpdateRow(1, DAY, Stage.STARTED, forecast_on=date(2019, 9, 30), reason="No room"),
        *(UpdateRow(n, DAY, note=f"Word number {n:02}") for n in range(2, 41)),
    )
    whole = page(programme, viewer, told="all")
    assert 'class="trend__picture"' in whole
    assert "moved once, expected 30 September 2019" in whole
    assert "What was expected at each update" in whole
    assert 'class="trend__picture"' not in page(programme, viewer)  # not of a part of it


def test_a_story_of_fifty_words_takes_the_queries_of_one(programme, viewer, queries_of):
    address = reverse("milestone", args=[programme.slug, "M1"])
    row = programme.milestones.get()
    outputs = [row.outputs.create(number=n, text=f"Output {n}") for n in range(25)]
    write_down(programme)
    costs = []
    for numbers in (range(1), range(1, 25)):
        for n in numbers:
            risk = Risk.objects.create(
                programme=programme, reference=f"R{n}", title="A risk", reported_on=START
            )
            risk.bears_on.create(milestone=row)
            for here in programme.deliveries.all():
                said(here, UpdateRow(n, DAY, Stage.STARTED))
                OutputDelivered.objects.create(
                    delivery=here, output=outputs[n], evidence="There", reported_on=DAY
                )
        costs.append(queries_of(viewer, address))
    assert costs[0] == costs[1] <= 15
