"""Sheets of the programme itself, its sources and its organisations."""

from partnership.people.models import Organisation, OrganisationAlias
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
    PriorityGroup,
    Programme,
    ProgrammeName,
    Source,
)
from partnership.workbook.columns import Links
from partnership.workbook.sheet import Sheet, month, sheet, values

PROGRAMME = sheet(
    "programme",
    Programme,
    [
        "slug*",
        "name",
        "situation",
        month(Programme, "start_month", "Month 1 of the programme."),
        "start_inferred_from",
        "length_months",
        "groups_each_area_picks",
        "area_word",
        "area_word_plural",
        "year_starts",
        "tolerance_days",
        "horizon_days",
        "counts_only_below",
        "base_beside_below",
        "suppress_below",
        "consent_age",
        "is_illustrative",
    ],
    "The programme: exactly one row.",
    help={
        "length_months": "How many months it runs, 1 to 240.",
        "groups_each_area_picks": "How many priority groups of its own each area picks.",
        "area_word": "What one of its areas is called.",
        "area_word_plural": "What its areas are called.",
        "year_starts": "The month in which its reporting year starts, 1 to 12.",
        "tolerance_days": "A slip of more days than this is Red.",
        "horizon_days": "What is due within so many days and not started is Amber.",
        "counts_only_below": "Under so many answers only counts are shown, no percentages.",
        "base_beside_below": "Under so many answers percentages have their base beside them.",
        "suppress_below": "Smaller cells of a breakdown by a personal characteristic are hidden.",
        "consent_age": "The age of consent for online services.",
    },
    scope="slug",
)

NAMES = sheet(
    "programme_names",
    ProgrammeName,
    ["name*"],
    "Further names under which sources speak of the programme.",
)

SOURCES = sheet(
    "sources",
    Source,
    ["slug*", "kind", "title", "dated_on"],
    "The papers that the rows come from.",
    help={"dated_on": "The paper's date: what it says was reported on that day."},
)

AIMS = sheet("aims", Aim, ["number*", "text"], "What the programme is to bring about.")

PHASES = sheet("phases", Phase, ["number*", "name"], "Named stretches of the plan.")

PRIORITY_GROUPS = sheet(
    "priority_groups",
    PriorityGroup,
    ["slug*", "name", "description"],
    "The groups of people whom the programme is for above all.",
    help={"description": "Who belongs to it."},
)

GLOSSARY = sheet(
    "glossary",
    GlossaryTerm,
    ["term*", "meaning"],
    "Words and short forms, and what they mean.",
    help={"term": "The word or short form.", "meaning": "What it means."},
)

ORGANISATIONS = sheet(
    "organisations",
    Organisation,
    [
        "slug*",
        "name",
        "sector",
        "description",
        values(
            "aliases",
            Links(OrganisationAlias, "organisation", "name", folds_case=True),
            "Other names for it; no two organisations share one.",
        ),
        "became",
        "became_when",
    ],
    "Organisations named anywhere in the programme. All programmes share them.",
    help={
        "sector": "The sector it belongs to; empty: not recorded.",
        "description": "What it is and does.",
        "became": "The organisation that took its place.",
        "became_when": "When that was.",
    },
    scope="",
    also_unique=("slug", "name"),
    folds_case=True,
)

DATE_CLAIMS = sheet(
    "date_claims",
    DateClaim,
    ["slug*", "about", "as_stated", "where", "means", "is_inferred"],
    "What papers say of the programme's dates, beside the agreed ones.",
    help={"as_stated": "The paper's words.", "where": "Where in the paper it stands."},
)

FUNDING = sheet(
    "funding",
    Funding,
    ["fund*", "on_behalf_of", "amount_pounds"],
    "Where the money comes from.",
    help={"fund": "The fund's name.", "on_behalf_of": "Whose money it is."},
)

APPROACHES = sheet(
    "approaches",
    Approach,
    ["slug*", "kind", "name", "detail"],
    "How the programme works: methods, ways of learning, focus areas, what enables it.",
)

POLICY_REFERENCES = sheet(
    "policy_references", PolicyReference, ["title*"], "Policies that the programme answers to."
)

PRECEDING_WORK = sheet(
    "preceding_work",
    PrecedingWork,
    [
        "slug*",
        "name",
        "detail",
        "happened",
        values(
            "organisations",
            Links(PrecedingWork.organisations.through, "precedingwork", "organisation"),
            "Who did it.",
        ),
    ],
    "What was there before the programme, and led to it.",
    help={"happened": "When it was."},
)

CHAMPIONS = sheet(
    "champions",
    Champion,
    ["slug*", "kind", "post", "asked_for", "standing", "since", "until"],
    "Posts of influence on the programme.",
    help={
        "post": "The post; never a name.",
        "asked_for": "What is asked of it.",
        "standing": "Where that stands.",
    },
)

SHEETS: tuple[Sheet, ...] = (
    PROGRAMME,
    NAMES,
    SOURCES,
    AIMS,
    PHASES,
    PRIORITY_GROUPS,
    GLOSSARY,
    ORGANISATIONS,
    DATE_CLAIMS,
    FUNDING,
    APPROACHES,
    POLICY_REFERENCES,
    PRECEDING_WORK,
    CHAMPIONS,
)
