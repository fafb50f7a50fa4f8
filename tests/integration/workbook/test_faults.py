"""Each way to spoil a workbook is said with its place, and changes nothing."""

import pytest
import tablib
from django.db import IntegrityError

from partnership.people.models import Organisation
from partnership.workbook import WorkbookFaults, load
from partnership.workbook.loading import Loaded
from partnership.workbook.writing import Writer
from tests.integration.workbook.conftest import (
    EVERY_COLUMN,
    Rows,
    Spoil,
    add,
    both,
    databook,
    faults_of,
    load_spoilt,
    put,
    rows_of_sample,
)

pytestmark = pytest.mark.django_db


SPOILT: dict[str, tuple[Spoil, str]] = {
    "unknown sheet": (
        lambda rows: rows.update(arears=[{"slug": "x"}]),
        "There is no sheet “arears”. Did you mean “areas”?",
    ),
    "no programme": (
        lambda rows: rows.pop("programme"),
        "Sheet “programme” is missing. It holds one row, the programme's.",
    ),
    "two programmes": (
        add("programme", slug="two", name="Two", start_month="2024-01", length_months="3"),
        "programme, row 2, slug: It is a second programme.",
    ),
    "a programme in a year that is none": (
        put("programme", 1, start_month="9999-12"),
        "programme, row 1, start_month: A programme starts in a year from 1900 to 2200.",
    ),
    "a source without its day": (
        put("sources", 1, dated_on="soon"),
        "sources, row 1, dated_on: “soon” is not a day.",
    ),
    "a faulty source of a row": (
        put("events", 1, source="rumour"),
        "events, row 1, source: “rumour” is nowhere in sheet sources.",
    ),
    "a faulty cell that others are compared with": (
        put("updates", 2, decision="never"),
        "updates, row 2, decision: “never” is nowhere in sheet decisions.",
    ),
    "a faulty baseline": (
        put("deliveries", 1, baseline_on="soon"),
        "deliveries, row 1, baseline_on: “soon” is not a day.",
    ),
    "a faulty stage of an update": (
        put("updates", 3, stage="dropped"),
        "updates, row 3, stage: “dropped” is not a choice.",
    ),
    "unknown column": (
        put("areas", 2, counsil="council"),
        "areas, row 2, counsil: There is no column “counsil”. Did you mean “council”?",
    ),
    "column missing": (
        lambda rows: [row.pop("name") for row in rows["areas"]],
        "areas, name: The column is missing, and required. What it is called.",
    ),
    "required cell empty": (
        put("areas", 2, name="  "),
        "areas, row 2, name: The cell is empty, and required.",
    ),
    "impossible day": (
        put("sources", 1, dated_on="2019-02-31"),
        "sources, row 1, dated_on: “2019-02-31” is not a day. Write a day of the calendar",
    ),
    "impossible partial date": (
        put("events", 1, happened="2024-13"),
        "events, row 1, happened: “2024-13” is not a day of the calendar.",
    ),
    "bad choice": (
        put("sources", 2, kind="newspaper"),
        "sources, row 2, kind: “newspaper” is not a choice."
        " Write board-paper, news, letter, minutes or other.",
    ),
    "bad choice in a list": (
        put("groups", 1, required_sectors="council; army"),
        "groups, row 1, required_sectors: “army” is not a choice.",
    ),
    "a text too long for its field": (
        put("glossary", 1, term="x" * 81),
        "glossary, row 1, term: “xxx",
    ),
    "a slug with a space": (
        put("approaches", 1, slug="all together"),
        "approaches, row 1, slug: “all together” won't do. Enter a valid",
    ),
    "not a whole number": (
        put("event_counts", 1, value="1,200"),
        "event_counts, row 1, value: “1,200” is not a whole number. Write a whole number from 0",
    ),
    "number too large for every database": (
        put("milestones", 1, position="40000"),
        "milestones, row 1, position: 40000 is out of range.",
    ),
    "duplicated key": (
        add("areas", slug="east-quay", name="Another"),
        "areas, row 3, slug: “east-quay” stands in row 1 already.",
    ),
    "duplicated key of several columns": (
        add("event_counts", event="open-day", type="footfall"),
        "event_counts, row 6, group: “open-day/footfall/” stands in row 2 already.",
    ),
    "reference to nothing": (
        put("areas", 1, council="counsil"),
        "areas, row 1, council: “counsil” is nowhere in sheet organisations."
        " Did you mean “council”?",
    ),
    "reference to nothing in a list": (
        put("preceding_work", 1, organisations="libraries; ministry"),
        "preceding_work, row 1, organisations: “ministry” is nowhere in sheet organisations.",
    ),
    "area not of the programme": (
        put("venues", 2, area="north-quay"),
        "venues, row 2, area: “north-quay” is nowhere in sheet areas.",
    ),
    "reference within another": (
        put("memberships", 1, seat_rule="three-each"),
        "memberships, row 1, seat_rule: “three-each” is nowhere in sheet seat_rules,"
        " group “steering”. Did you mean “two-each”?",
    ),
    "locality of no area": (
        put("venues", 1, locality="Middle East"),
        "venues, row 1, locality: “Middle East” is nowhere in the locality list, area “east-quay”.",
    ),
    "reference that may be several": (
        put("outcome_links", 1, outcome="O1"),
        "outcome_links, row 1, outcome: “O1” may be several. Write first/O1 or second/O1.",
    ),
    "the same outcome twice, in two words": (
        put("measures", 1, outcomes="first/O2; O2"),
        "measures, row 1, outcomes: It names the same row twice.",
    ),
    "a venue of another area": (
        put("events", 1, venue="west-quay/hall"),
        "events, row 1, venue: “west-quay/hall” is not in area “east-quay”.",
    ),
    "no source and no day": (
        put("events", 1, source=None),
        "events, row 1, reported_on: It has neither a source nor a day",
    ),
    "a milestone due beyond the programme": (
        put("milestones", 2, due_month="13"),
        "milestones, row 2, due_month: Month 13 is after the programme's last, month 12.",
    ),
    "milestones that wait for each other": (
        put("milestones", 1, depends_on="M2"),
        "milestones, row 1, depends_on: It goes round in a circle: M1 → M2 → M1.",
    ),
    "a milestone that waits for itself": (
        put("milestones", 1, depends_on="M1"),
        "milestones, row 1, depends_on: It goes round in a circle: M1 → M1.",
    ),
    "organisations that become each other": (
        put("organisations", 2, became="old-board"),
        "organisations, row 1, became: It goes round in a circle: old-board → new-board → old-",
    ),
    "an organisation that becomes itself": (
        put("organisations", 2, became="new-board"),
        "organisations, row 2, became: It goes round in a circle: new-board → new-board.",
    ),
    "two areas of one name": (
        put("areas", 2, name="East Quay"),
        "areas, row 2, name: “East Quay” belongs to “east-quay” already.",
    ),
    "two organisations of one name, whatever its case": (
        put("organisations", 3, name="harbour LIBRARIES"),
        "organisations, row 5, name: “Harbour Libraries” belongs to “council” already.",
    ),
    "an alias of two organisations": (
        put("organisations", 3, aliases="the board"),
        "organisations, row 3, aliases: “the board” belongs to “new-board” already.",
    ),
    "a delivery for the whole programme of what each area does": (
        put("deliveries", 3, area=None),
        "deliveries, row 3, area: Milestone M3 is delivered by each area."
        " Write one: east-quay, west-quay.",
    ),
    "an area's delivery of what is done once": (
        put("updates", 1, area="east-quay"),
        "updates, row 1, area: Milestone M1 is delivered once, for the whole programme."
        " Leave the area empty.",
    ),
    "a delivery in no area": (
        put("updates", 2, area="eastquay"),
        "updates, row 2, area: Milestone M2 has no delivery in “eastquay”."
        " Did you mean “east-quay”?",
    ),
    "a delivered output that the milestone has not": (
        put("outputs_delivered", 1, output="3"),
        "outputs_delivered, row 1, output: “3” is nowhere in sheet outputs, milestone “M2”.",
    ),
    "an agreed day without a decision": (
        put("updates", 2, decision=None),
        "updates, row 2, agreed_on: An agreed day moves only by a decision, for a reason.",
    ),
    "an agreed day without a reason": (
        put("updates", 2, reason=None),
        "updates, row 2, agreed_on: An agreed day moves only by a decision, for a reason.",
    ),
    "not needed without a decision": (
        put("updates", 3, decision=None),
        "updates, row 3, decision: Only a decision makes a delivery not needed.",
    ),
    "complete without a day": (
        put("updates", 1, actual_on=None),
        "updates, row 1, actual_on: It is complete, but no day is given.",
    ),
    "a link that is none": (
        put("outputs_delivered", 1, link="the shelf"),
        "outputs_delivered, row 1, link: “the shelf” won't do. Enter a valid URL.",
    ),
    "a cell of 2 MB": (
        put("aims", 1, text="a" * 2_000_000),
        "aims, row 1, text: “aaa",
    ),
    "a control character": (
        put("aims", 1, text="a\x00b"),
        "aims, row 1, text: “a\N{REPLACEMENT CHARACTER}b” holds a control character.",
    ),
}


