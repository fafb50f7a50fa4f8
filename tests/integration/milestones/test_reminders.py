"""E-mails about deliveries and risks: each goes out once, to who is to act, with a title alone."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from milestones import tasks
from milestones.actions.on_track import say_on_track
from milestones.actions.reminders import remind
from milestones.actions.updates import UpdateRow
from milestones.models import Delivery, DeliveryUpdate, Risk
from milestones.on_track import token_for
from milestones.schedule import Stage
from partnership.people.mail.sending import deliver
from partnership.people.models import Email, EmailPreference, Role, User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from pilots.models import Area
from tests.support.builders import a_person
from tests.support.plans import a_milestone, a_plan, said

pytestmark = pytest.mark.django_db
DUE = date(2019, 8, 31)
BEFORE = UpdateRow(1, date(2019, 7, 2), Stage.STARTED, note="Secret")


@pytest.fixture
def programme(db: None) -> Programme:
    return a_plan(areas=2)


@pytest.fixture
def delivery(programme: Programme) -> Delivery:
    """Of Area 0, due at the end of month 8, started in July."""
    a_milestone(programme, "M3", due_month=8)
    return said(Delivery.objects.get(area__slug="area-0"), BEFORE)


@pytest.fixture
def area_manager(delivery: Delivery) -> User:
    assert delivery.area
    return a_person(Role.AREA_MANAGER, delivery.area)


@pytest.fixture
def manager(programme: Programme) -> User:
    return a_person(Role.PROGRAMME_MANAGER, programme)


def written(*purposes: str) -> list[tuple[str, str]]:
    """(to whom, which) of every e-mail asked for with one of these purposes, in order."""
    rows = Email.objects.filter(purpose__in=purposes or ["delivery-due"]).order_by("pk")
    return [(row.address, row.key.rpartition(", ")[2]) for row in rows]


def subjects() -> list[str]:
    """What goes out once workers have come for all that is queued."""
    for row in Email.objects.filter(state=Email.State.QUEUED).order_by("pk"):
        deliver(row.pk)
    return [message.subject for message in mail.outbox]


def test_the_areas_manager_is_reminded_before_on_the_day_and_weekly(
    delivery: Delivery, area_manager: User
) -> None:
    for after in range(-40, 20):
        remind(on=DUE + timedelta(days=after))
        remind(on=DUE + timedelta(days=after))

    assert written() == [
        (area_manager.email, name)
        for name in (
            "28-days-before", "7-days-before", "on-the-day", "7-days-after", "14-days-after",
        )
    ]  # fmt: skip


def test_its_owner_is_asked_while_they_may_update_it(
    delivery: Delivery, area_manager: User, manager: User
) -> None:
    stranger = a_person(Role.VIEWER, delivery.programme)
    Delivery.objects.filter(pk=delivery.pk).update(owner_user=manager)
    remind(on=DUE)
    Delivery.objects.filter(pk=delivery.pk).update(owner_user=stranger)
    remind(on=DUE + timedelta(days=7))

    first, *_ = [each for each in written() if each[1] == "on-the-day"]
    assert first == (manager.email, "on-the-day")
    assert (area_manager.email, "7-days-after") in written()
    assert stranger.email not in dict(written())


def test_the_programmes_manager_hears_once_of_what_stays_late(
    delivery: Delivery, area_manager: User, manager: User
) -> None:
    for after in range(20, 60):
        remind(on=DUE + timedelta(days=after))

    late = Email.objects.filter(purpose="delivery-late", about__delivery=delivery.pk)
    assert [row.address for row in late] == [manager.email]


def test_nobody_gets_two_e_mails_about_one_thing_on_one_day(
    delivery: Delivery, area_manager: User, manager: User
) -> None:
    for day in (date(2019, 6, 1) + timedelta(days=number) for number in range(250)):
        before = set(Email.objects.values_list("pk", flat=True))
        remind(on=day)
        new = Email.objects.exclude(pk__in=before)
        about = [
            (row.address, key)
            for row in new
            for key in row.about.get("deliveries", [row.about.get("delivery")])
        ]
        assert len(about) == len(set(about)), day
    assert Email.objects.filter(purpose="delivery-silence").exists()


def test_a_quarter_of_silence_is_asked_about_in_one_e_mail_for_each_person(
    programme: Programme, delivery: Delivery, area_manager: User, manager: User
) -> None:
    a_milestone(programme, "M9", due_month=23)
    a_milestone(programme, "M10", due_month=24)
    remind(on=date(2020, 1, 1))
    remind(on=date(2020, 1, 2))

    silent = Email.objects.filter(purpose="delivery-silence", user=area_manager)
    assert [len(row.about["deliveries"]) for row in silent] == [3]
    with time_machine.travel(date(2020, 1, 2)):
        said(delivery, UpdateRow(2, date(2020, 1, 2)))
        assert f"2 milestones without an update in October to December 2019, {programme}" in (
            subjects()
        )


def test_what_is_done_descoped_or_of_a_programme_long_over_is_not_reminded_of(
    delivery: Delivery, area_manager: User
) -> None:
    said(delivery, UpdateRow(2, date(2019, 8, 1), actual_on=date(2019, 8, 1)))
    remind(on=DUE)
    remind(on=date(2026, 8, 31))

    assert area_manager.email not in dict(written())


def test_an_e_mail_says_the_title_and_leads_to_one_press(
    delivery: Delivery, area_manager: User
) -> None:
    with time_machine.travel(DUE - timedelta(days=7)):
        tasks.remind()
        assert "Due in 7 days: M3 Title of M3, Area 0" in subjects()

    assert "Secret" not in mail.outbox[0].body
    assert "/on-track/" in mail.outbox[0].body


def test_an_e_mail_is_dropped_once_the_day_was_moved(
    delivery: Delivery, area_manager: User
) -> None:
    with time_machine.travel(DUE - timedelta(days=7)):
        tasks.remind()
        said(delivery, UpdateRow(2, date(2019, 8, 20), actual_on=date(2019, 8, 20)))
        assert subjects() == []


def test_a_digest_is_theirs_to_choose(delivery: Delivery, area_manager: User) -> None:
    User.objects.filter(pk=area_manager.pk).update(email_preference=EmailPreference.DAILY)

    remind(on=DUE)

    assert {row.state for row in Email.objects.filter(user=area_manager)} == {Email.State.GATHERED}


# -- Risks -------------------------------------------------------------------
@pytest.fixture
def risk(delivery: Delivery) -> Risk:
    risk = Risk.objects.create(
        programme=delivery.programme, area=delivery.area, reference="R7", title="Too few places",
        review_on=DUE, reported_on=date(2019, 2, 1),
    )  # fmt: skip
    with_moment = Risk.objects.filter(pk=risk.pk)
    with_moment.update(recorded_at="2019-02-01T12:00:00Z")
    return risk


def test_a_review_is_reminded_of_until_it_is_done(risk: Risk, area_manager: User) -> None:
    for after in range(-20, 10):
        remind(on=DUE + timedelta(days=after))

    names = ["7-days-before", "on-the-day", "7-days-after"]
    assert written("risk-review") == [(area_manager.email, name) for name in names]


def test_a_closed_risk_is_not_reminded_of(risk: Risk, area_manager: User) -> None:
    risk.reviews.create(number=1, state="closed", reported_on=date(2019, 3, 1))

    remind(on=DUE)

    assert written("risk-review") == []


# -- The link ----------------------------------------------------------------
def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def link_to(delivery: Delivery) -> str:
    return reverse("delivery-on-track", args=[delivery.programme.slug, token_for(delivery)])


def press(client: Client, link: str, **data: Any) -> Any:
    return client.post(link, {"once_key": uuid4(), "note": "", **data}, follow=True)


def test_one_press_says_still_on_track_and_a_look_changes_nothing(
    delivery: Delivery, area_manager: User
) -> None:
    link, client = link_to(delivery), client_of(area_manager)
    assert "Still on track" in client.get(link).content.decode()
    assert delivery.updates.count() == 1

    page = press(client, link).content.decode()

    assert "Recorded: M3, Area 0 is still on track." in page
    last = delivery.updates.latest("number")
    assert (last.number, last.note, last.by) == (2, "Still on track.", area_manager)


def test_the_link_works_once(delivery: Delivery, area_manager: User) -> None:
    link, client = link_to(delivery), client_of(area_manager)
    press(client, link)

    page = press(client, link).content.decode()

    assert "nothing was changed" in page
    assert delivery.updates.count() == 2
    assert "There is nothing to press" in client.get(link).content.decode()


def test_another_word_meanwhile_ends_the_link(delivery: Delivery, area_manager: User) -> None:
    with pytest.raises(RefusedError, match="since the e-mail was sent"):
        say_on_track(delivery=delivery, last_seen=0, by=area_manager)
    assert DeliveryUpdate.objects.count() == 1


def test_the_link_needs_sign_in_and_the_role(delivery: Delivery) -> None:
    link = link_to(delivery)
    assert delivery.area
    other = Area.objects.exclude(pk=delivery.area.pk).get()

    assert Client().get(link).status_code == 302
    assert client_of(a_person(Role.VIEWER, delivery.programme)).get(link).status_code == 403
    assert client_of(a_person(Role.AREA_MANAGER, other)).get(link).status_code == 404
    assert client_of(a_person()).get(link).status_code == 404


@pytest.mark.parametrize("change", [lambda link: link[:-3] + "x/", lambda link: link])
def test_an_altered_or_old_link_says_what_to_do(
    delivery: Delivery, area_manager: User, change: Any
) -> None:
    with time_machine.travel("2019-06-01"):
        link = link_to(delivery)

    answer = client_of(area_manager).get(change(link))

    assert answer.status_code == 404
    assert "Open the milestone from the list" in answer.content.decode()
