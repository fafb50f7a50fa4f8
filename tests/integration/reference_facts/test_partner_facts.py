"""Areas, organisations, dated roles and groups, as reference-programme.md gives them."""

from datetime import date

import pytest

from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from pilots.models import Meeting

pytestmark = pytest.mark.django_db

PAPER, NEWS = date(2019, 10, 24), date(2021, 10, 5)


@pytest.mark.parametrize(
    ("slug", "name", "council", "board"),
    [
        ("north-ayrshire", "North Ayrshire", "North Ayrshire Council", "NHS Ayrshire & Arran"),
        ("south-lanarkshire", "South Lanarkshire", "South Lanarkshire Council", "NHS Lanarkshire"),
        ("midlothian", "Midlothian", "Midlothian Council", "NHS Lothian"),
    ],
)
def test_each_area_has_its_partnership_council_and_boards(
    programme: Programme, slug: str, name: str, council: str, board: str
) -> None:
    area = programme.areas.get(slug=slug)

    assert (area.name, str(area.council), str(area.health_board)) == (name, council, board)
    assert str(area.partnership) == f"{name} Health and Social Care Partnership"
    assert area.stage == "early-adopter"
    body = area.reporting_bodies.get()
    own_paper = {"north-ayrshire": "north-ayrshire"}  # the others’ are not known to us
    assert (body.slug, body.kind) == (f"{slug}-ijb", "ijb")
    assert body.template == own_paper.get(slug, "ijb")
    assert (body.name, body.council, body.health_board) == (
        f"{name} Integration Joint Board",
        area.council,
        area.health_board,
    )


def test_there_are_three_areas_and_four_bodies(programme: Programme) -> None:
    assert programme.areas.count() == 3
    assert programme.reporting_bodies.count() == 4


def test_north_ayrshire_has_its_islands_and_places(programme: Programme) -> None:
    area = programme.areas.get(slug="north-ayrshire")

    assert area.islands == "Arran, the Cumbraes"
    assert {(venue.name, venue.kind) for venue in area.venues.all()} == {
        ("Kilwinning library", "library"),
        ("Kilwinning Academy", "school"),
    }
    assert str(area.library_service) == "North Ayrshire Libraries"


@pytest.mark.parametrize("slug", ["south-lanarkshire", "midlothian"])
def test_what_is_not_recorded_of_an_area_stays_empty(programme: Programme, slug: str) -> None:
    area = programme.areas.get(slug=slug)

    assert (area.islands, area.library_service, area.venues.count()) == ("", None, 0)


@pytest.mark.parametrize(
    ("slug", "groups"),
    [
        ("north-ayrshire", {"young-people-mental-health", "social-isolation"}),
        ("south-lanarkshire", {"young-people-mental-health"}),
        ("midlothian", {"young-people-mental-health"}),
    ],
)
def test_areas_work_with_the_groups_recorded_and_no_date_is_made_up(
    programme: Programme, slug: str, groups: set[str]
) -> None:
    chosen = programme.areas.get(slug=slug).priority_groups.select_related("priority_group")

    assert {row.priority_group.slug for row in chosen} == groups
    assert {row.chosen.words for row in chosen} == {"not recorded"}


@pytest.mark.parametrize(
    ("organisation", "area", "role", "reported"),
    [
        ("Scottish Government", None, "funder", PAPER),
        ("the ALLIANCE", None, "joint-manager", PAPER),
        ("NHS Health Scotland", None, "joint-manager", PAPER),
        ("SLIC", None, "delivery-partner", NEWS),
        ("Digital Health and Care Institute", None, "delivery-partner", PAPER),
        ("SLIC", None, "wider-connection", PAPER),
        ("Public libraries", None, "wider-connection", PAPER),
        ("Third sector organisations", None, "wider-connection", PAPER),
        ("Self Management Network Scotland", None, "wider-connection", PAPER),
        ("ALLIANCE members", None, "wider-connection", PAPER),
        ("Scottish Government", None, "wider-connection", PAPER),
        ("NHS Scotland", None, "wider-connection", PAPER),
        ("HSCPs across Scotland", None, "wider-connection", PAPER),
        ("North Ayrshire Libraries", "north-ayrshire", "partner", PAPER),
        ("HIRS", "north-ayrshire", "partner", PAPER),
        ("KA Leisure", "north-ayrshire", "partner", PAPER),
        ("CEiS Ayrshire", "north-ayrshire", "partner", PAPER),
        ("CAMHS", "north-ayrshire", "partner", PAPER),
        ("Public Involvement Network", "north-ayrshire", "partner", PAPER),
        ("Joyworks", "north-ayrshire", "commissioned", PAPER),
        ("STEM Ambassadors", "north-ayrshire", "partner", PAPER),
        ("Countryside Rangers", "north-ayrshire", "partner", PAPER),
        ("Lifelong Learning team", "north-ayrshire", "partner", PAPER),
    ],
)
def test_each_partner_has_its_role_as_its_source_says(
    programme: Programme, organisation: str, area: str | None, role: str, reported: date
) -> None:
    found = Organisation.objects.known_as(organisation).get()
    held = programme.partner_roles.get(organisation=found, area__slug=area, role=role)

    assert held.reported_on == reported


