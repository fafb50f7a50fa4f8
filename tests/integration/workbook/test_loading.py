"""What loading does to a programme that is already there."""

import pytest
import tablib
from django.db import connection
from django.test.utils import CaptureQueriesContext

from milestones.models import Delivery, DeliveryUpdate, Dependency
from partnership.people.models import OrganisationAlias, User
from partnership.programmes.models import Programme
from partnership.workbook import WorkbookFaults, load
from partnership.workbook.book import Book
from partnership.workbook.loading import Loaded, SheetCount
from partnership.workbook.sheets import SHEETS
from partnership.workbook.writing import Writer
from pilots.models import Area, Event, Membership, Venue
from tests.integration.workbook.conftest import (
    EVERY_COLUMN,
    Rows,
    databook,
    load_spoilt,
    rows_of_sample,
)
from tests.support.records import record_count

pytestmark = pytest.mark.django_db

NEXT_VERSION = {"number": "3", "in_force_on": "2024-06-20", "why": "Later.", "decision": "tighter"}


def _count(loaded: Loaded, sheet: str) -> SheetCount:
    return next(count for count in loaded.counts if count.sheet == sheet)


def test_a_changed_cell_changes_that_row_alone(loaded: Loaded) -> None:
    def spoil(rows: Rows) -> None:
        rows["areas"][1]["islands"] = "Seal Rock"

    again = load_spoilt(spoil)

    assert Area.objects.get(slug="west-quay").islands == "Seal Rock"
    areas = _count(again, "areas")
    assert (areas.new, areas.changed, areas.unchanged) == (0, 1, 1)
    assert sum(count.changed for count in again.counts) == 1


def test_an_emptied_cell_empties_the_field(loaded: Loaded) -> None:
    def spoil(rows: Rows) -> None:
        del rows["areas"][0]["stage"], rows["areas"][0]["council"]

    load_spoilt(spoil)

    area = Area.objects.get(slug="east-quay")
    assert (area.stage, area.council) == ("", None)


def test_a_changed_day_of_an_event_is_known_to_the_database(loaded: Loaded) -> None:
    def spoil(rows: Rows) -> None:
        rows["events"][1]["happened"] = "2024-12-06"

    load_spoilt(spoil)

    assert Event.objects.get(slug="evening").day.isoformat() == "2024-12-06"


def test_rows_that_the_file_lacks_are_kept_and_said(loaded: Loaded) -> None:
    before = record_count()

    def spoil(rows: Rows) -> None:
        for sheet in ("event_questions", "risk_reviews", "deliveries"):
            del rows[sheet]
        del rows["venues"][1], rows["organisations"][4]

    again = load_spoilt(spoil)

    assert record_count() == before
    assert {count.sheet: count.kept for count in again.counts if count.kept} == {
        "organisations": ("libraries",),
        "venues": ("west-quay/hall",),
        "event_questions": ("open-day/1", "regatta/1"),
        "risk_reviews": ("R1/1",),
    }
    assert not again.changed_anything


def test_a_list_cell_is_the_whole_list(loaded: Loaded) -> None:
    def spoil(rows: Rows) -> None:
        rows["organisations"][1]["aliases"] = "The Board; Harbour Health"
        rows["events"][0]["priority_groups"] = "carers"
        del rows["milestones"][1]["depends_on"]

    again = load_spoilt(spoil)

    aliases = OrganisationAlias.objects.filter(organisation__slug="new-board")
    assert sorted(aliases.values_list("name", flat=True)) == ["Harbour Health", "The Board"]
    groups = Event.objects.get(slug="open-day").priority_groups
    assert list(groups.values_list("slug", flat=True)) == ["carers"]
    assert not Dependency.objects.exists()
    assert _count(again, "organisations").changed == 1


def test_an_organisation_may_become_one_of_a_later_row(loaded: Loaded) -> None:
    def spoil(rows: Rows) -> None:
        newest = {"slug": "newest-board", "name": "Newest Board"}
        rows["organisations"] = [*rows["organisations"], newest]
        rows["organisations"][1]["became"] = "newest-board"

    load_spoilt(spoil)

    alias = OrganisationAlias.objects.select_related("organisation__became").first()
    assert alias is not None
    assert str(alias.organisation.became) == "Newest Board"


def test_an_area_that_is_added_gets_its_deliveries(loaded: Loaded) -> None:
    def spoil(rows: Rows) -> None:
        rows["areas"].append({"slug": "north-quay", "name": "North Quay"})

    again = load_spoilt(spoil)

    assert again.rolled_out == 1
    assert Delivery.objects.get(area__slug="north-quay").baseline_on.isoformat() == "2024-07-31"


