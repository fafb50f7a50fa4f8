"""The illustrative programme shows an evaluation: asked twice, compared, told with care."""

import pytest
from django.test import Client

from evaluation.models import Match, Response, Wave
from partnership.people.models import Role
from partnership.programmes.models import Programme
from partnership.workbook.illustrative import SLUG
from partnership.workbook.illustrative_evidence import give_evidence
from tests.support.builders import a_person
from tests.support.illustrative import TODAY

pytestmark = pytest.mark.django_db
AFTER = f"/programmes/{SLUG}/results/partners-after/"


def page(person: object, address: str) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_partners_are_matched_before_and_after(programme: Programme) -> None:
    after = programme.waves.get(stage="after")
    confirmed = after.matches.filter(state=Match.State.CONFIRMED)

    assert Response.objects.filter(wave__in=(after, after.before)).count() == 46 + 43
    assert confirmed.filter(how=Match.How.EXACT).count() == 35
    assert confirmed.filter(how=Match.How.NEAR).count() == 3


def test_answers_came_while_they_were_asked_for(programme: Programme) -> None:
    for wave in Wave.objects.filter(programme=programme):
        days = wave.responses.values_list("received_on", flat=True)
        assert all(wave.opens_on <= day <= wave.closes_on for day in days)
        assert wave.closes_on < TODAY < wave.delete_on


def test_an_evaluator_reads_what_changed_and_others_no_small_number(
    programme: Programme,
) -> None:
    evaluator, viewer = (a_person(r, programme) for r in (Role.EVALUATOR, Role.VIEWER))

    assert "Of 38 people we could match" in page(evaluator, AFTER)
    assert "Invented answer" not in page(viewer, AFTER)


def test_an_indicator_is_computed_from_what_was_answered(programme: Programme) -> None:
    viewer = a_person(Role.VIEWER, programme)

    told = page(viewer, f"/programmes/{SLUG}/indicators/partners-confident/")

    assert "35 of 43 who answered; 95% interval 67% to 90% (Wilson)." in told
    assert "20 of 46 who answered; 95% interval 30% to 58% (Wilson)." in told


def test_what_was_said_speaks_for_and_against(programme: Programme) -> None:
    viewer = a_person(Role.VIEWER, programme)

    told = page(viewer, f"/programmes/{SLUG}/outcomes/logic-model/O2/")

    assert "The nurse asks me what I think" in told
    assert "shelving" not in told  # it may not be quoted


def test_it_is_given_once(programme: Programme) -> None:
    before = Response.objects.count()

    give_evidence(programme, today=TODAY)

    assert Response.objects.count() == before
    assert programme.conversations.count() == 1