def test_no_partner_role_is_made_up(programme: Programme) -> None:
    assert programme.partner_roles.count() == 23


def test_the_institute_leads_on_knowledge_and_decision_support(programme: Programme) -> None:
    role = programme.partner_roles.get(organisation__slug="digital-health-care-institute")

    assert role.detail == "Programme lead for knowledge and decision support"


def test_the_alliance_is_a_national_third_sector_organisation() -> None:
    alliance = Organisation.objects.known_as("the ALLIANCE").get()

    assert (alliance.name, alliance.sector) == ("Health and Social Care Alliance", "third-sector")
    assert "national" in alliance.description


def test_nhs_health_scotland_became_public_health_scotland_in_april_2020() -> None:
    before = Organisation.objects.get(name="NHS Health Scotland")

    assert str(before.became) == "Public Health Scotland"
    assert before.became_when.words == "April 2020"


@pytest.mark.parametrize("name", ["KA Leisure", "CEiS Ayrshire", "Joyworks", "HIRS"])
def test_a_sector_that_no_source_gives_is_not_recorded(name: str) -> None:
    assert Organisation.objects.known_as(name).get().sector == ""


def test_hirs_is_health_information_resources() -> None:
    assert Organisation.objects.known_as("HIRS").get().name == "Health Information Resources"


def test_the_joint_national_group_has_two_seats_for_each_area(programme: Programme) -> None:
    group = programme.groups.get(slug="joint-national")
    rule = group.seat_rules.get()

    assert (group.area, rule.seats, rule.per) == (None, 2, "each-area")
    assert "library service and HSCP area" in rule.who
    assert [seat.post for seat in group.memberships.order_by("slug")] == [
        "Other library and health representatives",
        "Project managers",
    ]


def test_the_joint_national_group_meets_quarterly_over_two_years(programme: Programme) -> None:
    group = programme.groups.get(slug="joint-national")

    assert group.meets_every_months == 3
    assert group.series_first_month == date(2019, 1, 1)
    assert group.series_last_month == date(2020, 12, 1)
    body = programme.reporting_bodies.get(slug="national-steering-group")
    assert (body.group, body.template, body.area) == (group, "national", None)


def test_no_meeting_is_recorded(programme: Programme) -> None:
    assert not Meeting.objects.filter(group__programme=programme).exists()


def test_the_north_ayrshire_group_was_there_by_october_2019(programme: Programme) -> None:
    group = programme.groups.get(slug="north-ayrshire")

    assert not group.established
    assert group.established_by.words == "October 2019"
    assert "measuring impact" in group.terms_of_reference


@pytest.mark.parametrize(
    ("post", "role", "sector"),
    [
        ("HSCP Strategic Planning Leads", "co-chair", "hscp"),
        ("Library and Information Service Manager", "co-chair", "public-library"),
        ("Third sector", "member", "third-sector"),
        ("NHS libraries", "member", "nhs-library"),
        ("Community library", "member", "public-library"),
        ("CAMHS", "member", ""),
        ("HSCP Health and Community Care", "member", "hscp"),
        ("Community Link Workers", "member", ""),
    ],
)
def test_the_north_ayrshire_group_has_its_posts(
    programme: Programme, post: str, role: str, sector: str
) -> None:
    seat = programme.groups.get(slug="north-ayrshire").memberships.get(post=post)

    assert (seat.role, seat.sector, seat.is_counted_seat) == (role, sector, False)
    assert seat.is_voting is None


def test_eight_young_people_hold_a_counted_seat(programme: Programme) -> None:
    group = programme.groups.get(slug="north-ayrshire")
    seat = group.memberships.get(people__isnull=False)

    assert (seat.people, str(seat.organisation)) == (8, "Kilwinning Academy")
    assert seat.note == "Joined to help design and test."
    assert group.memberships.count() == 9


@pytest.mark.parametrize("slug", ["south-lanarkshire", "midlothian"])
def test_the_other_local_groups_have_no_membership_recorded(
    programme: Programme, slug: str
) -> None:
    group = programme.groups.get(slug=slug)

    assert group.area is not None
    assert (group.area.slug, group.memberships.count()) == (slug, 0)


def test_there_are_four_steering_groups(programme: Programme) -> None:
    groups = {(group.name, group.kind) for group in programme.groups.all()}

    assert groups == {
        ("Joint national steering group", "steering-group"),
        ("North Ayrshire steering group", "steering-group"),
        ("South Lanarkshire steering group", "steering-group"),
        ("Midlothian steering group", "steering-group"),
    }
