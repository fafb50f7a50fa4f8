"""A programme goes out and comes in again without losing anything."""

from pathlib import Path

import pytest
from django.core.management import call_command

from milestones.models import Delivery, DeliveryUpdate
from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from partnership.workbook import dump, load
from partnership.workbook.files import read_file
from partnership.workbook.loading import Loaded
from partnership.workbook.sheets import SHEETS
from partnership.workbook.yaml_text import write
from tests.integration.workbook.conftest import (
    EVERY_COLUMN,
    load_spoilt,
    rows_of_sample,
    without_versions,
)

pytestmark = pytest.mark.django_db


def _forget_everything() -> None:
    call_command("flush", interactive=False, verbosity=0)


def test_the_sample_fills_every_column_of_every_sheet() -> None:
    rows = rows_of_sample()
    filled = {name: {column for row in rows.get(name, []) for column in row} for name in rows}
    unused = [
        f"{sheet.name}.{column.name}"
        for sheet in SHEETS
        for column in sheet.columns
        if column.name != "reported_on"  # most follow from the source; two rows say their own
        if column.name not in filled.get(sheet.name, set())
    ]

    assert unused == []


def test_loading_again_changes_nothing(loaded: Loaded) -> None:
    again = load(EVERY_COLUMN)

    assert loaded.changed_anything
    assert not again.changed_anything
    assert {(count.new, count.changed) for count in again.counts} == {(0, 0)}
    assert sum(count.unchanged for count in again.counts) == again.rows == loaded.rows


@pytest.mark.parametrize("ending", ["yaml", "xlsx"])
def test_a_dumped_programme_changes_nothing(loaded: Loaded, ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"dumped.{ending}"
    call_command("dump_programme", "harbour-reads", output=file)

    again = load(file)

    assert not again.changed_anything
    assert not [count for count in again.counts if count.kept]


@pytest.mark.parametrize("ending", ["yaml", "xlsx"])
@pytest.mark.django_db(transaction=True)
def test_a_dumped_programme_is_dumped_the_same_from_another_database(
    ending: str, tmp_path: Path
) -> None:
    first = write(dump(load(EVERY_COLUMN).programme))
    file = tmp_path / f"dumped.{ending}"
    call_command("dump_programme", "harbour-reads", output=file)
    _forget_everything()
    assert not Programme.objects.exists()

    second = write(dump(load(file).programme))

    assert second == first


def test_both_kinds_of_file_carry_the_same_rows(loaded: Loaded, tmp_path: Path) -> None:
    rows = {}
    for ending in ("yaml", "xlsx"):
        file = tmp_path / f"dumped.{ending}"
        call_command("dump_programme", "harbour-reads", output=file)
        rows[ending] = {
            sheet.title: [
                {name: str(cell) for name, cell in row.items() if cell is not None}
                for row in sheet.dict
            ]
            for sheet in read_file(file).sheets.sheets()
            if len(sheet)
        }

    money = rows["xlsx"]["funding"][0]
    assert money["amount_pounds"] == "1250.5"
    money["amount_pounds"] = "1250.50"
    share = rows["xlsx"]["event_feedback"][0]
    assert share["per_cent"] == "94"
    share["per_cent"] = "94.00"
    was = rows["xlsx"]["count_corrections"][1]
    assert was["was_per_cent"] == "94"
    was["was_per_cent"] = "94.00"
    assert rows["xlsx"] == rows["yaml"]


def test_what_the_file_says_is_what_the_dump_says(loaded: Loaded) -> None:
    dumped = {sheet.title: sheet.dict for sheet in dump(loaded.programme).sheets()}

    event = dumped["events"][0]
    assert event["happened"] == "2024-autumn"
    assert event["priority_groups"] == "carers; older-people"
    assert dumped["venues"][0]["locality"] == "Lower East"
    aliases = next(row["aliases"] for row in dumped["organisations"] if row["slug"] == "new-board")
    assert aliases == '"Board; of the Harbour"; The Board'
    update = dumped["updates"][1]
    assert (update["milestone"], update["area"], update["decision"]) == ("M2", "east-quay", "later")


def test_deliveries_follow_from_the_plan_and_each_areas_start(db: None) -> None:
    loaded = load_spoilt(without_versions)

    baselines = {
        str(delivery): delivery.baseline_on.isoformat() for delivery in Delivery.objects.all()
    }

    assert loaded.rolled_out == 4
    assert baselines == {
        "M1, whole programme": "2024-01-31",
        "M2, East Quay": "2024-07-15",
        "M2, West Quay": "2024-08-31",
        "M3, East Quay": "2024-06-30",
        "M3, West Quay": "2024-07-31",
    }


def test_updates_are_folded_into_what_stands(loaded: Loaded) -> None:
    update = DeliveryUpdate.objects.get(said_stage="started")

    assert update.agreed_on.isoformat() == "2024-08-31"
    assert update.reported_on.isoformat() == "2024-06-10"
    assert update.delivery.baseline_on.isoformat() == "2024-07-15"


def test_an_empty_reported_on_is_the_sources_day_and_the_plans_is_the_start(loaded: Loaded) -> None:
    dumped = {sheet.title: sheet.dict for sheet in dump(loaded.programme).sheets()}

    days = [row["reported_on"].isoformat() for row in dumped["milestones"]]
    assert days == ["2024-02-01", "2024-03-01", "2024-03-01"]
    assert dumped["events"][0]["reported_on"].isoformat() == "2024-09-01"
    assert dumped["partner_roles"][1]["reported_on"].isoformat() == "2024-02-20"


def test_an_organisation_that_is_only_what_another_became_is_dumped(loaded: Loaded) -> None:
    newest = Organisation.objects.create(slug="newest", name="Newest")
    Organisation.objects.filter(slug="new-board").update(became=newest)
    Organisation.objects.create(slug="of-others", name="Of others")
    dumped = {sheet.title: sheet.dict for sheet in dump(loaded.programme).sheets()}

    slugs = {row["slug"] for row in dumped["organisations"]}
    assert slugs == {"old-board", "new-board", "newest", "council", "partnership", "libraries"}
