"""Seat rules laid down, changed and removed through their pages."""

import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import Group, SeatRule
from tests.support.builders import a_group, a_member, a_person, a_seat_rule, an_area
from tests.support.posting import errors, opened, send


@pytest.fixture
def group(programme: Programme) -> Group:
    return a_group(programme)


@pytest.fixture
def manager(programme: Programme) -> Client:
    client = Client()
    client.force_login(a_person(Role.PROGRAMME_MANAGER, programme))
    return client


def at(name: str, group: Group, *more: str) -> str:
    return reverse(name, args=[group.programme.slug, group.slug, *more])


def test_a_rule_is_added_and_its_seats_are_gaps(manager: Client, group: Group) -> None:
    an_area(group.programme)
    an_area(group.programme, "Midlothian")

    answer = send(
        manager, at("seat-rule-new", group), who="Representatives", seats="2", per="each-area",
        reported_on="2019-10-24",
    )  # fmt: skip

    rule = group.seat_rules.get()
    assert answer["Location"] == at("group", group)
    assert (rule.slug, rule.seats, rule.per) == ("representatives", 2, "each-area")
    page = manager.get(at("group", group)).content.decode()
    assert "No holder recorded: 2 of 2 seats (Representatives, Midlothian)" in page
    assert "recorded the seat rule “Representatives”" in page


def test_a_group_of_one_area_gives_seats_in_all(manager: Client, programme: Programme) -> None:
    group = a_group(programme, area=an_area(programme))

    send(manager, at("seat-rule-new", group), who="Service users", seats="2")

    assert group.seat_rules.get().per == "group"


def test_a_rule_changes_with_its_history(manager: Client, group: Group) -> None:
    rule = a_seat_rule(group, 2, "Service users")

    send(manager, at("seat-rule-edit", group, rule.slug), seats="3")

    rule.refresh_from_db()
    assert rule.seats == 3
    assert "changed the seats from 2 to 3 of the seat rule “Service users”" in (
        manager.get(at("group", group)).content.decode()
    )


def test_a_rule_for_each_area_changes_once_the_group_is_of_one(
    manager: Client, group: Group
) -> None:
    rule = a_seat_rule(group, 2, "Service users", per="each-area")
    Group.objects.filter(pk=group.pk).update(area=an_area(group.programme))

    answer = send(manager, at("seat-rule-edit", group, rule.slug), seats="3")

    assert answer.status_code == 302, errors(answer)
    rule.refresh_from_db()
    assert (rule.seats, rule.per) == (3, "group")


def test_a_rule_does_not_shrink_under_those_it_seats(manager: Client, group: Group) -> None:
    rule = a_seat_rule(group, 2, "Service users")
    for post in ("First", "Second"):
        a_member(group, post, seat_rule=rule)

    answer = send(manager, at("seat-rule-edit", group, rule.slug), seats="1")

    assert "2 seats are held by this rule now (“First” and “Second”)" in errors(answer)["seats"][0]
    rule.refresh_from_db()
    assert rule.seats == 2


def test_a_rule_for_each_area_asks_first_whose_the_seats_are(manager: Client, group: Group) -> None:
    an_area(group.programme)
    rule = a_seat_rule(group, 2, "Service users")
    a_member(group, "First", seat_rule=rule)

    answer = send(manager, at("seat-rule-edit", group, rule.slug), per="each-area")

    assert "“First” is seated by this rule without an area" in errors(answer)["per"][0]


def test_a_rule_that_seats_somebody_stays_and_says_what_to_do(
    manager: Client, group: Group
) -> None:
    rule = a_seat_rule(group, 2, "Service users")
    a_member(group, "Planning lead", seat_rule=rule)
    address = at("seat-rule-remove", group, rule.slug)

    page = manager.get(address).content.decode()
    answer = manager.post(address, {"seen_version": "1"})

    said = (
        "1 seat is or was held by this rule: “Planning lead”. Change each of them to another rule"
    )
    assert said in page
    assert said in answer.content.decode()
    assert SeatRule.objects.filter(pk=rule.pk).exists()


def test_a_rule_without_seats_is_removed_and_stays_in_the_history(
    manager: Client, group: Group
) -> None:
    rule = a_seat_rule(group, 2, "Service users")

    answer = send(manager, at("seat-rule-remove", group, rule.slug))

    assert answer.status_code == 302
    assert not group.seat_rules.exists()
    assert "removed the seat rule “Service users”" in (
        manager.get(at("group", group)).content.decode()
    )


@pytest.mark.parametrize("name", ["seat-rule-edit", "seat-rule-remove"])
def test_the_second_of_two_editors_is_told(manager: Client, group: Group, name: str) -> None:
    rule = a_seat_rule(group, 2, "Service users")
    address = at(name, group, rule.slug)
    mine = opened(manager, address)
    send(manager, at("seat-rule-edit", group, rule.slug), seats="4")

    answer = manager.post(address, mine)

    assert "Somebody changed this while you were writing" in answer.content.decode()
    rule.refresh_from_db()
    assert rule.seats == 4


def test_a_rule_of_another_group_is_not_found(manager: Client, group: Group) -> None:
    other = a_group(group.programme, "Other group")
    rule = a_seat_rule(other, 2, "Service users")

    assert manager.get(at("seat-rule-edit", group, rule.slug)).status_code == 404
