"""A paper form that was typed wrong is taken back by whoever typed it, and leaves no trace."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from evaluation import models as of
from evaluation.actions.counting import count
from evaluation.actions.tallies import tally_wave
from evaluation.selectors import tallies as ask
from partnership.people.models import Role, SentForm
from partnership.programmes.models import Programme
from tests.support.answering import a_form, an_open_wave, post
from tests.support.builders import a_person

pytestmark = pytest.mark.django_db
PAPER = {"agrees": "on", "confident": "1", "used": "1 3", "code.1": "7", "code.2": "Ann"}
Typist = Callable[..., Any]


@pytest.fixture
def evaluator(programme: Programme, client: Client) -> Client:
    client.force_login(a_person(Role.EVALUATOR, programme))
    return client


def at(wave: of.Wave, name: str = "wave-entry") -> str:
    return reverse(name, args=[wave.programme.slug, wave.slug])


def type_in(client: Client, wave: of.Wave, **typed: str) -> str:
    """Type a form in; the page that says that it is saved."""
    given = PAPER | {"once_key": str(uuid4())} | typed
    page: str = client.post(at(wave), given, follow=True).content.decode()
    return page


def offered(page: str) -> str:
    """What the page would send to take the last form back; empty where it offers nothing."""
    return "".join(html.fromstring(page).xpath("//input[@name='take_back']/@value"))


def take_back(client: Client, wave: of.Wave, sent: str) -> str:
    page: str = client.post(at(wave), {"take_back": sent}, follow=True).content.decode()
    return page


def test_the_form_just_saved_is_deleted_and_can_be_typed_in_again(
    evaluator: Client, wave: of.Wave
) -> None:
    saved = type_in(evaluator, wave)
    assert "The form is saved." in saved
    assert "1 paper form is typed in so far" in saved

    told = take_back(evaluator, wave, offered(saved))

    assert "is taken back. Type it in again" in told
    assert "0 paper forms are typed in so far" in told
    assert not offered(told)
    assert not of.Response.objects.exists()
    log = of.Deletion.objects.get()
    assert (log.wave, log.reason, log.responses) == (wave, "mistyped", 1)
    page = evaluator.get(at(wave, "wave")).content.decode()
    assert "1 paper form that was typed wrong was taken back" in page
    assert "because respondents asked" not in page

    type_in(evaluator, wave, confident="2")
    assert of.Answer.objects.get(question__code="confident").value == 2


def test_tallies_and_pairs_are_what_a_recount_would_find(
    evaluator: Client, programme: Programme
) -> None:
    version, today = a_form(programme), timezone.localdate()
    before = an_open_wave(version, "Before", stage="before", asks_code=True)
    after = an_open_wave(version, "After", stage="after", before=before, asks_code=True)
    for each in (before, after):
        post(each, **{"code.1": "7", "code.2": "Ann"})
        post(each, **{"code.1": "8", "code.2": "Bea"})
    of.Response.objects.filter(wave=after, channel="public").first().delete()
    count(before, after, on=today)
    lone = ask.matched([after])
    saved = type_in(evaluator, after)
    count(after, on=today)

    take_back(evaluator, after, offered(saved))

    assert ask.tallied([after])[after.pk] == ask.recount(
        after, of=ask.instrument(after.version_asked)
    )
    count(after, on=today)
    assert ask.matched([after]) == lone == {after.pk: 1}


def test_pressed_twice_it_says_the_same_and_nothing_else_goes(
    evaluator: Client, wave: of.Wave
) -> None:
    type_in(evaluator, wave)
    sent = offered(type_in(evaluator, wave, confident="2"))

    pages = [take_back(evaluator, wave, sent) for _ in range(2)]

    assert all("is taken back" in told for told in pages)
    assert of.Answer.objects.get(question__code="confident").value == 1
    assert of.Deletion.objects.count() == 1


def test_after_half_an_hour_it_stays(evaluator: Client, wave: of.Wave) -> None:
    sent = offered(type_in(evaluator, wave))
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        told = take_back(evaluator, wave, sent)

    assert "can’t be taken back any more" in told
    assert of.Response.objects.count() == 1


def test_the_key_is_good_for_its_typist_and_its_wave_alone(
    evaluator: Client, wave: of.Wave, programme: Programme
) -> None:
    sent = offered(type_in(evaluator, wave))
    other, elsewhere = Client(), an_open_wave(wave.version_asked, "Elsewhere")
    other.force_login(a_person(Role.EVALUATOR, programme))

    assert "can’t be taken back" in take_back(other, wave, sent)
    assert "can’t be taken back" in take_back(evaluator, elsewhere, sent)
    assert of.Response.objects.count() == 1


@pytest.mark.parametrize("sent", ["", "x", "1:2:3", "a" * 5000, "\x00", "‮"])
def test_a_key_that_was_made_up_does_nothing(evaluator: Client, wave: of.Wave, sent: str) -> None:
    type_in(evaluator, wave)

    assert "can’t be taken back" in take_back(evaluator, wave, sent)
    assert of.Response.objects.count() == 1


def test_what_came_by_the_link_is_never_taken_back(evaluator: Client, wave: of.Wave) -> None:
    sent = offered(type_in(evaluator, wave))  # the page names its key …
    of.Response.objects.update(channel="public")  # … though it came otherwise

    take_back(evaluator, wave, sent)

    assert of.Response.objects.count() == 1


def test_a_form_sent_twice_is_saved_once(evaluator: Client, wave: of.Wave) -> None:
    key = str(uuid4())
    pages = [type_in(evaluator, wave, once_key=key) for _ in range(2)]

    assert all(offered(each) for each in pages)
    assert of.Response.objects.count() == 1


# -- No trace -----------------------------------------------------------------------------------


def named_in(key: str) -> set[str]:
    """The tables in which a response’s key stands anywhere, with dashes or without."""
    forms = (key, key.replace("-", ""))
    return {
        model._meta.label
        for model in apps.get_models()
        if model._meta.managed
        for row in model._base_manager.values()
        if any(form in str(row) for form in forms)
    }


def test_nothing_stored_leads_from_whoever_typed_to_what_was_typed(
    evaluator: Client, wave: of.Wave
) -> None:
    key = str(uuid4())
    response = evaluator.post(at(wave), PAPER | {"once_key": key})

    assert named_in(key) == {"evaluation.Response", "evaluation.Answer"}
    assert not SentForm.objects.exists()
    assert key not in str(response.headers) + str(response.cookies)
    assert "no-store" in response["Cache-Control"]

    tally_wave(wave)
    take_back(evaluator, wave, offered(response.content.decode()))
    assert named_in(key) == set()


def test_control_a_key_in_an_address_would_be_found(evaluator: Client, wave: of.Wave) -> None:
    type_in(evaluator, wave)
    key = str(of.Response.objects.get().pk)
    SentForm.objects.create(key=uuid4(), user=a_person(), led_to=f"{at(wave)}?last={key}")

    assert "people.SentForm" in named_in(key)
