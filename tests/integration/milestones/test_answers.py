"""What areas answer to a newer plan, and what becomes of their deliveries."""

from datetime import date

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from milestones.actions import answers
from milestones.actions.rollout import roll_out
from milestones.actions.updates import UpdateRow
from milestones.actions.versions import newest_version, plan_in_tables
from milestones.models import Delivery, DeliveryUpdate, PlanAnswer
from milestones.plan_changes import ChangeKind
from milestones.schedule import Stage
from milestones.selectors.answers import asking, waiting_answers
from partnership.people.history import history_of
from partnership.people.models import Role
from partnership.people.refusals import RefusedError
from partnership.programmes.reach import EVERYTHING, Reach
from tests.support.builders import a_person
from tests.support.drafting import Drafting
from tests.support.plans import a_milestone, a_plan, said

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def a_drafting() -> Drafting:
    """A plan of four milestones in two areas and the whole programme, and its manager."""
    programme = a_plan(areas=2)
    for number, is_each in enumerate((True, True, True, False), start=1):
        a_milestone(programme, f"M{number}", due_month=number * 3, in_each_area=is_each)
    return Drafting(programme)


@pytest.fixture
def drafting():
    return a_drafting()


@pytest.fixture
def area(drafting):
    return drafting.programme.areas.first()


def everything_changes(drafting) -> None:
    """M1 moves to month 5, M2 gets another title, M3 is dropped, M5 is new; M4 moves too."""
    drafting.change("M1", due_month=5)
    drafting.change("M2", title="Another title")
    drafting.drop("M3")
    drafting.change("M4", due_month=14)
    drafting.add("M5", due_month=13)
    drafting.publish()


def kinds(drafting, area) -> dict[str, ChangeKind]:
    asked = asking(drafting.programme, area)
    return {row.change.row.reference: row.change.kind for row in asked.rows}


def answer(drafting, area, reference: str, *, reason: str = "") -> None:
    seen = newest_version(drafting.programme).number
    given = {"programme": drafting.programme, "area": area, "seen": seen, "by": drafting.manager}
    key = drafting.key(reference)
    if reason:
        answers.decline(**given, key=key, reason=reason)
    else:
        answers.accept(**given, key=key)


def reconsider(drafting, area, reference: str) -> None:
    seen = newest_version(drafting.programme).number
    given = {"programme": drafting.programme, "area": area, "seen": seen, "by": drafting.manager}
    answers.reconsider(**given, key=drafting.key(reference))


def of(area, reference: str) -> Delivery:
    return Delivery.objects.get(area=area, milestone__reference=reference)


def stands(delivery: Delivery) -> DeliveryUpdate:
    return delivery.updates.last()


def test_an_area_is_asked_about_each_row_that_changed_and_nothing_else(drafting, area):
    assert kinds(drafting, area) == {}
    everything_changes(drafting)
    assert kinds(drafting, area) == {
        "M1": ChangeKind.MOVED,
        "M2": ChangeKind.CHANGED,
        "M5": ChangeKind.NEW,
        "M3": ChangeKind.DROPPED,
    }
    assert kinds(drafting, None) == {}, "its publisher took up what is the whole programme’s"
    counts = waiting_answers(drafting.programme, EVERYTHING)
    assert counts == {each.pk: 4 for each in drafting.programme.areas.all()}
    assert waiting_answers(drafting.programme, Reach.of(area.pk)) == {area.pk: 4}


def test_a_moved_row_moves_the_agreed_date_and_never_the_baseline(drafting, area):
    everything_changes(drafting)
    answer(drafting, area, "M1")
    delivery = of(area, "M1")
    update = stands(delivery)
    assert delivery.baseline_on == date(2019, 3, 31)
    assert update.agreed_on == date(2019, 5, 31)
    assert update.times_moved == 1
    assert update.decision == newest_version(drafting.programme).decision
    assert update.reason == "As decided"
    assert delivery.works_to.number == 2
    told = history_of(delivery)[0]
    assert told.sentence.startswith("changed the version of the plan that it works to from")
    assert told.why == "accepted version 2 of the plan"


def test_a_new_row_begins_and_a_dropped_one_is_not_needed_by_the_decision(drafting, area):
    everything_changes(drafting)
    for reference in ("M2", "M3", "M5"):
        answer(drafting, area, reference)
    begun = of(area, "M5")
    assert (begun.baseline_on, begun.from_on) == (date(2020, 1, 31), TODAY())
    assert stands(of(area, "M3")).stage == Stage.NOT_NEEDED.value
    assert stands(of(area, "M3")).decision is not None
    assert stands(of(area, "M2")) is None, "a title moves no date"


