"""A response is deleted while its wave is matched: neither waits for the other for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import OperationalError, connection

from evaluation.actions import leaving, matches
from evaluation.actions.leaving import delete_by_code
from evaluation.actions.tallies import lock
from evaluation.models import Match, Response, SurveyVersion, Wave
from tests.support.answer_records import a_pair, answers

CODE = ["a", "b", "c"]
PAUSE = 0.4  # in which the one who deletes gets as far as it can
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"
    ),
]


@pytest.fixture
def pair(transactional_db: None, version: SurveyVersion) -> tuple[Wave, Wave]:
    """One person answered both times, and is not matched yet."""
    found = a_pair(version, asks_code=True)
    for wave in found:
        answers(wave, {"confident": 4}, code=CODE)
    return found


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """The after wave is locked once responses are gone."""

    def hold(wave: Wave) -> Wave | None:
        lock(wave)
        return Wave.objects.filter(before=wave).first()

    monkeypatch.setattr(leaving, "hold", hold)


@pytest.fixture
def at_once(pair: tuple[Wave, Wave], monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What became of matching, and of deleting the earlier answers meanwhile."""
    read = Event()
    codes_of = matches.codes_of

    def slowly(waves: Any) -> Any:
        found = codes_of(waves)
        if not read.is_set():
            read.set()
            sleep(PAUSE)
        return found

    monkeypatch.setattr(matches, "codes_of", slowly)
    monkeypatch.setattr(leaving, "hashes_of_code", lambda _, parts: list(parts))

    def alone(what: Any) -> Any:
        try:
            return what()
        except OperationalError as error:
            return error
        finally:
            connection.close()

    def delete() -> int:
        assert read.wait(10)
        return delete_by_code(wave=pair[0], code_parts=CODE)

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(alone, (lambda: matches.match_waves(pair[1]), delete)))


def test_both_come_to_their_end(at_once: list[Any], pair: tuple[Wave, Wave]) -> None:
    assert at_once == [1, 1]
    assert not Match.objects.exists()
    assert Response.objects.get().wave == pair[1]


def test_control_held_late_the_database_has_to_end_one(late: None, at_once: list[Any]) -> None:
    assert any(isinstance(each, OperationalError) for each in at_once)
