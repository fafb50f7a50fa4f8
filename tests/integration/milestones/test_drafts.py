"""The draft of the next plan: begun, changed by several people, published or thrown away."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from milestones.actions import drafts
from milestones.actions.areas import start_area
from milestones.actions.versions import newest_version, plan_in_tables, take_in
from milestones.models import Delivery, Milestone, Output, OutputDelivered, PlanVersion
from milestones.plan import PlannedOutput, PlannedPhase, PlannedTarget
from milestones.selectors.plan_versions import told_of
from milestones.selectors.plans import plan_at
from partnership.people.history import history_of
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.programmes.models import Phase
from partnership.programmes.reach import Reach
from tests.support.builders import (
    START,
    a_decision,
    a_group,
    a_kind,
    a_programme,
    an_area,
)
from tests.support.drafting import Drafting
from tests.support.plans import a_milestone, a_plan

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = timedelta(days=1)


@pytest.fixture
def drafting():
    programme = a_plan(areas=1)
    for number in (1, 2, 3):
        a_milestone(programme, f"M{number}", due_month=number * 3)
    return Drafting(programme)


# -- Drafts -----------------------------------------------------------------------


def test_there_is_one_draft_whoever_begins_it(drafting):
    assert drafting.draft == drafting.draft
    assert drafting.plan == newest_version(drafting.programme).plan
    assert PlanVersion.objects.filter(state="draft").count() == 1


def test_two_people_change_different_rows_and_both_stay(drafting):
    first, second = drafting.row("M1"), drafting.row("M2")
    given = {"programme": drafting.programme, "by": drafting.manager}
    drafts.change_row(row=replace(first, title="One"), seen=first.fingerprint, **given)
    drafts.change_row(row=replace(second, title="Two"), seen=second.fingerprint, **given)
    assert [row.title for row in drafting.plan.milestones[:2]] == ["One", "Two"]


def test_the_second_to_change_a_row_is_told_how_it_stands(drafting):
    seen = drafting.row("M1")
    drafting.change("M1", title="Theirs")
    with pytest.raises(ChangedMeanwhileError) as told:
        drafts.change_row(
            programme=drafting.programme,
            row=replace(seen, title="Mine"),
            seen=seen.fingerprint,
            by=drafting.manager,
        )
    assert told.value.now.title == "Theirs"
    assert drafting.row("M1").title == "Theirs"


def test_what_was_done_to_a_draft_is_told_step_by_step(drafting):
    drafting.change("M1", due_month=4, title="Another")
    drafting.drop("M2")
    drafting.restore("M2")
    drafting.add("M9")
    key = drafting.row("M9").key
    drafts.move_row(programme=drafting.programme, key=key, to=0, by=drafting.manager)
    drafts.move_row(programme=drafting.programme, key=key, to=0, by=drafting.manager)
    version = drafting.publish()
    assert [line.sentence for line in reversed(told_of(version))] == [
        "began a draft from version 1",
        "changed M1: title, due",
        "dropped M2",
        "restored M2",
        "added M9",
        "moved M9 to place 1",
        "published it as version 2",
    ]


def test_steps_at_what_is_gone_are_refused_or_do_nothing(drafting):
    row, draft = drafting.row("M1"), drafting.draft
    given = {"programme": drafting.programme, "by": drafting.manager}
    drafting.drop("M1")
    drafts.drop_row(key=row.key, **given)
    with pytest.raises(RefusedError, match="was dropped from the draft"):
        drafts.change_row(row=row, seen=row.fingerprint, **given)
    with pytest.raises(RefusedError, match="was dropped from the draft"):
        drafts.move_row(key=row.key, to=1, **given)
    drafts.throw_away(draft=draft.pk, **given)
    drafts.throw_away(draft=draft.pk, **given)
    with pytest.raises(RefusedError, match="The draft is gone"):
        drafts.change_row(row=row, seen=row.fingerprint, **given)


def test_phases_are_changed_unless_somebody_was_quicker(drafting):
    seen = drafting.plan.phases_fingerprint
    given = {"programme": drafting.programme, "seen": seen, "by": drafting.manager}
    phases = [PlannedPhase(2, "Scale-up"), PlannedPhase(1, "First areas")]
    drafts.set_phases(phases=phases, **given)
    assert [phase.words for phase in drafting.plan.phases] == [
        "Phase 1 First areas",
        "Phase 2 Scale-up",
    ]
    with pytest.raises(ChangedMeanwhileError):
        drafts.set_phases(phases=[PlannedPhase(1, "Mine")], **given)


# -- Published ----------------------------------------------------------------------


def test_a_published_plan_is_in_the_tables_and_in_the_history(drafting):
    """References swapped, a row added that another needs, outputs and targets changed."""
    programme = drafting.programme
    a_kind(programme, "Fun day")
    drafting.change("M1", reference="M2", outputs=(PlannedOutput(1, "Report"),))
    row = next(row for row in drafting.plan.milestones if row.title == "Title of M2")
    target = PlannedTarget(1, 4, "fun days", "each-area", "events", "fun-day")
    drafts.change_row(
        programme=programme,
        row=replace(row, reference="M1", targets=(target,), parts=("Ask", "Listen")),
        seen=row.fingerprint,
        by=drafting.manager,
    )
    new = drafting.add("M9", due_month=9)
    drafting.change("M3", needs=(new,), due_month=24)
    version = drafting.publish()
    assert plan_in_tables(programme, version) == version.plan
    assert take_in(programme=programme, why="Again", by=None) is None
    swapped = programme.milestones.get(title="Title of M1")
    assert (swapped.reference, swapped.outputs.get().text) == ("M2", "Report")
    told = history_of(swapped)[0]
    assert told.sentence == "changed the reference from M1 to M2"
    assert told.why == "version 2 of the plan: As decided"
    added = programme.milestones.get(reference="M9")
    assert added.reported_on == TODAY()
    assert list(programme.milestones.get(reference="M3").depends_on.all()) == [added]


def test_what_is_dropped_stays_a_record_and_out_of_the_plan(drafting):
    programme = drafting.programme
    drafting.change("M1", outputs=(PlannedOutput(1, "Report"), PlannedOutput(2, "Film")))
    drafting.publish()
    shown = Output.objects.get(text="Film")
    delivery = programme.deliveries.get(milestone__reference="M1")
    OutputDelivered.objects.create(
        delivery=delivery, output=shown, evidence="A link", reported_on=TODAY()
    )
    kept = drafting.row("M1").outputs[:1]
    drafting.change("M1", outputs=kept, gone_outputs=(2,))
    drafting.drop("M2")
    version = drafting.publish()
    assert OutputDelivered.objects.get().output == shown
    assert Milestone.objects.filter(reference="M2").exists()
    assert take_in(programme=programme, why="A workbook", by=None) is None
    assert [row.reference for row in version.plan.milestones] == ["M1", "M3"]
    drafting.add("M2")
    with pytest.raises(RefusedError, match="reference of a milestone that was dropped"):
        drafting.publish()


def test_a_day_before_a_version_sees_the_plan_before_it(drafting):
    drafting.change("M1", due_month=12)
    drafting.add("M9")
    drafting.publish(in_force_on=TODAY() - DAY)
    before, after = (plan_at(drafting.programme, TODAY() - days * DAY) for days in (2, 1))
    assert [row.due_month for row in before.milestones] == [3, 6, 9]
    assert [row.due_month for row in after.milestones] == [12, 6, 9, 3]


def test_the_first_version_needs_no_decision_and_goes_to_every_area():
    programme = a_programme()
    Phase.objects.create(programme=programme, number=1, name="All of it")
    an_area(programme, "Ash")
    an_area(programme, "Birch", start_month=date(2019, 3, 1))
    drafting = Drafting(programme)
    drafting.add("M1", due_month=12)
    drafting.publish(decision=None, in_force_on=START)
    baselines = Delivery.objects.values_list("area__name", "baseline_on", "from_on")
    assert set(baselines) == {
        ("Ash", date(2019, 12, 31), START),
        ("Birch", date(2020, 2, 29), START),
    }
    assert history_of(Delivery.objects.first())[-1].why == "rolled out with version 1 of the plan"


# -- What can't be published ---------------------------------------------------------


def refused(drafting: Drafting, words: str, **said) -> None:
    before = drafting.draft
    with pytest.raises(RefusedError, match=words):
        drafting.publish(**said)
    assert drafting.draft.content == before.content
    assert newest_version(drafting.programme).number == 1


def test_a_plan_with_a_loop_or_a_month_too_far_is_not_published(drafting):
    keys = {name: drafting.row(name).key for name in ("M1", "M2")}
    drafting.change("M1", needs=(keys["M2"],))
    drafting.change("M2", needs=(keys["M1"],))
    refused(drafting, "M1 → M2 → M1")
    drafting.change("M1", needs=(), due_month=25)
    refused(drafting, "M1 is due in month 25")


def test_a_decision_must_be_of_the_programme_in_reach_and_authorise_it(drafting):
    drafting.change("M1", due_month=4)
    elsewhere = a_group(a_programme("Elsewhere"), name="Their group")
    area = drafting.programme.areas.first()
    local = a_group(drafting.programme, name="Local group", area=area)
    given = {"authorises_plan_change": True}
    refused(drafting, "Choose the decision", decision=None)
    refused(drafting, "not one of this", decision=a_decision(elsewhere, "Go", **given))
    here = a_decision(local, "Go on", **given)
    refused(drafting, "not one of this", decision=here, reach=Reach.of(0))
    refused(drafting, "does not authorise", decision=a_decision(local, "Have tea"))
    later = a_decision(local, "Later", reported_on=TODAY(), **given)
    refused(drafting, "can’t be in force before it", decision=later, in_force_on=TODAY() - DAY)


def test_a_plan_is_in_force_from_no_day_ahead_or_before_the_last(drafting):
    drafting.change("M1", due_month=4)
    refused(drafting, "day to come", in_force_on=TODAY() + DAY)
    refused(drafting, "in force since 1 January 2019", in_force_on=START - DAY)


def test_a_draft_that_changes_nothing_or_names_what_is_gone_is_not_published(drafting):
    refused(drafting, "says the same as version 1")
    target = PlannedTarget(1, 4, "fun days", "each-area", "events", "fun-day")
    drafting.change("M1", targets=(target,))
    refused(drafting, "names fun-day, which the programme no longer has")


def test_a_draft_that_was_overtaken_is_brought_up_to_date_first(drafting):
    programme = drafting.programme
    drafting.change("M1", due_month=4)
    Milestone.objects.filter(reference="M2").update(due_month=8)
    take_in(programme=programme, why="A workbook", by=None)
    with pytest.raises(RefusedError, match="Bring the draft up to date"):
        drafting.publish()
    drafts.bring_up_to_date(programme=programme, by=drafting.manager)
    drafts.bring_up_to_date(programme=programme, by=drafting.manager)
    version = drafting.publish()
    assert [row.due_month for row in version.plan.milestones] == [4, 8, 9]
    assert version.number == 3


def test_who_publishes_sees_what_is_published(drafting):
    seen = drafting.draft.version
    drafting.change("M1", due_month=4)
    with pytest.raises(ChangedMeanwhileError):
        drafting.publish(seen=seen)
    assert newest_version(drafting.programme).number == 1


# -- A new area -----------------------------------------------------------------------


def test_a_new_area_has_every_date_from_its_own_start(drafting):
    programme = drafting.programme
    given = {"programme": programme, "by": drafting.manager}
    drafting.change("M1", due_month=2)
    drafting.publish()
    area, made = start_area(name="Orkney", start_month=date(2020, 1, 1), stage="scale-up", **given)
    dates = [delivery.baseline_on for delivery in made]
    assert dates == [date(2020, 2, 29), date(2020, 6, 30), date(2020, 9, 30)]
    assert {delivery.from_on for delivery in made} == {TODAY()}
    assert area.position == 1
    assert history_of(made[0])[0].why == "began with version 2 of the plan"
    same, dated = start_area(name="Shetland", start_month=START, **given)
    assert same.start_month is None
    assert dated[0].baseline_on == date(2019, 2, 28)


@pytest.mark.parametrize(
    ("name", "month", "words"),
    [
        ("AREA 0", START, "called AREA 0 already"),
        ("Orkney", date(2018, 12, 1), "runs from January 2019 to December 2020"),
        ("Orkney", date(2021, 1, 1), "runs from January 2019 to December 2020"),
    ],
)
def test_an_area_that_can_not_be_is_refused(drafting, name, month, words):
    with pytest.raises(RefusedError, match=words):
        start_area(programme=drafting.programme, name=name, start_month=month, by=drafting.manager)
    assert drafting.programme.areas.count() == 1


def test_there_is_no_area_to_start_without_a_plan():
    drafting = Drafting(a_programme())
    with pytest.raises(RefusedError, match="There is no plan yet"):
        start_area(programme=drafting.programme, name="Ash", start_month=START, by=drafting.manager)
