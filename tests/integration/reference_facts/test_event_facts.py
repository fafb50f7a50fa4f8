"""The Fun Day and the events planned next, as reference-programme.md gives them."""

from datetime import date
from decimal import Decimal

import pytest

from partnership.programmes.models import Programme
from pilots.models import Event

pytestmark = pytest.mark.django_db

PAPER = date(2019, 10, 24)


@pytest.fixture
def fun_day(programme: Programme) -> Event:
    return programme.events.get(slug="fun-day")


def test_the_fun_day_was_held_in_kilwinning_library(fun_day: Event) -> None:
    assert (fun_day.status, fun_day.name) == ("held", "Fun Day")
    assert str(fun_day.venue) == "Kilwinning library"
    assert str(fun_day.area) == "North Ayrshire"
    assert str(fun_day.kind) == "Fun day"


def test_its_date_is_not_recorded_and_lies_before_the_paper(fun_day: Event) -> None:
    assert fun_day.happened.words == "not recorded"
    assert (fun_day.day, fun_day.before_on) == (None, PAPER)
    assert fun_day.belongs_on == fun_day.reported_on == PAPER


def test_it_launched_the_theme_of_young_peoples_mental_health(fun_day: Event) -> None:
    assert fun_day.purpose == "To launch the young people's mental health theme."
    groups = [group.slug for group in fun_day.priority_groups.all()]
    assert groups == ["young-people-mental-health"]


def test_it_was_planned_with_pupils_for_pupils_and_families(fun_day: Event) -> None:
    assert fun_day.planned_with == "Sixth-year pupils of Kilwinning Academy"
    assert fun_day.audience == "Pupils of P6 to S1 and their families"


def test_ages_are_as_stated(fun_day: Event) -> None:
    assert (fun_day.youngest, fun_day.oldest) == ("9 weeks", "101 years")


@pytest.mark.parametrize(
    ("type_", "group", "value", "qualifier", "may_overlap"),
    [
        ("footfall", "", 468, "about", False),
        ("attendance", "adults", 160, "about", False),
        ("attendance", "children", 200, "about", False),
        ("attendance", "childminders", 6, "exact", True),
    ],
)
def test_counts_keep_their_type_and_qualifier(
    fun_day: Event, type_: str, group: str, value: int, qualifier: str, may_overlap: bool
) -> None:
    count = fun_day.counts.get(type=type_, group=group)

    assert (count.value, count.qualifier) == (value, qualifier)
    assert count.may_overlap is may_overlap
    assert count.method == ""
    assert str(value) in count.as_stated


def test_there_are_four_counts_and_no_participation_among_them(fun_day: Event) -> None:
    assert fun_day.counts.count() == 4
    assert not fun_day.counts.filter(type="participation").exists()


@pytest.mark.parametrize(
    ("name", "detail", "provider"),
    [
        ("Digital games and robotics", "DigiDabble", None),
        ("Silent disco", "Music chosen by young people", None),
        ("Den building", "", "Countryside Rangers"),
        ("Treasure hunt", "", None),
        ("Mosaic of 3D-printed tiles", "Makerspace", None),
        ("Flight simulator", "", "STEM Ambassadors"),
        ("Film show", "", None),
        ("Laughter workshops", "", "Joyworks"),
        ("Mindfulness", "", None),
    ],
)
def test_each_activity_is_held(
    fun_day: Event, name: str, detail: str, provider: str | None
) -> None:
    activity = fun_day.activities.get(name=name)

    assert activity.detail == detail
    assert (str(activity.provider) if activity.provider else None) == provider


def test_there_are_nine_activities(fun_day: Event) -> None:
    assert fun_day.activities.count() == 9


def test_laughter_was_commissioned_and_counted(fun_day: Event) -> None:
    laughter = fun_day.activities.get(name="Laughter workshops")

    assert laughter.is_commissioned is True
    assert (laughter.participations, laughter.sessions) == (34, 2)
    assert laughter.audience == "Adults and children"


def test_mindfulness_was_counted_and_its_provider_is_not_recorded(fun_day: Event) -> None:
    mindfulness = fun_day.activities.get(name="Mindfulness")

    assert (mindfulness.participations, mindfulness.sessions) == (32, 2)
    assert (mindfulness.provider, mindfulness.is_commissioned) == (None, None)


def test_other_activities_have_no_participation_recorded(fun_day: Event) -> None:
    counted = fun_day.activities.exclude(participations=None)

    assert {activity.name for activity in counted} == {"Laughter workshops", "Mindfulness"}


@pytest.mark.parametrize(
    ("organisation", "offered"),
    [
        ("hirs", "General information and young people's mental health information"),
        ("ka-leisure", "Health checks"),
        ("ceis-ayrshire", "Employability"),
        ("camhs", "Mental health information"),
        ("public-involvement-network", "Shaping health services"),
    ],
)
def test_each_information_partner_offered_something(
    fun_day: Event, organisation: str, offered: str
) -> None:
    assert fun_day.partners.get(organisation__slug=organisation).offered == offered
    assert fun_day.partners.count() == 5


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "help or support keeps you well"),
        (2, "best way for you to get it"),
        (3, "already do"),
        (4, "missing"),
        (4, "the library and others help"),
    ],
)
def test_the_four_questions_are_held(fun_day: Event, number: int, words: str) -> None:
    assert words in fun_day.questions.get(number=number).text
    assert fun_day.questions.count() == 4


def test_satisfaction_is_as_stated_without_a_base(fun_day: Event) -> None:
    answer = fun_day.feedback.get(answer="very satisfied")

    assert (answer.per_cent, answer.base) == (Decimal(94), None)
    assert answer.as_stated == "94% very satisfied"


def test_six_satisfied_has_no_unit_made_up(fun_day: Event) -> None:
    answer = fun_day.feedback.get(answer="satisfied")

    assert answer.as_stated == "6 satisfied"
    assert (answer.per_cent, answer.answers, answer.base) == (None, None, None)
    assert "unit is uncertain" in answer.note
    assert fun_day.feedback.count() == 2


def test_coverage_and_opening_name_nobody(fun_day: Event) -> None:
    (coverage,) = fun_day.coverage.all()

    assert (coverage.medium, coverage.what) == ("Two local newspapers", "Took photographs")
    assert fun_day.opened_by == "A local gala queen"


def test_the_finding_joins_both_approaches(fun_day: Event) -> None:
    assert "across generations is valued" in fun_day.findings
    assert "young people" in fun_day.findings
    assert "adults who are isolated" in fun_day.findings


def test_forums_events_are_planned_for_late_autumn(programme: Programme) -> None:
    planned = programme.events.get(slug="locality-planning-forums")

    assert (planned.status, str(planned.kind)) == ("planned", "Public event")
    assert planned.happened.words == "autumn 2019"
    assert planned.happened_as_stated == "late autumn 2019"
    assert planned.day is None
    assert "some Locality Planning Forums" in planned.name
    assert [group.slug for group in planned.priority_groups.all()] == ["social-isolation"]


def test_no_other_event_is_made_up(programme: Programme) -> None:
    assert programme.events.count() == 2
    assert {event.reported_on for event in programme.events.all()} == {PAPER}
