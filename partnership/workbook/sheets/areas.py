"""Sheets of the areas, their places and partners."""

from partnership.workbook.columns import Links
from partnership.workbook.sheet import Sheet, month, sheet, values, within
from pilots.models import Area, AreaPriorityGroup, Locality, PartnerRole, Venue, VenueAlias

AREAS = sheet(
    "areas",
    Area,
    [
        "slug*",
        "name",
        "position",
        "stage",
        "partnership",
        "council",
        "health_board",
        "library_service",
        values("localities", Links(Locality, "area", "name"), "Its localities, by name."),
        "islands",
        month(Area, "start_month", "Month 1 of the area itself; empty: the programme's."),
    ],
    "The places that run the programme.",
    help={
        "stage": "When it joined; empty: not recorded.",
        "partnership": "Its health and social care partnership.",
        "council": "Its council.",
        "health_board": "Its health board.",
        "library_service": "Its library service.",
    },
    also_unique=("name",),
)

VENUES = sheet(
    "venues",
    Venue,
    [
        "area*",
        "slug*",
        "name",
        "kind",
        within(Venue, "locality", ["area"], "One of the area's localities, by name."),
        values("aliases", Links(VenueAlias, "venue", "name"), "Other names for it."),
    ],
    "Places where an area holds events or tests the model; referred to as area/slug.",
    help={"area": "The area it lies in."},
    scope="area__programme",
)

AREA_PRIORITY_GROUPS = sheet(
    "area_priority_groups",
    AreaPriorityGroup,
    ["area*", "priority_group*", "chosen"],
    "Which priority groups an area works with.",
    help={"area": "The area.", "priority_group": "The group.", "chosen": "When it was chosen."},
    scope="area__programme",
)

PARTNER_ROLES = sheet(
    "partner_roles",
    PartnerRole,
    ["organisation*", "area*", "role*", "detail", "since", "until"],
    "What an organisation is to the programme or to one area.",
    help={
        "organisation": "The organisation.",
        "area": "Empty: it is so to the whole programme.",
        "role": "What it is.",
    },
)

SHEETS: tuple[Sheet, ...] = (AREAS, VENUES, AREA_PRIORITY_GROUPS, PARTNER_ROLES)
