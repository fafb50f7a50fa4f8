"""The link of a reminder: one press, once, by who may, while it is true."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.timezone import get_current_timezone

from milestones.actions.judgements import judge
from milestones.actions.reminders import remind
from milestones.actions.updates import UpdateRow
from milestones.models import Delivery
from milestones.on_track import token_for
from milestones.schedule import Rag, Stage
from milestones.views import on_track as views
from partnership.people.mail.sending import deliver
from partnership.people.models import Email, Role, User
from pilots.models import Area, AreaRole
from tests.support.builders import a_person
from tests.support.plans import a_milestone, a_plan, said
from tests.support.posting import opened

pytestmark = pytest.mark.django_db
NOON = datetime(2019, 8, 24, 12, tzinfo=get_current_timezone())


@pytest.fixture(autouse=True)
def clock() -> Any:
    """It is noon, a week before the due day."""
    with time_machine.travel(NOON) as stopped:
        yield stopped


@pytest.fixture
def delivery() -> Delivery:
    """Of Area 0, due on 31 August 2019, started in July."""
    a_milestone(a_plan(), "M3", due_month=8)
    delivery = Delivery.objects.get(area__slug="area-0")
    return said(delivery, UpdateRow(1, date(2019, 7, 2), Stage.STARTED))


@pytest.fixture
def area_manager(delivery: Delivery) -> User:
    return a_person(Role.AREA_MANAGER, delivery.area)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client(area_manager: User) -> Client:
    return client_of(area_manager)


@pytest.fixture
def link(delivery: Delivery) -> str:
    return reverse("delivery-on-track", args=[delivery.programme.slug, token_for(delivery)])


def press(client: Client, delivery: Delivery, link: str, **data: Any) -> str:
    """The page after a press; pressed without looking again."""
    seen = Delivery.objects.get(pk=delivery.pk).version
    typed = {"once_key": uuid4(), "note": "", "seen_version": seen, **data}
    return " ".join(client.post(link, typed, follow=True).content.decode().split())


def test_one_press_says_still_on_track_and_a_look_changes_nothing(
    delivery: Delivery, area_manager: User, client: Client, link: str
) -> None:
    typed = opened(client, link)
    assert delivery.updates.count() == 1

    page = client.post(link, typed, follow=True).content.decode()

    assert "Recorded: M3, Area 0 is still on track." in page
    last = delivery.updates.latest("number")
    assert (last.number, last.note, last.by) == (2, "Still on track.", area_manager)


def test_the_link_works_once(delivery: Delivery, client: Client, link: str) -> None:
    press(client, delivery, link)

    assert "nothing was changed" in press(client, delivery, link)
    assert delivery.updates.count() == 2
    page = client.get(link).content.decode()
    assert "M3 Title of M3 · Area 0" in page
    assert "There is nothing to press" in page
    assert "once_key" not in page


def test_without_the_last_word_in_it_the_link_would_work_again(
    delivery: Delivery, client: Client, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(client, delivery, link)
    monkeypatch.setattr(views, "last_number", lambda _: 1)

    press(client, delivery, link, note="Again")

    assert delivery.updates.count() == 3


def test_another_word_meanwhile_ends_the_link(
    delivery: Delivery, client: Client, link: str
) -> None:
    typed = opened(client, link)
    said(delivery, UpdateRow(2, date(2019, 8, 1), forecast_on=date(2019, 9, 30)))

    page = client.post(link, typed, follow=True).content.decode()

    assert "Something was said of this milestone since the e-mail was sent" in page
    assert delivery.updates.count() == 2


def test_a_judgement_meanwhile_is_shown_before_the_press_counts(
    delivery: Delivery, client: Client, link: str
) -> None:
    typed = opened(client, link)
    judge(
        delivery=delivery, seen=Delivery.objects.get(pk=delivery.pk).version, rag=Rag.RED,
        reason="No money", ends_on=date(2019, 9, 1), by=None,
    )  # fmt: skip

    page = client.post(link, typed).content.decode()

    assert "Somebody changed this while you were writing" in page
    assert delivery.updates.count() == 1
    assert "is still on track" in press(client, delivery, link)


def test_what_was_expected_by_now_is_asked_for_its_day(
    delivery: Delivery, area_manager: User, link: str, clock: Any
) -> None:
    clock.move_to(datetime(2019, 9, 1, 12, tzinfo=get_current_timezone()))

    client = client_of(area_manager)
    page = client.get(link).content.decode()

    assert "It was expected by 31 August 2019, which has passed" in page
    assert "which has passed" in press(client, delivery, link)
    assert delivery.updates.count() == 1


def test_an_e_mail_of_what_is_late_leads_to_the_form(
    delivery: Delivery, area_manager: User, clock: Any
) -> None:
    clock.move_to(datetime(2019, 9, 7, 7, tzinfo=get_current_timezone()))
    remind(on=date(2019, 9, 7))
    deliver(Email.objects.get(user=area_manager).pk)

    assert "/milestones/M3/update/area-0/" in mail.outbox[0].body


def test_the_link_needs_sign_in_and_the_role(delivery: Delivery, link: str) -> None:
    other = Area.objects.exclude(pk=delivery.area_id).get()

    answer = Client().get(link)
    assert (answer.status_code, "sign-in" in answer["Location"]) == (302, True)
    for person, status in (
        (a_person(Role.VIEWER, delivery.programme), 403),
        (a_person(Role.AREA_MANAGER, other), 404),
        (a_person(), 404),
    ):
        assert client_of(person).get(link).status_code == status
        assert client_of(person).post(link, {}).status_code == status


def test_who_lost_the_role_since_the_e_mail_is_refused(
    delivery: Delivery, area_manager: User, client: Client, link: str
) -> None:
    typed = opened(client, link)
    AreaRole.objects.filter(user=area_manager).update(ends_on=date(2019, 8, 23))

    assert client.get(link).status_code == 404
    assert client.post(link, typed).status_code == 404
    assert delivery.updates.count() == 1


@pytest.mark.parametrize(
    ("letters", "day", "status"),
    [(-3, "2019-08-24", 404), (None, "2019-09-28", 200), (None, "2019-09-29", 404)],
)
def test_an_altered_or_old_link_says_what_to_do(
    area_manager: User, link: str, clock: Any, letters: int | None, day: str, status: int
) -> None:
    clock.move_to(datetime.fromisoformat(f"{day}T12:00:00+01:00"))

    answer = client_of(area_manager).get(f"{link[:letters]}x/" if letters else link)

    assert answer.status_code == status
    assert ("Open the milestone from the list" in answer.content.decode()) is (status == 404)


def test_letters_that_no_key_types_are_left_out_of_the_note(
    delivery: Delivery, client: Client, link: str
) -> None:
    press(client, delivery, link, note="So\x00on\x07")

    assert delivery.updates.latest("number").note == "Soon"
