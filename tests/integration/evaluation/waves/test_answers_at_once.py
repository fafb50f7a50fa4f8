"""Many at once: none lost, none doubled, an invitation used once (A3).

Beside each stands what happens where the protection is taken away.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from evaluation import models as of
from evaluation.actions import answers, invitations
from evaluation.secrets import hash_of_key
from evaluation.selectors.asked import asked_version
from tests.support.answering import a_form, an_open_wave, post
from tests.support.builders import a_person, a_programme

CLIENTS, THREADS = 50, 4
POSTGRES = connection.vendor == "postgresql"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def open_wave(transactional_db: None) -> of.Wave:
    wave = an_open_wave(a_form(a_programme()))
    asked_version(wave.version_asked)
    return wave


def at_once(what: Callable[[Any], int], arguments: list[Any]) -> list[int]:
    def alone(argument: Any) -> int:
        try:
            return what(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(alone, arguments))


def test_one_form_sent_by_fifty_at_once_is_one(open_wave: of.Wave) -> None:
    key = str(uuid4())
    codes = at_once(lambda _: post(open_wave, key=key).status_code, list(range(CLIENTS)))

    assert set(codes) == {302}
    assert of.Response.objects.count() == 1
    assert of.Answer.objects.count() == 8


def test_control_without_its_key_it_is_many(
    open_wave: of.Wave, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = answers.store_response

    def forgetful(*, key: UUID, **given: Any) -> answers.Stored:
        return kept(key=uuid4(), **given)

    monkeypatch.setattr("evaluation.views.public_answer.store_response", forgetful)
    key = str(uuid4())
    at_once(lambda _: post(open_wave, key=key).status_code, list(range(CLIENTS)))
    assert of.Response.objects.count() == CLIENTS


def test_of_many_forms_none_is_lost_and_none_doubled(open_wave: of.Wave) -> None:
    """Every second one is sent twice, as by a bad connection."""
    keys = [str(uuid4()) for _ in range(CLIENTS)]
    sent = [*keys, *keys[::2]]
    codes = at_once(lambda key: post(open_wave, key=key).status_code, sent)

    assert set(codes) == {302}
    assert {str(each) for each in of.Response.objects.values_list("pk", flat=True)} == set(keys)
    assert of.Answer.objects.count() == 8 * CLIENTS


@pytest.fixture
def invited(transactional_db: None) -> tuple[of.Wave, str]:
    wave = an_open_wave(a_form(a_programme()), by_invitation=True)
    (key,) = invitations.make_invitations(wave=wave, number=1, by=a_person())
    return wave, key


def test_an_invitation_used_by_fifty_at_once_lets_one_in(invited: tuple[of.Wave, str]) -> None:
    wave, key = invited
    codes = at_once(lambda _: post(wave, invitation=key).status_code, list(range(CLIENTS)))

    assert sorted(codes) == [302] + [400] * (CLIENTS - 1)
    assert of.Response.objects.count() == 1


@pytest.mark.skipif(not POSTGRES, reason="SQLite lets one writer in at a time")
def test_control_looked_at_first_it_lets_more_in(
    invited: tuple[of.Wave, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wave, key = invited

    def looked_at_first(*, wave: of.Wave, key: str) -> None:
        there = of.Invitation.objects.get(key_hash=hash_of_key(wave.pk, key))
        if there.is_used:
            raise invitations.InvitationRefusedError
        sleep(0.05)
        there.is_used = True
        there.save()

    monkeypatch.setattr(answers, "use", looked_at_first)
    at_once(lambda _: post(wave, invitation=key).status_code, list(range(CLIENTS)))
    assert of.Response.objects.count() > 1
