"""Results as evaluators and as others see them."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from evaluation.actions.counting import count
from evaluation.actions.retention import delete_due
from evaluation.models import Match, ShownTable, SurveyVersion, Wave
from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import Area
from tests.support.answer_records import a_pair, answers
from tests.support.builders import a_group, a_person, an_area
from tests.support.evaluation_records import a_wave
from tests.support.fixtures import QueriesOf, SignIn
from tests.support.reading import read

pytestmark = pytest.mark.django_db
Pair = tuple[Wave, Wave]
ON = date(2020, 1, 10)


def page_of(wave: Wave, asked: str = "") -> str:
    return f"/programmes/{wave.programme.slug}/results/{wave.slug}/{asked}"


def client_of(role: Role, *places: object) -> Client:
    client = Client()
    client.force_login(a_person(role, *places))  # type: ignore[arg-type]
    return client


@pytest.fixture
def areas(programme: Programme) -> tuple[Area, Area, Area]:
    ash, birch, yew = (an_area(programme, name) for name in ("Ash", "Birch", "Yew"))
    return ash, birch, yew


@pytest.fixture
def wave(version: SurveyVersion, areas: tuple[Area, Area, Area]) -> Wave:
    """Ash 12 answers, Birch 14, Yew 3."""
    found = a_wave(version, "Once", audience=40)
    for area, points in zip(areas, ((2, 3, 7), (5, 4, 5), (1, 1, 1)), strict=True):
        for point, number in zip((2, 4, 5), points, strict=True):
            for _ in range(number):
                answers(found, {"confident": point, "age": 2}, area=area, sector="health")
    return found


def test_an_evaluator_sees_everything_at_once(wave: Wave, signed_in: SignIn) -> None:
    told = read(signed_in(Role.EVALUATOR), page_of(wave))

    assert "29 of 40 people asked answered: 73%." in told
    assert "21 of 29 answered “Agree” or “Strongly agree”: 72% (95% interval 54% to 85%)." in told


def test_each_question_is_reached_from_the_head(wave: Wave, signed_in: SignIn) -> None:
    told = read(signed_in(Role.EVALUATOR), page_of(wave))
    idents = re.findall(r'<h2 id="([^"]+)"', told)

    assert len(idents) > 5
    assert [ident for ident in idents if f'<a href="#{ident}">' not in told] == []


def test_an_evaluator_may_look_at_few_people(
    wave: Wave, signed_in: SignIn, areas: tuple[Area, Area, Area]
) -> None:
    told = read(signed_in(Role.EVALUATOR), page_of(wave, f"?of=area:{areas[2].slug}"))

    assert "Once: Yew" in told
    assert "2 of 3 answered “Agree” or “Strongly agree”" in told


def test_others_see_nothing_before_it_is_shown(wave: Wave, signed_in: SignIn) -> None:
    assert "Nothing is shown yet" in read(signed_in(Role.VIEWER), page_of(wave))


def test_others_see_the_whole_wave_and_areas_with_few_hidden(
    wave: Wave, signed_in: SignIn, areas: tuple[Area, Area, Area]
) -> None:
    count(wave, on=ON)
    viewer = signed_in(Role.VIEWER)

    assert "21 of 29 answered “Agree” or “Strongly agree”: 72%" in read(viewer, page_of(wave))
    yew = read(viewer, page_of(wave, f"?of=area:{areas[2].slug}"))
    assert "Nothing is shown of these people by themselves" in yew
    assert "of 3" not in yew


def test_an_evaluator_can_look_as_others_do(wave: Wave, signed_in: SignIn) -> None:
    count(wave, on=ON)
    evaluator, viewer = signed_in(Role.EVALUATOR), signed_in(Role.VIEWER)

    seen = read(evaluator, page_of(wave, "?as=others")).partition("<section")[2]
    assert "21 of 29" in seen
    told = seen.partition('<p class="source">Raw answers')[0]
    assert told in read(viewer, page_of(wave))


def test_words_are_never_on_the_page(version: SurveyVersion, signed_in: SignIn) -> None:
    wave = a_wave(version, "Once")
    for _ in range(6):
        answers(wave, {"words": "My name is in here", "confident": 3})
    count(wave, on=ON)

    for role in (Role.EVALUATOR, Role.VIEWER):
        told = read(signed_in(role), page_of(wave))
        assert "6 wrote something." in told
        assert "My name" not in told


def test_an_areas_people_see_their_own_area_of_a_wave_of_all(
    wave: Wave, programme: Programme, areas: tuple[Area, Area, Area]
) -> None:
    count(wave, on=ON)
    ash, birch, _ = areas
    manager = client_of(Role.AREA_MANAGER, birch)
    member = client_of(Role.STEERING_MEMBER, a_group(programme, "Birch group", area=birch))

    for client in (manager, member):
        assert "Once: Birch" in read(client, page_of(wave))
        assert client.get(page_of(wave, f"?of=area:{ash.slug}")).status_code == 403


def test_another_areas_wave_is_not_found(
    version: SurveyVersion, areas: tuple[Area, Area, Area]
) -> None:
    wave = a_wave(version, "Of Ash", area=areas[0])

    assert client_of(Role.AREA_MANAGER, areas[1]).get(page_of(wave)).status_code == 404


def test_a_place_from_which_nobody_answered_is_not_found(wave: Wave, signed_in: SignIn) -> None:
    assert signed_in(Role.EVALUATOR).get(page_of(wave, "?of=area:nowhere")).status_code == 404


@pytest.mark.parametrize("number", [0, 1, 5, 6, 9, 10])
def test_any_number_of_answers_has_a_page(
    version: SurveyVersion, signed_in: SignIn, number: int
) -> None:
    before, after = a_pair(version)
    for at in range(number):
        for each in (before, after):
            answers(each, {"confident": 3, "visits": at}, code=[str(at), "b", "c"])
    count(before, after, on=ON)

    for role in (Role.EVALUATOR, Role.VIEWER):
        for wave in (before, after):
            told = read(signed_in(role), page_of(wave))
            assert ("%" in told.split("How these figures")[0]) == (
                number >= (10 if role is Role.VIEWER else 1)
            )


def test_all_pairs_tied_are_said_so(pair: Pair, signed_in: SignIn) -> None:
    for at in range(8):
        for each in pair:
            answers(each, {"confident": 4}, code=[str(at), "b", "c"])
    count(*pair, on=ON)

    told = read(signed_in(Role.EVALUATOR), page_of(pair[1]))
    assert "all 8 gave the same answer before and after" in told
    assert "Sign test" not in told.split("How these figures")[0]


def test_pairs_wait_until_near_matches_are_decided(
    pair: Pair, signed_in: SignIn, programme: Programme
) -> None:
    for at in range(8):
        for each, last in zip(pair, ("c", "x" if at == 7 else "c"), strict=True):
            answers(each, {"confident": 2 if each == pair[0] else 5}, code=[str(at), "b", last])
    count(*pair, on=ON)
    viewer, evaluator = signed_in(Role.VIEWER), signed_in(Role.EVALUATOR)
    assert "1 near match waits" in read(evaluator, page_of(pair[1]))
    assert "is shown once both waves are over" in read(viewer, page_of(pair[1]))

    page = page_of(pair[1], "matches/")
    assert "Part 3" in read(evaluator, page)
    match = Match.objects.get(state="proposed")
    evaluator.post(page, {"match": match.pk, "same": "yes"})
    told = read(viewer, page_of(pair[1]))
    assert "Of 8 people we could match, 8 improved, 0 stayed the same, 0 got worse" in told


def test_a_match_is_decided_by_evaluators_alone(pair: Pair, signed_in: SignIn) -> None:
    for role in (Role.VIEWER, Role.PROGRAMME_MANAGER):
        assert signed_in(role).post(page_of(pair[1], "matches/")).status_code == 403


@pytest.mark.parametrize("sent", [{}, {"match": "x", "same": "yes"}, {"match": 99, "same": "no"}])
def test_a_match_that_is_not_there_is_not_found(
    pair: Pair, signed_in: SignIn, sent: dict[str, object]
) -> None:
    page = page_of(pair[1], "matches/")

    assert signed_in(Role.EVALUATOR).post(page, sent).status_code == 404


def test_no_code_is_on_the_page_of_matches(pair: Pair, signed_in: SignIn) -> None:
    for each, last in zip(pair, ("hash-one", "hash-two"), strict=True):
        answers(each, {"confident": 2}, code=["hash-of-a", "hash-of-b", last])
    count(*pair, on=ON)

    page = signed_in(Role.EVALUATOR).get(page_of(pair[1], "matches/")).content.decode()
    assert "House number" in page
    assert "hash-" not in page


def test_after_the_deletion_the_figures_stay_and_the_page_says_so(
    wave: Wave, signed_in: SignIn
) -> None:
    count(wave, on=ON)
    delete_due(wave.delete_on)

    for role in (Role.EVALUATOR, Role.VIEWER):
        told = read(signed_in(role), page_of(wave))
        assert "Raw answers and codes were deleted on" in told
        assert "21 of 29" in told
    assert signed_in(Role.EVALUATOR).get(page_of(wave, "answers.csv")).status_code == 302


def test_the_list_says_how_many_answered(wave: Wave, signed_in: SignIn) -> None:
    page = f"/programmes/{wave.programme.slug}/results/"

    assert "29 of 40 people asked answered" in read(signed_in(Role.EVALUATOR), page)
    assert "Not shown yet" in read(signed_in(Role.VIEWER), page)


def test_pages_ask_few_queries_whatever_their_size(
    pair: Pair, signed_in: SignIn, queries_of: QueriesOf, areas: tuple[Area, Area, Area]
) -> None:
    evaluator, viewer = signed_in(Role.EVALUATOR), signed_in(Role.VIEWER)
    asked = []
    for lot in (3, 30):
        for at in range(lot):
            for each in pair:
                area = areas[at % 3]
                answers(each, {"confident": 3}, code=[f"{lot}-{at}", "b", "c"], area=area)
        count(*pair, on=ON + timedelta(lot))
        pages = [(one, page_of(pair[1])) for one in (evaluator, viewer)]
        pages += [(evaluator, page_of(pair[1], "matches/"))]
        pages += [(one, "/programmes/co-creating/results/") for one in (evaluator, viewer)]
        for client, address in pages:
            client.get(address)  # a process reads a version once
        asked.append([queries_of(client, address) for client, address in pages])

    assert asked[0] == asked[1]
    assert max(asked[1][:3]) <= 15
    assert max(asked[1][3:]) <= 8


def test_what_is_shown_once_a_day_stays_that_day(wave: Wave) -> None:
    count(wave, on=ON)
    first = list(ShownTable.objects.values_list("key", "cells"))
    for _ in range(9):
        answers(wave, {"confident": 1})
    count(wave, on=ON)
    assert list(ShownTable.objects.values_list("key", "cells")) == first

    count(wave, on=ON + timedelta(1))
    answers(wave, {"confident": 1})
    count(wave, on=ON + timedelta(1))
    assert set(ShownTable.objects.values_list("shown_on", flat=True)) == {ON, ON + timedelta(1)}
