"""What the pages of the reference programme's groups say, as at 24 October 2019."""

from collections.abc import Callable

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from partnership.programmes.models import Programme
from tests.support.builders import a_person

pytestmark = pytest.mark.django_db
Read = Callable[[str], lxml.html.HtmlElement]


@pytest.fixture
def read(programme: Programme) -> Read:
    """Returns a group's page as its manager reads it on the day of the paper."""
    client = Client()
    client.force_login(a_person(Role.PROGRAMME_MANAGER, programme))

    def group_page(group: str) -> lxml.html.HtmlElement:
        address = reverse("group", args=[programme.slug, group])
        answer = client.get(address, {"as_at": "2019-10-24"})
        return lxml.html.fromstring(answer.content)

    return group_page


def words_of(element: lxml.html.HtmlElement) -> str:
    """The words of a part of a page, with one space between them."""
    return " ".join(" ".join(element.itertext()).split())


def seats(page: lxml.html.HtmlElement, kind: str = "seat") -> list[str]:
    """The words of the seats, or gaps, in their row."""
    found = page.xpath(f"//li[contains(concat(' ', @class, ' '), ' {kind} ')]")
    return [words_of(each) for each in found]


def test_north_ayrshire_has_two_co_chair_posts(read: Read) -> None:
    chairs = [seat for seat in seats(read("north-ayrshire")) if "(co-chair)" in seat]

    assert len(chairs) == 2
    assert chairs[0].startswith("HSCP Strategic Planning Leads (co-chair)")
    assert chairs[1].startswith("Library and Information Service Manager (co-chair)")


def test_north_ayrshire_has_six_members_from_their_sectors(read: Read) -> None:
    north = read("north-ayrshire")
    posts = [link.text_content() for link in north.xpath("//li[@class='seat'][not(strong)]/a")]
    sectors = [name.text_content() for name in north.xpath("//h3[@class='seats__name']")]

    assert set(posts) == {
        "Third sector",
        "NHS libraries",
        "Community library",
        "CAMHS",
        "HSCP Health and Community Care",
        "Community Link Workers",
    }
    assert {"Third sector", "NHS library", "Public library"} <= set(sectors)


def test_eight_young_people_have_a_counted_seat_without_names(
    read: Read, programme: Programme
) -> None:
    assert seats(read("north-ayrshire"), "seat--counted") == [
        "8 young people counted seat, Kilwinning Academy Joined to help design and test."
    ]
    client = Client()
    client.force_login(a_person(Role.PROGRAMME_MANAGER, programme))
    seat = reverse("seat", args=[programme.slug, "north-ayrshire", "young-people"])
    facts = lxml.html.fromstring(client.get(seat).content).xpath("//dl[@class='facts']//dt")
    told = {words_of(fact): words_of(fact.getnext()) for fact in facts}
    assert told["People"] == "8; no names are kept"
    assert told["Host organisation"] == "Kilwinning Academy"
    assert "Account" not in told


def test_the_sentence_says_who_is_there(read: Read) -> None:
    [notice] = read("north-ayrshire").xpath("//div[@class='notice__body']")

    assert words_of(notice) == (
        "Representation Health and social care partnership, public library, third sector,"
        " NHS library: yes. Public participation: 8 young people."
        " Sector not recorded: CAMHS, Community Link Workers."
    )


def test_the_national_group_says_its_rule_and_the_places_without_a_holder(read: Read) -> None:
    national = read("joint-national")
    words = words_of(national)
    rule = "Representatives of the library service and HSCP area"

    assert f"{rule} 2 for each of 3 pilot areas, 6 in all" in words
    gaps = [gap.partition(" Fill it")[0] for gap in seats(national, "seat--gap")]
    assert gaps == [
        f"No holder recorded: 2 of 2 seats ({rule}, {area})"
        for area in ("North Ayrshire", "South Lanarkshire", "Midlothian")
    ]
    assert "6 Seats without a holder of 6 by rule, 6 of them never recorded as held" in words
    assert "8 meetings expected in all, 3 due so far, held: not recorded." in words


@pytest.mark.parametrize("group", ["south-lanarkshire", "midlothian"])
def test_the_other_groups_have_nothing_recorded_and_no_vacancy(read: Read, group: str) -> None:
    found = read(group)

    assert seats(found) == []
    assert "Membership not recorded" in found.text_content()


def test_votes_and_quorum_that_no_source_gives_are_not_recorded(read: Read) -> None:
    words = words_of(read("north-ayrshire"))

    assert "Votes Not recorded for any seat" in words
    assert "Quorum Not recorded" in words
