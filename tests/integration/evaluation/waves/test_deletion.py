"""Deletion asked for with the code: carried out, logged, and told to nobody."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluation import models as of
from evaluation.actions.leaving import delete_by_code
from evaluation.actions.matches import match_waves
from evaluation.actions.tallies import tally_wave
from evaluation.views import public_deletion
from partnership.programmes.models import Programme
from tests.support.answering import CODE, a_form, an_open_wave, post

OTHER = {"code.1": "8", "code.2": "Bea"}


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found takes no longer than what isn't: tests need not wait for it."""
    monkeypatch.setattr(public_deletion, "AS_LONG", 0.0)


def ask(wave: of.Wave, **code: str) -> Any:
    client = Client(enforce_csrf_checks=True)
    return client.post(reverse("answer-delete", args=[wave.code]), CODE | code)


def told(wave: of.Wave, **code: str) -> tuple[int, str, bytes]:
    """All that a respondent gets to see: status, where it leads, and what stands there."""
    sent = ask(wave, **code)
    page = Client().get(sent["Location"])
    return sent.status_code, sent["Location"], page.content


def test_what_was_stored_with_the_code_is_deleted_and_nothing_else(wave: of.Wave) -> None:
    post(wave)
    post(wave, **OTHER)

    assert told(wave)[0] == 302

    assert of.Response.objects.count() == 1
    assert of.Answer.objects.count() == 8
    log = of.Deletion.objects.get()
    assert (log.wave, log.reason, log.responses) == (wave, "respondent", 1)


def test_the_page_says_the_same_whether_it_was_found(wave: of.Wave) -> None:
    post(wave)
    found, again, never = told(wave), told(wave), told(wave, **OTHER)

    assert found == again == never
    assert b"If answers with this code were stored here" in found[2]
    assert of.Deletion.objects.count() == 1


def test_it_takes_as_long_whether_it_was_found(
    wave: of.Wave, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(public_deletion, "AS_LONG", 30.0)
    monkeypatch.setattr(public_deletion.time, "sleep", waited.append)
    post(wave)
    ask(wave)
    ask(wave, **OTHER)

    assert len(waited) == 2
    assert all(29 < each <= 30 for each in waited)


def test_tallies_are_what_a_recount_would_find(wave: of.Wave) -> None:
    post(wave)
    post(wave, **OTHER, **{"q.confident": "2"})
    tally_wave(wave)
    ask(wave)
    kept = sorted(of.Tally.objects.values_list("key", "value", "answers"))

    of.Tally.objects.all().delete()
    of.Response.objects.update(is_tallied=False)
    tally_wave(wave)

    assert kept == sorted(of.Tally.objects.values_list("key", "value", "answers"))
    assert kept


@pytest.mark.parametrize("which", ["before", "after"])
def test_a_pair_whose_half_is_gone_is_counted_no_more(programme: Programme, which: str) -> None:
    version = a_form(programme)
    before = an_open_wave(version, "Before", stage="before")
    after = an_open_wave(version, "After", stage="after", before=before)
    for wave in (before, after):
        post(wave)
        tally_wave(wave)
    match_waves(after)
    assert of.PairTally.objects.exists()

    ask({"before": before, "after": after}[which])

    assert not of.Match.objects.exists()
    assert not of.PairTally.objects.exists()


def test_of_two_with_the_same_code_neither_stays(wave: of.Wave) -> None:
    """Nothing else says whose they are: keeping one could be keeping the asker's."""
    for _ in range(2):
        post(wave)
    ask(wave)
    assert not of.Response.objects.exists()
    assert of.Deletion.objects.get().responses == 2


def test_the_code_of_another_wave_finds_nothing(wave: of.Wave, programme: Programme) -> None:
    other = an_open_wave(wave.version_asked, "Other")
    post(wave)
    ask(other)
    assert of.Response.objects.count() == 1


@pytest.mark.parametrize("code", [{"code.1": ""}, {"code.1": "123"}, {"code.2": "7"}])
def test_a_code_that_is_not_whole_finds_nothing_and_says_so(
    wave: of.Wave, code: dict[str, str]
) -> None:
    post(wave)
    assert ask(wave, **code).status_code == 400
    assert of.Response.objects.count() == 1


def test_empty_parts_match_no_empty_parts(wave: of.Wave) -> None:
    post(wave, **{"code.1": "", "code.2": ""})
    assert delete_by_code(wave=wave, code_parts=("", "")) == 0
    assert delete_by_code(wave=wave, code_parts=()) == 0
    assert of.Response.objects.exists()


def test_it_is_done_after_closing_too(wave: of.Wave) -> None:
    post(wave)
    of.Wave.objects.update(closed_at=timezone.now())
    ask(wave)
    assert not of.Response.objects.exists()


def test_without_a_code_it_says_that_nobody_can_tell(programme: Programme) -> None:
    wave = an_open_wave(a_form(programme), asks_code=False)
    page = Client().get(reverse("answer-delete", args=[wave.code])).content.decode()
    assert "nobody can tell which answers are yours" in page
    assert ask(wave).status_code == 400


def test_codes_cannot_be_tried_one_after_the_other(wave: of.Wave) -> None:
    codes = [ask(wave, **{"code.1": str(n)}).status_code for n in range(1, 23)]
    assert codes == [302] * 20 + [429] * 2
