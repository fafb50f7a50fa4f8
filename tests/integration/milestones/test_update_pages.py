"""The page on which somebody says how a milestone is, and the list to update several."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.timezone import get_current_timezone

from milestones.actions.updates import UpdateRow
from milestones.addresses import delivery_address
from milestones.models import Delivery, DeliveryUpdate
from milestones.schedule import Stage
from milestones.selectors.standings import standing_of
from partnership.people.models import Role
from partnership.programmes.models import Programme
from tests.support.builders import START, a_decision, a_group, a_person
from tests.support.plans import a_milestone, a_plan, said, write_down
from tests.support.posting import errors, opened, send

pytestmark = pytest.mark.django_db
TODAY = date(2019, 10, 24)
HTMX = {"HX-Request": "true"}
QueriesOf = Callable[[Client, str], int]


@pytest.fixture(autouse=True)
def clock() -> object:
    """It is noon on 24 October 2019."""
    with time_machine.travel(datetime(2019, 10, 24, 12, tzinfo=get_current_timezone())):
        yield


@pytest.fixture
def delivery(programme: Programme) -> Delivery:
    """Due at the end of December 2019 in Area 0; M5 waits for it."""
    a_plan(programme)
    first = a_milestone(programme, "M4", due_month=12)
    a_milestone(programme, "M5", due_month=14).needs.create(needs=first)
    write_down(programme)
    return programme.deliveries.get(milestone=first, area__slug="area-0")


@pytest.fixture
def client(delivery: Delivery) -> Client:
    client = Client()
    client.force_login(a_person(Role.AREA_MANAGER, delivery.area))
    return client


@pytest.fixture
def screen(delivery: Delivery) -> str:
    return delivery_address("delivery-update", delivery)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


LATE = {"expected": "other", "forecast_on": "2020-02-06", "stage": "started"}


def test_it_shows_where_it_stands_and_begins_with_what_was_said_last(
    client: Client, delivery: Delivery, screen: str
) -> None:
    said(
        delivery,
        UpdateRow(
            1, date(2019, 9, 2), Stage.STARTED, forecast_on=date(2020, 1, 31),
            reason="Rain", reported_by="Librarian",
        ),
    )  # fmt: skip
    form = client.get(screen).context["form"]
    shown = text(client.get(screen))

    assert form["stage"].value() == "started"
    assert form["expected"].value() == "same"
    assert form["reported_on"].value() == TODAY
    assert "2 September 2019, Librarian: Started; forecast 31 January 2020" in shown
    assert [label for _, label in form.fields["expected"].choices] == [
        "As before: 31 January 2020", "On time: 31 December 2019",
        "2 weeks later: 14 February 2020", "A month later: 29 February 2020", "Another date",
    ]  # fmt: skip


def test_what_is_overdue_is_expected_from_now_on(client: Client, programme: Programme) -> None:
    late = a_milestone(programme, "M1", due_month=2).deliveries.get(area__slug="area-0")
    form = client.get(delivery_address("delivery-update", late)).context["form"]

    assert [label for _, label in form.fields["expected"].choices] == [
        "On time: 28 February 2019 (it has passed)", "2 weeks from now: 7 November 2019",
        "A month from now: 24 November 2019", "Another date",
    ]  # fmt: skip


def test_a_choice_of_days_saves_that_day(client: Client, delivery: Delivery, screen: str) -> None:
    answer = send(client, screen, stage="started", expected="2020-01-14", reason="The roof")

    assert answer["Location"] == reverse("milestone", args=[delivery.programme.slug, "M4"])
    assert standing_of(delivery, on=TODAY).forecast_on == date(2020, 1, 14)


def test_what_it_means_is_shown_before_it_is_saved(client: Client, screen: str) -> None:
    answer = text(client.get(screen, LATE, headers=HTMX))

    assert "37 days later than baseline:" in answer
    assert "Red</span>" in answer
    assert "Pushes M5 in this area to 6 April 2020." in answer
    assert "<html" not in answer


def test_without_a_script_a_button_shows_it_and_saves_nothing(client: Client, screen: str) -> None:
    answer = send(client, screen, show="yes", reason="Typed already", **LATE)

    assert "37 days later than baseline:" in text(answer)
    assert "Typed already" in text(answer)
    assert not DeliveryUpdate.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"stage": "complete", "done_on": "2019-10-25"}, "has not come yet"),
        ({"expected": "other", "forecast_on": "31/31/2020"}, "Choose a real day"),
        ({"stage": "complete", "done_on": "2019-10-20"}, "72 days earlier than baseline:"),
        ({}, "Not started"),
    ],
)
def test_what_cannot_be_told_yet_is_said(
    client: Client, screen: str, typed: dict[str, str], words: str
) -> None:
    first = {"stage": "not-started", "expected": "same", "reported_on": "2019-10-24"}
    assert words in text(client.get(screen, first | typed, headers=HTMX))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "__all__"),
        ({"stage": "complete", "done_on": ""}, "done_on"),
        ({"stage": "complete", "done_on": "2019-10-25"}, "done_on"),
        ({"stage": "complete", "expected": "2020-01-14", "reason": "x"}, "expected"),
        ({"expected": "other"}, "forecast_on"),
        ({"expected": "other", "forecast_on": "2018-01-01", "reason": "x"}, "forecast_on"),
        ({"expected": "other", "forecast_on": "9999-12-31", "reason": "x"}, "forecast_on"),
        ({"expected": "0001-01-01", "reason": "x"}, "forecast_on"),
        ({"expected": "9999-12-31", "reason": "x"}, "forecast_on"),
        ({"stage": "complete", "done_on": "0001-01-01"}, "done_on"),
        ({"expected": "2020-01-14"}, "reason"),
        ({"note": "x", "reported_on": "2019-10-25"}, "reported_on"),
        ({"note": "x", "reported_on": "2018-12-31"}, "reported_on"),
        ({"stage": "not-needed"}, "stage"),
        ({"note": "x" * 2001}, "note"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    client: Client, screen: str, typed: dict[str, str], field: str
) -> None:
    assert set(errors(send(client, screen, **typed))) == {field}
    assert not DeliveryUpdate.objects.exists()


def test_what_is_wrong_stands_above_all_else(client: Client, screen: str) -> None:
    page = send(client, screen, stage="complete", done_on="").content.decode()

    assert 0 < page.index('data-module="error-summary"') < page.index("Where it stands")


def test_a_late_entry_is_said_to_be_one(client: Client, screen: str) -> None:
    send(client, screen, note="Begun", reported_on="2019-09-01")
    shown = text(client.get(screen))

    assert "Late entry, recorded 24 October 2019: it counts from the day it was reported" in shown
    assert "1 September 2019, A post: No change of dates" in shown


def test_what_was_dropped_takes_no_word(client: Client, delivery: Delivery, screen: str) -> None:
    decision = a_decision(a_group(delivery.programme), "Drop it")
    dropped = UpdateRow(1, date(2019, 9, 2), Stage.NOT_NEEDED, decision=decision, reason="So")
    form = opened(client, screen)
    said(delivery, dropped)

    shown = text(client.get(screen))
    assert "A programme manager can take it up again" in shown
    form |= {"seen_version": "2", "note": "Still on track"}
    assert "__all__" in errors(client.post(screen, form))


def test_it_may_be_opened_again_with_a_reason(
    client: Client, delivery: Delivery, screen: str
) -> None:
    send(client, screen, stage="complete", done_on="2019-10-20")
    assert "It was not done after all: it is started" in text(client.get(screen))

    assert set(errors(send(client, screen, stage="started"))) == {"reason"}
    send(client, screen, stage="started", reason="Only half of it")

    assert standing_of(delivery, on=TODAY).is_open


def test_the_whole_programmes_delivery_has_its_own_address(programme: Programme) -> None:
    a_plan(programme, areas=1)
    a_milestone(programme, "M2", due_month=6, in_each_area=False)
    address = reverse("delivery-update", args=[programme.slug, "M2"])
    assert address.endswith("/milestones/M2/update/")
    manager, area_manager = Client(), Client()
    manager.force_login(a_person(Role.PROGRAMME_MANAGER, programme))
    area_manager.force_login(a_person(Role.AREA_MANAGER, programme.areas.get()))

    assert manager.get(address).status_code == 200
    assert area_manager.get(address).status_code == 403
    assert manager.get(address + "area-0/").status_code == 404


def test_a_delivery_that_the_area_gets_later_is_not_there_yet(
    client: Client, delivery: Delivery, screen: str
) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(from_on=TODAY + timedelta(1))
    assert client.get(screen).status_code == 404


def test_it_leads_back_to_where_the_person_came_from_and_nowhere_else(
    client: Client, delivery: Delivery, screen: str
) -> None:
    here = reverse("milestones", args=[delivery.programme.slug]) + "?area=area-0"
    answer = send(client, f"{screen}?next={here}", note="x")
    assert answer["Location"] == here
    for other in ("https://example.org/", "//example.org/", "/programmes/else/", "javascript:x"):
        answer = send(client, screen, note=other, next=other)
        assert answer["Location"] == reverse("milestone", args=[delivery.programme.slug, "M4"])


# -- Several, one after the other ------------------------------------------------


@pytest.fixture
def round_page(delivery: Delivery) -> str:
    return reverse("milestone-updates", args=[delivery.programme.slug])


def press(client: Client, delivery: Delivery, back: str, seen: str = "") -> Any:
    code = seen or Delivery.objects.get(pk=delivery.pk).version
    address = delivery_address("delivery-still-on-track", delivery)
    return client.post(address, {"seen_version": code, "next": back}, follow=True)


def test_the_list_has_what_is_open_and_theirs(client: Client, round_page: str) -> None:
    shown = text(client.get(round_page))

    assert "2 deliveries" in shown
    assert "Title of M4" in shown
    assert "Area 1" not in shown


def test_a_press_records_it_and_keeps_the_filters(
    client: Client, delivery: Delivery, round_page: str
) -> None:
    here = f"{round_page}?words=M4"
    assert f'value="{here}"' in client.get(here).content.decode()

    answer = press(client, delivery, here)

    assert answer.redirect_chain == [(here, 302)]
    assert "Recorded: M4, Area 0 is still on track." in text(answer)
    assert "Recorded already" in text(press(client, delivery, here))
    assert DeliveryUpdate.objects.count() == 1


def test_what_was_changed_meanwhile_is_not_pressed_away(
    client: Client, delivery: Delivery, round_page: str
) -> None:
    seen = str(delivery.version)
    said(delivery, UpdateRow(1, TODAY, Stage.STARTED, forecast_on=date(2020, 3, 1)))

    assert "was changed meanwhile" in text(press(client, delivery, round_page, seen))
    assert "open the milestone" in text(press(client, delivery, round_page, "nonsense"))
    assert DeliveryUpdate.objects.count() == 1


def test_what_was_expected_by_now_is_asked_for_its_day_in_place_of_a_press(
    client: Client, programme: Programme, round_page: str
) -> None:
    late = a_milestone(programme, "M1", due_month=2).deliveries.get(area__slug="area-0")
    shown = text(client.get(f"{round_page}?words=M1"))

    assert "Say when it is expected" in shown
    assert "one-press" not in shown
    assert "which has passed" in text(press(client, late, round_page))
    assert not late.updates.exists()


def test_the_list_shows_the_last_word(client: Client, delivery: Delivery, round_page: str) -> None:
    said(delivery, UpdateRow(1, TODAY, Stage.STARTED, note="The roof leaks"))

    assert "The roof leaks" in text(client.get(round_page))

    said(delivery, UpdateRow(2, TODAY, forecast_on=date(2020, 2, 1), reason="No builder & rain"))
    assert "No builder &amp; rain" in text(client.get(round_page))


def test_nothing_that_fits_is_said(client: Client, round_page: str) -> None:
    assert "Nothing open fits these choices" in text(client.get(f"{round_page}?words=unheard"))


@pytest.mark.parametrize("name", ["delivery-update", "delivery-judge", "delivery-output"])
def test_the_same_queries_for_50_updates_and_milestones_as_for_1(
    client: Client, delivery: Delivery, queries_of: QueriesOf, name: str
) -> None:
    delivery.milestone.outputs.create(number=1, text="A portfolio")
    write_down(delivery.programme)
    number = [1] if name == "delivery-output" else []
    address = delivery_address(name, delivery, *number)
    said(delivery, UpdateRow(1, START, Stage.STARTED))
    few = queries_of(client, address)
    for place in range(6, 56):
        a_milestone(delivery.programme, f"M{place}", due_month=place % 24)
    said(delivery, *(UpdateRow(n, START + timedelta(n), note=f"{n}") for n in range(2, 52)))

    assert queries_of(client, address) == few <= 15


def test_the_list_costs_the_same_for_50_milestones_as_for_1(
    client: Client, delivery: Delivery, round_page: str, queries_of: QueriesOf
) -> None:
    few = queries_of(client, round_page)
    for place in range(6, 56):
        a_milestone(delivery.programme, f"M{place}", due_month=place % 24)

    assert queries_of(client, round_page) == few <= 8
