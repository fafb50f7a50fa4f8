"""Resources of the portfolio: added, renewed, retired, shared."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from partnership.people.models import Role, User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from pilots.actions import learning as do
from pilots.models import (
    Attachment,
    LearningResource,
    LearningResourceVersion,
)
from tests.support.builders import a_group, a_person, an_area
from tests.support.learning import a_resource, a_version, as_person, at, listed, post
from tests.support.posting import errors, opened, send, standing
from tests.support.uploads import HTML, an_upload

pytestmark = pytest.mark.django_db
QueriesOf = Callable[[Client, str], int]
LATER = date(2020, 3, 1)


# -- Adding, and newer versions ------------------------------------------------------


def test_a_resource_is_added_with_all_that_it_holds(client: Client, programme: Programme) -> None:
    answer = post(
        client, at(programme, "learning-resource-new"), title="Health desk", place="*",
        made_by="Area manager", audience="Library staff", new_method="Shadowing",
        format="Half a day", materials="Leaflets", guidance="Go slowly", link="https://example.org",
        outcomes="Can ask\nCan refer", uploads=[an_upload("Slides.pdf"), an_upload("Plan.pdf")],
    )  # fmt: skip

    assert answer["Location"] == at(programme, "learning-resource", "health-desk")
    version = LearningResourceVersion.objects.get()
    assert (version.number, version.format, version.link) == (
        1,
        "Half a day",
        "https://example.org",
    )
    assert [each.name for each in version.methods.all()] == ["Shadowing"]
    page = client.get(answer["Location"]).content.decode()
    for word in ("Library staff", "Go slowly", "<li>Can refer</li>", "Slides.pdf", "Plan.pdf"):
        assert word in page
    assert "recorded the resource" in page


def test_a_newer_version_lies_on_top_and_the_last_stays_as_it_was(
    client: Client, programme: Programme
) -> None:
    address = at(programme, "learning-resource-new")
    post(client, address, title="Desk", place="*", guidance="Old", uploads=[an_upload("Plan.pdf")])
    before = LearningResourceVersion.objects.values().get()
    answer = post(
        client, at(programme, "learning-version-new", "desk"), changed="Shorter", guidance="New",
        uploads=[an_upload("More.pdf")],
    )  # fmt: skip

    assert answer.status_code == 302
    assert LearningResourceVersion.objects.values().get(number=1) == before
    page = client.get(answer["Location"]).content.decode()
    assert "Shorter" in page
    assert "More.pdf" in page
    assert "Plan.pdf" in page  # kept
    assert page.count("<dd>New</dd>") == 1
    earlier = client.get(at(programme, "learning-version", "desk", 1)).content.decode()
    assert "There is a newer version" in earlier
    assert "<dd>Old</dd>" in earlier
    assert "Version 2: Shorter" in page
    assert Attachment.objects.count() == 3


def test_a_file_that_is_not_kept_stays_with_the_last_version(
    client: Client, programme: Programme
) -> None:
    address = at(programme, "learning-resource-new")
    post(client, address, title="Desk", place="*", uploads=[an_upload("Plan.pdf")])
    post(client, at(programme, "learning-version-new", "desk"), changed="No plan", kept=[])

    last, newest = LearningResourceVersion.objects.order_by("number")
    assert [str(each) for each in last.files.all()] == ["Plan.pdf"]
    assert list(newest.files.all()) == []


def test_what_is_new_must_be_said(client: Client, programme: Programme) -> None:
    a_version(a_resource(programme))
    answer = post(client, at(programme, "learning-version-new", "health-desk"))

    assert errors(answer) == {"changed": ["Fill in “What is new in it”"]}


def test_two_who_renew_it_at_once_both_learn_of_it(
    client: Client, programme: Programme, manager: User
) -> None:
    resource = a_resource(programme)
    a_version(resource, guidance="Old")
    address = at(programme, "learning-version-new", "health-desk")
    data = opened(client, address) | {"changed": "Mine", "guidance": "My words"}
    said = do.VersionSaid(guidance="Their words", changed="Theirs", audience="Library staff")
    do.add_version(resource=resource, seen=resource.version, said=said, by=manager)
    data = {name: value for name, value in data.items() if value != []}

    answer: Any = client.post(address, data)

    told = [(each.now, each.yours) for each in answer.context["conflict"]]
    assert told == [("Their words", "My words")]
    assert resource.versions.count() == 2
    again = opened_again(answer)
    assert client.post(address, again).status_code == 302
    assert resource.versions.get(number=3).guidance == "My words"


def opened_again(answer: Any) -> dict[str, Any]:
    form = answer.context["form"]
    return {name: value for name, value in standing(form).items() if value != []}


def test_the_same_form_sent_twice_adds_once(client: Client, programme: Programme) -> None:
    address = at(programme, "learning-resource-new")
    data = opened(client, address) | {"title": "Desk", "place": "*"}
    data = {name: value for name, value in data.items() if value != []}
    led = {client.post(address, data)["Location"] for _ in range(2)}

    assert len(led) == 1
    assert LearningResource.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"place": ""}, "place"),
        ({"place": "elsewhere"}, "place"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "ftp://example.org"}, "link"),
        ({"uploads": [an_upload("a.html", HTML)]}, "uploads"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    client: Client, programme: Programme, typed: dict[str, Any], field: str
) -> None:
    given = {"title": "Desk", "place": "*"} | typed
    answer = post(client, at(programme, "learning-resource-new"), **given)

    assert list(errors(answer)) == [field]
    assert not LearningResource.objects.exists()


# -- Changing, retiring, sharing ------------------------------------------------------


def test_a_retired_one_is_listed_only_where_asked_for(client: Client, programme: Programme) -> None:
    a_version(a_resource(programme))
    address = at(programme, "learning-resource-edit", "health-desk")
    assert send(client, address, title="Desk", is_retired="on").status_code == 302

    assert listed(client, programme) == []
    assert listed(client, programme, "?retired=on") == ["Desk"]
    page = client.get(at(programme, "learning-resource", "health-desk")).content.decode()
    assert "It is no longer offered" in page
    assert "changed whether it no longer offered" in page


def test_who_manages_the_programme_shares_an_areas_resource(
    client: Client, programme: Programme, manager: User
) -> None:
    area = an_area(programme)
    said = do.VersionSaid(uploads=[an_upload("Plan.pdf")])
    do.add_resource(programme=programme, area=area, title="Desk", made_by="", said=said, by=manager)
    elsewhere = as_person(a_person(Role.AREA_MANAGER, an_area(programme, "Other")))
    assert listed(elsewhere, programme) == []

    assert send(client, at(programme, "learning-resource-share", "desk")).status_code == 302

    assert listed(elsewhere, programme) == ["Desk"]
    assert Attachment.objects.get().area is None
    assert LearningResource.objects.get().made_by == "North Ayrshire"


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        (Role.PROGRAMME_MANAGER, [200, 200, 200, 200]),
        (Role.AREA_MANAGER, [200, 200, 403, 403]),
        (Role.CHAIR, [200, 200, 403, 403]),
        (Role.STEERING_MEMBER, [403, 403, 403, 403]),
        (Role.EVALUATOR, [403, 403, 403, 403]),
        (Role.VIEWER, [403, 403, 403, 403]),
    ],
)
def test_who_may_make_change_and_share(programme: Programme, role: Role, codes: list[int]) -> None:
    area = an_area(programme)
    where: Any = {
        Role.AREA_MANAGER: area,
        Role.CHAIR: a_group(programme, area=area),
        Role.STEERING_MEMBER: a_group(programme, "Another", area=area),
    }.get(role, programme)
    a_version(a_resource(programme, "Ours", area))
    a_version(a_resource(programme, "Shared"))
    client = as_person(a_person(role, where))
    pages = [
        at(programme, "learning-resource-new"),
        at(programme, "learning-version-new", "ours"),
        at(programme, "learning-version-new", "shared"),
        at(programme, "learning-resource-share", "ours"),
    ]

    assert [client.get(page).status_code for page in pages] == codes
    assert client.get(at(programme, "learning-resource", "ours")).status_code == 200


def test_an_area_manager_makes_resources_of_that_area_alone(programme: Programme) -> None:
    area = an_area(programme)
    client = as_person(a_person(Role.AREA_MANAGER, area))
    address = at(programme, "learning-resource-new")

    assert [slug for slug, _ in client.get(address).context["form"].fields["place"].choices] == [
        area.slug
    ]
    assert list(errors(post(client, address, title="Desk", place="*"))) == ["place"]


def test_a_resource_that_is_shared_cannot_be_shared_again(
    programme: Programme, manager: User
) -> None:
    resource = a_resource(programme)
    with pytest.raises(RefusedError, match="already"):
        do.share_resource(resource=resource, seen=1, by=manager)
