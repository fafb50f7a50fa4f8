"""What the programme says of itself, with what papers say beside it."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from model_bakery import baker

from partnership.programmes.models import (
    Aim,
    Approach,
    Champion,
    DateClaim,
    Funding,
    GlossaryTerm,
    Phase,
    PolicyReference,
    PrecedingWork,
    Programme,
    ProgrammeName,
)
from pilots.models import AreaPriorityGroup
from tests.support.builders import (
    NEWS_DAY,
    PAPER_DAY,
    a_body,
    a_paper,
    a_priority_group,
    a_source,
    an_area,
    an_organisation,
    code,
)
from tests.support.fixtures import QueriesOf


@pytest.fixture
def address(programme: Programme) -> str:
    return reverse("about", args=[programme.slug])


def text(client: Client, address: str, day: str = "2019-10-24") -> str:
    return client.get(address, {"as_at": day}).content.decode()


def fill(programme: Programme, numbers: range = range(1)) -> None:
    """Give the programme some of everything that describes it."""
    source = a_source(programme, f"Paper to the board {numbers.start}")
    said = {"programme": programme, "source": source, "reported_on": PAPER_DAY}
    for n in numbers:
        baker.make(ProgrammeName, programme=programme, name=f"Other name {n}")
        baker.make(Aim, programme=programme, number=n + 1, text=f"Aim number {n}")
        baker.make(Phase, programme=programme, number=n, name=f"Phase name {n}")
        baker.make(GlossaryTerm, programme=programme, term=f"PLIF {n}", meaning=f"A fund {n}")
        area = an_area(programme, f"Area {n}", position=n)
        group = a_priority_group(programme, f"Young people {n}")
        baker.make(AreaPriorityGroup, area=area, priority_group=group, reported_on=PAPER_DAY)
        organisation = an_organisation(f"Government {n}")
        baker.make(Funding, fund=f"The fund {n}", on_behalf_of=organisation, **said)
        baker.make(Approach, slug=f"a{n}", kind="method", name=f"Kotter {n}", **said)
        baker.make(PolicyReference, title=f"Christie {n}", **said)
        work = baker.make(
            PrecedingWork, slug=f"w{n}", name=f"Conference {n}", happened=code("2018-01"), **said
        )
        work.organisations.add(organisation)
        baker.make(Champion, slug=f"c{n}", kind="champion", post=f"Minister {n}", **said)
        baker.make(DateClaim, slug=f"d{n}", about=f"Ends {n}", as_stated="until June", **said)
        a_paper(a_body(programme, f"Board {n}"), f"Paper number {n}")


def test_everything_that_describes_it_is_there(
    address: str, programme: Programme, viewer: Client
) -> None:
    fill(programme)

    page = text(viewer, address)
    wanted = [
        "Other name 0", "Aim number 0", "Phase name 0", "PLIF 0", "A fund 0", "Area 0",
        "Young people 0", "Government 0", "The fund 0", "amount not recorded", "Kotter 0",
        "Christie 0", "Conference 0", "January 2018", "Minister 0", "Ends 0", "Paper number 0",
        "Paper to the board 0 (Board paper), 24 October 2019", "Month 10 of 24",
        "31 December 2020, the last day of month 24",
    ]  # fmt: skip

    assert [words for words in wanted if words not in page] == []


def test_an_empty_programme_says_what_is_not_recorded(address: str, viewer: Client) -> None:
    page = text(viewer, address)

    assert "No aim is recorded." in page
    assert "No priority group is recorded." in page
    assert "No paper is recorded." in page
    assert "None" not in page


@pytest.mark.parametrize(
    ("means", "verdict"),
    [
        ("2020-12", "Agrees with the agreed end"),
        ("2020-06", "Differs from the agreed end"),
        ("2020", "Agrees with the agreed end"),
        ("", "Names no end"),
    ],
)
def test_a_stated_date_is_set_beside_the_agreed_end(
    address: str, programme: Programme, viewer: Client, means: str, verdict: str
) -> None:
    baker.make(
        DateClaim, programme=programme, slug="claim", about="Ends", as_stated="until then",
        means=code(means), reported_on=PAPER_DAY,
    )  # fmt: skip

    page = text(viewer, address)

    assert verdict in page
    assert ("Not every date that papers state fits it" in page) == (verdict.startswith("Differs"))


def test_what_a_later_paper_says_is_not_shown_before_it(
    address: str, programme: Programme, viewer: Client
) -> None:
    news = a_source(programme, "News item", kind="news", dated_on=NEWS_DAY)
    baker.make(
        DateClaim, programme=programme, slug="claim", about="Ran for", as_stated="past two years",
        source=news, reported_on=NEWS_DAY,
    )  # fmt: skip

    assert "past two years" not in text(viewer, address)
    assert "past two years" in text(viewer, address, NEWS_DAY.isoformat())


def test_a_known_amount_is_said(address: str, programme: Programme, viewer: Client) -> None:
    baker.make(
        Funding, programme=programme, fund="The fund", amount_pounds=Decimal("12500.00"),
        reported_on=PAPER_DAY,
    )  # fmt: skip

    assert "£12,500<" in text(viewer, address)


def test_a_choice_of_an_area_reported_later_is_not_shown_yet(
    address: str, programme: Programme, viewer: Client
) -> None:
    group = a_priority_group(programme, "Young people")
    baker.make(
        AreaPriorityGroup, area=an_area(programme), priority_group=group,
        chosen=code("2019-11"), reported_on=date(2019, 11, 5),
    )  # fmt: skip

    assert "North Ayrshire" not in text(viewer, address)
    assert "(November 2019)" in text(viewer, address, "2019-11-05")


def test_fifty_of_everything_cost_as_many_queries_as_one(
    address: str, programme: Programme, viewer: Client, queries_of: QueriesOf
) -> None:
    fill(programme)
    for_one = queries_of(viewer, address)
    fill(programme, range(1, 50))

    assert "Aim number 49" in text(viewer, address)
    assert queries_of(viewer, address) == for_one <= 15
