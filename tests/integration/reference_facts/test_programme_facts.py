"""The programme itself, as reference-programme.md gives it."""

from datetime import date

import pytest

from partnership.programmes.models import Programme

pytestmark = pytest.mark.django_db

PAPER, NEWS = date(2019, 10, 24), date(2021, 10, 5)


def test_it_is_known_by_both_names(programme: Programme) -> None:
    assert programme.name == "Co-creating Libraries for Health and Wellbeing"
    names = [other.name for other in programme.other_names.all()]
    assert names == ["Co-creating libraries for wellbeing"]


def test_its_start_is_january_2019_and_said_to_be_inferred(programme: Programme) -> None:
    assert programme.start_month == date(2019, 1, 1)
    assert "January 2019 to December 2020" in programme.start_inferred_from


def test_it_runs_twenty_four_months(programme: Programme) -> None:
    assert programme.length_months == 24
    assert programme.ends_on == date(2020, 12, 31)
    assert not programme.is_illustrative


def test_both_sources_are_dated(programme: Programme) -> None:
    sources = [(source.kind, source.dated_on, source.title) for source in programme.sources.all()]

    assert sources == [
        ("board-paper", PAPER, "Paper to the North Ayrshire Integration Joint Board"),
        ("news", NEWS, "News item on what came of the programme"),
    ]


@pytest.mark.parametrize(
    ("words", "about", "where", "means", "reported", "agrees"),
    [
        (
            "developed until June 2020",
            "Development ends",
            "Purpose; conclusion",
            "2020-06",
            PAPER,
            False,
        ),
        (
            "implementation until December 2020",
            "Implementation ends",
            "Recommendation a",
            "2020-12",
            PAPER,
            True,
        ),
        (
            "scale-up nationally by December 2020",
            "National scale-up ends",
            "",
            "2020-12",
            PAPER,
            True,
        ),
        ("next 18 months", "Time still to run", "", "2021-04", PAPER, False),
        ("past two years", "Time that it ran", "", "2021-10", NEWS, False),
    ],
)
def test_each_date_claim_is_held_with_its_source(
    programme: Programme,
    words: str,
    about: str,
    where: str,
    means: str,
    reported: date,
    agrees: bool,
) -> None:
    claim = programme.date_claims.get(as_stated=words)

    assert (claim.about, claim.where, str(claim.means)) == (about, where, means)
    assert claim.reported_on == reported
    assert claim.source is not None
    assert claim.source.dated_on == reported
    assert claim.agrees is agrees


def test_ends_worked_out_from_a_span_are_marked_inferred(programme: Programme) -> None:
    inferred = programme.date_claims.filter(is_inferred=True)

    assert {claim.as_stated for claim in inferred} == {"next 18 months", "past two years"}
    assert programme.date_claims.count() == 5


def test_funding_is_held_without_an_amount(programme: Programme) -> None:
    (funding,) = programme.funding.all()

    assert funding.fund == "Public Library Improvement Fund (PLIF)"
    assert str(funding.on_behalf_of) == "Scottish Government"
    assert funding.amount_pounds is None


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "Co-create"),
        (1, "led by the public"),
        (1, "third sector"),
        (1, "public library and NHS library staff"),
        (1, "health and care professionals"),
        (1, "self-management, health literacy and shared decision-making"),
        (1, "test it in early adopters"),
        (1, "scale it up nationally"),
        (2, "two groups that are hard to reach"),
    ],
)
def test_both_aims_are_held(programme: Programme, number: int, words: str) -> None:
    assert words in programme.aims.get(number=number).text


def test_priority_groups_are_those_that_the_paper_names(programme: Programme) -> None:
    groups = {group.slug: group for group in programme.priority_groups.all()}

    assert set(groups) == {"young-people-mental-health", "social-isolation"}
    young = groups["young-people-mental-health"]
    assert "mild to moderate mental ill health" in young.name
    assert "school settings" in young.description
    assert "Adults" in groups["social-isolation"].description


def test_each_area_picks_one_more_group(programme: Programme) -> None:
    assert programme.groups_each_area_picks == 1


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (
            "method",
            {
                "Service transformation",
                "Iterative improvement",
                "Joint learning and development",
                "Co-production",
            },
        ),
        (
            "learning-method",
            {"Peer learning", "Community of practice", "Work-based learning with reflection"},
        ),
        (
            "focus-area",
            {
                "Shifting the balance of power",
                "Digital tools",
                "Libraries as places that are open to all",
            },
        ),
        (
            "enabler",
            {
                "A jointly designed peer-learning programme",
                "Engaging national and local leaders",
                "A network of practice",
            },
        ),
    ],
)
def test_every_approach_is_held(programme: Programme, kind: str, names: set[str]) -> None:
    assert {approach.name for approach in programme.approaches.filter(kind=kind)} == names


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("kotter", "Kotter"),
        ("co-production", "All the other methods are built on it"),
        ("digital-tools", "Quality-assured apps, telehealthcare, NHS inform"),
        ("digital-tools", "other internet sources"),
        ("open-libraries", "isolation"),
    ],
)
def test_approaches_keep_their_detail(programme: Programme, slug: str, words: str) -> None:
    assert words in programme.approaches.get(slug=slug).detail


def test_all_ten_policy_references_are_held(programme: Programme) -> None:
    assert {reference.title for reference in programme.policy_references.all()} == {
        "Christie Review",
        "Chief Medical Officer's report",
        "Health Literacy Action Plan",
        "Health and Social Care Delivery Plan",
        "Realistic Medicine",
        "Public Health Reform",
        "Public Health Scotland priorities",
        "Digital Health and Care Strategy",
        "HSCP Strategic Plan",
        "Council Plan",
    }


def test_champions_are_posts(programme: Programme) -> None:
    champions = {champion.post: champion for champion in programme.champions.all()}

    assert set(champions) == {
        "Minister for Public Health",
        "Deputy Chief Medical Officer",
        "Lead for self-management",
    }
    assert {champion.kind for champion in champions.values()} == {"champion"}
    assert "Chief Officers" in champions["Deputy Chief Medical Officer"].asked_for


def test_what_came_before_is_held(programme: Programme) -> None:
    work = {item.slug: item for item in programme.preceding_work.all()}

    assert set(work) == {
        "plif-working-group",
        "toolkit",
        "conference-2018",
        "self-management-week",
    }
    assert [str(each) for each in work["plif-working-group"].organisations.all()] == [
        "Health and Social Care Alliance"
    ]
    assert work["toolkit"].name == "Libraries Supporting your Self-Management Journey"
    assert "every year" in work["self-management-week"].detail


def test_the_conference_is_known_to_the_month(programme: Programme) -> None:
    conference = programme.preceding_work.get(slug="conference-2018")

    assert conference.happened.words == "January 2018"
    assert conference.happened.day is None
    assert {str(each) for each in conference.organisations.all()} == {
        "Scottish Library and Information Council",
        "Scottish Government Health Directorate",
    }
    assert "three priorities" in conference.detail


def test_the_glossary_explains_five_terms(programme: Programme) -> None:
    meanings = {term.term: term.meaning for term in programme.glossary.all()}

    assert "public" in meanings.pop("Citizen")
    assert meanings == {
        "HSCP": "Health and Social Care Partnership",
        "PLIF": "Public Library Improvement Fund",
        "SLIC": "Scottish Library and Information Council",
        "the ALLIANCE": "Health and Social Care Alliance",
    }
