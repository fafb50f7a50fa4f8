"""What a report says of questionnaires is what was shown: hidden where it is, in later ones too."""

from datetime import date, timedelta

import pytest

from evaluation.actions.counting import count
from evaluation.collect import evaluation_part
from evaluation.models import Indicator, ShownTable, SurveyVersion, Tally, Wave
from evaluation.parts import EvaluationPart
from evaluation.presenters.found import NOT_SHOWN
from evaluation.rules.coverage import NO_AFTER, NO_DATA
from evaluation.rules.tallying import EVERYBODY
from evaluation.selectors.results import results_disclosed
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING, Reach
from pilots.models import Area
from tests.support.answer_records import answers
from tests.support.builders import an_area
from tests.support.evaluation_records import a_logic_model, a_wave

pytestmark = pytest.mark.django_db
Pair = tuple[Wave, Wave]
QUARTER = date(2019, 12, 31)
PEOPLE = {"Many": 14, "Some": 9, "Few": 2}
GIVEN = {"confident": 2, "trust": {"libraries": 1, "health": 3}}
GIVEN_AFTER = {"confident": 4, "trust": {"libraries": 2, "health": 3}}


@pytest.fixture
def areas(programme: Programme) -> dict[str, Area]:
    return {name: an_area(programme, name) for name in PEOPLE}


@pytest.fixture
def shown_on(version: SurveyVersion, pair: Pair, areas: dict[str, Area]) -> date:
    """People of three areas answered both times; the day on which that was shown."""
    outcome = a_logic_model(version.survey.programme)
    for code in ("confident", "trust"):
        version.questions.get(code=code).outcomes.add(outcome)
    for name, number in PEOPLE.items():
        _answered(pair, areas[name], number)
    day = pair[1].closes_on + timedelta(1)
    count(*pair, on=day)
    return day


def _answered(pair: Pair, area: Area, number: int) -> None:
    for one in range(number):
        for wave, given in zip(pair, (GIVEN, GIVEN_AFTER), strict=True):
            answers(wave, given, code=[area.slug, str(one), "c"], area=area)


def report(programme: Programme, day: date, area: Area | None = None) -> EvaluationPart:
    reach = Reach.of(area.pk) if area else EVERYTHING
    return evaluation_part(programme, as_at=day, reach=reach)


def test_rows_of_grids_are_told_each_by_itself(programme: Programme, shown_on: date) -> None:
    told = {
        row.asked: (row.better, row.same, row.worse) for row in report(programme, shown_on).changes
    }
    assert told == {
        "I feel confident": (25, 0, 0),
        "How often do you trust Libraries": (25, 0, 0),
        "How often do you trust Health": (0, 25, 0),
    }


def test_an_area_of_few_is_hidden_and_another_one_with_it(
    programme: Programme, shown_on: date, areas: dict[str, Area]
) -> None:
    hidden = []
    for name, area in areas.items():
        part = report(programme, shown_on, area)
        here = {row.asked: row for row in part.changes if row.place == name}
        assert {row.here is None for row in part.waves} in ({True}, {False})
        if part.waves[1].here is None:
            hidden.append(name)
            assert {row.said for row in here.values()} == {NOT_SHOWN}
            assert {row.pairs for row in here.values()} == {None}
        whole = [row for row in part.changes if not row.place]
        assert [row.pairs for row in whole] == [25, 25, 25]
    assert "Few" in hidden
    assert len(hidden) > 1


def test_a_figure_of_answers_has_its_day_and_how_and_what_is_hidden_has_neither(
    programme: Programme, version: SurveyVersion, shown_on: date, areas: dict[str, Area]
) -> None:
    Indicator.objects.create(
        programme=programme, slug="confident", name="Confident", kind="per-cent", better="more",
        is_per_area=True, over_areas="never", computed_from="answers", survey=version.survey,
        survey_code="confident", counted_answers=[4, 5], reported_on=shown_on,
    )  # fmt: skip
    (row,) = report(programme, shown_on, areas["Few"]).indicators
    told = {place.place: place for place in row.places}

    assert list(told) == ["", "Few"]
    assert (told[""].figure, told[""].when) == ("100% of 25", "30 September 2019")
    assert "95% interval" in told[""].note
    assert told["Few"].figure.startswith("not shown")
    assert (told["Few"].when, told["Few"].note) == ("", "")


def test_a_report_and_the_page_of_results_tell_the_same(
    programme: Programme, shown_on: date, pair: Pair
) -> None:
    page = results_disclosed(pair[1], by=shown_on).source
    before, after = report(programme, shown_on).waves
    assert (after.answered, after.matched) == (page.responses(EVERYBODY), page.people(EVERYBODY))
    assert (before.answered, before.matched) == (25, None)


def test_two_people_more_are_in_no_later_report_until_they_are_shown(
    programme: Programme, shown_on: date, pair: Pair, areas: dict[str, Area]
) -> None:
    """Else the difference of two quarters' reports would tell what these two said."""
    first = report(programme, shown_on)
    for number in range(2):
        answers(pair[1], {"confident": 1}, code=["late", str(number), "c"], area=areas["Some"])
    later = shown_on + timedelta(90)
    count(*pair, on=later)
    assert Tally.objects.filter(wave=pair[1], answers=27).exists()

    second = report(programme, later)
    assert (second.waves, second.changes) == (first.waves, first.changes)


def test_all_that_a_report_tells_of_answers_is_recorded_as_shown(
    programme: Programme, shown_on: date, pair: Pair
) -> None:
    ShownTable.objects.all().delete()
    part = report(programme, QUARTER)

    assert {row.answered for row in part.waves} == {None}
    assert {row.said for row in part.changes} == {NOT_SHOWN}
    assert part.frameworks[0].outcomes[0].gaps == (NO_DATA,)


def test_a_wave_that_asks_once_is_told_in_its_sentence_and_misses_no_after(
    programme: Programme, version: SurveyVersion
) -> None:
    version.questions.get(code="confident").outcomes.add(a_logic_model(programme))
    wave = a_wave(version, "Open day")
    for number in range(12):
        answers(wave, {"confident": 5 if number < 9 else 2})
    day = wave.closes_on + timedelta(1)
    count(wave, on=day)

    part = report(programme, QUARTER)
    (row,) = part.answers
    assert (row.wave, row.answers) == ("Open day", 12)
    assert row.said.startswith("9 of 12 answered “Agree” or “Strongly agree”: 75%")
    assert not {NO_AFTER, NO_DATA} & set(part.frameworks[0].outcomes[0].gaps)
