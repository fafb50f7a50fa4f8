"""Decisions: the register, one decision, recording and correcting it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.models import Decision, Group
from tests.support.builders import (
    PAPER_DAY,
    a_body,
    a_decision,
    a_group,
    a_meeting,
    a_person,
    an_area,
    code,
)
from tests.support.fixtures import QueriesOf
from tests.support.reading import client_of, read

KEY = "5f0c1c0e-4f4e-4f6e-9a37-0d6f2d7c8a10"


@pytest.fixture
def chair(chair: User) -> Client:
    """The chair’s browser."""
    return client_of(chair)


def at(name: str, programme: Programme, *more: str) -> str:
    return reverse(name, args=[programme.slug, *more])


def record(client: Client, group: Group, **given: str):
    form = {"text": "Open one evening a week", "decided": "May 2019", "once_key": KEY} | given
    return client.post(at("decision-new", group.programme, group.slug), form)


def correct(client: Client, decision: Decision, **given: str):
    form = {"text": decision.text, "decided": "", "why": "A slip", "seen_version": 1} | given
    return client.post(at("decision-edit", decision.programme, decision.slug), form)


def test_a_decision_is_recorded_with_its_meeting_and_what_it_authorises(group, chair) -> None:
    a_meeting(group, 2, held=code("2019-05-14"))
    form = read(chair, at("decision-new", group.programme, group.slug), meeting="2")
    assert 'value="14 May 2019"' in form

    answer = record(chair, group, meeting="2", authorises_plan_change="on")

    page = read(chair, answer["Location"])
    assert "Open one evening a week" in page
    assert "North group</a>, meeting 2" in page
    assert "May 2019" in page
    assert "Authorises a change to the plan" in page


def test_sent_twice_it_is_recorded_once(group, chair) -> None:
    assert record(chair, group)["Location"] == record(chair, group)["Location"]
    assert Decision.objects.count() == 1


def test_what_was_decided_after_it_was_reported_is_refused(group, chair) -> None:
    page = record(chair, group, decided="June 2019", reported_on="2019-05-31").content.decode()
    ahead = str(timezone.localdate() + timedelta(days=1))
    later = record(chair, group, decided="", reported_on=ahead).content.decode()

    assert "can’t be decided in June 2019 and reported on 31 May 2019" in page
    assert "has not come yet" in later
    assert not Decision.objects.exists()


def test_a_correction_is_kept_with_its_reason_and_what_stood_before(group, chair) -> None:
    decision = a_decision(group, "Open one evening")

    correct(chair, decision, decided="2019-05-14", authorises_plan_change="on")

    page = read(chair, at("decision", group.programme, decision.slug))
    assert "changed the date of the decision from not recorded to 14 May 2019" in page
    assert "changed whether it authorises a change to the plan from no to yes" in page
    assert "Why: A slip" in page


def test_a_correction_is_not_dated_after_the_day_of_the_report(group, chair) -> None:
    decision = a_decision(group, "Open one evening", decided=code("2019-11"))

    page = correct(chair, decision, decided="25 October 2019").content.decode()
    as_loaded = correct(chair, decision, decided="November 2019", text="Open two evenings")

    assert "can’t be decided in 25 October 2019 and reported on 24 October 2019" in page
    assert as_loaded.status_code == 302
    decision.refresh_from_db()
    assert decision.decided.words == "November 2019"


def test_two_who_correct_it_at_once_lose_nothing(group, chair) -> None:
    decision = a_decision(group, "Open one evening")
    correct(chair, decision, text="Open two evenings")

    page = correct(chair, decision, text="Open three evenings").content.decode()

    assert "Somebody changed this while you were writing" in page
    assert "Open two evenings" in page
    assert "Open three evenings" in page


def test_only_those_who_manage_the_group_record_and_correct(programme, group) -> None:
    decision = a_decision(group, "Open one evening")
    member = client_of(a_person(Role.STEERING_MEMBER, group))
    elsewhere = client_of(a_person(Role.AREA_MANAGER, an_area(programme, "South")))

    assert record(member, group).status_code == 403
    assert correct(member, decision).status_code == 403
    assert "Correct it" not in read(member, at("decision", programme, decision.slug))
    for name in ("decision", "decision-edit"):
        assert elsewhere.get(at(name, programme, decision.slug)).status_code == 404
    assert record(elsewhere, group).status_code == 404


def test_a_boards_decision_is_corrected_by_its_areas_manager(programme, group) -> None:
    board = a_body(programme, area=group.area)
    decision = Decision.objects.create(
        programme=programme, slug="noted", body=board, text="Noted.", reported_on=PAPER_DAY
    )
    manager = client_of(a_person(Role.AREA_MANAGER, group.area))

    assert "North Ayrshire IJB" in read(manager, at("decision", programme, "noted"))
    assert correct(manager, decision, text="Noted with thanks.").status_code == 302


def test_the_register_holds_what_is_within_reach_and_had_been_reported(programme, group) -> None:
    a_decision(group, "Open one evening")
    a_decision(a_group(programme, "South", area=an_area(programme, "South")), "Close at noon")
    a_decision(a_group(programme, "National"), "Adopt the plan")
    manager = client_of(a_person(Role.AREA_MANAGER, group.area))
    address = at("decisions", programme)

    page = read(manager, address)

    assert "Open one evening" in page
    assert "Adopt the plan" in page
    assert "Close at noon" not in page
    assert "South" not in page
    before = str(PAPER_DAY - timedelta(days=1))
    assert "No decision had been reported by this day." in read(manager, address, as_at=before)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"by": "group:north-group"}, {"Open one evening"}),
        ({"by": "body:north-ayrshire-ijb"}, {"Noted"}),
        ({"authorises": "yes"}, {"Move a milestone"}),
        ({"words": "EVENING one"}, {"Open one evening"}),
        ({"words": "nothing like it"}, set()),
    ],
)
def test_the_register_is_narrowed_by_its_address(programme, group, viewer, query, found) -> None:
    a_decision(group, "Open one evening")
    a_decision(a_group(programme, "National"), "Move a milestone", authorises_plan_change=True)
    Decision.objects.create(
        programme=programme, slug="noted", body=a_body(programme), text="Noted",
        reported_on=PAPER_DAY,
    )  # fmt: skip

    page = read(viewer, at("decisions", programme), **query)
    rows = "".join(
        part.decode() for part in viewer.get(at("decisions-file", programme), query)
    ).splitlines()[1:]

    every = {"Open one evening", "Move a milestone", "Noted"}
    assert {text for text in every if text in page} == found
    assert {text for text in every if any(text in row for row in rows)} == found
    if not found:
        assert "No decision fits these choices." in page


def test_an_unknown_choice_is_refused_in_words(programme, viewer) -> None:
    page = read(viewer, at("decisions", programme), by="group:no-such")

    assert "“group:no-such” is not in the list: choose one that is" in page


def test_a_file_runs_no_formula(group, viewer) -> None:
    a_decision(group, "=1+1", slug="formula", decided=code("2019-05"))

    answer = viewer.get(at("decisions-file", group.programme))

    text = b"".join(answer.streaming_content).decode()
    assert "'=1+1,North group,North,May 2019,,No,2019-10-24" in text


def test_fifty_decisions_take_no_more_queries_than_one(
    programme, group, viewer, queries_of: QueriesOf
) -> None:
    addresses = [at("decisions", programme), at("decisions-file", programme)]
    a_decision(group, "Open")
    few = [queries_of(viewer, address) for address in addresses]
    for number in range(49):
        a_decision(
            a_group(programme, f"Group {number}", area=group.area), f"Open {number}",
            reported_on=date(2019, 10, 1),
        )  # fmt: skip

    assert [queries_of(viewer, address) for address in addresses] == few
    assert max(few) <= 8