def test_what_is_complete_keeps_its_dates_whatever_the_plan_says(drafting, area):
    done = UpdateRow(1, date(2019, 4, 1), actual_on=date(2019, 3, 20))
    said(of(area, "M1"), done)
    said(of(area, "M3"), done)
    everything_changes(drafting)
    answer(drafting, area, "M1")
    answer(drafting, area, "M3")
    for reference in ("M1", "M3"):
        assert of(area, reference).updates.count() == 1
        assert stands(of(area, reference)).stage == Stage.COMPLETE.value
        assert of(area, reference).works_to.number == 2


def test_the_whole_programmes_rows_follow_on_the_day_the_version_is_in_force(drafting):
    everything_changes(drafting)
    update = stands(of(None, "M4"))
    assert (update.agreed_on, update.reported_on) == (date(2020, 2, 29), TODAY())
    answer = PlanAnswer.objects.get(area=None)
    assert answer.is_accepted
    assert answer.by == drafting.manager


def test_a_row_is_declined_with_a_reason_until_it_changes_again(drafting, area):
    everything_changes(drafting)
    answer(drafting, area, "M1", reason="Our hall is booked")
    assert "M1" not in kinds(drafting, area)
    assert of(area, "M1").works_to.number == 1
    drafting.change("M2", title="A third title")
    drafting.publish()
    assert "M1" not in kinds(drafting, area), "it says the same as what was declined"
    drafting.change("M1", due_month=6)
    drafting.publish()
    assert kinds(drafting, area)["M1"] is ChangeKind.MOVED
    answer(drafting, area, "M1")
    drafting.change("M1", due_month=5)
    drafting.publish()
    assert "M1" in kinds(drafting, area), "what was declined once is asked of what is worked to"


def test_an_area_that_declines_everything_goes_on_as_it_was(drafting, area):
    everything_changes(drafting)
    before = list(area.deliveries.values())
    for reference in ("M1", "M2", "M3", "M5"):
        answer(drafting, area, reference, reason="Not here")
    assert list(area.deliveries.values()) == before
    assert kinds(drafting, area) == {}
    assert roll_out(programme=drafting.programme, by=None) == 0


def test_a_restored_row_is_needed_again_with_its_old_baseline(drafting, area):
    everything_changes(drafting)
    answer(drafting, area, "M3")
    drafting.restore("M3")
    drafting.change("M3", due_month=12)
    drafting.publish()
    assert kinds(drafting, area)["M3"] is ChangeKind.NEW
    answer(drafting, area, "M3")
    update = stands(of(area, "M3"))
    assert (update.stage, update.agreed_on) == (Stage.NOT_STARTED.value, date(2019, 12, 31))
    assert of(area, "M3").baseline_on == date(2019, 9, 30)


def test_a_row_that_turns_to_the_whole_programme_leaves_the_areas(drafting, area):
    drafting.change("M1", scope="programme")
    drafting.publish()
    assert kinds(drafting, area) == {"M1": ChangeKind.DROPPED}
    assert of(None, "M1").baseline_on == date(2019, 3, 31)


def test_what_was_declined_is_accepted_later_and_both_stay_on_record(drafting, area):
    everything_changes(drafting)
    for reference in ("M1", "M2", "M3", "M5"):
        answer(drafting, area, reference, reason="Not here")
    assert [row.reason for row in asking(drafting.programme, area).declined] == ["Not here"] * 4
    reconsider(drafting, area, "M1")
    assert stands(of(area, "M1")).agreed_on == date(2019, 5, 31)
    assert of(area, "M1").works_to.number == 2
    said = PlanAnswer.objects.filter(area=area, milestone=drafting.key("M1"))
    assert [each.is_accepted for each in said] == [False, True]
    assert len(asking(drafting.programme, area).declined) == 3
    with pytest.raises(RefusedError, match="A post accepted this on"):
        reconsider(drafting, area, "M1")


def test_a_later_version_that_says_the_same_lets_a_row_be_reconsidered(drafting, area):
    everything_changes(drafting)
    answer(drafting, area, "M5", reason="Not here")
    drafting.change("M2", title="A third title")
    drafting.publish()
    reconsider(drafting, area, "M5")
    assert of(area, "M5").works_to.number == 3
    assert roll_out(programme=drafting.programme, by=None) == 0


def test_nobody_accepts_unseen_what_another_has_just_declined(drafting, area):
    everything_changes(drafting)
    answer(drafting, area, "M1", reason="Our hall is booked")
    with pytest.raises(RefusedError, match=r"declined this on .* Their answer stands"):
        answer(drafting, area, "M1")
    assert of(area, "M1").works_to.number == 1


REFERENCES = ("M1", "M2", "M3", "M5")
MINDS = ("accept", "decline", "change their mind")


