"""A delivery's agreed date moves by a decision alone, and slip stays counted from the baseline."""

from datetime import date, datetime

import pytest
import time_machine
from django.test import Client
from django.utils.timezone import get_current_timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from milestones.actions.rebaseline import descope, rebaseline, take_up_again
from milestones.actions.reports import record_update
from milestones.addresses import delivery_address
from milestones.models import Delivery, DeliveryUpdate
from milestones.schedule import Stage
from milestones.selectors.deliveries import authorities, delivery_history
from milestones.selectors.standings import last_update, standing_of
from milestones.update_rules import Word
from partnership.people.models import Role
from partnership.people.refusals import RefusedError
from pilots.actions.decisions import correct_decision
from pilots.models import Decision
from tests.support.builders import a_decision, a_group, a_person, a_programme, an_area, code
from tests.support.plans import a_milestone, a_plan
from tests.support.posting import errors, opened, send

pytestmark = pytest.mark.django_db
TODAY, BASELINE, NEW = date(2019, 10, 24), date(2019, 12, 31), date(2020, 3, 31)


@pytest.fixture(autouse=True)
def clock() -> object:
    """It is noon on 24 October 2019."""
    with time_machine.travel(datetime(2019, 10, 24, 12, tzinfo=get_current_timezone())):
        yield


@pytest.fixture
def delivery() -> Delivery:
    """Due at the end of December 2019."""
    a_milestone(a_plan(areas=1), "M1", due_month=12)
    return Delivery.objects.get()


@pytest.fixture
def decision(delivery: Delivery) -> Decision:
    return the_decision(delivery)


def the_decision(delivery: Delivery, **fields: object) -> Decision:
    group = delivery.programme.groups.first() or a_group(delivery.programme)
    given = {"authorises_plan_change": True} | fields
    text = f"Move M1, number {group.decisions.count()}"
    return a_decision(group, text, decided=code("2019-10-01"), **given)


def move(delivery: Delivery, decision: Decision, day: date = NEW, **given: object) -> None:
    given = {"reason": "The roof", "by": None, "seen": delivery.version} | given
    rebaseline(delivery=delivery, agreed_on=day, decision=decision, **given)  # type: ignore[arg-type]


def refused(delivery: Delivery, decision: Decision, day: date = NEW, **given: object) -> str | None:
    """The field at which it is refused; nothing is changed."""
    before = DeliveryUpdate.objects.count()
    with pytest.raises(RefusedError) as told:
        move(delivery, decision, day, **given)
    assert DeliveryUpdate.objects.count() == before
    return told.value.field


def test_the_agreed_date_moves_and_the_slip_stays(delivery: Delivery, decision: Decision) -> None:
    move(delivery, decision)

    standing = standing_of(delivery, on=TODAY)
    assert (standing.baseline_on, standing.agreed_on) == (BASELINE, NEW)
    assert standing.slip == 91
    line = delivery_history(delivery)[0]
    assert line.sentence == "moved the agreed date to 31 March 2020 by a decision"
    assert line.why == "The roof"


def test_how_often_it_moved_is_counted(delivery: Delivery, decision: Decision) -> None:
    move(delivery, decision)
    move(delivery, decision, date(2020, 4, 30))
    last = last_update(delivery, on=TODAY)
    assert last
    assert last.times_moved == 2


def test_a_decision_of_another_programme_moves_nothing(delivery: Delivery) -> None:
    elsewhere = a_group(a_programme("Elsewhere"))
    foreign = a_decision(elsewhere, "Move it", authorises_plan_change=True)
    assert refused(delivery, foreign) == "decision"


def test_a_decision_of_another_area_is_not_offered_nor_taken(delivery: Delivery) -> None:
    elsewhere = an_area(delivery.programme, "Elsewhere")
    of_area = {area: a_group(delivery.programme, f"{area} group", area=area)
               for area in (delivery.area, elsewhere)}  # fmt: skip
    own, foreign = (
        a_decision(group, f"By {group}", authorises_plan_change=True) for group in of_area.values()
    )

    assert list(authorities(delivery, on=TODAY)) == [own]
    assert refused(delivery, foreign) == "decision"
    move(delivery, own)


def test_a_decision_made_after_the_change_moves_nothing(delivery: Delivery) -> None:
    later = the_decision(delivery)
    Decision.objects.filter(pk=later.pk).update(decided="2019-11")
    assert refused(delivery, later) == "decision"


def test_a_decision_that_does_not_authorise_it_moves_nothing(delivery: Delivery) -> None:
    assert refused(delivery, the_decision(delivery, authorises_plan_change=False)) == "decision"


def test_a_decision_that_ceased_to_authorise_after_the_form_was_opened_moves_nothing(
    delivery: Delivery, decision: Decision
) -> None:
    Decision.objects.update(authorises_plan_change=False)  # while `decision` still says it does
    assert refused(delivery, decision) == "decision"


def test_a_decision_reported_later_does_not_authorise_an_earlier_day(delivery: Delivery) -> None:
    late = the_decision(delivery, reported_on=TODAY)
    assert refused(delivery, late, reported_on=date(2019, 10, 23)) == "decision"


@pytest.mark.parametrize(
    ("day", "field"),
    [
        (BASELINE, "agreed_on"),
        (date(2018, 12, 31), "agreed_on"),
        (date(2039, 1, 1), "agreed_on"),
    ],
)
def test_the_same_day_and_one_that_cannot_be_are_refused(
    delivery: Delivery, decision: Decision, day: date, field: str
) -> None:
    assert refused(delivery, decision, day) == field


def test_it_takes_a_reason(delivery: Delivery, decision: Decision) -> None:
    assert refused(delivery, decision, reason="  ") == "reason"


