"""What can't be so in versions of the plan, in deliveries, judgements and tests is said."""

import pytest

from milestones.models import Delivery, Judgement, PlanVersion
from partnership.workbook.loading import Loaded
from tests.integration.workbook.conftest import (
    Rows,
    Spoil,
    add,
    both,
    faults_of,
    load_spoilt,
    put,
    without_versions,
)

pytestmark = pytest.mark.django_db

JUDGEMENT = {
    "milestone": "M2",
    "area": "east-quay",
    "rag": "Red",
    "reason": "Rain.",
    "ends_on": "2024-08-01",
    "reported_on": "2024-07-01",
}
NO_SUCH_PLAN = {
    "a version in a circle": (
        put("plan_rows", 3, depends_on="M2"),
        "plan_versions, row 1, number: These wait for each other in a circle: M",
    ),
    "a month after the programme's last": (
        put("plan_rows", 2, due_month="13"),
        "plan_rows, row 2, milestone: M2a is due in month 13, but the programme has months 0"
        " (before the start) to 12.",
    ),
    "a reference that stands twice": (
        put("plan_rows", 2, reference="m1"),
        "plan_rows, row 1, milestone: M1 (Posts filled) has the reference of another milestone.",
    ),
    "a phase that the version has not": (
        put("plan_rows", 2, phase="3"),
        "plan_rows, row 2, milestone: M2a is in a phase that the plan does not have.",
    ),
    "a milestone that needs what the version dropped": (
        put("plan_rows", 5, depends_on="M1; M3"),
        "plan_rows, row 5, milestone: M2 depends on 1 that the plan does not have.",
    ),
    "a version without a row before another": (
        both(
            add("plan_versions", number="3", in_force_on="2024-06-01"),
            add("plan_versions", number="4", in_force_on="2024-06-01"),
        ),
        "plan_versions, row 3, number: The plan has no milestone.",
    ),
    "a version that is missing": (
        lambda rows: [row.update(number="4") for row in rows["plan_versions"][1:]],
        "plan_versions, row 2, number: Version 2 is missing before it.",
    ),
    "a version before the one before it": (
        put("plan_versions", 2, in_force_on="2024-01-31"),
        "plan_versions, row 2, in_force_on: It would be in force before version 1 is."
        " Write 2024-02-01 or a later day.",
    ),
    "a version by a decision that authorises nothing": (
        put("decisions", 3, authorises_plan_change=None),
        "plan_versions, row 2, decision: That decision does not authorise a change of the plan.",
    ),
    "a version before its decision was known": (
        put("decisions", 3, reported_on="2024-05-21"),
        "plan_versions, row 2, decision: That decision was reported on 2024-05-21, later",
    ),
    "a decision of another programme": (
        put("plan_versions", 2, decision="of-others"),
        "plan_versions, row 2, decision: “of-others” is nowhere in sheet decisions.",
    ),
    "a row of no version": (
        put("plan_rows", 1, version="3"),
        "plan_rows, row 1, version: “3” is nowhere in sheet plan_versions.",
    ),
    "an output of a row that the version has not": (
        both(
            lambda rows: rows["plan_rows"].pop(1),
            lambda rows: [row.update(position="2") for row in rows["plan_rows"][1:2]],
        ),
        "plan_outputs, row 1, milestone: “M2” is nowhere in sheet plan_rows, version “1”.",
    ),
    "places with a gap": (
        put("plan_rows", 2, position="4"),
        "plan_rows, row 2, position: 3 is missing. Count 1, 2, 3 and so on.",
    ),
    "a place that stands twice": (
        put("plan_rows", 2, position="1"),
        "plan_rows, row 2, position: 1 stands twice.",
    ),
    "a dropped row before one that is not": (
        both(put("plan_rows", 5, position="3"), put("plan_rows", 6, position="2")),
        "plan_rows, row 5, position: It stands after a row that was dropped.",
    ),
    "outputs gone that are no numbers": (
        put("plan_rows", 5, gone_outputs="the flag"),
        "plan_rows, row 5, gone_outputs: “the flag” is not the number of an output.",
    ),
    "a target of nothing": (
        put("plan_targets", 1, wanted="0"),
        "plan_targets, row 1, wanted: A target wants at least 1.",
    ),
    "a target that counts events of no kind": (
        put("plan_targets", 2, event_kind=None),
        "plan_targets, row 2, event_kind: A target that counts events names their kind",
    ),
    "a target of events with contexts": (
        put("targets", 1, contexts="complex-needs"),
        "targets, row 1, contexts: Contexts count towards it, but it counts something else.",
    ),
    "a target of more contexts than count": (
        put("plan_targets", 3, wanted="2"),
        "plan_targets, row 3, contexts: It wants 2, but names only 1.",
    ),
    "a target of a context that is none": (
        put("targets", 2, contexts="simple-needs"),
        "targets, row 2, contexts: “simple-needs” is nowhere in sheet test_contexts.",
    ),
}
NO_SUCH_RECORD = {
    "a milestone called like a page": (
        put("milestones", 1, reference="timeline"),
        "milestones, row 1, reference: timeline is the address of a page.",
    ),
    "a milestone that no address can name": (
        put("milestones", 1, reference="M1/2"),
        "milestones, row 1, reference: M1/2 can’t stand in the address of a page.",
    ),
    "an update by a decision that authorises nothing": (
        put("decisions", 1, authorises_plan_change=None),
        "updates, row 2, decision: That decision does not authorise a change of the plan."
        " Name one that does, or write yes in its authorises_plan_change.",
    ),
    "an update before its decision was known": (
        put("decisions", 1, reported_on="2024-06-11"),
        "updates, row 2, decision: That decision was reported on 2024-06-11, later than this.",
    ),
    "an area that starts in a year that is none": (
        put("areas", 2, start_month="9999-12"),
        "areas, row 2, start_month: An area starts in a year from 1900 to 2200.",
    ),
    "a delivery that works to no version": (
        put("deliveries", 1, works_to="3"),
        "deliveries, row 1, works_to: “3” is nowhere in sheet plan_versions.",
    ),
    "judgements with a gap": (
        put("judgements", 1, number="2"),
        "judgements, row 1, number: 1 is missing. Count 1, 2, 3 and so on.",
    ),
    "a judgement counted from 0": (
        put("judgements", 1, number="0"),
        "judgements, row 1, number: It counts from 1.",
    ),
    "a judgement taken back before it was made": (
        put("judgements", 1, withdrawn_on="2024-06-09"),
        "judgements, row 1, withdrawn_on: It was made on 2024-06-10, later than this.",
    ),
    "a judgement that is no status": (
        put("judgements", 1, rag="amber"),
        "judgements, row 1, rag: “amber” is not a choice. Write Complete, Not needed, Red,",
    ),
    "a test in another area's venue": (
        put("service_tests", 1, venue="west-quay/hall"),
        "service_tests, row 1, venue: “west-quay/hall” is not in area “east-quay”.",
    ),
    "a test that ended before it began": (
        put("service_tests", 1, ended="2024-02"),
        "service_tests, row 1, ended: It began on 2024-03, and can't end before.",
    ),
    "a test that was stopped without a word": (
        put("service_tests", 1, findings=None),
        "service_tests, row 1, findings: It was stopped, without a word on why. Write why.",
    ),
    "an end that was reported, and is none": (
        put("service_tests", 1, ended=None, is_stopped=None),
        "service_tests, row 1, end_reported_on: It has no end.",
    ),
    "a cycle of no test": (
        put("pdsa_cycles", 1, service_test="tables"),
        "pdsa_cycles, row 1, service_test: “tables” is nowhere in sheet service_tests.",
    ),
    "a risk that bears on nothing": (
        put("risks", 1, milestones="M1; M9"),
        "risks, row 1, milestones: “M9” is nowhere in sheet milestones.",
    ),
}


