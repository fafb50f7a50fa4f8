"""Indicators computed from what a survey's waves were shown to have answered."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evaluation.actions.counting import count
from evaluation.collect import evaluation_part
from evaluation.models import GridRow, Indicator, Question, ScoredScale, SurveyVersion, Wave
from evaluation.selectors.surveyed import Point, surveyed_points
from partnership.people.models import Role
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING, Reach
from pilots.models import Area
from tests.support.answer_records import a_questionnaire, answers
from tests.support.builders import a_person, a_programme, an_area
from tests.support.evaluation_records import OPENS, a_logic_model, a_wave
from tests.support.fixtures import QueriesOf, SignIn
from tests.support.reading import read
from tests.support.surveyed_indicators import a_mean, a_share

pytestmark = pytest.mark.django_db
WHERE = "/programmes/co-creating/indicators/"
ON = date(2020, 1, 10)
ENDED = OPENS + timedelta(28)


@pytest.fixture
def areas(programme: Programme) -> tuple[Area, Area, Area]:
    ash, birch, yew = (an_area(programme, name) for name in ("Ash", "Birch", "Yew"))
    return ash, birch, yew


def points(indicator: Indicator, as_at: date = ON, reach: Reach = EVERYTHING) -> list[Point]:
    found = surveyed_points(indicator.programme, [indicator], as_at=as_at, reach=reach)
    return found[indicator.pk]


def answered(wave: Wave, points_given: dict[int, int], **details: Any) -> None:
    """So many people answered each point of “confident”."""
    for point, number in points_given.items():
        for _ in range(number):
            answers(wave, {"confident": point}, **details)


def told(point: Point) -> str:
    return point.figure.words(sign(point))


def sign(point: Point) -> str:
    return "%" if point.figure.base is not None else ""


@pytest.fixture
def pair_answered(pair: tuple[Wave, Wave]) -> tuple[Wave, Wave]:
    """Before: 5 of 20 agree; after, four weeks later: 12 of 16."""
    before, after = pair
    after.opens_on, after.closes_on = OPENS + timedelta(60), ENDED + timedelta(60)
    after.save()
    answered(before, {2: 15, 4: 5})
    answered(after, {2: 4, 4: 5, 5: 7})
    count(before, after, on=ON)
    return before, after


def test_before_and_after_are_two_points_with_their_base_and_method(
    version: SurveyVersion, pair_answered: tuple[Wave, Wave]
) -> None:
    before, after = points(a_share(version))

    assert (before.wave.on, told(before)) == (ENDED, "25% of 20")
    assert (after.wave.on, told(after)) == (ENDED + timedelta(60), "75% of 16")
    assert after.method == "12 of 16 who answered; 95% interval 51% to 90% (Wilson)."
    assert after.place is None


def test_a_wave_has_no_figure_before_its_last_day(
    version: SurveyVersion, pair_answered: tuple[Wave, Wave]
) -> None:
    indicator = a_share(version)

    assert [each.wave.name for each in points(indicator, ENDED)] == ["Before"]
    assert points(indicator, ENDED - timedelta(1)) == []


def test_a_wave_reported_later_is_in_no_figure_before(
    version: SurveyVersion, pair_answered: tuple[Wave, Wave]
) -> None:
    _, after = pair_answered
    after.reported_on = ON
    after.save()

    indicator = a_share(version)
    assert [each.wave.name for each in points(indicator, ON - timedelta(1))] == ["Before"]
    assert [each.wave.name for each in points(indicator)] == ["Before", "After"]


def test_a_wave_closed_early_holds_for_the_day_it_was_closed(
    version: SurveyVersion, pair_answered: tuple[Wave, Wave]
) -> None:
    before, _ = pair_answered
    before.closed_at = f"{OPENS + timedelta(7)}T12:00:00Z"
    before.save()

    assert points(a_share(version))[0].wave.on == OPENS + timedelta(7)


def test_what_was_shown_later_is_not_in_a_look_back(
    version: SurveyVersion, pair_answered: tuple[Wave, Wave]
) -> None:
    (before,) = points(a_share(version), ENDED + timedelta(1))

    assert before.figure.number is None
    assert told(before) == "not shown yet"


@pytest.mark.parametrize(
    ("number", "words"),
    [(4, "not shown yet"), (9, "9 of 9: too few for a percentage"), (10, "100% of 10")],
)
def test_small_numbers_are_told_as_results_tell_them(
    version: SurveyVersion, number: int, words: str
) -> None:
    wave = a_wave(version, "Once")
    answered(wave, {4: number})
    count(wave, on=ON)

    (point,) = points(a_share(version))
    assert told(point) == words


def test_an_area_that_results_hide_is_hidden_and_says_what_to_do(
    version: SurveyVersion, areas: tuple[Area, Area, Area], signed_in: SignIn
) -> None:
    wave = a_wave(version, "Once")
    for area, number in zip(areas, (12, 14, 3), strict=True):
        answered(wave, {4: number - 1, 2: 1}, area=area)
    count(wave, on=ON)
    a_share(version, is_per_area=True)

    for role in (Role.VIEWER, Role.EVALUATOR):
        page = read(signed_in(role), f"{WHERE}confident/")
        assert "90% of 29" in page  # 26 of 29
        assert "not shown: small numbers" in page
        assert "Its results hide it too." in page
        assert "of 3<" not in page
        assert "2 of 3" not in page


def test_a_figure_is_never_one_that_results_do_not_show(
    version: SurveyVersion, areas: tuple[Area, Area, Area]
) -> None:
    """What is hidden can't be had by counting one answer after another."""
    wave = a_wave(version, "Once")
    for area, given in zip(areas, ({1: 6, 4: 7}, {4: 9, 5: 8}, {1: 1, 2: 1, 4: 1}), strict=True):
        answered(wave, given, area=area)
    count(wave, on=ON)
    numbers = [
        point.figure.number
        for value in (1, 2, 3, 4, 5)
        for point in points(
            a_share(
                version, slug=f"v{value}", kind="count", counted_answers=[value], is_per_area=True
            )
        )
        if point.place == areas[2].pk
    ]

    assert numbers == [None] * 5


