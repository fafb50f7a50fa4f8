"""What a wave's pages lead to, and what they say where a thing is of no use."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluation import models as of
from evaluation.presenters.papers import paper_of
from partnership.people.models import Role
from partnership.programmes.models import Programme
from tests.support.answering import Respondent, a_form, an_open_wave, post
from tests.support.evaluation_records import a_notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluator(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.EVALUATOR)


def text_of(client: Client, wave: of.Wave, name: str = "wave") -> str:
    address = reverse(name, args=[wave.programme.slug, wave.slug])
    return " ".join(client.get(address).content.decode().split())


def test_a_wave_leads_to_what_is_asked_and_to_its_pair(
    evaluator: Client, programme: Programme
) -> None:
    version = a_form(programme)
    before = an_open_wave(version, "Before", stage="before")
    after = an_open_wave(version, "After", stage="after", before=before)
    slugs = [programme.slug, version.survey.slug, version.number]
    told = text_of(evaluator, after)
    assert f'<a href="{reverse("survey-version", args=slugs)}">{version}</a>' in told
    assert f'<a href="{reverse("wave", args=[programme.slug, before.slug])}">Before</a>' in told
    back = reverse("wave", args=[programme.slug, after.slug])
    assert f'<a href="{back}">After</a>' in text_of(evaluator, before)


def test_a_closed_wave_says_what_its_link_still_does(evaluator: Client, wave: of.Wave) -> None:
    assert "Send the link, or put up the poster" in text_of(evaluator, wave)
    of.Wave.objects.update(closed_at=timezone.now())
    told = text_of(evaluator, wave)
    assert "The form is closed: whoever follows the link is told so." in told
    assert "Send the link" not in told


def test_invitations_are_not_offered_where_nobody_needs_one(
    evaluator: Client, wave: of.Wave
) -> None:
    told = text_of(evaluator, wave, "wave-invitations")
    assert "so nobody needs an invitation" in told
    assert "without one, nobody can answer" not in told
    assert "Make the invitations" not in told


def test_invitations_are_not_offered_to_a_wave_that_is_over(
    evaluator: Client, programme: Programme
) -> None:
    wave = an_open_wave(a_form(programme), by_invitation=True)
    assert "Make the invitations" in text_of(evaluator, wave, "wave-invitations")
    yesterday = timezone.localdate() - timedelta(1)
    of.Wave.objects.update(opens_on=yesterday, closes_on=yesterday)
    told = text_of(evaluator, wave, "wave-invitations")
    assert "The wave is closed" in told
    assert "Make the invitations" not in told


def test_where_nothing_can_be_asked_the_way_on_is_shown(
    evaluator: Client, programme: Programme
) -> None:
    told = evaluator.get(reverse("wave-new", args=[programme.slug])).content.decode()
    surveys = reverse("surveys", args=[programme.slug])
    assert f'<a href="{surveys}">Make a survey and publish it</a>' in told


@pytest.mark.parametrize(("stage", "is_twice"), [("single", False), ("before", True)])
def test_the_code_is_explained_by_what_it_is_for(
    programme: Programme, stage: str, is_twice: bool
) -> None:
    wave = an_open_wave(a_form(programme), stage=stage, asks_code=True)
    person = Respondent(wave)
    person.start()
    for _ in range(3):
        person.press(q__confident="3")
    assert person.heading == "Your own code"
    assert ("asked before and after" in person.text) == is_twice
    assert ("Nobody can tell from it who you are" in person.text) != is_twice
    assert paper_of(wave, "en").is_once != is_twice


def test_a_part_of_one_sign_is_asked_for_as_one(programme: Programme) -> None:
    wave = an_open_wave(a_form(programme), asks_code=True)
    wave.version_asked.survey.code_questions.filter(position=1).update(length=1)
    told = post(wave, **{"code.1": "x"}).content.decode()
    assert "Enter one digit here, or leave it empty." in told
    assert "1 digits" not in told


def test_versions_of_the_information_are_told_apart_by_how_they_begin(
    evaluator: Client, programme: Programme
) -> None:
    a_form(programme)
    first = a_notice(programme)
    of.PrivacyNotice.objects.create(
        programme=programme, number=first.number + 1, information="We ask pupils.\nYou may say no."
    )
    told = evaluator.get(reverse("wave-new", args=[programme.slug])).content.decode()
    assert f"Version {first.number + 1}: We ask pupils. You may say no.</option>" in told
    assert f"Version {first.number}: " in told
