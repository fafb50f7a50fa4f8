"""The list of milestones: narrowed by its address, kept under a name, taken away as a file."""

from datetime import date

import pytest
from django.urls import reverse

from milestones.actions.updates import UpdateRow
from milestones.schedule import Stage
from partnership.people.models import Role
from partnership.programmes.models import Programme, SavedView
from tests.support.builders import a_person, a_programme
from tests.support.plans import a_milestone, a_plan, said, write_down
from tests.support.reading import client_of, read, read_file

pytestmark = pytest.mark.django_db
DAY = "2019-03-15"


@pytest.fixture(autouse=True)
def plan(programme: Programme) -> Programme:
    a_plan(programme)
    for number, month in ((1, 2), (2, 20)):
        a_milestone(programme, f"M{number}", due_month=month)
    return programme


def shown(programme, client, **asked: str) -> set[str]:
    """Which of the two milestones the list shows."""
    page = read(client, reverse("milestones", args=[programme.slug]), as_at=DAY, **asked)
    return {name for name in ("M1", "M2") if f"Title of {name}" in page}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"M1", "M2"}),
        ({"words": "title m2"}, {"M2"}),
        ({"due_from": "2019-03-01"}, {"M2"}),
        ({"due_to": "28 February 2019"}, {"M1"}),
        ({"late": "on"}, {"M1"}),
        ({"owner": "Chief librarian"}, {"M2"}),
        ({"area": "area-0", "status": "Red"}, {"M1"}),
        ({"due_from": "never"}, {"M1", "M2"}),  # what can't be read is left out, and said
    ],
)
def test_the_address_narrows_it(programme, viewer, asked, found):
    programme.deliveries.filter(milestone__reference="M2").update(owner="Chief librarian")
    assert shown(programme, viewer, **asked) == found


def test_a_day_that_cannot_be_read_is_said(programme, viewer):
    page = read(viewer, reverse("milestones", args=[programme.slug]), due_from="never")
    assert "Enter a real day" in page


def test_mine_are_those_of_my_account(programme):
    me = a_person(Role.VIEWER, programme)
    programme.deliveries.filter(milestone__reference="M2").update(owner_user=me)
    assert shown(programme, client_of(me), owner="*me") == {"M2"}
    assert shown(programme, client_of(a_person(Role.VIEWER, programme)), owner="*me") == set()


def test_the_file_holds_what_the_list_shows_with_its_knock_on(programme, viewer):
    first, second = (programme.milestones.get(reference=name) for name in ("M1", "M2"))
    second.needs.create(needs=first)
    write_down(programme)
    late = UpdateRow(1, date(2019, 3, 1), Stage.STARTED, forecast_on=date(2019, 4, 1), note="=1+1")
    said(first.deliveries.get(area__slug="area-0"), late)
    address = reverse("milestones-file", args=[programme.slug])
    lines = read_file(viewer, address, as_at=DAY)
    assert len(lines) == 4
    assert "2019-02-28,2019-02-28,0,2019-04-01,,32" in lines[0]
    assert lines[0].endswith("'=1+1")
    assert "M1, Area 0" in lines[2]
    assert len(read_file(viewer, address, as_at=DAY, words="m1")) == 2


def test_names_of_owners_out_of_reach_are_not_offered(programme):
    programme.deliveries.filter(area__slug="area-1").update(owner="Far librarian")
    manager = a_person(Role.AREA_MANAGER, programme.areas.get(slug="area-0"))
    assert "Far librarian" not in read(
        client_of(manager), reverse("milestones", args=[programme.slug])
    )


# -- Views kept ------------------------------------------------------------------


def keep(client, programme, name: str = "Late in the north", query: str = "late=on&page=3"):
    return client.post(
        reverse("saved-view-new", args=[programme.slug]),
        {"name": name, "page": "milestones", "query": query, "once_key": SENT},
    )


SENT = "8d1f4c1e-6e5b-4b52-9a3f-0f1d2c3b4a59"


@pytest.fixture
def me(programme):
    return a_person(Role.VIEWER, programme)


def test_filters_are_kept_under_a_name_and_open_the_same_list(programme, me):
    client = client_of(me)
    page = read(client, reverse("milestones", args=[programme.slug]), late="on", as_at=DAY)
    assert "Keep these filters as a view" in page
    answer = keep(client, programme)
    assert answer["Location"] == reverse("milestones", args=[programme.slug]) + "?late=on"
    page = read(client, reverse("milestones", args=[programme.slug]))
    assert "Late in the north</a>" in page


def test_sent_twice_it_is_kept_once(programme, me):
    client = client_of(me)
    assert keep(client, programme)["Location"] == keep(client, programme)["Location"]
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"query": "page=2&as_at=2019-03-01"}, "Nothing is narrowed"),
        ({"query": "words=" + "x" * 600}, "too long"),
        ({"name": ""}, "Fill in “Name of the view”"),
        ({"name": "LATE in the north"}, "already"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(programme, me, given, refused):
    SavedView.objects.create(
        user=me, programme=programme, page="milestones", name="Late in the north", query="late=on"
    )
    answer = keep(client_of(me), programme, **{"name": "Another", **given})
    assert answer.status_code == 200
    assert refused in answer.content.decode()
    assert SavedView.objects.count() == 1


def test_only_lists_that_offer_it_keep_views(programme, me):
    answer = client_of(me).post(
        reverse("saved-view-new", args=[programme.slug]),
        {"name": "X", "page": "admin:index", "query": "a=1", "once_key": SENT},
    )
    assert "can’t be kept" in answer.content.decode().replace("&#x27;", "’")
    assert not SavedView.objects.exists()


def test_a_view_is_renamed_and_deleted_by_its_keeper(programme, me):
    client = client_of(me)
    keep(client, programme)
    view = SavedView.objects.get()
    client.post(reverse("saved-view", args=[programme.slug, view.pk]), {"name": "Mine"})
    view.refresh_from_db()
    assert view.name == "Mine"
    client.post(reverse("saved-view-remove", args=[programme.slug, view.pk]))
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["saved-view", "saved-view-remove"])
def test_nobody_else_finds_it(programme, me, viewer, name):
    keep(client_of(me), programme)
    key = SavedView.objects.get().pk
    assert "Late in the north" not in read(viewer, reverse("milestones", args=[programme.slug]))
    address = reverse(name, args=[programme.slug, key])
    assert viewer.get(address).status_code == 404
    assert viewer.post(address, {"name": "Stolen"}).status_code == 404
    assert SavedView.objects.get().name == "Late in the north"


def test_a_view_is_of_one_programme(programme, me):
    keep(client_of(me), programme)
    other = a_programme("Elsewhere")
    client = client_of(a_person(Role.VIEWER, other))
    key = SavedView.objects.get().pk
    assert client.get(reverse("saved-view", args=[other.slug, key])).status_code == 404