def test_a_mean_score_says_its_median_and_how_many_were_scored(version: SurveyVersion) -> None:
    wave = a_wave(version, "Once")
    for at in range(12):
        answers(wave, {f"lonely-{item}": 1 + (at + item) % 3 for item in (1, 2, 3)})
    answers(wave, {"lonely-1": 3})  # too little for a score
    count(wave, on=ON)

    (point,) = points(a_mean(version))
    assert point.figure.words("points") == "6 points"
    assert point.method == "Mean of 12 scores; their median is 6."


def test_too_few_scores_have_no_mean(version: SurveyVersion) -> None:
    wave = a_wave(version, "Once")
    for _ in range(9):
        answers(wave, {f"lonely-{item}": 2 for item in (1, 2, 3)})
    count(wave, on=ON)

    (point,) = points(a_mean(version))
    assert told(point) == "9 scored: too few for a mean"


def test_a_count_has_its_base_and_a_row_of_a_grid_is_read(version: SurveyVersion) -> None:
    wave = a_wave(version, "Once")
    for at in range(12):
        answers(wave, {"trust": {"health": 1 + at % 3}, "used": [1, 2] if at < 7 else [2]})
    count(wave, on=ON)
    often = a_share(
        version, kind="count", unit="people", survey_code="trust.health", counted_answers=[3]
    )
    used = a_share(version, slug="used", survey_code="used", counted_answers=[1])

    assert points(often)[0].figure.words("people") == "4 people of 12"
    assert told(points(used)[0]) == "58% of 12"


def test_a_wave_of_an_area_is_that_areas_and_no_figure_of_the_whole(
    version: SurveyVersion, areas: tuple[Area, Area, Area]
) -> None:
    wave = a_wave(version, "Of Ash", area=areas[0])
    answered(wave, {4: 10})
    count(wave, on=ON)

    per_area = a_share(version, is_per_area=True)
    assert [(p.place, told(p)) for p in points(per_area)] == [(areas[0].pk, "100% of 10")]
    assert points(per_area, reach=Reach.of(areas[1].pk)) == []
    assert points(a_share(version, slug="whole")) == []


def test_a_reader_of_one_area_sees_no_other_areas_figure(
    version: SurveyVersion, areas: tuple[Area, Area, Area]
) -> None:
    wave = a_wave(version, "Once")
    for area, agreeing in zip(areas[:2], (11, 6), strict=True):
        answered(wave, {4: agreeing, 2: 7}, area=area)
    count(wave, on=ON)
    indicator = a_share(version, is_per_area=True)
    client = Client()
    client.force_login(a_person(Role.AREA_MANAGER, areas[1]))

    page = read(client, f"{WHERE}confident/")
    assert "46% of 13" in page
    assert "61% of 18" not in page
    assert [each.place for each in points(indicator, reach=Reach.of(areas[1].pk))] == [
        None,
        areas[1].pk,
    ]


def test_areas_are_parts_of_the_whole_and_are_not_put_together_again(
    version: SurveyVersion, areas: tuple[Area, Area, Area], signed_in: SignIn
) -> None:
    wave = a_wave(version, "Once")
    for area in areas[:2]:
        answered(wave, {4: 6, 2: 7}, area=area)
    count(wave, on=ON)
    a_share(version, is_per_area=True, kind="count", unit="people", over_areas="sum")

    client = signed_in(Role.VIEWER)
    page = read(client, f"{WHERE}confident/")
    assert "12 people of 26" in page
    assert "added up)" not in page
    assert [each.name for each in client.get(WHERE).context["lines"][0].places[:2]] == [
        "The whole programme",
        "Ash",
    ]