def test_a_later_month_moves_no_baseline(loaded: Loaded) -> None:
    def spoil(rows: Rows) -> None:
        rows["milestones"][1]["due_month"] = "7"
        rows["plan_versions"].append(NEXT_VERSION)

    load_spoilt(spoil)

    delivery = Delivery.objects.get(area__slug="west-quay", milestone__reference="M2")
    assert delivery.milestone.due_month == 7
    assert delivery.baseline_on.isoformat() == "2024-08-31"


def test_an_update_is_mended_by_its_number_and_refolded(loaded: Loaded) -> None:
    def spoil(rows: Rows) -> None:
        rows["updates"][1]["agreed_on"] = "2024-09-30"
        later = {"milestone": "M2", "area": "east-quay", "number": "2", "note": "Still open."}
        rows["updates"].append({**later, "reported_on": "2024-08-01"})

    again = load_spoilt(spoil)

    updates = DeliveryUpdate.objects.filter(delivery__area__slug="east-quay").order_by("number")
    assert [update.agreed_on.isoformat() for update in updates] == ["2024-09-30", "2024-09-30"]
    assert _count(again, "updates") == SheetCount("updates", 1, 1, 2, ())


def test_two_programmes_share_organisations_and_nothing_else(loaded: Loaded) -> None:
    rows = rows_of_sample()
    rows["programme"][0]["slug"] = "second"

    second = load(databook(rows))

    organisations = _count(second, "organisations")
    assert (organisations.new, organisations.unchanged) == (0, 5)
    assert Programme.objects.count() == 2
    assert Venue.objects.count() == 4
    assert not load(EVERY_COLUMN).changed_anything


def test_organisations_of_other_programmes_are_not_said_to_lack(loaded: Loaded) -> None:
    rows = {"programme": [{**rows_of_sample()["programme"][0], "slug": "second"}]}

    assert not [count for count in load(databook(rows)).counts if count.kept]


def test_a_failure_while_writing_leaves_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before = record_count()

    def fail(_writer: Writer) -> None:
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(Writer, "_roll_out", fail)
    with pytest.raises(RuntimeError, match="lights"):
        load(EVERY_COLUMN)

    assert record_count() == before


def test_ready_sheets_may_hold_numbers_and_days_as_such(db: None) -> None:
    rows = rows_of_sample()
    rows["programme"][0] |= {"length_months": 12, "is_illustrative": True}
    rows["milestones"][0]["due_month"] = 0.0

    load(Book(databook(rows)))

    assert not load(EVERY_COLUMN).changed_anything


def test_the_number_of_queries_does_not_grow_with_unchanged_rows(loaded: Loaded) -> None:
    """It grows with the sheets alone: at most two a sheet."""

    def more(rows: Rows) -> None:
        question, part = rows["event_questions"][0], rows["milestone_parts"][0]
        rows["event_questions"] += [{**question, "number": str(n)} for n in range(2, 52)]
        rows["milestone_parts"] += [{**part, "number": str(n)} for n in range(2, 52)]

    with CaptureQueriesContext(connection) as with_few:
        load(EVERY_COLUMN)
    load_spoilt(more)
    with CaptureQueriesContext(connection) as with_many:
        again = load_spoilt(more)

    assert not again.changed_anything
    assert len(with_many) == len(with_few) < 2 * len(SHEETS)


def test_an_empty_databook_is_refused(db: None) -> None:
    with pytest.raises(WorkbookFaults, match="The workbook is empty"):
        load(tablib.Databook())


def test_what_a_row_does_not_carry_is_asked_too(loaded: Loaded) -> None:
    """A seat with an account can't become a counted one."""
    membership = Membership.objects.get(slug="librarian")
    membership.user = User.objects.create_user("librarian@example.org", display_name="Librarian")
    membership.save()

    def spoil(rows: Rows) -> None:
        rows["memberships"][0]["people"] = "3"

    with pytest.raises(WorkbookFaults, match="memberships, row 1, people: A counted seat holds"):
        load_spoilt(spoil)

    assert not load(EVERY_COLUMN).changed_anything
    membership.refresh_from_db()
    assert membership.user is not None


def test_a_slug_of_digits_is_the_same_as_a_number(db: None) -> None:
    rows = rows_of_sample()
    rows["programme"][0]["slug"] = "2024"
    load(databook(rows))
    rows["programme"][0]["slug"] = 2024.0

    assert not load(databook(rows)).changed_anything
