"""Tallies, with what is not tallied yet, always come to the recount."""

import random
from collections import Counter

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.actions import tallies as do
from evaluation.models import Response, SurveyVersion, Tally, Wave
from evaluation.rules.tallying import Step, What, Who
from evaluation.selectors import tallies as ask
from partnership.programmes.models import Programme
from tests.support.answer_records import answers
from tests.support.builders import an_area
from tests.support.evaluation_records import a_wave

pytestmark = pytest.mark.django_db


def stands(wave: Wave) -> Counter[Step]:
    """The tallies with what is not tallied yet."""
    of = ask.instrument(wave.version_asked)
    waiting = ask.not_tallied([wave])[wave.pk]
    return ask.tallied([wave])[wave.pk] + of.steps(ask.answered(waiting))


def recounted(wave: Wave) -> Counter[Step]:
    return ask.recount(wave, of=ask.instrument(wave.version_asked))


def asked(wave: Wave, code: str) -> What:
    return What(wave.version_asked.questions.get(code=code).pk)


def test_each_answer_counts_in_all_and_for_its_area_and_its_sector(
    programme: Programme, version: SurveyVersion
) -> None:
    wave, area = a_wave(version, "Once"), an_area(programme)
    answers(wave, {"confident": 4}, area=area, sector="health")
    answers(wave, {"confident": 4})
    do.tally_wave(wave)

    told, what = ask.tallied([wave])[wave.pk], asked(wave, "confident")
    assert told[Step(what, Who(), 4)] == 2
    assert told[Step(what, Who(area=area.pk), 4)] == told[Step(what, Who(sector="health"), 4)] == 1


def test_who_preferred_not_to_say_is_no_answer_but_is_told(version: SurveyVersion) -> None:
    wave = a_wave(version, "Once")
    answers(wave, {"confident": 9})
    answers(wave, {"confident": 2})
    do.tally_wave(wave)

    told, what = ask.tallied([wave])[wave.pk], asked(wave, "confident")
    assert (told[Step(what)], told[Step(what, Who(), 9)], told[Step(What())]) == (1, 1, 2)


def test_a_score_is_kept_in_hundredths_and_only_where_no_item_is_missing(
    version: SurveyVersion,
) -> None:
    wave, scale = a_wave(version, "Once"), What(scale=version.scales.get().pk)
    answers(wave, {"lonely-1": 3, "lonely-2": 2, "lonely-3": 3})
    answers(wave, {"lonely-1": 3, "lonely-2": 2})
    do.tally_wave(wave)

    told = ask.tallied([wave])[wave.pk]
    assert (told[Step(scale, Who(), 800)], told[Step(scale)]) == (1, 1)


def test_a_second_count_adds_nothing(version: SurveyVersion) -> None:
    wave = a_wave(version, "Once")
    answers(wave, {"confident": 4, "words": "Yes", "used": [1, 3], "trust": {"health": 2}})

    assert (do.tally_wave(wave), do.tally_wave(wave)) == (1, 0)
    assert ask.tallied([wave])[wave.pk] == recounted(wave)


def _broken_off(**asked: object) -> object:
    """The query for what is to be marked as tallied, which comes last, never ends."""
    if "pk__in" in asked:
        raise KeyboardInterrupt
    return QuerySet(Response).filter(**asked)


def test_a_count_broken_off_leaves_nothing_behind(
    version: SurveyVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    wave = a_wave(version, "Once")
    answers(wave, {"confident": 4})

    monkeypatch.setattr(Response.objects, "filter", _broken_off)

    with pytest.raises(KeyboardInterrupt):
        do.tally_wave(wave)

    monkeypatch.undo()

    assert (Tally.objects.count(), Response.objects.get().is_tallied) == (0, False)
    assert stands(wave) == recounted(wave)


def test_many_are_counted_some_at_a_time(
    version: SurveyVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(do, "AT_A_TIME", 2)
    wave = a_wave(version, "Once")
    for point in (1, 2, 3, 4, 5):
        answers(wave, {"confident": point})

    assert do.tally_wave(wave) == 5
    assert ask.tallied([wave])[wave.pk] == recounted(wave)


def test_a_set_aside_response_is_not_counted(version: SurveyVersion) -> None:
    wave = a_wave(version, "Once")
    answers(wave, {"confident": 4}, set_aside_why="tried out")

    assert (do.tally_wave(wave), stands(wave)) == (0, Counter())


GIVEN = st.fixed_dictionaries(
    {},
    optional={
        "confident": st.sampled_from([1, 2, 3, 4, 5, 9]),
        "trust": st.fixed_dictionaries({}, optional={"health": st.integers(1, 3)}),
        "used": st.sets(st.integers(1, 3), min_size=1).map(sorted),
        "visits": st.integers(0, 50),
        "words": st.just("It helped"),
        "lonely-1": st.integers(1, 3),
        "lonely-2": st.integers(1, 3),
        "lonely-3": st.integers(1, 3),
    },
)
DONE = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), GIVEN, st.sampled_from(["", "health", "council"])),
        st.tuples(st.sampled_from(["tally", "leave", "set aside"])),
    ),
    max_size=14,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(DONE)
def test_whatever_happens_tallies_come_to_the_recount(
    version: SurveyVersion, done: list[tuple[object, ...]]
) -> None:
    with transaction.atomic():
        wave = a_wave(version, "Once")
        for each in done:
            _happens(wave, each)
            assert stands(wave) == recounted(wave)
        transaction.set_rollback(True)


def _happens(wave: Wave, done: tuple[object, ...]) -> None:
    what, *how = done
    if what == "answer":
        answers(wave, how[0], sector=how[1])
    elif what == "tally":
        do.tally_wave(wave)
    elif there := list(Response.objects.filter(wave=wave).order_by("pk")):
        one = random.Random(len(there)).choice(there)
        do.untally(one)
        if what == "leave":
            one.delete()
        else:
            Response.objects.filter(pk=one.pk).update(set_aside_why="tried out")


def test_taking_a_response_out_takes_its_figures_out(version: SurveyVersion) -> None:
    wave = a_wave(version, "Once")
    answers(wave, {"confident": 1})
    one = answers(wave, {"confident": 4, "used": [2]})
    do.tally_wave(wave)
    do.untally(one)
    one.delete()

    assert ask.tallied([wave])[wave.pk] == recounted(wave)
    assert not Tally.objects.filter(answers=0).exists()


def test_a_page_asks_the_same_queries_for_ten_times_the_responses(version: SurveyVersion) -> None:
    wave = a_wave(version, "Once")
    ask.instrument(version)  # which a process reads once
    counts = []
    for number in (2, 20):
        for _ in range(number):
            answers(wave, {"confident": 4})
        with CaptureQueriesContext(connection) as found:
            stands(wave)
        counts.append(len(found))

    assert counts[0] == counts[1]
