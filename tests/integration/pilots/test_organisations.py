"""The page of organisations, and the page of a board paper."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from model_bakery import baker

from partnership.people.models import OrganisationAlias
from partnership.programmes.models import Programme
from pilots.models import Implication, Recommendation
from tests.support.builders import (
    NEWS_DAY,
    a_body,
    a_paper,
    a_partner,
    a_partner_role,
    a_programme,
    a_source,
    an_activity,
    an_area,
    an_event,
    an_organisation,
    code,
)
from tests.support.fixtures import QueriesOf


@pytest.fixture
def address(programme: Programme) -> str:
    return reverse("organisations", args=[programme.slug])


def text(client: Client, address: str, day: str = "2019-10-24") -> str:
    return client.get(address, {"as_at": day}).content.decode()


def test_a_programme_without_partners_says_what_to_do(address: str, viewer: Client) -> None:
    assert "No organisation has a recorded role." in text(viewer, address)


def test_an_organisation_is_told_with_its_names_and_what_it_became(
    address: str, programme: Programme, viewer: Client
) -> None:
    later = an_organisation("Public Health Scotland")
    before = an_organisation("NHS Health Scotland", became=later, became_when=code("2020-04"))
    baker.make(OrganisationAlias, organisation=before, name="NHSHS")
    a_partner_role(programme, before, "joint-manager", since=code("2018"), until=code("2020-03"))

    page = text(viewer, address)

    assert "Joint managers" in page
    assert "also NHSHS; became Public Health Scotland (April 2020)" in page
    assert "since 2018, until March 2020" in page


def test_a_role_shows_from_the_day_on_which_it_was_reported(
    address: str, programme: Programme, viewer: Client
) -> None:
    news = a_source(programme, "News item", dated_on=NEWS_DAY)
    a_partner_role(
        programme, an_organisation("SLIC"), "delivery-partner", source=news, reported_on=NEWS_DAY
    )

    assert "SLIC" not in text(viewer, address)
    assert "News item, 5 October 2021" in text(viewer, address, "2021-10-05")


def test_each_leads_to_its_events_and_those_without_a_role_are_told(
    address: str, programme: Programme, viewer: Client
) -> None:
    event = an_event(programme)
    rangers, joyworks = an_organisation("Countryside Rangers"), an_organisation("Joyworks")
    a_partner(event, rangers)
    an_activity(event, "Laughter", provider=joyworks)
    a_partner_role(programme, rangers)
    a_partner_role(programme, an_organisation("CAMHS"))

    page = text(viewer, address)
    events = reverse("events", args=[programme.slug])

    assert f"{events}?organisation=countryside-rangers" in page
    assert f"{events}?organisation=camhs" not in page
    assert page.index("Named otherwise, role not recorded") < page.index("Joyworks")


def test_an_organisation_with_two_roles_has_one_id(
    address: str, programme: Programme, viewer: Client
) -> None:
    slic = an_organisation("SLIC")
    a_partner_role(programme, slic, "sponsor")
    a_partner_role(programme, slic, "wider-connection")

    assert text(viewer, address).count('id="slic"') == 1


def test_areas_name_whom_they_work_through(
    address: str, programme: Programme, viewer: Client
) -> None:
    an_area(programme, council=an_organisation("North Ayrshire Council"))

    page = text(viewer, address)

    assert "Who each pilot area works through" in page
    assert "North Ayrshire Council" in page


def test_partners_of_another_programme_stay_out(
    address: str, programme: Programme, viewer: Client
) -> None:
    other = a_programme("Another")
    a_partner_role(other, an_organisation("Theirs"))
    a_partner(an_event(other), an_organisation("Theirs too"))

    assert "Theirs" not in text(viewer, address)


def test_fifty_organisations_cost_as_many_queries_as_one(
    address: str, programme: Programme, viewer: Client, queries_of: QueriesOf
) -> None:
    event = an_event(programme)

    def add(number: int) -> None:
        organisation = an_organisation(f"Organisation {number}")
        baker.make(OrganisationAlias, organisation=organisation, name=f"O{number}")
        area = an_area(programme, f"Area {number}", council=organisation)
        a_partner_role(programme, organisation, area=area)
        a_partner(event, an_organisation(f"Guest {number}"))

    add(1)
    for_one = queries_of(viewer, address)
    for number in range(2, 51):
        add(number)

    assert queries_of(viewer, address) == for_one <= 8


def test_a_paper_is_told_with_letters_answers_and_direction(
    programme: Programme, viewer: Client
) -> None:
    body = a_body(programme, council=an_organisation("North Ayrshire Council"))
    paper = a_paper(body, direction_required="none", purpose="To inform", conclusion="It goes on")
    baker.make(Recommendation, paper=paper, letter="a", text="Expand the role")
    for position, (heading, answer, words) in enumerate(
        [("Financial", "answered", "Paid by the fund"), ("Legal", "not-applicable", "")]
    ):
        baker.make(
            Implication, paper=paper, position=position, heading=heading, answer=answer, text=words
        )

    page = text(viewer, reverse("paper", args=[programme.slug, body.slug, paper.slug]))

    for words in (
        "<dt>a)</dt><dd>Expand the role</dd>", "Paid by the fund", "Not applicable",
        "<strong>No direction required</strong>", "Not chosen: North Ayrshire Council",
        "To inform", "It goes on", "Paper to the North Ayrshire IJB, 24 October 2019",
    ):  # fmt: skip
        assert words in page


def test_a_paper_of_which_little_is_known_says_so(programme: Programme, viewer: Client) -> None:
    body = a_body(programme)
    paper = a_paper(body, meeting_on=date(2019, 10, 24))

    page = text(viewer, reverse("paper", args=[programme.slug, body.slug, paper.slug]))

    assert page.count("not recorded") == 7
    assert "None" not in page