@pytest.mark.parametrize(("spoil", "words"), SPOILT.values(), ids=SPOILT)
def test_a_fault_is_said_and_nothing_is_loaded(spoil: Spoil, words: str) -> None:
    faults = faults_of(spoil)

    assert [str(fault) for fault in faults if str(fault).startswith(words)] != []
    assert len(faults) == 1


def test_all_faults_are_listed_in_the_order_of_the_sheets() -> None:
    faults = faults_of(
        both(
            put("measures", 1, kind="guess"),
            put("areas", 2, name=None),
            put("areas", 1, council="nobody", stage="late"),
            put("programme", 1, length_months="many"),
        )
    )

    assert [fault.place for fault in faults] == [
        "programme, row 1, length_months",
        "areas, row 1, stage",
        "areas, row 1, council",
        "areas, row 2, name",
        "measures, row 1, kind",
    ]


def test_a_faulty_row_is_still_one_that_others_may_refer_to() -> None:
    faults = faults_of(put("areas", 1, name=None))

    assert [fault.place for fault in faults] == ["areas, row 1, name"]


def test_whitespace_around_keys_and_references_is_no_fault() -> None:
    loaded = load_spoilt(
        both(put("areas", 1, slug=" east-quay \n"), put("venues", 1, area="\teast-quay"))
    )

    assert loaded.programme.areas.filter(slug="east-quay", venues__slug="library").exists()


