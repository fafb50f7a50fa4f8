"""Faults of updates (A1, A2, A9): sent ten times, sent by two, sent for another area.

Beside each stands what happens where the protection is taken away.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from milestones.actions import reports
from milestones.actions.reports import record_update
from milestones.actions.telling import Telling, telling
from milestones.addresses import delivery_address
from milestones.models import Delivery, DeliveryUpdate
from milestones.schedule import Stage, Standing
from milestones.selectors.standings import standing_of
from milestones.update_rules import Word
from partnership.people.models import Role, User
from partnership.people.permissions import Held
from partnership.people.versions import ChangedMeanwhileError
from partnership.people.views import forms
from partnership.programmes.access import Entry
from partnership.programmes.reach import EVERYTHING
from tests.support.builders import a_person, a_programme, an_event
from tests.support.plans import a_milestone, a_plan, write_down
from tests.support.posting import opened

TODAY = timezone.localdate


@pytest.fixture
def delivery(db: None) -> Delivery:
    """Due in some ten months, in Area 0 of two, with one output."""
    start = TODAY().replace(day=1)
    milestone = a_milestone(a_plan(a_programme(start_month=start)), "M1", due_month=10)
    milestone.outputs.create(number=1, text="A portfolio")
    write_down(milestone.programme)
    return Delivery.objects.get(area__slug="area-0")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def manager(delivery: Delivery) -> Client:
    return client_of(a_person(Role.AREA_MANAGER, delivery.area))


@contextmanager
def heedless(delivery: Delivery, *, seen: int, by: User | None) -> Iterator[Telling]:
    """Takes in what somebody says, whatever they had seen."""
    newest = Delivery.objects.get(pk=delivery.pk).version
    with telling(delivery, seen=newest, by=by) as now:
        yield now


# -- A1: sent ten times ----------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_ten_equal_forms_at_once_say_it_once_and_all_are_led_on(
    delivery: Delivery, manager: Client
) -> None:
    address = delivery_address("delivery-update", delivery)
    typed = opened(manager, address) | {"note": "Still on track"}
    cookies = manager.cookies

    def send(_: int) -> Any:
        client = Client()
        client.cookies = cookies
        try:
            return client.post(address, typed)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(send, range(10)))

    assert DeliveryUpdate.objects.count() == 1
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, reverse("milestone", args=[delivery.programme.slug, "M1"]))
    }


def test_without_key_and_version_it_would_be_said_twice(
    delivery: Delivery, manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "once", lambda key, *, by, act: (act(), True))
    monkeypatch.setattr(reports, "telling", heedless)
    address = delivery_address("delivery-update", delivery)
    typed = opened(manager, address) | {"note": "Still on track"}

    for _ in range(2):
        manager.post(address, typed)

    assert DeliveryUpdate.objects.count() == 2


# -- A2: sent by two -------------------------------------------------------------


def test_the_second_of_two_sees_both_values_and_loses_nothing(
    delivery: Delivery, manager: Client
) -> None:
    address = delivery_address("delivery-update", delivery)
    second = client_of(a_person(Role.PROGRAMME_MANAGER, delivery.programme))
    forms_open = {client: opened(client, address) for client in (manager, second)}
    days = {
        manager: delivery.baseline_on + timedelta(30),
        second: delivery.baseline_on + timedelta(60),
    }
    typed = {
        client: forms_open[client]
        | {"expected": "other", "forecast_on": day.isoformat(), "reason": f"Reason {n}"}
        for n, (client, day) in enumerate(days.items())
    }

    assert manager.post(address, typed[manager]).status_code == 302
    answer = second.post(address, typed[second])

    told = {(each.label, each.now, each.yours) for each in answer.context["conflict"]}
    first_day, second_day = (f"{day.day} {day:%B %Y}" for day in days.values())
    assert ("Expected", first_day, second_day) in told
    assert ("Reason", "Reason 0", "Reason 1") in told
    page = answer.content.decode()
    assert "Somebody changed this while you were writing" in page
    assert f'value="{days[second].isoformat()}"' in page
    assert standing_of(delivery, on=TODAY()).forecast_on == days[manager]

    again = answer.context["form"].data
    assert second.post(address, again).status_code == 302
    assert standing_of(delivery, on=TODAY()).forecast_on == days[second]
    assert DeliveryUpdate.objects.count() == 2


def test_a_day_chosen_before_the_other_s_change_stays_chosen(
    delivery: Delivery, manager: Client
) -> None:
    address = delivery_address("delivery-update", delivery)
    form = opened(manager, address)
    chosen = (delivery.baseline_on + timedelta(14)).isoformat()
    moved = Word(Stage.STARTED, delivery.baseline_on + timedelta(90), reason="So")
    record_update(delivery=delivery, seen=1, word=moved, by=None)

    answer = manager.post(address, form | {"expected": chosen, "reason": "The roof"})

    expected = answer.context["form"]["expected"]
    assert expected.value() == chosen
    assert f"As you chose: {date.fromisoformat(chosen).day}" in dict(expected.field.choices)[chosen]


class Editor:
    """Opens the form, and saves a day of their own; told of a change, they open it again."""

    def __init__(self, delivery: Delivery, number: int) -> None:
        self.delivery, self.number = delivery, number
        self.form: tuple[int, Standing] | None = None
        self.lost = self.saved = 0

    def act(self, day: date) -> None:
        if self.form is None:
            mine = Delivery.objects.get(pk=self.delivery.pk)
            self.form = (mine.version, standing_of(mine, on=TODAY()))
            return
        (seen, stood), self.form = self.form, None
        stands = standing_of(self.delivery, on=TODAY())
        word = Word(Stage.STARTED, day, reason=f"Editor {self.number}")
        try:
            record_update(delivery=self.delivery, seen=seen, word=word, by=None)
        except ChangedMeanwhileError:
            return
        self.saved += 1
        self.lost += stands != stood  # overwrote what they had not seen


def interleaved(delivery: Delivery, seeds: range) -> tuple[int, int]:
    """Over random orders of two editors' steps: (updates lost, updates saved and kept)."""
    lost = kept = 0
    for seed in seeds:
        random = Random(seed)
        DeliveryUpdate.objects.all().delete()
        editors = [Editor(delivery, number) for number in range(2)]
        for step in range(5):
            day = delivery.baseline_on + timedelta(7 * seed % 300 + step)
            random.choice(editors).act(day)
        saved = sum(editor.saved for editor in editors)
        assert DeliveryUpdate.objects.count() == saved
        lost += sum(editor.lost for editor in editors)
        kept += saved
    return lost, kept


