"""Seats given, mended and ended through their pages, and what is refused."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.people.models import Organisation, Role
from partnership.programmes.models import Programme
from pilots.models import Group, Membership
from tests.support.builders import (
    PAPER_DAY,
    a_body,
    a_group,
    a_member,
    a_person,
    a_programme,
    a_seat_rule,
    an_area,
    an_organisation,
    code,
)
from tests.support.posting import errors, opened, send


@pytest.fixture
def group(programme: Programme) -> Group:
    return a_group(programme)


@pytest.fixture
def host(db: None) -> Organisation:
    return an_organisation("Kilwinning Academy", sector="education")


@pytest.fixture
def manager(programme: Programme) -> Client:
    client = Client()
    client.force_login(a_person(Role.PROGRAMME_MANAGER, programme))
    return client


def at(name: str, group: Group, *more: str) -> str:
    return reverse(name, args=[group.programme.slug, group.slug, *more])


def words(client: Client, address: str, day: str = "") -> str:
    return " ".join(client.get(address, {"as_at": day} if day else {}).content.decode().split())


def test_a_post_is_seated_by_a_rule_with_its_account(
    manager: Client, group: Group, host: Organisation
) -> None:
    area = an_area(group.programme)
    rule = a_seat_rule(group, 2, "Representatives", "each-area")
    person = a_person(Role.STEERING_MEMBER, group)

    answer = send(
        manager, at("seat-new", group), post="Planning lead", role="co-chair",
        organisation=str(host.pk), sector="hscp", seat_rule=str(rule.pk), area=str(area.pk),
        is_voting="yes", user=str(person.pk), since="March 2019", note="First seat.",
        reported_on="2019-10-24",
    )  # fmt: skip

    seat = group.memberships.get()
    assert answer["Location"] == at("group", group)
    assert (seat.slug, seat.role, seat.is_voting) == ("planning-lead", "co-chair", True)
    assert (seat.user, seat.seat_rule, seat.area) == (person, rule, area)
    assert (seat.since.words, seat.people, seat.reported_on) == ("March 2019", None, PAPER_DAY)
    page = words(manager, at("group", group))
    assert "Planning lead</a> <strong>(co-chair)</strong>" in page
    assert "Vacant: 1 of 2 seats (Representatives, North Ayrshire)" in page
    seat_page = words(manager, at("seat", group, seat.slug))
    assert "A post recorded the seat." in seat_page
    assert "2 for each area: Representatives" in seat_page


def test_a_counted_seat_has_a_number_a_host_and_no_name(
    manager: Client, group: Group, host: Organisation
) -> None:
    form = manager.get(at("counted-seat-new", group)).context["form"]
    assert not {"user", "name", "role"} & set(form.fields)

    send(
        manager, at("counted-seat-new", group), people="8", post="Young people",
        organisation=str(host.pk), sector="public", reported_on="2019-10-24",
    )  # fmt: skip

    seat = group.memberships.get()
    assert (seat.people, seat.user, seat.organisation) == (8, None, host)
    assert "Public participation: 8 young people." in words(manager, at("group", group))
    assert "8; no names are kept" in words(manager, at("seat", group, seat.slug))


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"people": "0"}, "people", "Enter 1 or more for"),
        ({"people": ""}, "people", "Fill in “How many people”"),
        ({"organisation": ""}, "organisation", "Choose the organisation that hosts them"),
        ({"since": "2020", "until": "2019"}, "until", "It can’t end (2019) before it begins"),
        ({"people": "7"}, "people", "gives 6 seats, and this seat would hold 7 people"),
    ],
)
def test_a_counted_seat_that_cannot_be_is_refused_in_words(
    manager: Client, group: Group, host: Organisation, typed: dict[str, str], field: str, said: str
) -> None:
    rule = a_seat_rule(group, 6, "Young people")
    good = {
        "people": "6", "post": "Young people", "organisation": str(host.pk),
        "seat_rule": str(rule.pk),
    }  # fmt: skip

    answer = send(manager, at("counted-seat-new", group), **(good | typed))

    assert said in errors(answer)[field][0]
    assert not group.memberships.exists()


def test_more_people_than_the_rule_gives_are_refused_with_what_to_do(
    manager: Client, group: Group, host: Organisation
) -> None:
    rule = a_seat_rule(group, 6, "Young people")
    a_member(group, "Pupils", people=4, seat_rule=rule)

    answer = send(
        manager, at("counted-seat-new", group), people="3", post="Carers",
        organisation=str(host.pk), seat_rule=str(rule.pk),
    )  # fmt: skip

    assert errors(answer)["people"] == [
        "The rule “Young people” gives 6 seats: 4 are taken (4 pupils), and this would make 7."
        " End a seat first, enter fewer people, or change the rule."
    ]


def test_a_post_is_not_seated_twice(manager: Client, group: Group) -> None:
    a_member(group, "Planning lead", since=code("2019-03"))

    answer = send(manager, at("seat-new", group), post="planning LEAD")

    assert "“Planning lead” has a seat here already since March 2019" in errors(answer)["post"][0]
    assert group.memberships.count() == 1


def test_a_rule_for_each_area_wants_to_know_whose_seat_it_is(manager: Client, group: Group) -> None:
    an_area(group.programme)
    rule = a_seat_rule(group, 2, "Representatives", "each-area")

    answer = send(manager, at("seat-new", group), post="Lead", seat_rule=str(rule.pk))

    assert "choose whose seat this is" in errors(answer)["area"][0]


@pytest.mark.parametrize("field", ["seat_rule", "area", "user", "organisation"])
def test_what_belongs_elsewhere_cannot_be_chosen(manager: Client, group: Group, field: str) -> None:
    elsewhere = a_group(a_programme("Another"), "Another group")
    strange = {
        "seat_rule": a_seat_rule(elsewhere, 2, "Anybody").pk,
        "area": an_area(elsewhere.programme).pk,
        "user": a_person(Role.CHAIR, elsewhere).pk,
        "organisation": 999_999,
    }

    answer = send(manager, at("seat-new", group), post="Lead", **{field: str(strange[field])})

    assert errors(answer)[field] == ["Choose one from the list"]
    assert not group.memberships.exists()


def test_an_account_without_a_role_in_the_group_is_kept_only_where_it_sits(
    manager: Client, group: Group
) -> None:
    former = a_person()
    seat = a_member(group, "Planning lead", user=former)

    assert send(manager, at("seat-edit", group, seat.slug), note="Kept.").status_code == 302
    seat.refresh_from_db()
    assert (seat.user, seat.note) == (former, "Kept.")
    answer = send(manager, at("seat-new", group), post="Another", user=str(former.pk))
    assert errors(answer)["user"] == ["Choose one from the list"]


def test_a_gap_leads_to_a_form_with_its_rule_and_area(manager: Client, group: Group) -> None:
    area = an_area(group.programme, "Arran & the Cumbraes")
    rule = a_seat_rule(group, 2, "Representatives", "each-area")

    page = manager.get(at("group", group)).content.decode()
    [link] = [part.split('"')[0] for part in page.split('href="') if "?rule=" in part]
    form = manager.get(link.replace("&amp;", "&")).context["form"]

    assert (form.initial["seat_rule"], form.initial["area"]) == (rule, area)


def test_a_seat_sent_twice_is_added_once(manager: Client, group: Group) -> None:
    address = at("seat-new", group)
    data = opened(manager, address) | {"post": "Planning lead"}

    first, second = manager.post(address, data), manager.post(address, data)

    assert first["Location"] == second["Location"]
    assert group.memberships.count() == 1


# -- Ended ---------------------------------------------------------------------------


def test_a_seat_ends_with_why_and_a_look_back_still_shows_it(manager: Client, group: Group) -> None:
    seat = a_member(group, "Planning lead", since=code("2019-01"))

    answer = send(
        manager, at("seat-end", group, seat.slug), until="March 2019", why="Moved to another post.",
        end_reported_on="2019-11-01",
    )  # fmt: skip

    seat.refresh_from_db()
    assert answer["Location"] == at("seat", group, seat.slug)
    assert (seat.until.words, seat.end_reported_on) == ("March 2019", date(2019, 11, 1))
    before, after = (
        words(manager, at("group", group), day) for day in ("2019-10-31", "2019-11-01")
    )
    assert "Seats that have ended" not in before
    assert "Planning lead" in before
    assert "Seats that have ended" in after
    page = words(manager, at("seat", group, seat.slug))
    assert "March 2019, reported on 1 November 2019" in page
    assert "changed the end from not recorded to March 2019" in page
    assert "Why: Moved to another post." in page
    assert "Ended</span> as at" in page
    assert "Held</span> as at 31 October 2019" in words(
        manager, at("seat", group, seat.slug), "2019-10-31"
    )


def test_the_end_is_reported_today_unless_said_otherwise(manager: Client, group: Group) -> None:
    seat = a_member(group, "Planning lead")

    send(manager, at("seat-end", group, seat.slug), until="2020", why="Left.")

    seat.refresh_from_db()
    assert seat.end_reported_on == timezone.localdate()


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"until": "2018"}, "until", "It can’t end (2018) before it begins (March 2019)"),
        ({"until": ""}, "until", "Enter a date, such as 24 October 2019"),
        ({"why": " "}, "why", "Say in a few words why it ends"),
        ({"end_reported_on": "2199-01-01"}, "end_reported_on", "has not come yet"),
        (
            {"end_reported_on": "2019-10-23"},
            "end_reported_on",
            "The seat itself was reported on 24 October 2019",
        ),
    ],
)
def test_an_end_that_cannot_be_is_refused_in_words(
    manager: Client, group: Group, typed: dict[str, str], field: str, said: str
) -> None:
    seat = a_member(group, "Planning lead", since=code("2019-03"))
    good = {"until": "2020", "why": "Left.", "end_reported_on": "2020-02-01"}

    answer = send(manager, at("seat-end", group, seat.slug), **(good | typed))

    assert said in errors(answer)[field][0]
    seat.refresh_from_db()
    assert not seat.until


def test_a_seat_does_not_end_twice(manager: Client, group: Group) -> None:
    seat = a_member(group, "Planning lead", until=code("2019-03"))

    answer = send(manager, at("seat-end", group, seat.slug), until="2020", why="Left.")

    assert "It has ended already, March 2019." in errors(answer)["__all__"][0]


def test_an_end_that_is_taken_back_is_no_longer_reported(manager: Client, group: Group) -> None:
    seat = a_member(group, "Lead", until=code("2019-03"), end_reported_on=date(2019, 11, 1))

    send(manager, at("seat-edit", group, seat.slug), until="")

    seat.refresh_from_db()
    assert (bool(seat.until), seat.end_reported_on) == (False, None)


# -- Two editors ------------------------------------------------------------------------


def test_the_second_of_two_editors_sees_what_changed_and_loses_nothing(
    manager: Client, group: Group
) -> None:
    seat = a_member(group, "Planning lead", note="Old note")
    chair = Client()
    chair.force_login(a_person(Role.CHAIR, group))
    address = at("seat-edit", group, seat.slug)
    mine = opened(manager, address)
    send(chair, address, note="The chair’s note", since="March 2019", is_voting="yes")

    answer = manager.post(address, mine | {"note": "My note", "sector": "hscp"})

    seat.refresh_from_db()
    assert (answer.status_code, seat.note, seat.sector) == (200, "The chair’s note", "")
    conflict = {each.label: (each.now, each.yours) for each in answer.context["conflict"]}
    assert conflict == {
        "Note": ("The chair’s note", "My note"),
        "Since": ("March 2019", "not recorded"),
        "Has a vote": ("yes", "not recorded"),
        "Sector": ("not recorded", "Health and social care partnership"),
    }
    form = answer.context["form"]
    assert (form["note"].value(), form["sector"].value()) == ("My note", "hscp")

    newest = {"seen_version": form["seen_version"].value(), "since": "March 2019"}
    manager.post(address, mine | newest | {"note": "Both", "sector": "hscp", "is_voting": "yes"})
    seat.refresh_from_db()
    assert (seat.note, seat.sector, seat.since.words) == ("Both", "hscp", "March 2019")


def test_an_end_that_came_while_somebody_was_writing_is_not_undone(
    manager: Client, group: Group
) -> None:
    seat = a_member(group, "Planning lead")
    address = at("seat-edit", group, seat.slug)
    mine = opened(manager, address)
    send(manager, at("seat-end", group, seat.slug), until="March 2019", why="Left.")

    answer = manager.post(address, mine | {"note": "My note"})

    form = answer.context["form"]
    assert form["until"].value() == "March 2019"
    manager.post(address, {bound.html_name: bound.value() or "" for bound in form})
    seat.refresh_from_db()
    assert (seat.note, seat.until.words) == ("My note", "March 2019")


# -- Who may --------------------------------------------------------------------------


@pytest.fixture
def seat(group: Group) -> Membership:
    return a_member(group, "Planning lead")


CHANGES = ["seat-new", "counted-seat-new", "seat-edit", "seat-end"]


def change_of(name: str, seat: Membership) -> str:
    return at(name, seat.group, *([] if name.endswith("new") else [seat.slug]))


@pytest.mark.parametrize("name", CHANGES)
def test_the_chair_changes_seats_of_the_own_group(name: str, seat: Membership) -> None:
    client = Client()
    client.force_login(a_person(Role.CHAIR, seat.group))

    assert client.get(change_of(name, seat)).status_code == 200


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("role", [Role.STEERING_MEMBER, Role.VIEWER, Role.EVALUATOR])
def test_others_read_seats_and_change_none(name: str, role: Role, seat: Membership) -> None:
    client = Client()
    client.force_login(a_person(role, seat.group.programme))
    address = change_of(name, seat)

    assert [client.get(address).status_code, client.post(address, {}).status_code] == [403, 403]
    page = words(client, at("seat", seat.group, seat.slug))
    assert "Planning lead" in page
    assert address not in page + words(client, at("group", seat.group))


@pytest.mark.parametrize("name", CHANGES)
def test_an_area_manager_does_not_change_the_national_group(name: str, seat: Membership) -> None:
    client = Client()
    client.force_login(a_person(Role.AREA_MANAGER, an_area(seat.group.programme)))

    assert client.get(change_of(name, seat)).status_code == 403


@pytest.mark.parametrize("name", [*CHANGES, "seat"])
def test_an_officer_of_a_board_meets_no_seat(name: str, seat: Membership) -> None:
    client = Client()
    client.force_login(a_person(Role.IJB_OFFICER, a_body(seat.group.programme)))

    assert client.get(change_of(name, seat)).status_code == 403


def test_a_seat_of_a_group_out_of_reach_is_not_found(programme: Programme) -> None:
    group = a_group(programme, "Southern group", area=an_area(programme, "South Lanarkshire"))
    seat = a_member(group, "Planning lead")
    client = Client()
    client.force_login(a_person(Role.AREA_MANAGER, an_area(programme)))

    assert client.get(at("seat", group, seat.slug)).status_code == 404
    assert client.post(at("seat-end", group, seat.slug), {"until": "2019"}).status_code == 404
