"""Indicators in the browser: defined, aimed, entered, corrected, read as at a day."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from evaluation.models import Indicator, IndicatorValue
from partnership.people.models import Role
from partnership.programmes.models import Programme, Source
from pilots.models import Area
from tests.support.builders import a_person, a_programme, an_area

pytestmark = pytest.mark.django_db
WHERE = "/programmes/co-creating/"
DEFINED = {
    "name": "Staff trained",
    "kind": "count",
    "unit": "people",
    "better": "more",
    "over_areas": "sum",
    "over_time": "latest",
    "is_per_area": "on",
}


@pytest.fixture
def areas(programme: Programme) -> tuple[Area, Area]:
    return an_area(programme, "Here"), an_area(programme, "There")


@pytest.fixture
def evaluator(programme: Programme, areas: Any) -> Client:
    return signed_in_as(Role.EVALUATOR, programme)


def signed_in_as(role: Role, *places: Any) -> Client:
    client = Client()
    client.force_login(a_person(role, *places))
    return client


def send(client: Client, path: str, **typed: Any) -> Any:
    return client.post(f"{WHERE}{path}", {"once_key": str(uuid4()), **typed})


def defined(client: Client, **details: Any) -> Indicator:
    typed = {**DEFINED, "reported_on": "2019-06-01", **details}
    answer = send(client, "new-indicator/", **typed)
    assert answer.status_code == 302, answer.content.decode()
    return Indicator.objects.get()


def enter(client: Client, number: str, when: str = "2019-09", **typed: Any) -> Any:
    typed = {"number": number, "when": when, "qualifier": "exact", **typed}
    return send(client, "indicators/staff-trained/new-value/", **typed)


def page(client: Client, path: str = "indicators/staff-trained/", query: str = "") -> str:
    answer = client.get(f"{WHERE}{path}{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_an_indicator_is_defined_and_says_that_nothing_is_recorded(evaluator: Client) -> None:
    defined(evaluator, definition="Each person once")

    told = page(evaluator)
    assert "Each person once" in told
    assert "No value was recorded by this day" in told
    assert "all areas (added up) not recorded" in told


def test_shares_are_not_added_up(evaluator: Client) -> None:
    answer = send(
        evaluator, "new-indicator/", **{**DEFINED, "kind": "per-cent"}, reported_on="2019-06-01"
    )

    assert "Only counts can be added up" in answer.content.decode()
    assert not Indicator.objects.exists()


def test_areas_are_added_up_with_what_is_not_recorded(
    evaluator: Client, areas: tuple[Area, Area]
) -> None:
    defined(evaluator)
    assert enter(evaluator, "12", area=areas[0].pk, qualifier="about").status_code == 302

    assert "about 12 people, 1 area not recorded" in page(evaluator, "indicators/")

    enter(evaluator, "30", area=areas[1].pk)
    assert "<b>about 42 people</b>" in page(evaluator, "indicators/")


def test_a_value_that_stands_is_corrected_never_entered_again(
    evaluator: Client, areas: tuple[Area, Area]
) -> None:
    defined(evaluator)
    enter(evaluator, "12", area=areas[0].pk)

    answer = enter(evaluator, "13", area=areas[0].pk)

    assert "A value stands for that date already" in answer.content.decode()
    assert IndicatorValue.objects.count() == 1


def test_a_correction_keeps_what_was_said(
    programme: Programme, areas: tuple[Area, Area], time_machine: Any
) -> None:
    time_machine.move_to("2019-10-10T12:00Z")
    evaluator = signed_in_as(Role.EVALUATOR, programme)
    defined(evaluator)
    enter(evaluator, "12", area=areas[0].pk)
    time_machine.move_to("2019-11-10T12:00Z")
    evaluator = signed_in_as(Role.EVALUATOR, programme)
    value = IndicatorValue.objects.get()
    typed = {"number": "15", "when": "2019-09", "qualifier": "exact", "why": "Three more papers"}

    assert (
        send(evaluator, f"indicators/staff-trained/values/{value.pk}/", **typed).status_code == 302
    )

    assert "15 people" in page(evaluator)
    assert "Three more papers" in page(evaluator)
    assert "12 people" in page(evaluator, query="?as_at=2019-10-31")
    again = send(evaluator, f"indicators/staff-trained/values/{value.pk}/", **typed)
    assert again.status_code == 404  # what was corrected is not corrected again


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"number": "-1"}, "whole number, 0 or more"),
        ({"number": "1.5"}, "whole number, 0 or more"),
        ({"number": ""}, "Give the value, or the source’s words"),
        ({"when": "2019-02-29"}, "29"),
        ({"when": ""}, "Enter a date"),
    ],
)
def test_what_can_not_be_is_refused(
    evaluator: Client, areas: tuple[Area, Area], typed: dict[str, str], words: str
) -> None:
    defined(evaluator)

    answer = enter(evaluator, **{"number": "4", **typed}, area=areas[0].pk)

    assert words in answer.content.decode()
    assert not IndicatorValue.objects.exists()


def test_words_alone_are_a_value(evaluator: Client, areas: tuple[Area, Area]) -> None:
    defined(evaluator)

    enter(evaluator, "", area=areas[0].pk, as_stated="threefold")

    assert "“threefold”" in page(evaluator)


def test_a_baseline_and_a_target_say_where_a_value_stands(
    evaluator: Client, areas: tuple[Area, Area]
) -> None:
    defined(evaluator)
    enter(evaluator, "12", area=areas[0].pk)
    typed = {"baseline": "4", "target": "20", "target_when": "2020-12", "seen_version": 0}

    assert send(evaluator, "indicators/staff-trained/aims/here/", **typed).status_code == 302

    told = page(evaluator)
    assert "8 people more than the baseline (the wished way); 8 people short of the target" in told
    again = send(evaluator, "indicators/staff-trained/aims/here/", **typed)
    assert "changed this" in again.content.decode()


def test_a_manager_records_for_the_own_area_alone(
    evaluator: Client, programme: Programme, areas: tuple[Area, Area]
) -> None:
    defined(evaluator)
    here, there = areas
    manager = signed_in_as(Role.AREA_MANAGER, here)

    assert enter(manager, "4", area=here.pk).status_code == 302
    assert "Select a valid choice" in enter(manager, "5", area=there.pk).content.decode()
    assert IndicatorValue.objects.get().area == here


def test_another_areas_values_are_not_shown(evaluator: Client, areas: tuple[Area, Area]) -> None:
    defined(evaluator)
    enter(evaluator, "4321", area=areas[1].pk)

    told = page(signed_in_as(Role.AREA_MANAGER, areas[0]))

    assert "4,321" not in told
    assert "There" not in told


def test_ten_months_make_a_run_chart(evaluator: Client, areas: tuple[Area, Area]) -> None:
    defined(evaluator)
    for month in range(1, 11):
        enter(evaluator, str(month), when=f"2019-{month:02}", area=areas[0].pk)

    assert "Trend: 10 months rising, January 2019 to October 2019, the way that is better" in page(
        evaluator
    )


def test_a_page_costs_as_much_for_more(
    evaluator: Client, areas: tuple[Area, Area], queries_of: Any
) -> None:
    indicator = defined(evaluator)
    enter(evaluator, "1", area=areas[0].pk)
    page(evaluator)  # which shows, once, that the value was entered
    few = [queries_of(evaluator, f"{WHERE}{path}") for path in PAGES]
    for month in range(1, 13):
        IndicatorValue.objects.create(
            indicator=indicator, area=areas[1], when=f"2020-{month:02}", value=month,
            reported_on=date(2020, 12, 31),
        )  # fmt: skip

    assert [queries_of(evaluator, f"{WHERE}{path}") for path in PAGES] == few
    assert few[0] <= 8
    assert few[1] <= 15


PAGES = ("indicators/", "indicators/staff-trained/")


@pytest.fixture
def note(programme: Programme) -> Source:
    return Source.objects.create(
        programme=programme, slug="note", kind="other", title="Note", dated_on=date(2019, 10, 1)
    )


def test_a_value_says_in_which_paper_it_was_read(
    evaluator: Client, areas: tuple[Area, Area], note: Source
) -> None:
    defined(evaluator)

    enter(evaluator, "12", area=areas[0].pk, source=note.pk)
    enter(evaluator, "7", area=areas[1].pk, source=note.pk, as_paper="on")

    here, there = IndicatorValue.objects.order_by("pk")
    assert here.source == there.source == note
    assert (here.reported_on, there.reported_on) == (timezone.localdate(), note.dated_on)
    assert "7 people" in page(evaluator, query="?as_at=2019-10-01")
    assert "12 people" not in page(evaluator, query="?as_at=2019-10-01")


def test_a_paper_is_named_where_it_is_to_give_the_day(
    evaluator: Client, areas: tuple[Area, Area], note: Source
) -> None:
    defined(evaluator)

    answer = enter(evaluator, "7", area=areas[1].pk, as_paper="on")

    assert "Choose the paper with which it was reported" in answer.content.decode()
    assert not IndicatorValue.objects.exists()


def test_a_correction_keeps_the_paper_unless_another_is_chosen(
    evaluator: Client, areas: tuple[Area, Area], note: Source
) -> None:
    defined(evaluator)
    enter(evaluator, "12", area=areas[0].pk, source=note.pk)
    address = f"indicators/staff-trained/values/{IndicatorValue.objects.get().pk}/"

    assert f'<option value="{note.pk}" selected>Note, 1 October 2019</option>' in page(
        evaluator, address
    )
    send(
        evaluator, address, number="13", when="2019-09", qualifier="exact", why="x", source=note.pk
    )

    assert IndicatorValue.objects.get(superseded_on=None).source == note


def test_another_programmes_paper_is_no_choice(
    evaluator: Client, areas: tuple[Area, Area], note: Source
) -> None:
    defined(evaluator)
    Source.objects.filter(pk=note.pk).update(programme=a_programme("Another"))

    assert "Where it was read" not in page(evaluator, "indicators/staff-trained/new-value/")
    enter(evaluator, "12", area=areas[0].pk, source=note.pk)

    assert IndicatorValue.objects.get().source is None