def test_no_update_is_lost_in_200_random_interleavings(delivery: Delivery) -> None:
    lost, kept = interleaved(delivery, range(200))

    assert lost == 0
    assert kept > 100


def test_without_the_version_updates_would_be_lost(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "telling", heedless)

    lost, _ = interleaved(delivery, range(30))

    assert lost > 0


# -- A9: sent for another area ---------------------------------------------------

PAGES = (
    ("delivery-update", ()),
    ("delivery-still-on-track", ()),
    ("delivery-judge", ()),
    ("delivery-take-back", ()),
    ("delivery-output", (1,)),
    ("delivery-output-remove", (1,)),
)


def other_of(delivery: Delivery) -> Delivery:
    return delivery.programme.deliveries.get(area__slug="area-1")


def typed_for(delivery: Delivery) -> dict[str, str]:
    """What all of the forms need, of a delivery that nobody touched."""
    return {
        "once_key": "7c3f5a52-4f5c-4d35-8a53-0f2a4a4cb2c1",
        "seen_version": str(delivery.version),
        "stage": "started",
        "expected": "same",
        "note": "Quicklime",
    }


def answers(client: Client, delivery: Delivery) -> Iterator[int]:
    for name, more in PAGES:
        address = delivery_address(name, delivery, *more)
        yield client.get(address).status_code
        yield client.post(address, typed_for(delivery)).status_code


def test_another_area_s_delivery_is_not_found_nor_changed(
    delivery: Delivery, manager: Client
) -> None:
    other = other_of(delivery)

    assert set(answers(manager, other)) == {404}
    assert not other.updates.exists()
    assert not other.outputs_delivered.exists()


def test_who_saw_everything_would_change_it(
    delivery: Delivery, manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Entry, "reach", EVERYTHING)
    monkeypatch.setattr(Held, "covers", lambda *_: True)
    other = other_of(delivery)

    assert 302 in set(answers(manager, other))
    assert other.updates.filter(note="Quicklime").exists()


def test_another_area_s_event_shows_nothing_here(delivery: Delivery, manager: Client) -> None:
    event = an_event(delivery.programme, "Quicklime day", area=other_of(delivery).area)
    address = delivery_address("delivery-update", delivery)

    page = manager.get(address).content.decode()
    typed = opened(manager, address) | {"output_1": "on", "output_1_event": event.slug}
    answer = manager.post(address, typed)

    assert "Quicklime" not in page
    assert "output_1_event" in answer.context["form"].errors
    assert not delivery.outputs_delivered.exists()


@pytest.mark.parametrize("extra", [{"delivery": "2"}, {"by": "1"}, {"area": "area-1"}])
def test_further_fields_of_a_form_change_nothing_else(
    delivery: Delivery, manager: Client, extra: dict[str, str]
) -> None:
    address = delivery_address("delivery-update", delivery)
    manager.post(address, opened(manager, address) | {"note": "x"} | extra)

    update = DeliveryUpdate.objects.get()
    assert update.delivery == delivery
    assert update.by
    assert update.by.display_name == "A post"
