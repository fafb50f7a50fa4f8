"""What can't be recorded of a risk, who may not, and what two people at once are told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from milestones.actions import risks as do
from milestones.actions.risks import Judged, Worded
from milestones.models import Risk, RiskReview
from partnership.people.models import Role, User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.programmes.models import Programme
from pilots.actions.actions import Owner
from pilots.models import Area
from tests.support.builders import PAPER_DAY, a_person, a_programme, an_area
from tests.support.plans import a_milestone, a_plan
from tests.support.posting import errors, opened, send
from tests.support.reading import client_of
from tests.support.risks import a_risk, reviewed

TODAY = timezone.localdate
CHANGES = ["risk-edit", "risk-review", "risk-close", "risk-kind"]


@pytest.fixture
def north(programme: Programme) -> Area:
    return an_area(programme, "North")


@pytest.fixture
def manager(programme: Programme) -> User:
    return a_person(Role.PROGRAMME_MANAGER, programme)


@pytest.fixture
def desk(manager: User) -> Client:
    return client_of(manager)


def path(name: str, risk: Risk) -> str:
    return reverse(name, args=[risk.programme.slug, risk.reference])


def new(programme: Programme) -> str:
    return reverse("risk-new", args=[programme.slug])


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"title": " "}, "title", "Fill in “In a sentence”"),
        ({"title": "x" * 201}, "title", "to 200 characters or fewer"),
        ({"likelihood": "6"}, "likelihood", "Likelihood runs from 1 to 5, and “6” is not one"),
        ({"impact": "0"}, "impact", "Impact runs from 1 to 5, and “0” is not one"),
        ({"impact": "grave"}, "impact", "and “grave” is not one"),
        ({"review_on": "2019-10-24"}, "review_on", "24 October 2019 is not ahead"),
        ({"review_on": "2199-01-01"}, "review_on", "more than 5 years away"),
        ({"reported_on": "2199-01-01"}, "reported_on", "1 January 2199 has not come yet"),
        ({"reported_on": "2018-12-31"}, "reported_on", "The programme starts on 1 January 2019"),
        ({"reported_on": "31 February 2019"}, "reported_on", "Enter a real day"),
        ({"on_milestones": ["X1"]}, "on_milestones", "has no milestone “X1”"),
        ({"where": "yonder"}, "where", "Choose one of the areas in the list"),
        ({"owner": "account:999999"}, "owner", "Choose somebody else"),
        ({"kind": "worry"}, "kind", "worry is not one of the available choices"),
        ({"approach": "pray"}, "approach", "pray is not one of the available choices"),
    ],
)
def test_what_cannot_be_is_refused_in_words(programme, desk, typed, field, words) -> None:
    elsewhere = a_plan(a_programme("Elsewhere"), areas=0)
    a_milestone(elsewhere, "X1", due_month=2, in_each_area=False)
    an_area(elsewhere, "Yonder")

    answer = send(desk, new(programme), **({"title": "Flood"} | typed))

    assert words in " ".join(errors(answer)[field])
    assert not Risk.objects.exists()
    assert not RiskReview.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"reviewed_on": "2199-01-01"}, "reviewed_on", "has not come yet"),
        ({"reviewed_on": "2019-10-23"}, "reviewed_on", "It was first reported on 24 October 2019"),
        ({"reviewed_on": ""}, "reviewed_on", "Enter a day"),
        ({"review_on": str(TODAY())}, "review_on", "is not ahead. Choose a day after today."),
        ({"likelihood": "-1"}, "likelihood", "runs from 1 to 5"),
        ({"likelihood": "", "impact": ""}, "note", "Say how likely or how grave it is"),
    ],
)
def test_a_review_that_cannot_be_is_refused_in_words(programme, desk, typed, field, words) -> None:
    risk = a_risk(programme)

    answer = send(desk, path("risk-review", risk), **({"likelihood": "2", "impact": "2"} | typed))

    assert words in " ".join(errors(answer)[field])
    assert not risk.reviews.exists()
    risk.refresh_from_db()
    assert (risk.version, risk.review_on) == (1, None)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2199-01-01", "has not come yet"),
        ("2019-10-23", "It was first reported on 24 October 2019"),
        ("2019-10-31", "It was reviewed on 1 November 2019 and was open"),
    ],
)
def test_it_is_closed_on_a_day_that_can_be(programme, desk, day, words) -> None:
    risk = a_risk(programme)
    reviewed(risk, date(2019, 11, 1), 3, 3)

    answer = send(desk, path("risk-close", risk), note="Done", closed_on=day)

    assert words in " ".join(errors(answer)["closed_on"])
    assert risk.reviews.count() == 1


def test_the_action_itself_refuses_what_no_form_sent(programme, manager) -> None:
    elsewhere = a_plan(a_programme("Elsewhere"), areas=0)
    milestone = a_milestone(elsewhere, "X1", due_month=2, in_each_area=False)
    yonder = an_area(elsewhere, "Yonder")
    nobody = Owner("")
    wrong = [
        (Worded(None, "Flood", nobody, milestones=[milestone]), Judged(), "X1 is no milestone of"),
        (Worded(yonder, "Flood", nobody), Judged(), "The programme has no such area"),
        (Worded(None, "Flood", nobody), Judged(6, 1), "Likelihood runs from 1 to 5"),
        (Worded(None, "Flood", Owner("Post", a_person())), Judged(), "can’t have it"),
    ]
    for worded, judged, words in wrong:
        with pytest.raises(RefusedError, match=words):
            do.record_risk(
                programme=programme, kind=Risk.Kind.RISK, worded=worded, judged=judged, by=manager
            )
    assert not programme.risks.exists()
    risk = a_risk(programme)
    with pytest.raises(RefusedError, match="It is a risk already"):
        do.change_kind(risk=risk, seen=1, kind=Risk.Kind.RISK, why="No", by=manager)


def test_a_closed_one_gets_no_next_review_by_a_change(programme, desk) -> None:
    risk = a_risk(programme)
    reviewed(risk, PAPER_DAY, 3, 3, state="closed", note="Done")
    day = TODAY() + timedelta(days=5)

    answer = send(desk, path("risk-edit", risk), review_on=str(day))

    assert "It was closed on 24 October 2019. Nothing was changed." in str(errors(answer))


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("role", [Role.CHAIR, Role.STEERING_MEMBER, Role.EVALUATOR, Role.VIEWER])
def test_readers_hear_who_could(programme, north, signed_in, name, role) -> None:
    risk = a_risk(programme, area=north)
    client = signed_in(role)

    for answer in (client.get(path(name, risk)), client.post(path(name, risk))):
        assert answer.status_code == 403
        assert "A programme manager or an area manager can" in answer.content.decode()


@pytest.mark.parametrize("name", CHANGES)
def test_an_area_manager_changes_the_own_areas_alone(programme, north, name) -> None:
    own, whole = a_risk(programme, area=north), a_risk(programme, "R2")
    other = a_risk(programme, "R3", area=an_area(programme, "South"))
    client = client_of(a_person(Role.AREA_MANAGER, north))

    assert client.get(path(name, own)).status_code == 200
    assert client.get(path(name, whole)).status_code == 403
    assert client.get(path("risk", whole)).status_code == 200
    assert client.get(path(name, other)).status_code == 404
    assert client.post(path(name, other)).status_code == 404


@pytest.mark.parametrize("name", ["risk", *CHANGES])
def test_there_is_none_of_that_reference(programme, desk, name) -> None:
    a_risk(a_programme("Elsewhere"), "R7")

    for reference in ("R7", "R", "…"):
        assert desk.get(reverse(name, args=[programme.slug, reference])).status_code == 404


def test_the_second_editor_sees_what_changed_and_loses_nothing(programme, north, desk) -> None:
    a_plan(programme, areas=0)
    a_milestone(programme, "M1", due_month=2)
    risk = a_risk(programme, owner="Librarian")
    mine = opened(desk, path("risk-edit", risk)) | {"response": "Sandbags", "where": "north"}
    send(desk, path("risk-edit", risk), title="High water", response="A wall", on_milestones=["M1"])

    answer: Any = desk.post(path("risk-edit", risk), mine)

    told = {each.label: (each.now, each.yours) for each in answer.context["conflict"]}
    assert told == {
        "Where": ("The whole programme", "North"),
        "In a sentence": ("High water", "Flood"),
        "What is done about it": ("A wall", "Sandbags"),
        "Milestones that it bears on": ("M1 Title of M1", "not recorded"),
    }
    again = opened(desk, path("risk-edit", risk)) | mine | {"seen_version": "2"}
    assert desk.post(path("risk-edit", risk), again).status_code == 302
    risk.refresh_from_db()
    assert (risk.response, risk.area, risk.version) == ("Sandbags", north, 3)


def test_the_second_reviewer_sees_the_first_review(programme, desk) -> None:
    risk = a_risk(programme)
    mine = opened(desk, path("risk-review", risk)) | {"likelihood": "5", "impact": "5"}
    send(desk, path("risk-review", risk), likelihood="2", impact="5", note="It dried up")

    answer: Any = desk.post(path("risk-review", risk), mine)

    told = {each.label: (each.now, each.yours) for each in answer.context["conflict"]}
    assert told["Likelihood"] == ("2 Unlikely", "5 Almost certain")
    assert told["Why so?"] == ("It dried up", "not recorded")
    assert "Impact" not in told
    assert risk.reviews.count() == 1


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("risk-review", {"likelihood": "5"}),
        ("risk-close", {"note": "Done"}),
        ("risk-kind", {"why": "The river rose"}),
    ],
)
def test_sent_twice_it_is_done_once(programme, desk, name, typed) -> None:
    risk = a_risk(programme)
    form = opened(desk, path(name, risk)) | typed

    first, second = (desk.post(path(name, risk), form) for _ in range(2))

    assert first["Location"] == second["Location"] == path("risk", risk)
    risk.refresh_from_db()
    assert risk.version == 2
    assert risk.reviews.count() == (0 if name == "risk-kind" else 1)


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_get_ten_references() -> None:
    programme = a_programme()
    manager = a_person(Role.PROGRAMME_MANAGER, programme)

    def add(number: int) -> str:
        try:
            risk = do.record_risk(
                programme=programme, kind=Risk.Kind.RISK, by=manager,
                worded=Worded(None, f"Flood {number}", Owner("")),
            )  # fmt: skip
            return risk.reference
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        given = list(pool.map(add, range(10)))

    assert sorted(given) == sorted(f"R{number}" for number in range(1, 11))


@pytest.mark.django_db(transaction=True)
def test_of_six_reviewers_at_once_one_is_heard_and_five_are_told() -> None:
    programme = a_programme()
    manager = a_person(Role.PROGRAMME_MANAGER, programme)
    risk = a_risk(programme)

    def review(likelihood: int) -> str:
        try:
            do.review_risk(
                risk=Risk.objects.get(pk=risk.pk), seen=1, reviewed_on=TODAY(),
                judged=Judged(likelihood, 3), by=manager,
            )  # fmt: skip
        except ChangedMeanwhileError:
            return "told"
        finally:
            connection.close()
        return "heard"

    with ThreadPoolExecutor(6) as pool:
        answers = sorted(pool.map(review, (1, 2, 3, 4, 5, 5)))

    assert answers == ["heard", *["told"] * 5]
    assert [each.number for each in risk.reviews.all()] == [1]
