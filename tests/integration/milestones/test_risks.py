"""Risks recorded, changed, reviewed, closed and turned into issues, as their pages do it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from milestones.models import Risk, RiskReview
from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.models import Area
from tests.support.builders import PAPER_DAY, a_person, a_programme, an_area
from tests.support.plans import a_milestone, a_plan
from tests.support.posting import errors, opened, send
from tests.support.reading import client_of, read
from tests.support.risks import a_risk, reviewed

TODAY = timezone.localdate
LATER = TODAY() + timedelta(days=60)


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


def add(client: Client, programme: Programme, **typed: Any) -> Any:
    return send(client, reverse("risk-new", args=[programme.slug]), title="Flood", **typed)


def test_it_is_added_with_its_first_review(programme, north, desk, manager) -> None:
    a_plan(programme, areas=0)
    a_milestone(programme, "M1", due_month=2)

    answer = add(
        desk, programme, where="north", likelihood="4", impact="3", note="It rains",
        owner_post="Librarian", approach="treat", response="Sandbags", review_on=str(LATER),
        on_milestones=["M1"], reported_on="2019-10-24",
    )  # fmt: skip

    risk = Risk.objects.get()
    assert answer["Location"] == path("risk", risk)
    assert (risk.reference, risk.area, risk.owner, risk.approach, risk.review_on) == (
        "R1", north, "Librarian", "treat", LATER,
    )  # fmt: skip
    assert [each.reference for each in risk.milestones.all()] == ["M1"]
    review = risk.reviews.get()
    assert (review.likelihood, review.impact, review.note) == (4, 3, "It rains")
    assert (review.reported_on, review.by) == (PAPER_DAY, manager)
    page = read(desk, path("risk", risk))
    assert f"{manager} recorded the risk." in page
    assert f"{manager} reviewed it as of 24 October 2019, 4 Likely × 3 Moderate: 12, High." in page
    assert "It bears on M1." in page


def test_one_that_nobody_judged_has_no_review(programme, desk) -> None:
    add(desk, programme, kind="issue")

    issue = Risk.objects.get()
    assert (issue.reference, issue.kind, issue.area) == ("I1", "issue", None)
    assert not issue.reviews.exists()
    assert "Nobody has scored this yet" in read(desk, path("risk", issue))


def test_references_go_on_after_the_highest(programme, desk) -> None:
    a_risk(programme, "R9")
    a_risk(programme, "R10")
    a_risk(a_programme("Elsewhere"), "R70")

    add(desk, programme)

    assert programme.risks.filter(reference="R11").exists()


def test_sent_twice_it_is_added_once(programme, desk) -> None:
    address = reverse("risk-new", args=[programme.slug])
    form = opened(desk, address) | {"title": "Flood"}

    first, second = (desk.post(address, form) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert programme.risks.count() == 1


def test_an_area_manager_adds_in_the_own_area_alone(programme, north) -> None:
    an_area(programme, "South")
    client = client_of(a_person(Role.AREA_MANAGER, north))

    assert "South" not in read(client, reverse("risk-new", args=[programme.slug]))
    for where in ("south", ""):
        answer = add(client, programme, where=where)
        assert "where" in errors(answer)
    add(client, programme, where="north")

    assert [risk.area for risk in programme.risks.all()] == [north]


def test_who_runs_the_place_may_have_it_and_nobody_else(programme, north, desk) -> None:
    runs = a_person(Role.AREA_MANAGER, north)
    elsewhere = a_person(Role.AREA_MANAGER, an_area(programme, "South"))
    reads = a_person(Role.VIEWER, programme)

    add(desk, programme, where="north", owner=f"account:{runs.pk}")
    refused = add(desk, programme, where="north", owner=f"account:{elsewhere.pk}")
    unknown = add(desk, programme, where="north", owner=f"account:{reads.pk}")

    risk = Risk.objects.get()
    assert (risk.owner, risk.owner_user) == (str(runs), runs)
    assert "runs or chairs nothing in North. Choose somebody else." in str(errors(refused))
    assert "owner" in errors(unknown)


def test_it_is_changed_and_its_history_says_how(programme, north, desk, manager) -> None:
    a_plan(programme, areas=0)
    for reference in ("M1", "M2", "M3"):
        a_milestone(programme, reference, due_month=2)
    risk = a_risk(programme, area=north, owner="Librarian")
    risk.milestones.add(programme.milestones.get(reference="M1"))

    send(
        desk, path("risk-edit", risk), title="High water", owner_post="Caretaker",
        on_milestones=["M2", "M3"], why="The cellar is the caretaker’s",
    )  # fmt: skip

    risk.refresh_from_db()
    assert (risk.title, risk.owner, risk.area) == ("High water", "Caretaker", north)
    assert [each.reference for each in risk.milestones.order_by("position")] == ["M2", "M3"]
    page = read(desk, path("risk", risk))
    assert "changed the title from Flood to High water" in page
    assert "changed the owner from Librarian to Caretaker" in page
    assert "It bears on M2 and M3, before on M1. The cellar is the caretaker’s" in page


def test_a_change_of_milestones_alone_is_told(programme, desk, manager) -> None:
    a_plan(programme, areas=0)
    a_milestone(programme, "M1", due_month=2)
    risk = a_risk(programme)

    send(desk, path("risk-edit", risk), on_milestones=["M1"])

    page = read(desk, path("risk", risk))
    assert f"{manager} changed the milestones that it bears on. <span" in page
    assert "It bears on M1, before" not in page
    assert "Why: It bears on M1." in page


def test_opening_and_saving_changes_nothing(programme, north, desk) -> None:
    a_plan(programme, areas=0)
    milestone = a_milestone(programme, "M1", due_month=2)
    owner = a_person(Role.AREA_MANAGER, north)
    risk = a_risk(
        programme, area=north, owner=str(owner), owner_user=owner, approach="treat",
        response="Sandbags", review_on=LATER,
    )  # fmt: skip
    risk.milestones.add(milestone)
    before = Risk.objects.values().get()

    answer = send(desk, path("risk-edit", risk))

    assert answer.status_code == 302
    assert Risk.objects.values().get() == before | {"version": 2}
    assert list(risk.milestones.all()) == [milestone]


def test_an_owner_who_left_is_said_and_the_post_stays(programme, north, desk) -> None:
    left = a_person()
    risk = a_risk(programme, area=north, owner="Librarian", owner_user=left)

    assert "Its owner has left" in read(desk, path("risk", risk))
    send(desk, path("risk-edit", risk), title="High water")

    risk.refresh_from_db()
    assert (risk.owner, risk.owner_user) == ("Librarian", None)
    assert "Its owner has left" not in read(desk, path("risk", risk))


def test_a_review_takes_less_than_a_minute(programme, desk, manager) -> None:
    risk = a_risk(programme)
    reviewed(risk, PAPER_DAY, 3, 3)

    answer = send(desk, path("risk-review", risk), likelihood="5", note="It rose")

    risk.refresh_from_db()
    review = risk.reviews.get(number=2)
    assert (review.likelihood, review.impact, review.note, review.by) == (5, 3, "It rose", manager)
    assert review.reported_on == TODAY()
    assert risk.review_on == TODAY() + timedelta(days=91)
    (message,) = get_messages(answer.wsgi_request)
    assert str(message).startswith("The review is saved. The next one is due on ")


def test_a_review_for_an_earlier_day_takes_its_place_there(programme, desk) -> None:
    risk = a_risk(programme)
    reviewed(risk, TODAY() - timedelta(days=9), 5, 5)

    send(desk, path("risk-review", risk), likelihood="1", impact="1", reviewed_on="2019-11-01")

    assert "1, Low" in read(desk, path("risk", risk), as_at="2019-11-01")
    assert "25, Very high" in read(desk, path("risk", risk))


def test_it_is_closed_with_a_word_and_opened_again_with_one(programme, desk, manager) -> None:
    risk = a_risk(programme, review_on=LATER)
    reviewed(risk, PAPER_DAY, 3, 4)

    send(desk, path("risk-close", risk), note="The wall stands")

    risk.refresh_from_db()
    last = risk.reviews.get(number=2)
    assert (last.state, last.likelihood, last.impact, risk.review_on) == ("closed", 3, 4, None)
    assert "Open it again" in read(desk, path("risk", risk))
    wordless = send(desk, path("risk-review", risk))
    assert errors(wordless) == {"note": ["Say why it is open again"]}
    send(desk, path("risk-review", risk), note="The wall fell", impact="5")
    page = read(desk, path("risk", risk))
    assert "3 Possible × 5 Severe: 15, High" in page
    assert f"{manager} closed it for" in page
    assert risk.reviews.count() == 3


def test_a_late_review_leaves_a_closed_one_closed(programme, desk) -> None:
    risk = a_risk(programme)
    reviewed(risk, TODAY(), 3, 4, state="closed", note="Done")

    answer = send(
        desk, path("risk-review", risk), note="It was worse", impact="5",
        reviewed_on="2019-11-01", review_on=str(LATER),
    )  # fmt: skip

    risk.refresh_from_db()
    assert risk.review_on is None
    assert risk.reviews.order_by("reported_on").last().state == "closed"
    (message,) = get_messages(answer.wsgi_request)
    assert "It stays closed since" in str(message)


def test_a_risk_that_came_true_is_an_issue_under_its_old_reference(programme, desk) -> None:
    risk = a_risk(programme, "R4")

    send(desk, path("risk-kind", risk), why="The river rose")
    page = read(desk, path("risk", risk))

    risk.refresh_from_db()
    assert (risk.kind, risk.reference) == ("issue", "R4")
    assert "changed the kind from Risk to Issue. <span" in page
    assert "Why: The river rose" in page
    before = (TODAY() - timedelta(days=1)).isoformat()
    assert "Risk R4, Whole programme" in read(desk, path("risk", risk), as_at=before)
    assert "Issue R4, Whole programme" in page
    send(desk, path("risk-kind", risk), why="The water went")
    risk.refresh_from_db()
    assert risk.kind == "risk"


@pytest.mark.parametrize("name", ["risk-close", "risk-kind"])
def test_on_a_closed_one_there_is_nothing_to_do(programme, desk, name) -> None:
    risk = a_risk(programme)
    reviewed(risk, PAPER_DAY, 3, 4, state="closed", note="Done", by=a_person())
    form = {"why": "No", "note": "No", "closed_on": str(TODAY()), "seen_version": "1"}
    key = "5f0c1c0e-4f4e-4f6e-9a37-0d6f2d7c8a10"

    page = read(desk, path(name, risk))
    answer = desk.post(path(name, risk), form | {"once_key": key})

    assert "It is closed" in page
    assert "It was closed on 24 October 2019 by A post. Nothing was changed." in str(errors(answer))
    assert RiskReview.objects.count() == 1
