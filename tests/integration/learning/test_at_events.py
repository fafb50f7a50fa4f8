"""What events used of the portfolio, and how people learn there."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from partnership.people.models import Role, User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from pilots.actions.event_changes import event_change
from pilots.actions.event_details import change_rows
from pilots.actions.learning_uses import change_uses
from pilots.collect.learning import learning_rows
from pilots.event_parts import RESOURCES, Row
from pilots.models import (
    EventResource,
    LearningMethod,
)
from tests.support.builders import a_person, a_programme, an_area, an_event
from tests.support.learning import a_resource, a_version, as_person, at
from tests.support.posting import errors, opened, send

pytestmark = pytest.mark.django_db
QueriesOf = Callable[[Client, str], int]
LATER = date(2020, 3, 1)


# -- At events ------------------------------------------------------------------------


def test_an_event_says_what_it_used_and_the_resource_says_so_too(
    client: Client, programme: Programme
) -> None:
    event = an_event(programme, area=an_area(programme))
    a_version(a_resource(programme))
    address = at(programme, "event-resources", event.slug)
    answer = send(client, address, version_new1="health-desk/1", note_new1="Too long for one hour")

    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Health desk</a>, version 1. How it worked: Too long for one hour" in page
    assert "Learning resources used: added Health desk, version 1" in page
    resource = client.get(at(programme, "learning-resource", "health-desk")).content.decode()
    assert "Too long for one hour" in resource


def test_what_it_used_is_changed_and_removed(client: Client, programme: Programme) -> None:
    event = an_event(programme)
    resource = a_resource(programme)
    first, second = a_version(resource), a_version(resource, 2)
    row = EventResource.objects.create(event=event, version=first)
    address = at(programme, "event-resources", event.slug)

    send(client, address, **{f"version_{row.pk}": "health-desk/2", f"note_{row.pk}": "Better"})
    used = EventResource.objects.get()
    assert (used.version, used.note) == (second, "Better")

    send(client, address, **{f"remove_{used.pk}": "on"})
    assert not EventResource.objects.exists()


def test_a_report_counts_the_events_that_were_held_by_its_day(programme: Programme) -> None:
    version = a_version(a_resource(programme))
    held = an_event(programme, "Held", area=an_area(programme))
    later = an_event(programme, "Held since", status="held", held_reported_on=LATER)
    for event in (held, later, an_event(programme, "Ahead", status="planned")):
        EventResource.objects.create(event=event, version=version)

    [row] = learning_rows(programme, as_at=date(2019, 12, 31))
    assert (row.title, row.events, row.areas) == ("Health desk", 1, 1)
    assert learning_rows(programme, as_at=LATER)[0].events == 2


def test_an_event_uses_what_is_shared_or_of_its_own_area(
    client: Client, programme: Programme
) -> None:
    mine, theirs = an_area(programme), an_area(programme, "Other")
    for title, area in (("Mine", mine), ("Theirs", theirs), ("Shared", None)):
        a_version(a_resource(programme, title, area))
    a_version(a_resource(programme, "Old", is_retired=True))
    event = an_event(programme, area=mine)
    page: Any = client.get(at(programme, "event-resources", event.slug))

    choices = page.context["form"].fields["version_new1"].choices
    assert [key for key, _ in choices] == ["", "mine/1", "shared/1"]


def test_without_a_portfolio_the_event_says_who_can_fill_it(
    client: Client, programme: Programme
) -> None:
    event = an_event(programme)
    answer = client.get(at(programme, "event-resources", event.slug), follow=True)

    assert "Whoever manages the programme or the area adds it" in answer.content.decode()


@pytest.fixture
def moved(programme: Programme) -> Any:
    """An event of one area that used what is shared, and what another area alone reads."""
    mine, theirs = an_area(programme), an_area(programme, "Other")
    event = an_event(programme, area=mine)
    for title, area in (("Theirs", theirs), ("Shared", None)):
        EventResource.objects.create(
            event=event, version=a_version(a_resource(programme, title, area))
        )
    return event


def test_a_resource_of_another_area_does_not_show_at_an_event(
    programme: Programme, moved: Any
) -> None:
    client = as_person(a_person(Role.AREA_MANAGER, moved.area))

    page = client.get(at(programme, "event", moved.slug)).content.decode()
    assert "Shared" in page
    assert "Theirs" not in page


def test_what_cannot_be_read_there_does_not_keep_others_from_being_changed(
    client: Client, programme: Programme, moved: Any
) -> None:
    row = moved.resources.get(version__resource__slug="shared")
    address = at(programme, "event-resources", moved.slug)

    assert send(client, address, **{f"note_{row.pk}": "Well"}).status_code == 302
    assert moved.resources.count() == 2
    row.refresh_from_db()
    assert row.note == "Well"


@pytest.mark.parametrize("area", ["Other", None])
def test_what_is_neither_shared_nor_of_its_area_is_refused_however_it_is_asked(
    programme: Programme, area: str | None
) -> None:
    event, by = an_event(programme, area=an_area(programme)), a_person()
    owner = programme if area else a_programme("Another")
    resource = a_resource(owner, "Theirs", an_area(owner, area) if area else None)
    row = Row(None, {"version": a_version(resource), "note": ""})

    with pytest.raises(RefusedError, match="“Theirs” is not shared"):
        change_uses(event=event, rows=[row], seen=event.version, by=by)
    assert not EventResource.objects.exists()

    change_rows(event=event, part=RESOURCES, rows=[row], seen=event.version, by=by)
    assert EventResource.objects.exists()  # what is refused above would be taken


def test_an_event_that_goes_to_another_area_leaves_behind_what_is_not_read_there(
    client: Client, programme: Programme, manager: User
) -> None:
    here, there = an_area(programme), an_area(programme, "There")
    event = an_event(programme, area=here)
    for title, area in (("Ours", here), ("Shared", None)):
        EventResource.objects.create(
            event=event, version=a_version(a_resource(programme, title, area))
        )
    with event_change(event, seen=event.version, by=manager) as now:
        now.area = there

    assert [str(each) for each in event.resources.all()] == ["Shared, version 1"]
    page = client.get(at(programme, "event", event.slug)).content.decode()
    assert "removed Ours, version 1, which the area that it left has not shared" in page


# -- Learning methods ------------------------------------------------------------------


def test_methods_are_added_renamed_and_removed(client: Client, programme: Programme) -> None:
    address = at(programme, "learning-methods")
    send(client, address, name="Workshop")
    assert errors(send(client, address, name="workshop"))["name"]
    one = at(programme, "learning-method-edit", "workshop")
    send(client, one, name="Hands-on workshop")
    assert LearningMethod.objects.get().name == "Hands-on workshop"

    send(client, at(programme, "learning-method-remove", "workshop"))
    assert not LearningMethod.objects.exists()


def test_a_method_that_is_named_stays(client: Client, programme: Programme) -> None:
    method = LearningMethod.objects.create(programme=programme, slug="game", name="Game")
    an_event(programme).methods.add(method)
    answer = send(client, at(programme, "learning-method-remove", "game"))

    assert "so it stays" in str(errors(answer))
    assert LearningMethod.objects.exists()


def test_a_method_renamed_by_somebody_else_is_not_renamed_over(
    client: Client, programme: Programme
) -> None:
    LearningMethod.objects.create(programme=programme, slug="game", name="Game")
    address = at(programme, "learning-method-edit", "game")
    data = opened(client, address) | {"name": "Mine"}
    LearningMethod.objects.update(name="Theirs")

    assert "It is called “Theirs” now" in str(errors(client.post(address, data)))
    assert LearningMethod.objects.get().name == "Theirs"