class AnyOrder(TestCase):
    """A property that needs a database."""

    @settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.permutations(REFERENCES), st.data(), st.booleans())
    def test_any_order_of_answers_ends_in_the_same_plan(self, order, data, rest_at_once):
        """One area answers in this order, or accepts at once; the other in the plan’s order.

        What was declined at first is accepted after all where a mind changed.
        """
        minds = {each: data.draw(st.sampled_from(MINDS), label=each) for each in REFERENCES}
        drafting = a_drafting()
        everything_changes(drafting)
        one, other = drafting.programme.areas.all()
        for area, references in ((one, order), (other, REFERENCES)):
            for reference in references:
                if minds[reference] != "accept":
                    answer(drafting, area, reference, reason="No")
                elif area == other or not rest_at_once:
                    answer(drafting, area, reference)
            for reference in references:
                if minds[reference] == "change their mind":
                    reconsider(drafting, area, reference)
        given = {"programme": drafting.programme, "seen": 2, "by": drafting.manager}
        if rest_at_once:
            answers.accept_all(**given, area=one)
        assert ends(one) == ends(other)
        assert works_to(one) == expected(minds)
        assert kinds(drafting, one) == {}
        assert roll_out(programme=drafting.programme, by=None) == 0
        assert newest_version(drafting.programme).waiting == {}


def works_to(area) -> list[tuple[str, int]]:
    rows = area.deliveries.order_by("milestone__reference")
    return list(rows.values_list("milestone__reference", "works_to__number"))


def expected(minds) -> list[tuple[str, int]]:
    """The version that each row works to; a new one that is declined is not there."""
    said_no = {reference for reference, mind in minds.items() if mind == "decline"}
    there = [each for each in REFERENCES if each not in said_no or each != "M5"]
    return [(each, 1 if each in said_no else 2) for each in there]


def ends(area) -> list[tuple]:
    """What an area works to, and how each delivery stands."""
    rows = area.deliveries.select_related("works_to").order_by("milestone")
    return [
        (row.milestone_id, row.baseline_on, row.works_to.number, update and update.words)
        for row in rows
        for update in [stands(row)]
    ]


def test_the_second_of_two_answers_is_told_who_answered(drafting, area):
    everything_changes(drafting)
    answer(drafting, area, "M1")
    with pytest.raises(RefusedError, match=r"A post accepted this on .* Their answer stands"):
        answer(drafting, area, "M1", reason="No")
    assert of(area, "M1").updates.count() == 1
    assert PlanAnswer.objects.filter(area=area).count() == 1


def test_an_answer_to_an_overtaken_version_is_refused(drafting, area):
    everything_changes(drafting)
    drafting.change("M1", due_month=7)
    drafting.publish()
    given = {"programme": drafting.programme, "area": area, "by": drafting.manager}
    with pytest.raises(RefusedError, match="newer version"):
        answers.accept(**given, key=drafting.key("M1"), seen=2)
    with pytest.raises(RefusedError, match="newer version"):
        answers.accept_all(**given, seen=2)
    with pytest.raises(RefusedError, match="Nothing is asked"):
        answers.accept(**given, key=drafting.key("M4"), seen=3)
    assert not PlanAnswer.objects.filter(area=area).exists()


def test_all_that_remain_are_accepted_at_once(drafting, area):
    everything_changes(drafting)
    answer(drafting, area, "M2", reason="No")
    manager = a_person(Role.AREA_MANAGER, area)
    given = {"programme": drafting.programme, "area": area, "seen": 2, "by": manager}
    assert answers.accept_all(**given) == 3
    assert answers.accept_all(**given) == 0
    assert kinds(drafting, area) == {}


def test_without_a_decision_no_date_moves_and_nothing_is_descoped(drafting, area):
    """As with a version that came with a workbook."""
    everything_changes(drafting)
    newest = newest_version(drafting.programme)
    newest.decision = None
    newest.save()
    asked = {row.change.row.reference: row for row in asking(drafting.programme, area).rows}
    assert "names no decision" in asked["M1"].effect.words
    answer(drafting, area, "M1")
    assert of(area, "M1").updates.count() == 0
    with pytest.raises(RefusedError, match="names no decision"):
        answer(drafting, area, "M3")
    manager = drafting.manager
    given = {"programme": drafting.programme, "area": area, "seen": 2, "by": manager}
    assert answers.accept_all(**given) == 2
    assert list(kinds(drafting, area)) == ["M3"]


def test_the_tables_hold_what_the_newest_version_says(drafting):
    everything_changes(drafting)
    newest = newest_version(drafting.programme)
    assert plan_in_tables(drafting.programme, newest) == newest.plan
