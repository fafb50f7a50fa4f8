"""Groups recorded and changed through their pages: by whom, with what history, by two at once."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.actions.roles import grant
from pilots.models import Area, Group
from tests.support.builders import PAPER_DAY, START, a_group, a_person, a_programme, an_area
from tests.support.posting import errors, opened, send

QUARTERLY = {
    "meets_every_months": "3",
    "series_first_month": "January 2019",
    "series_last_month": "December 2020",
}


@pytest.fixture
def area(programme: Programme) -> Area:
    return an_area(programme)


@pytest.fixture
def manager(programme: Programme) -> Client:
    return signed_in_as(a_person(Role.PROGRAMME_MANAGER, programme))


@pytest.fixture
def new(programme: Programme) -> str:
    return reverse("group-new", args=[programme.slug])


def signed_in_as(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def edit_of(group: Group) -> str:
    return reverse("group-edit", args=[group.programme.slug, group.slug])


def page_of(client: Client, group: Group) -> str:
    address = reverse("group", args=[group.programme.slug, group.slug])
    return client.get(address).content.decode()


def test_a_manager_records_a_group_with_its_series_sectors_and_agenda(
    manager: Client, programme: Programme, new: str
) -> None:
    answer = send(
        manager,
        new,
        name="Guiding coalition",
        kind="guiding-coalition",
        terms_of_reference="Leads the change.",
        established="autumn 2019",
        quorum="3",
        meets_at="Kilwinning library",
        sectors=["third-sector", "council"],
        agenda="Minutes of the last meeting\n\n Actions ",
        reported_on="2019-10-24",
        **QUARTERLY,
    )

    group = programme.groups.get()
    assert answer["Location"] == reverse("group", args=[programme.slug, "guiding-coalition"])
    assert (group.area, group.established.words, group.quorum) == (None, "autumn 2019", 3)
    assert group.series_first_month == START
    assert group.series_last_month == date(2020, 12, 1)
    assert group.reported_on == PAPER_DAY
    assert {each.sector for each in group.required_sectors.all()} == {"council", "third-sector"}
    assert [(each.position, each.title) for each in group.agenda_template.all()] == [
        (1, "Minutes of the last meeting"),
        (2, "Actions"),
    ]
    page = page_of(manager, group)
    assert "A post recorded the group." in page
    assert "A post now requires the sector “Council”." in page
    assert "A post put “Actions” on every agenda." in page


def test_a_group_sent_twice_is_recorded_once(
    manager: Client, programme: Programme, new: str
) -> None:
    data = opened(manager, new) | {"name": "Network", "kind": "network-of-practice"}

    first, second = manager.post(new, data), manager.post(new, data)

    assert first["Location"] == second["Location"]
    assert programme.groups.count() == 1


def test_two_groups_of_one_name_have_their_own_addresses(
    manager: Client, programme: Programme, new: str
) -> None:
    for _ in range(2):
        send(manager, new, name="Network", kind="network-of-practice")

    assert {group.slug for group in programme.groups.all()} == {"network", "network-2"}


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "Fill in “Name”"),
        ({"kind": ""}, "kind", "Choose an answer for “Kind”"),
        ({"established": "soon"}, "established", "“soon” is not a date"),
        (
            {"series_first_month": "January 2019"},
            "series_last_month",
            "Enter both the first and the last month, or neither",
        ),
        (
            QUARTERLY | {"series_last_month": "December 2018"},
            "series_last_month",
            "The last month can’t come before the first",
        ),
        (
            QUARTERLY | {"meets_every_months": ""},
            "meets_every_months",
            "Say how often it meets between these months",
        ),
        (
            QUARTERLY | {"series_first_month": "2019"},
            "series_first_month",
            "Enter a month, such as January 2019",
        ),
        ({"agenda": "Actions\nactions"}, "agenda", "“Actions” is there twice"),
        ({"agenda": "x" * 201}, "agenda", "is longer than 200 characters"),
        ({"reported_on": "2199-01-01"}, "reported_on", "has not come yet"),
        ({"quorum": "0"}, "quorum", "Enter 1 or more for"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_recorded(
    manager: Client,
    programme: Programme,
    new: str,
    typed: dict[str, str],
    field: str,
    said: str,
) -> None:
    answer = send(manager, new, **({"name": "Group", "kind": "steering-group"} | typed))

    assert said in errors(answer)[field][0]
    assert not programme.groups.exists()


def test_an_area_manager_records_groups_of_the_own_area_alone(
    programme: Programme, area: Area, new: str
) -> None:
    other = an_area(programme, "Midlothian")
    client = signed_in_as(a_person(Role.AREA_MANAGER, area))
    wanted = {"name": "Local group", "kind": "steering-group"}

    assert "Choose whose group it is" in errors(send(client, new, **wanted))["area"][0]
    assert (
        "Choose a place from the list"
        in (errors(send(client, new, **wanted, area=str(other.pk)))["area"][0])
    )
    assert send(client, new, **wanted, area=str(area.pk)).status_code == 302
    assert [group.area for group in programme.groups.all()] == [area]


def test_an_area_that_one_only_reads_is_not_in_the_list(
    programme: Programme, area: Area, new: str
) -> None:
    other = an_area(programme, "Midlothian")
    person = a_person(Role.AREA_MANAGER, area)
    grant(role=Role.VIEWER, to=person, where=programme, from_on=START, by=None)

    answer = send(
        signed_in_as(person), new, name="Group", kind="steering-group", area=str(other.pk)
    )

    assert errors(answer)["area"] == ["Choose a place from the list"]
    assert not programme.groups.exists()


def test_an_area_of_another_programme_is_not_in_the_list(
    manager: Client, programme: Programme, new: str
) -> None:
    stranger = an_area(a_programme("Another"))

    answer = send(manager, new, name="Group", kind="steering-group", area=str(stranger.pk))

    assert errors(answer)["area"] == ["Choose a place from the list"]
    assert not programme.groups.exists()


@pytest.mark.parametrize("role", [Role.CHAIR, Role.STEERING_MEMBER, Role.VIEWER, Role.EVALUATOR])
def test_others_record_no_group_and_see_no_button(
    programme: Programme, new: str, role: Role
) -> None:
    client = signed_in_as(a_person(role, programme))

    for answer in (client.get(new), client.post(new, {})):
        assert answer.status_code == 403
        assert "programme manager" in answer.content.decode()
    assert new not in client.get(reverse("groups", args=[programme.slug])).content.decode()


def test_a_chair_changes_the_own_group_and_no_other(programme: Programme, area: Area) -> None:
    own, other = a_group(programme, "Own", area=area), a_group(programme, "Other", area=area)
    client = signed_in_as(a_person(Role.CHAIR, own))

    assert send(client, edit_of(own), name="Our group").status_code == 302
    for answer in (client.get(edit_of(other)), client.post(edit_of(other), {"name": "Mine"})):
        assert answer.status_code == 403
    own.refresh_from_db()
    assert (own.name, own.area) == ("Our group", area)
    assert edit_of(own) in page_of(client, own)
    assert edit_of(other) not in page_of(client, other)


def test_a_chair_does_not_move_a_group_elsewhere(programme: Programme, area: Area) -> None:
    group = a_group(programme, area=area)
    other = an_area(programme, "Midlothian")
    client = signed_in_as(a_person(Role.CHAIR, group))

    send(client, edit_of(group), area=str(other.pk))

    group.refresh_from_db()
    assert group.area == area


def test_a_group_out_of_reach_is_not_found(programme: Programme, area: Area) -> None:
    group = a_group(programme, area=an_area(programme, "Midlothian"))
    client = signed_in_as(a_person(Role.AREA_MANAGER, area))

    assert client.get(edit_of(group)).status_code == 404
    assert client.post(edit_of(group), {}).status_code == 404


def test_a_change_is_told_in_sentences(manager: Client, programme: Programme) -> None:
    group = a_group(programme, meets_every_months=3)
    send(manager, edit_of(group), sectors=["council"])
    send(
        manager, edit_of(group), sectors=["education"], meets_every_months="2", quorum="4",
    )  # fmt: skip

    page = page_of(manager, group)

    for said in (
        "A post now requires the sector “Education”.",
        "A post no longer requires the sector “Council”.",
        "changed the months from one meeting to the next from 3 to 2",
        "changed the quorum from not recorded to 4",
    ):
        assert said in page


def test_the_second_of_two_editors_sees_what_changed_and_loses_nothing(
    manager: Client, programme: Programme
) -> None:
    group = a_group(programme, meets_at="Town hall")
    other = signed_in_as(a_person(Role.CHAIR, group))
    mine = opened(manager, edit_of(group))
    send(other, edit_of(group), meets_at="Library", sectors=["council"])

    answer = manager.post(edit_of(group), mine | {"meets_at": "Kilwinning library", "quorum": "5"})

    page = answer.content.decode()
    group.refresh_from_db()
    assert (answer.status_code, group.meets_at, group.quorum) == (200, "Library", None)
    assert "Somebody changed this while you were writing" in page
    conflict = {each.label: (each.now, each.yours) for each in answer.context["conflict"]}
    assert conflict == {
        "Usual place": ("Library", "Kilwinning library"),
        "Quorum": ("not recorded", "5"),
        "Sectors it must hold": ("Council", "not recorded"),
    }
    form = answer.context["form"]
    assert (form["meets_at"].value(), form["quorum"].value()) == ("Kilwinning library", "5")

    again = mine | {
        "meets_at": "Kilwinning library", "quorum": "5", "sectors": ["council"],
        "seen_version": form["seen_version"].value(),
    }  # fmt: skip
    assert manager.post(edit_of(group), again).status_code == 302
    group.refresh_from_db()
    assert (group.meets_at, group.quorum) == ("Kilwinning library", 5)
    assert [each.sector for each in group.required_sectors.all()] == ["council"]


def test_an_empty_list_leads_to_the_form(manager: Client, programme: Programme, new: str) -> None:
    page = manager.get(reverse("groups", args=[programme.slug])).content.decode()

    assert "Record the first group" in page
    assert new in page