def a_second_version(first: SurveyVersion, programme: Programme) -> SurveyVersion:
    """The same questions anew, “confident” under another name and another under its name."""
    again: SurveyVersion = a_questionnaire(programme, number=2)
    for question in again.questions.all():
        question.same_as = Question.objects.get(version=first, code=question.code)
        question.code = {"confident": "sure", "age": "confident"}.get(question.code, question.code)
        question.save()
    for row in GridRow.objects.filter(question__version=again):
        row.same_as = GridRow.objects.get(question__version=first, code=row.code)
        row.save()
    return again


def test_a_question_is_followed_through_versions_by_its_meaning(
    version: SurveyVersion, programme: Programme
) -> None:
    again = a_second_version(version, programme)
    first, second = a_wave(version, "First"), a_wave(again, "Second", opens_on=OPENS)
    answered(first, {4: 10})
    for _ in range(10):
        answers(second, {"sure": 5, "confident": 1})
    count(first, second, on=ON)

    named = [told(each) for each in points(a_share(version, survey_code="sure"))]
    assert named == ["100% of 10", "100% of 10"]


def test_a_scale_scored_otherwise_is_another_scale(
    version: SurveyVersion, programme: Programme
) -> None:
    again = a_second_version(version, programme)
    ScoredScale.objects.filter(version=again).update(method="sum")
    first = a_wave(version, "First")
    for _ in range(10):
        answers(first, {f"lonely-{item}": 2 for item in (1, 2, 3)})
    count(first, on=ON)

    assert points(a_mean(version)) == []


def test_another_programmes_waves_are_not_read(version: SurveyVersion) -> None:
    wave = a_wave(version, "Once")
    answered(wave, {4: 10})
    count(wave, on=ON)
    other = a_programme("Other")
    indicator = a_share(version)

    assert surveyed_points(other, [indicator], as_at=ON, reach=EVERYTHING)[indicator.pk] == []


def test_the_page_the_list_and_the_outcome_say_the_same(
    version: SurveyVersion, pair_answered: tuple[Wave, Wave], signed_in: SignIn
) -> None:
    outcome = a_logic_model(version.survey.programme)
    a_share(version).outcomes.add(outcome)
    viewer = signed_in(Role.VIEWER)
    said = "12 of 16 who answered; 95% interval 51% to 90% (Wilson). Before, as at"

    page = read(viewer, f"{WHERE}confident/")
    assert said in page
    assert "4 Agree; 5 Strongly agree" in page
    assert "25% of 20" in page
    assert said in read(viewer, WHERE)
    assert "75% of 16 (“After”, as at" in read(viewer, "/programmes/co-creating/outcomes/logic/O1/")


def test_before_and_after_are_drawn(
    version: SurveyVersion, pair_answered: tuple[Wave, Wave], signed_in: SignIn
) -> None:
    a_share(version)

    (picture,) = signed_in(Role.VIEWER).get(f"{WHERE}confident/").context["pictures"]
    assert [figure for _, figure in picture.months if figure != "not recorded"] == ["25%", "75%"]


def test_a_report_says_the_figure_and_costs_one_query_more(
    version: SurveyVersion, pair_answered: tuple[Wave, Wave]
) -> None:
    programme = version.survey.programme
    outcome = a_logic_model(programme)
    with CaptureQueriesContext(connection) as without:
        evaluation_part(programme, as_at=ON, reach=EVERYTHING)
    a_share(version).outcomes.add(outcome)
    with CaptureQueriesContext(connection) as there:
        part = evaluation_part(programme, as_at=ON, reach=EVERYTHING)

    assert "75% of 16" in str(part)
    assert "“After”, as at 29 November 2019" in str(part)
    assert len(there) <= len(without) + 1


def test_an_answer_that_counts_is_data_even_where_nobody_gave_it(
    version: SurveyVersion, signed_in: SignIn
) -> None:
    outcome = a_logic_model(version.survey.programme)
    a_share(version).outcomes.add(outcome)
    viewer, address = signed_in(Role.VIEWER), "/programmes/co-creating/outcomes/coverage/"
    assert "Measured, but no data yet" in read(viewer, address)
    wave = a_wave(version, "Once")
    answered(wave, {1: 10})
    count(wave, on=ON)

    assert "Measured, but no data yet" not in read(viewer, address)


def test_a_list_of_them_costs_as_much_for_more(
    version: SurveyVersion, pair_answered: tuple[Wave, Wave], signed_in: SignIn,
    queries_of: QueriesOf,
) -> None:  # fmt: skip
    client = signed_in(Role.VIEWER)
    a_share(version)
    few = queries_of(client, WHERE)
    for number in range(8):
        a_share(version, slug=f"more-{number}", name=f"More {number}", is_per_area=True)
        answered(a_wave(version, f"Wave {number}"), {4: 2})

    assert queries_of(client, WHERE) == few
    assert few <= 8 + 4  # the list's own, who asks, and two of surveys
