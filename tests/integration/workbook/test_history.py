"""What a workbook brings, and what it changes later, is told in each record's history."""

import pytest

from milestones.models import Milestone
from partnership.people.history import history_of, lines_of
from partnership.people.versions import ChangedMeanwhileError, changing
from partnership.workbook.loading import Loaded
from pilots.models import Area, BoardPaper, Event, Group, RequiredSector
from tests.integration.workbook.conftest import load_spoilt, put

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Area, BoardPaper, Event, Milestone])
def test_history_begins_with_the_workbook(loaded: Loaded, model: type) -> None:
    record = model.objects.order_by("pk").first()

    (line,) = history_of(record)

    assert line.who == "The programme’s workbook"
    assert line.sentence.startswith("recorded the ")


def test_a_later_workbook_says_what_it_changed(loaded: Loaded) -> None:
    event = Event.objects.order_by("pk").first()
    assert event
    was = event.name

    load_spoilt(put("events", 1, name="Harbour night"))

    newest = history_of(event)[0]
    assert newest.who == "The programme’s workbook"
    assert newest.sentence == f"changed the name from {was} to Harbour night"


def test_loading_again_adds_nothing_to_the_history(loaded: Loaded) -> None:
    before = Event.history.count()

    load_spoilt(lambda rows: None)

    assert Event.history.count() == before > 0


def test_a_form_that_a_workbook_overtook_is_told(loaded: Loaded) -> None:
    group = Group.objects.get(slug="steering")
    seen = group.version

    load_spoilt(put("groups", 1, name="Harbour group"))

    with (
        pytest.raises(ChangedMeanwhileError) as told,
        changing(group, seen=seen, by=None) as now,
    ):
        now.name = "Another name"
    assert told.value.now.name == "Harbour group"


def test_what_a_workbook_takes_out_is_told_too(loaded: Loaded) -> None:
    load_spoilt(put("groups", 1, required_sectors="council"))

    gone = RequiredSector.history.filter(history_type="-")
    assert [row.sector for row in gone] == ["public-library"]
    assert [line.who for line in lines_of(gone, "sector")] == ["The programme’s workbook"]
