"""A manager's judgement: beside the rule, with a reason and an end, honest on any day."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.timezone import get_current_timezone

from milestones.actions.judgements import judge, take_back
from milestones.addresses import delivery_address
from milestones.collect import plan_part
from milestones.models import Delivery, Judgement
from milestones.parts import Judged
from milestones.schedule import Rag
from milestones.selectors.deliveries import delivery_history, judgement_of
from partnership.people.models import Role
from partnership.people.refusals import RefusedError
from partnership.programmes.reach import EVERYTHING
from tests.support.builders import a_person
from tests.support.plans import a_milestone, a_plan
from tests.support.posting import errors, opened, send

pytestmark = pytest.mark.django_db
TODAY, END = date(2019, 10, 24), date(2019, 11, 30)


@pytest.fixture
def clock() -> object:
    """It is noon on 24 October 2019; it can be moved."""
    noon = datetime(2019, 10, 24, 12, tzinfo=get_current_timezone())
    with time_machine.travel(noon, tick=False) as moved:
        yield moved


@pytest.fixture
def delivery(clock: object) -> Delivery:
    a_milestone(a_plan(areas=1), "M1", due_month=12)
    return Delivery.objects.get()


@pytest.fixture
def client(delivery: Delivery) -> Client:
    client = Client()
    client.force_login(a_person(Role.AREA_MANAGER, delivery.area))
    return client


def judge_it(delivery: Delivery, rag: Rag = Rag.GREEN, **given: object) -> Judgement:
    given = {"reason": "The hall is booked", "ends_on": END, "by": None} | given
    return judge(delivery=delivery, seen=delivery.version, rag=rag, **given)  # type: ignore[arg-type]


def judged(delivery: Delivery, day: date) -> Judged | None:
    part = plan_part(delivery.programme, as_at=day, reach=EVERYTHING)
    return part.deliveries[0].judged


def test_it_stands_beside_the_rule_until_its_end(delivery: Delivery) -> None:
    judge_it(delivery)

    row = plan_part(delivery.programme, as_at=TODAY, reach=EVERYTHING).deliveries[0]
    assert row.status.rag is Rag.AMBER
    assert row.judged == Judged(Rag.GREEN, "The hall is booked", END)
    assert judged(delivery, END)
    assert judged(delivery, END + timedelta(1)) is None
    assert judged(delivery, TODAY - timedelta(1)) is None


def test_a_new_one_ends_the_former_from_its_day_on(
    delivery: Delivery, clock: time_machine.Traveller
) -> None:
    judge_it(delivery)
    clock.shift(timedelta(days=5))
    judge_it(delivery, Rag.RED, reason="The hall burnt down")

    later = TODAY + timedelta(5)
    assert [getattr(judged(delivery, day), "rag", None) for day in (TODAY, later, END)] == [
        Rag.GREEN, Rag.RED, Rag.RED,
    ]  # fmt: skip
    found = judgement_of(delivery, on=later)
    assert found
    assert found.reason == "The hall burnt down"


def test_taken_back_it_stood_until_then(delivery: Delivery, clock: time_machine.Traveller) -> None:
    judge_it(delivery)
    clock.shift(timedelta(days=5))
    take_back(delivery=delivery, seen=delivery.version, by=None)

    assert judged(delivery, TODAY + timedelta(4))
    assert judged(delivery, TODAY + timedelta(5)) is None
    with pytest.raises(RefusedError, match="No judgement stands"):
        take_back(delivery=delivery, seen=delivery.version, by=None)


def test_the_history_tells_both(delivery: Delivery, clock: time_machine.Traveller) -> None:
    manager = a_person(Role.AREA_MANAGER, delivery.area)
    judge_it(delivery, by=manager)
    clock.shift(timedelta(minutes=1))
    take_back(delivery=delivery, seen=delivery.version, by=manager)

    back, made = delivery_history(delivery)[:2]
    assert (made.who, made.sentence) == (str(manager), "judged it Green until 30 November 2019")
    assert made.why == "The hall is booked"
    assert back.sentence.startswith("took back the judgement")


@pytest.mark.parametrize(
    ("rag", "given", "field"),
    [
        (Rag.COMPLETE, {}, "rag"),
        (Rag.RED, {"reason": " "}, "reason"),
        (Rag.RED, {"ends_on": TODAY - timedelta(1)}, "ends_on"),
        (Rag.RED, {"ends_on": TODAY + timedelta(367)}, "ends_on"),
    ],
)
def test_what_cannot_be_judged_so_is_refused(
    delivery: Delivery, rag: Rag, given: dict[str, object], field: str
) -> None:
    with pytest.raises(RefusedError) as told:
        judge_it(delivery, rag, **given)
    assert told.value.field == field
    assert not Judgement.objects.exists()


def test_the_pages_judge_and_take_back(client: Client, delivery: Delivery) -> None:
    page = delivery_address("delivery-judge", delivery)

    send(client, page, rag="Red", reason="The roof")
    shown = client.get(page).content.decode()
    assert "Nobody judges it otherwise" not in shown
    assert "The roof" in shown
    send(client, delivery_address("delivery-take-back", delivery))

    assert "Nobody judges it otherwise" in client.get(page).content.decode()
    assert (
        "took back the judgement"
        in client.get(delivery_address("delivery-update", delivery)).content.decode()
    )


def test_a_judgement_without_a_reason_is_told_at_its_field(
    client: Client, delivery: Delivery
) -> None:
    found = errors(send(client, delivery_address("delivery-judge", delivery), rag="Red"))
    assert set(found) == {"reason"}


def test_the_second_of_two_judges_sees_the_first(client: Client, delivery: Delivery) -> None:
    page = delivery_address("delivery-judge", delivery)
    form = opened(client, page)
    judge_it(delivery)

    answer = client.post(page, form | {"rag": "Red", "reason": "The roof"}).content.decode()

    assert "Judged Green: The hall is booked" in answer
    assert "Judged Red: The roof" in answer
    assert Judgement.objects.count() == 1