def test_a_fault_in_a_second_loading_leaves_what_was_there(loaded: Loaded) -> None:
    faults_of(both(put("areas", 1, name="Changed"), put("areas", 2, stage="late")))

    assert loaded.programme.areas.filter(name="East Quay").exists()
    assert not load(EVERY_COLUMN).changed_anything


def test_an_alias_of_another_programmes_organisation_is_a_fault(loaded: Loaded) -> None:
    def spoil(rows: Rows) -> None:
        rows["programme"][0]["slug"] = "another"
        rows["organisations"] = [{"slug": "new-one", "name": "New", "aliases": "THE BOARD"}]
        for sheet in set(rows) - {"programme", "organisations"}:
            del rows[sheet]

    assert [str(fault) for fault in faults_of(spoil)] == [
        "organisations, row 1, aliases: “THE BOARD” belongs to “new-board” already."
        " Write another, or make them one row."
    ]
    assert Organisation.objects.count() == 5


def test_ready_sheets_have_the_limits_of_files() -> None:
    faults = faults_of(lambda rows: rows.update(event_coverage=[{"what": "x"}] * 50_001))

    assert [str(fault) for fault in faults] == ["event_coverage: It has over 50,000 rows."]


def test_a_sheet_that_stands_twice_is_a_fault() -> None:
    sheets = databook(rows_of_sample()).sheets()
    with pytest.raises(
        WorkbookFaults, match=r"Sheet “indicator_values” stands 2 times\. Put its rows"
    ):
        load(tablib.Databook([*sheets, sheets[-1]]))


def test_what_the_database_still_refuses_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_writer: Writer) -> None:
        raise IntegrityError("another was faster")

    monkeypatch.setattr(Writer, "_roll_out", refuse)
    with pytest.raises(WorkbookFaults, match="The database refused it: another was faster"):
        load(EVERY_COLUMN)


def test_a_baseline_never_changes(loaded: Loaded) -> None:
    assert [str(fault) for fault in faults_of(put("deliveries", 1, baseline_on="2024-08-01"))] == [
        "deliveries, row 1, baseline_on: A baseline never changes."
        " Write 2024-07-15, or leave it empty."
    ]
    assert not load_spoilt(put("deliveries", 1, baseline_on=None)).changed_anything


def test_a_programme_can_not_end_before_a_milestone_already_loaded(loaded: Loaded) -> None:
    def spoil(rows: Rows) -> None:
        kept = rows_of_sample()["programme"]
        rows.clear()
        rows["programme"] = [{**kept[0], "length_months": "5"}]

    assert [fault.wrong for fault in faults_of(spoil)] == [
        "Milestone M2, already loaded, is due in month 6."
    ]


def test_a_locality_stays_while_a_venue_that_is_kept_lies_in_it(loaded: Loaded) -> None:
    spoil = both(put("areas", 1, localities="Upper East"), lambda rows: rows.pop("venues"))
    spoil = both(spoil, put("events", 1, venue=None))

    assert [fault.wrong for fault in faults_of(spoil)] == [
        "Venue library, already loaded, lies in “Lower East”."
    ]


def test_a_locality_that_the_file_leaves_out_is_none_a_venue_may_name(loaded: Loaded) -> None:
    faults = faults_of(put("areas", 1, localities="Upper East"))

    assert [str(fault) for fault in faults] == [
        "venues, row 1, locality: “Lower East” is nowhere in the locality list,"
        " area “east-quay”. Did you mean “Upper East”?"
    ]
