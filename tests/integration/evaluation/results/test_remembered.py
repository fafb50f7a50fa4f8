"""A page of results is drawn once for all who see it alike, and anew where anything differs."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from evaluation.actions.counting import count
from evaluation.actions.tallies import untally
from evaluation.models import Match, Response, SurveyVersion, Wave
from evaluation.selectors.asked import forget_versions
from evaluation.views import result_told
from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import Area
from tests.support.answer_records import a_pair, a_questionnaire, answers
from tests.support.builders import a_person, an_area
from tests.support.evaluation_records import a_wave
from tests.support.fixtures import QueriesOf, SignIn
from tests.support.reading import read

pytestmark = pytest.mark.django_db
ON = date(2020, 1, 10)
Drawn = list[Any]


def page_of(wave: Wave, asked: str = "") -> str:
    return f"/programmes/{wave.programme.slug}/results/{wave.slug}/{asked}"


def said(wave: Wave, point: int, times: int = 1, **details: Any) -> list[Response]:
    return [answers(wave, {"confident": point}, **details) for _ in range(times)]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """Each drawing of a page."""
    made: Drawn = []

    def noted(*given: Any) -> Any:
        made.append(given)
        return result_told.tell(*given)

    monkeypatch.setattr(result_told.TOLD, "make", noted)
    return made


@pytest.fixture
def ash(programme: Programme) -> Area:
    return an_area(programme, "Ash")


@pytest.fixture
def birch(programme: Programme) -> Area:
    return an_area(programme, "Birch")


@pytest.fixture
def wave(version: SurveyVersion, ash: Area, birch: Area) -> Wave:
    """Twelve answers of Ash, and as many of Birch, shown."""
    found = a_wave(version, "Once", audience=40)
    said(found, 5, 12, area=ash, sector="health")
    said(found, 2, 12, area=birch, sector="health")
    count(found, on=ON)
    return found


@pytest.fixture
def evaluator(signed_in: SignIn) -> Client:
    return signed_in(Role.EVALUATOR)


@pytest.fixture
def viewer(signed_in: SignIn) -> Client:
    return signed_in(Role.VIEWER)


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.VIEWER])
def test_a_page_is_drawn_once_and_asks_few_queries(
    wave: Wave, signed_in: SignIn, drawn: Drawn, queries_of: QueriesOf, role: Role
) -> None:
    pages = [read(signed_in(role), page_of(wave)) for _ in range(2)]

    assert "12 of 24 answered" in pages[0]
    assert len(drawn) == 1
    assert queries_of(signed_in(role), page_of(wave)) <= 8
    assert len(drawn) == 1


def test_who_may_see_less_never_gets_the_page_of_who_sees_all(
    wave: Wave, evaluator: Client, viewer: Client, drawn: Drawn
) -> None:
    said(wave, 1, 2)
    count(wave, on=ON)  # tallied, and not shown to others yet

    for _ in range(2):
        assert "12 of 26 answered" in read(evaluator, page_of(wave))
        other = read(viewer, page_of(wave))
        assert "12 of 24 answered" in other
        assert "You see everything" not in other
        as_others = read(evaluator, page_of(wave, "?as=others"))
        assert "12 of 24 answered" in as_others
        assert "show everything" in as_others
        assert "show everything" not in read(viewer, page_of(wave, "?as=others"))
    assert len(drawn) == 3


def test_each_area_and_sector_has_a_page_of_its_own(
    wave: Wave, evaluator: Client, viewer: Client, ash: Area, birch: Area
) -> None:
    for _ in range(2):
        for client in (evaluator, viewer):
            assert "12 of 24 answered" in read(client, page_of(wave))
            assert "12 of 12 answered" in read(client, page_of(wave, f"?of=area:{ash.slug}"))
            assert "0 of 12 answered" in read(client, page_of(wave, f"?of=area:{birch.slug}"))
            assert "12 of 24 answered" in read(client, page_of(wave, "?of=sector:health"))


def test_what_somebody_may_choose_is_their_own(
    wave: Wave, viewer: Client, ash: Area, birch: Area, programme: Programme
) -> None:
    everybody = read(viewer, page_of(wave, f"?of=area:{ash.slug}"))
    manager = Client()
    manager.force_login(a_person(Role.AREA_MANAGER, ash))
    own = read(manager, page_of(wave, f"?of=area:{ash.slug}"))

    assert "Birch" in everybody
    assert "12 of 12 answered" in own
    assert "Birch" not in own
    assert "Birch" in read(viewer, page_of(wave, f"?of=area:{ash.slug}"))


def test_an_area_with_no_answers_is_no_choice_of_others_until_it_is_shown(
    wave: Wave, viewer: Client, programme: Programme
) -> None:
    yew = an_area(programme, "Yew")
    said(wave, 5, 8, area=yew)
    assert "Yew" not in read(viewer, page_of(wave))
    assert viewer.get(page_of(wave, f"?of=area:{yew.slug}")).status_code == 404
    manager = Client()
    manager.force_login(a_person(Role.AREA_MANAGER, yew))
    assert "Nothing is shown of these people" in read(manager, page_of(wave))

    count(wave, on=ON + timedelta(10))
    assert "Yew" in read(viewer, page_of(wave))
    assert "8 of 8 answered" in read(manager, page_of(wave))


def test_each_wave_has_a_page_of_its_own(
    wave: Wave, version: SurveyVersion, evaluator: Client, viewer: Client
) -> None:
    other = a_wave(version, "Twice")
    said(other, 4, 30)
    count(other, on=ON)

    for _ in range(2):
        for client in (evaluator, viewer):
            assert "12 of 24 answered" in read(client, page_of(wave))
            assert "30 of 30 answered" in read(client, page_of(other))


def test_what_is_shown_newly_is_on_the_page_and_a_look_back_shows_what_was_shown(
    wave: Wave, viewer: Client
) -> None:
    read(viewer, page_of(wave))
    said(wave, 5, 20)
    count(wave, on=ON + timedelta(10))
    back = page_of(wave, f"?as_at={ON + timedelta(9)}")

    for _ in range(2):
        assert "32 of 44 answered" in read(viewer, page_of(wave))
        assert "12 of 24 answered" in read(viewer, back)
    assert "Nothing is shown yet" in read(viewer, page_of(wave, f"?as_at={ON - timedelta(1)}"))


def test_an_evaluator_sees_each_answer_at_once_and_none_that_is_gone(
    wave: Wave, evaluator: Client
) -> None:
    assert "12 of 24 answered" in read(evaluator, page_of(wave))
    (new,) = said(wave, 5)
    told = read(evaluator, page_of(wave))
    assert "13 of 25 answered" in told
    assert "1 answer has come in the last minute" in told
    (newer,) = said(wave, 5)
    assert "14 of 26 answered" in read(evaluator, page_of(wave))
    newer.delete()
    new.delete()
    assert "12 of 24 answered" in read(evaluator, page_of(wave))


def test_answers_that_change_while_their_number_stays_are_seen(
    wave: Wave, evaluator: Client
) -> None:
    assert "12 of 24 answered" in read(evaluator, page_of(wave))
    gone = Response.objects.filter(wave=wave, answers__value=2).order_by("pk").first()
    assert gone is not None
    untally(gone)
    gone.delete()
    said(wave, 4)
    count(wave, on=ON)

    assert "13 of 24 answered" in read(evaluator, page_of(wave))


def test_an_answer_that_is_the_first_of_an_area_lets_the_area_be_chosen(
    wave: Wave, evaluator: Client, programme: Programme
) -> None:
    yew = an_area(programme, "Yew")
    assert "Yew" not in read(evaluator, page_of(wave))
    said(wave, 5, area=yew)
    assert "Yew" in read(evaluator, page_of(wave))
    assert "1 of 1 answered" in read(evaluator, page_of(wave, f"?of=area:{yew.slug}"))
    count(wave, on=ON)
    assert "Yew" in read(evaluator, page_of(wave))


def test_matches_that_are_decided_are_seen_by_both(
    version: SurveyVersion, evaluator: Client, viewer: Client
) -> None:
    pair = a_pair(version)
    for at in range(8):
        for each, last in zip(pair, ("c", "x" if at == 7 else "c"), strict=True):
            answers(each, {"confident": 2 if each == pair[0] else 5}, code=[str(at), "b", last])
    count(*pair, on=ON)
    page = page_of(pair[1])
    for _ in range(2):
        assert "1 near match waits" in read(evaluator, page)
        assert "Of 7 people we could match, 7 improved" in read(evaluator, page)
        assert "8 improved" not in read(viewer, page)

    match = Match.objects.get(state="proposed")
    evaluator.post(f"{page}matches/", {"match": match.pk, "same": "yes"})
    for client in (evaluator, viewer):
        told = read(client, page)
        assert "near match waits" not in told
        assert "Of 8 people we could match, 8 improved" in told
    evaluator.post(f"{page}matches/", {"match": match.pk, "same": "no"})
    assert "Of 7 people we could match, 7 improved" in read(evaluator, page)


@pytest.mark.parametrize(
    ("changed", "now"),
    [
        ({"counts_only_below": 50}, "counts only"),
        ({"base_beside_below": 77}, "below 77 each percentage"),
        ({"suppress_below": 7}, "counts of 1 to 6 are hidden"),
    ],
)
def test_the_programmes_thresholds_hold_at_once(
    wave: Wave, viewer: Client, programme: Programme, changed: dict[str, int], now: str
) -> None:
    before = read(viewer, page_of(wave))
    Programme.objects.filter(pk=programme.pk).update(**changed)

    assert before.count(now) < read(viewer, page_of(wave)).count(now)


def test_another_name_of_wave_area_or_survey_is_seen(
    wave: Wave, viewer: Client, evaluator: Client, ash: Area
) -> None:
    page = page_of(wave, f"?of=area:{ash.slug}")
    for client in (viewer, evaluator):
        assert "Once: Ash" in read(client, page)
    Wave.objects.filter(pk=wave.pk).update(name="At last", audience=48)
    for client in (viewer, evaluator):
        assert "At last: Ash" in read(client, page)
    Area.objects.filter(pk=ash.pk).update(name="Ashes")
    wave.version_asked.survey.title = "Neighbours"
    wave.version_asked.survey.version += 1
    wave.version_asked.survey.save()

    for client in (viewer, evaluator):
        told = read(client, page)
        assert "At last: Ashes" in told
        assert "Neighbours, version 1" in told
        assert "24 of 48 people asked" in read(client, page_of(wave))


def test_the_wave_before_is_part_of_what_is_seen(version: SurveyVersion, viewer: Client) -> None:
    before, after = a_pair(version)
    said(before, 2, 12)
    said(after, 5, 12)
    count(before, after, on=ON)
    assert "At first" not in read(viewer, page_of(after))
    Wave.objects.filter(pk=before.pk).update(name="At first")
    assert "At first" in read(viewer, page_of(after))
    said(before, 3, 20)
    count(before, on=ON + timedelta(10))
    assert "At first: 32 answers" in read(viewer, page_of(after))


def test_the_days_until_answers_are_deleted_are_counted_anew(wave: Wave, evaluator: Client) -> None:
    for left in (9, 8):
        with time_machine.travel(wave.delete_on - timedelta(left), tick=False):
            evaluator.force_login(a_person(Role.EVALUATOR, wave.programme))
            assert f"deleted in {left} days" in read(evaluator, page_of(wave))


def test_a_new_version_of_the_questions_is_read(
    wave: Wave, programme: Programme, viewer: Client
) -> None:
    read(viewer, page_of(wave))
    forget_versions()
    second = a_questionnaire(programme, number=2)
    Wave.objects.filter(pk=wave.pk).update(version_asked=second)

    told = read(viewer, page_of(wave))
    assert "version 2" in told
    assert "12 of 24 answered" not in told
