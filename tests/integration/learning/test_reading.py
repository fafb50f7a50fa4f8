"""The portfolio as it is found and read, within reach."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import (
    EventResource,
    LearningMethod,
    LearningResource,
)
from tests.support.builders import a_person, an_area, an_event
from tests.support.learning import a_resource, a_version, as_person, at, listed

pytestmark = pytest.mark.django_db
QueriesOf = Callable[[Client, str], int]
LATER = date(2020, 3, 1)


# -- The list ------------------------------------------------------------------------


def test_the_list_is_narrowed_by_words_method_audience_and_area(
    client: Client, programme: Programme
) -> None:
    area = an_area(programme)
    game = LearningMethod.objects.create(programme=programme, slug="game", name="Game")
    a_version(a_resource(programme, "Alpha", area), guidance="Bring biscuits").methods.add(game)
    a_version(a_resource(programme, "Beta"), audience="Parents of young children")

    assert listed(client, programme) == ["Alpha", "Beta"]
    assert listed(client, programme, "?words=bring+biscuits") == ["Alpha"]
    assert listed(client, programme, "?learning=game") == ["Alpha"]
    assert listed(client, programme, "?audience=young+parents") == ["Beta"]
    assert listed(client, programme, "?area=north-ayrshire") == ["Alpha"]
    assert listed(client, programme, "?area=*") == ["Beta"]
    assert listed(client, programme, "?words=nowhere") == []


def test_only_the_newest_version_is_found_and_a_look_back_finds_the_one_before(
    client: Client, programme: Programme
) -> None:
    resource = a_resource(programme)
    a_version(resource, guidance="Biscuits")
    a_version(resource, 2, guidance="Apples", reported_on=LATER)

    assert listed(client, programme, "?words=biscuits") == []
    assert listed(client, programme, "?words=biscuits&as_at=2019-12-31") == ["Health desk"]
    assert listed(client, programme, "?as_at=2019-06-30") == []
    page = at(programme, "learning-resource", "health-desk")
    assert "Biscuits" in client.get(f"{page}?as_at=2019-12-31").content.decode()
    assert client.get(f"{page}?as_at=2019-06-30").status_code == 404


def test_the_list_is_the_same_as_a_file_without_formulas(
    client: Client, programme: Programme
) -> None:
    a_version(a_resource(programme, "=1+1", slug="odd"), audience="@SUM")
    answer: Any = client.get(at(programme, "learning-file") + "?area=*")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))

    assert rows[1][:2] == ["'=1+1", "Whole programme"]
    assert rows[1][5] == "'@SUM"
    assert len(rows[0]) == len(rows[1])


def test_events_out_of_reach_are_neither_named_nor_counted(programme: Programme) -> None:
    mine, theirs = an_area(programme), an_area(programme, "Other")
    version = a_version(a_resource(programme))
    for area, name in ((mine, "Our day"), (theirs, "Their day")):
        event = an_event(programme, name, area=area, slug=name.split()[0].lower())
        EventResource.objects.create(event=event, version=version, note=f"{name} went well")
    client = as_person(a_person(Role.AREA_MANAGER, mine))
    page: Any = client.get(at(programme, "learning"))

    assert [version.uses for version, _ in page.context["lines"]] == [1]
    words = client.get(at(programme, "learning-resource", "health-desk")).content.decode()
    assert "Our day went well" in words
    assert "Their day" not in words


@pytest.mark.parametrize("name", ["learning", "learning-resource"])
def test_a_long_portfolio_costs_no_more_queries(
    programme: Programme, viewer: Client, queries_of: QueriesOf, name: str
) -> None:
    resource = a_resource(programme)
    for_few = _grow(programme, resource, 1, viewer, queries_of, name)

    assert _grow(programme, resource, 30, viewer, queries_of, name) == for_few


def _grow(
    programme: Programme,
    resource: LearningResource,
    many: int,
    viewer: Client,
    queries_of: QueriesOf,
    name: str,
) -> int:
    method, _ = LearningMethod.objects.get_or_create(programme=programme, slug="g", name="Game")
    last = resource.versions.count()
    for number in range(last + 1, last + many + 1):
        version = a_version(resource, number)
        version.methods.add(method)
        other = a_version(a_resource(programme, f"R{number}"))
        other.methods.add(method)
        event = an_event(programme, f"Day {number}", slug=f"d{number}")
        EventResource.objects.create(event=event, version=version)
    more = [resource.slug] if name == "learning-resource" else []
    return queries_of(viewer, at(programme, name, *more))
