"""Champions and sponsors: what is asked of each, where it stands, and who may say so."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from partnership.programmes.models import Champion, Programme
from tests.support.builders import PAPER_DAY, a_body, a_group, a_person, an_area, code
from tests.support.fixtures import QueriesOf
from tests.support.posting import errors, opened, send


@pytest.fixture
def manager(programme: Programme) -> Client:
    return client_of(Role.PROGRAMME_MANAGER, programme)


@pytest.fixture
def minister(programme: Programme) -> Champion:
    return a_champion(programme, "Minister for Public Health")


def client_of(role: Role, *places: object) -> Client:
    client = Client()
    client.force_login(a_person(role, *places))  # type: ignore[arg-type]
    return client


def a_champion(programme: Programme, post: str, **fields: object) -> Champion:
    given = {"slug": post.lower().replace(" ", "-"), "kind": "champion"} | fields
    return Champion.objects.create(programme=programme, post=post, reported_on=PAPER_DAY, **given)


def at(name: str, programme: Programme, *more: str) -> str:
    return reverse(name, args=[programme.slug, *more])


def words(client: Client, address: str, day: str = "") -> str:
    return " ".join(client.get(address, {"as_at": day} if day else {}).content.decode().split())


def test_a_champion_is_recorded_with_what_is_asked_of_it(
    manager: Client, programme: Programme
) -> None:
    answer = send(
        manager, at("champion-new", programme), kind="sponsor", post="Head of communities",
        asked_for="To find a room.", standing="Two rooms looked at.", since="autumn 2019",
        reported_on="2019-10-24",
    )  # fmt: skip

    found = programme.champions.get()
    assert answer["Location"] == at("champions", programme)
    assert (found.slug, found.kind, found.since.words) == (
        "head-of-communities", "sponsor", "autumn 2019",
    )  # fmt: skip
    for page in (at("champions", programme), at("about", programme)):
        for said in ("Head of communities", "To find a room.", "Two rooms looked at.", "Sponsor"):
            assert said in words(manager, page)
    assert "A post recorded the sponsor." in words(manager, at("champion", programme, found.slug))


def test_where_it_stands_changes_with_its_history(
    manager: Client, programme: Programme, minister: Champion
) -> None:
    send(manager, at("champion-edit", programme, minister.slug), standing="Agreed to open it.")

    page = words(manager, at("champion", programme, minister.slug))
    assert "Agreed to open it." in page
    assert "A post changed the where it stands" not in page
    assert "A post changed where it stands, which was empty." in page


def test_an_end_has_its_reason_and_leaves_the_list(
    manager: Client, programme: Programme, minister: Champion
) -> None:
    send(
        manager, at("champion-end", programme, minister.slug), until="March 2020",
        why="Another office.",
    )  # fmt: skip

    minister.refresh_from_db()
    assert minister.until.words == "March 2020"
    before, after = (words(manager, at("champions", programme), day) for day in ("2020-03-31", ""))
    assert "Those that have ended" not in before
    assert "champion until March 2020" in after
    assert "Why: Another office." in words(manager, at("champion", programme, minister.slug))


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"post": ""}, "post", "Fill in “Post”"),
        ({"post": "minister for PUBLIC health"}, "post", "is a champion here already"),
        ({"since": "2020", "until": "2019"}, "until", "It can’t end (2019) before it begins"),
        ({"since": "some day"}, "since", "is not a date"),
        ({"reported_on": "2199-01-01"}, "reported_on", "has not come yet"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    manager: Client,
    programme: Programme,
    minister: Champion,
    typed: dict[str, str],
    field: str,
    said: str,
) -> None:
    good = {"kind": "champion", "post": "Another post"}

    answer = send(manager, at("champion-new", programme), **(good | typed))

    assert said in errors(answer)[field][0]
    assert programme.champions.count() == 1


def test_an_end_before_the_start_is_refused(manager: Client, programme: Programme) -> None:
    found = a_champion(programme, "Sponsor", since=code("2020"))

    answer = send(manager, at("champion-end", programme, found.slug), until="2019", why="Left.")

    assert "It can’t end (2019) before it begins (2020)" in errors(answer)["until"][0]


def test_it_does_not_end_twice(manager: Client, programme: Programme) -> None:
    found = a_champion(programme, "Sponsor", until=code("2019"))

    answer = send(manager, at("champion-end", programme, found.slug), until="2020", why="Left.")

    assert "It has ended already, 2019." in errors(answer)["__all__"][0]


def test_the_second_of_two_editors_sees_what_changed_and_loses_nothing(
    manager: Client, programme: Programme, minister: Champion
) -> None:
    address = at("champion-edit", programme, minister.slug)
    mine = opened(manager, address)
    send(manager, address, standing="Agreed.")
    send(manager, at("champion-end", programme, minister.slug), until="March 2020", why="Left.")

    answer = manager.post(address, mine | {"standing": "Asked again."})

    conflict = {each.label: (each.now, each.yours) for each in answer.context["conflict"]}
    assert conflict == {"Where it stands": ("Agreed.", "Asked again.")}
    form = answer.context["form"]
    assert form["standing"].value() == "Asked again."
    manager.post(address, {bound.html_name: bound.value() or "" for bound in form})
    minister.refresh_from_db()
    assert (minister.standing, minister.until.words) == ("Asked again.", "March 2020")


@pytest.mark.parametrize("name", ["champion-new", "champion-edit", "champion-end"])
def test_only_those_who_manage_the_programme_change_champions(
    programme: Programme, minister: Champion, name: str
) -> None:
    address = at(name, programme, *([] if name == "champion-new" else [minister.slug]))
    area = an_area(programme)
    others = (
        client_of(Role.AREA_MANAGER, area),
        client_of(Role.CHAIR, a_group(programme)),
        client_of(Role.VIEWER, programme),
    )

    for client in others:
        assert client.get(address).status_code == client.post(address, {}).status_code == 403
        assert address not in words(client, at("champions", programme))
        assert "Minister" in words(client, at("champion", programme, minister.slug))


@pytest.mark.parametrize("name", ["champions", "champion"])
def test_an_officer_of_a_board_meets_no_champion(
    programme: Programme, minister: Champion, name: str
) -> None:
    client = client_of(Role.IJB_OFFICER, a_body(programme))

    address = at(name, programme, *([] if name == "champions" else [minister.slug]))
    assert client.get(address).status_code == 403


def test_an_empty_list_says_what_to_do(
    manager: Client, viewer: Client, programme: Programme
) -> None:
    address = at("champions", programme)

    assert "Record the posts whose word opens doors" in words(manager, address)
    assert "ask a programme manager" in words(viewer, address)


def test_what_was_reported_later_is_not_shown(
    viewer: Client, programme: Programme, minister: Champion
) -> None:
    Champion.objects.update(reported_on=date(2019, 10, 25))

    assert "Minister" not in words(viewer, at("champions", programme), "2019-10-24")


def test_fifty_champions_cost_as_many_queries_as_one(
    viewer: Client, programme: Programme, minister: Champion, queries_of: QueriesOf
) -> None:
    address = at("champions", programme)
    for_one = queries_of(viewer, address)
    for number in range(50):
        a_champion(programme, f"Post {number}")

    assert queries_of(viewer, address) == for_one <= 5
