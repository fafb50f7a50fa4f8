"""What a workbook brings, and what it changes later, is told in each record's history."""

import pytest

from milestones.models import Milestone
from partnership.people.history import history_of, lines_of
from partnership.people.versions import ChangedMeanwhileError, changing
from partnership.workbook.loading import Loaded
from pilots.actions.minutes import write_minutes
from pilots.models import Area, BoardPaper, Event, Group, Meeting, RequiredSector
from tests.integration.workbook.conftest import faults_of, load_spoilt, put
from tests.support.builders import a_person

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


def test_who_writes_minutes_is_told_that_a_workbook_wrote_others(loaded: Loaded) -> None:
    meeting = Meeting.objects.get(number=2)
    load_spoilt(put("meetings", 2, place="The pier"))
    moved = Meeting.objects.get(pk=meeting.pk)
    load_spoilt(put("meetings", 2, minutes="As the workbook has it.", minutes_state="draft"))

    assert moved.minutes_version == meeting.minutes_version
    with pytest.raises(ChangedMeanwhileError):
        write_minutes(meeting=meeting, text="Mine.", seen=meeting.minutes_version, by=a_person())


@pytest.mark.parametrize(
    ("cells", "column", "right"),
    [
        ({"minutes": "Nobody agreed."}, "minutes", "what is to be added as minutes_corrections."),
        ({"minutes_state": "draft"}, "minutes_state", "Write approved."),
        ({"held": "2024-02-13"}, "held", "Write 2024-02-12."),
        ({"approved_on": "2024-05-14"}, "approved_on", "Write 2024-05-13."),
        ({"approved_at_meeting": None}, "approved_at_meeting", "Write 2."),
    ],
)
def test_approved_minutes_stay_whatever_a_workbook_says(
    loaded: Loaded, cells: dict[str, str], column: str, right: str
) -> None:
    (fault,) = faults_of(put("meetings", 1, **cells))

    assert (fault.sheet, fault.row, fault.column) == ("meetings", 1, column)
    assert str(fault).endswith(right)
    assert "are approved, so this stays as it is" in str(fault)


def test_what_approved_minutes_do_not_say_may_be_mended(loaded: Loaded) -> None:
    load_spoilt(put("meetings", 1, place="The pier"))

    assert Meeting.objects.get(number=1).place == "The pier"