@pytest.mark.parametrize(
    ("spoil", "words"),
    [*NO_SUCH_PLAN.values(), *NO_SUCH_RECORD.values()],
    ids=[*NO_SUCH_PLAN, *NO_SUCH_RECORD],
)
def test_a_fault_of_the_plan_is_said_and_nothing_is_loaded(spoil: Spoil, words: str) -> None:
    faults = [str(fault) for fault in faults_of(spoil)]

    assert [fault for fault in faults if fault.startswith(words)] != [], faults


FROZEN = {
    "its day": put("plan_versions", 2, in_force_on="2024-05-21"),
    "its decision": put("plan_versions", 2, decision="later"),
    "a row": put("plan_rows", 2, title="Groups never begin"),
    "a row more": add("plan_phases", version="1", number="2", name="More"),
    "a part": put("plan_parts", 1, text="Find no rooms."),
    "an output": put("plan_outputs", 1, text="No group"),
    "a target": put("plan_targets", 1, wanted="5"),
}


@pytest.mark.parametrize("spoil", FROZEN.values(), ids=FROZEN)
def test_a_published_version_never_changes(loaded: Loaded, spoil: Spoil) -> None:
    faults = faults_of(spoil)

    assert len(faults) == 1
    assert "was published, and never changes" in faults[0].wrong


def test_versions_that_the_file_lacks_are_kept(loaded: Loaded) -> None:
    def spoil(rows: Rows) -> None:
        without_versions(rows)
        del rows["deliveries"]

    again = load_spoilt(spoil)

    assert not again.changed_anything
    assert PlanVersion.objects.count() == 2
    assert {count.sheet: count.kept for count in again.counts if count.kept} == {
        "plan_answers": ("2/M2/east-quay/yes", "2/M2/west-quay/no")
    }


def test_judgements_are_counted_in_the_order_in_which_they_were_made(loaded: Loaded) -> None:
    def spoil(rows: Rows) -> None:
        rows["judgements"] += [{**JUDGEMENT, "number": "3"}, {**JUDGEMENT, "number": "2"}]
        rows["judgements"][1]["reason"] = "More rain."

    load_spoilt(spoil)

    assert [each.reason for each in Judgement.objects.order_by("pk")] == [
        "Two chairs are missing.",
        "Rain.",
        "More rain.",
    ]
    assert not load_spoilt(spoil).changed_anything


def test_a_delivery_begins_with_the_version_that_first_had_its_milestone(loaded: Loaded) -> None:
    """It is dated from the area's own start: month 1 of West Quay is March."""
    rows = {str(row): row for row in Delivery.objects.select_related("works_to")}
    begun, moved = rows["M2, West Quay"], rows["M3, West Quay"]

    assert begun.baseline_on.isoformat() == "2024-08-31"
    assert begun.works_to
    assert begun.works_to.number == 1
    assert moved.from_on.isoformat() == "2024-03-02"
    assert "M3, East Quay" not in rows


def test_a_delivery_begun_later_has_the_dates_of_that_version(db: None) -> None:
    late = put("deliveries", 2, from_on="2024-05-20")
    load_spoilt(both(late, put("plan_rows", 5, due_month="7"), put("milestones", 2, due_month="7")))

    delivery = Delivery.objects.get(area__slug="west-quay", milestone__reference="M2")
    assert delivery.baseline_on.isoformat() == "2024-09-30"
    assert delivery.works_to
    assert delivery.works_to.number == 2
