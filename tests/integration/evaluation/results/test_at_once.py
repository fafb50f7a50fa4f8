"""Two workers who count one wave at once, and one who is killed: no answer is lost or doubled."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.db import connection

from evaluation.actions import tallies as do
from evaluation.models import Response, SurveyVersion, Tally, Wave
from evaluation.rules.tallying import Answered
from evaluation.selectors import tallies as ask
from tests.support.answer_records import answers
from tests.support.evaluation_records import a_wave

POSTGRES = connection.vendor == "postgresql"
at_once = pytest.mark.django_db(transaction=True)


def workers(what: Callable[[int], Any], number: int) -> list[Any]:
    def alone(place: int) -> Any:
        try:
            return what(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(alone, range(number)))


@pytest.fixture
def wave(transactional_db: None, version: SurveyVersion) -> Wave:
    found = a_wave(version, "Once")
    for point in (1, 2, 3, 4, 5, 5):
        answers(found, {"confident": point, "used": [1, 2]}, sector="health")
    ask.instrument(version)
    return found


def is_right(wave: Wave) -> bool:
    of = ask.instrument(wave.version_asked)
    return ask.tallied([wave])[wave.pk] == ask.recount(wave, of=of)


@at_once
def test_three_workers_at_once_count_each_answer_once(
    wave: Wave, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(do, "AT_A_TIME", 2)

    assert sum(workers(lambda _: do.tally_wave(wave), 3)) == 6
    assert is_right(wave)


@pytest.mark.skipif(not POSTGRES, reason="SQLite lets one write at a time by itself")
@at_once
def test_control_without_the_lock_answers_are_counted_twice(
    wave: Wave, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Barrier(2)
    monkeypatch.setattr(do, "lock", lambda wave: wave)

    def read_by_both(responses: Iterable[Response]) -> Iterator[Answered]:
        told = list(ask.answered(responses))
        if told and not both.broken and both.n_waiting + 1 <= both.parties:
            sleep(0.4 * both.wait(5))  # one goes first, the other has read the same
        yield from told

    monkeypatch.setattr(do, "answered", read_by_both)
    of = ask.instrument(wave.version_asked)
    workers(lambda _: do._tally_some(wave, of), 2)

    assert not is_right(wave)


@at_once
def test_a_response_that_leaves_while_it_is_counted_leaves_no_figure(wave: Wave) -> None:
    one = Response.objects.order_by("pk")[0]

    def leave() -> None:
        with do.transaction.atomic():
            do.lock(wave)
            do.untally(one)
            one.delete()

    workers(lambda place: do.tally_wave(wave) if place else leave(), 2)

    assert is_right(wave)
    assert not Tally.objects.filter(answers__lte=0).exists()