def test_what_is_done_is_not_moved(delivery: Delivery, decision: Decision) -> None:
    word = Word(Stage.COMPLETE, actual_on=TODAY)
    record_update(delivery=delivery, seen=1, word=word, by=None)
    assert refused(delivery, decision) is None


def test_it_is_dropped_and_taken_up_again_by_decisions(
    delivery: Delivery, decision: Decision
) -> None:
    given = {"decision": decision, "reason": "No longer asked for", "by": None}
    descope(delivery=delivery, seen=1, **given)
    assert standing_of(delivery, on=TODAY).stage is Stage.NOT_NEEDED
    assert refused(delivery, decision) is None
    with pytest.raises(RefusedError, match="not needed any more"):
        descope(delivery=delivery, seen=2, **given)

    take_up_again(delivery=delivery, seen=2, **given)

    assert standing_of(delivery, on=TODAY).is_open
    with pytest.raises(RefusedError, match="needed already"):
        take_up_again(delivery=delivery, seen=3, **given)


def test_a_decision_that_the_plan_stands_on_goes_on_authorising_it(
    delivery: Delivery, decision: Decision
) -> None:
    given = {"text": decision.text, "decided": decision.decided, "why": "A slip", "by": a_person()}
    move(delivery, decision)

    with pytest.raises(RefusedError, match="changed by this decision") as told:
        correct_decision(decision=decision, seen=1, authorises_plan_change=False, **given)
    assert told.value.field == "authorises_plan_change"

    correct_decision(decision=decision, seen=1, authorises_plan_change=True, **given)


def test_one_that_nothing_stands_on_may_cease_to(delivery: Delivery, decision: Decision) -> None:
    correct_decision(
        decision=decision, seen=1, text="Wait", decided=decision.decided, why="A slip",
        authorises_plan_change=False, by=a_person(),
    )  # fmt: skip
    assert not Decision.objects.get().authorises_plan_change


# -- The page -----------------------------------------------------------------


@pytest.fixture
def client(delivery: Delivery) -> Client:
    client = Client()
    client.force_login(a_person(Role.PROGRAMME_MANAGER, delivery.programme))
    return client


def test_the_page_moves_it_and_leads_back(
    client: Client, delivery: Delivery, decision: Decision
) -> None:
    address = delivery_address("delivery-agreed-date", delivery)
    typed = {"agreed_on": NEW.isoformat(), "decision": decision.slug, "reason": "The roof"}

    assert send(client, address, **typed).status_code == 302

    assert standing_of(delivery, on=TODAY).agreed_on == NEW
    page = client.get(address).content.decode()
    assert "Due date moved once" in page
    assert "91" in page


def test_the_page_offers_no_decision_of_another_programme_nor_takes_it(
    client: Client, delivery: Delivery, decision: Decision
) -> None:
    foreign = a_decision(a_group(a_programme("Elsewhere")), "Foreign", authorises_plan_change=True)
    address = delivery_address("delivery-agreed-date", delivery)
    typed = {"agreed_on": NEW.isoformat(), "decision": foreign.slug, "reason": "The roof"}

    assert b"Foreign" not in client.get(address).content
    assert "decision" in errors(send(client, address, **typed))
    assert not DeliveryUpdate.objects.exists()


def test_without_a_decision_the_page_says_what_to_do(client: Client, delivery: Delivery) -> None:
    page = client.get(delivery_address("delivery-agreed-date", delivery)).content.decode()
    assert "No decision authorises a change to the plan yet" in page


def test_the_second_of_two_sees_both_days(
    client: Client, delivery: Delivery, decision: Decision
) -> None:
    address = delivery_address("delivery-agreed-date", delivery)
    form = opened(client, address)
    move(delivery, decision, date(2020, 2, 29))

    typed = {"agreed_on": NEW.isoformat(), "decision": decision.slug, "reason": "The roof"}
    page = client.post(address, form | typed).content.decode()

    assert "Somebody changed this while you were writing" in page
    assert "29 February 2020" in page
    assert "31 March 2020" in page
    assert standing_of(delivery, on=TODAY).agreed_on == date(2020, 2, 29)


def test_dropping_and_taking_up_again_are_one_page(
    client: Client, delivery: Delivery, decision: Decision
) -> None:
    address = delivery_address("delivery-not-needed", delivery)
    typed = {"decision": decision.slug, "reason": "No longer asked for"}

    send(client, address, **typed)
    assert standing_of(delivery, on=TODAY).stage is Stage.NOT_NEEDED
    assert b"Take it up again" in client.get(address).content
    send(client, address, **typed)

    assert standing_of(delivery, on=TODAY).stage is Stage.NOT_STARTED


class Moving(TestCase):
    """A property that needs a database."""

    @settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.lists(st.dates(date(2019, 1, 1), date(2022, 1, 1)), min_size=1, max_size=5))
    def test_slip_never_shrinks_when_the_agreed_date_moves(self, days: list[date]) -> None:
        with time_machine.travel(datetime(2019, 10, 24, 12, tzinfo=get_current_timezone())):
            a_milestone(a_plan(areas=1), "M1", due_month=12)
            delivery = Delivery.objects.latest("pk")
            late = Word(Stage.STARTED, date(2020, 6, 30), reason="So")
            record_update(delivery=delivery, seen=1, word=late, by=None)
            for day in days:
                if day != standing_of(delivery, on=TODAY).agreed_on:
                    move(delivery, the_decision(delivery), day)
                assert standing_of(delivery, on=TODAY).slip == 182
                assert standing_of(delivery, on=TODAY).baseline_on == BASELINE
