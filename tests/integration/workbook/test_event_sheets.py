"""Events and learning in a workbook: what contradicts itself is said, the rest comes back."""

from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from partnership.workbook.loading import Loaded
from pilots.models import Attachment, CountCorrection, Event, EventCount, MonthTally
from tests.integration.workbook.conftest import (
    Rows,
    Spoil,
    add,
    faults_of,
    load_spoilt,
    put,
)
from tests.support.builders import PAPER_DAY
from tests.support.feedback import answered
from tests.support.learning import a_photograph

pytestmark = pytest.mark.django_db

SPOILT: dict[str, tuple[Spoil, str]] = {
    "held, said of one that is planned": (
        put("events", 2, held_reported_on="2024-12-06"),
        "events, row 2, held_reported_on: Its status is planned, so this can't be said of it."
        " Write held as its status, or empty this cell.",
    ),
    "confirmed, said of one that is only held": (
        put("events", 1, confirmed_on="2024-12-06"),
        "events, row 1, confirmed_on: Its status is held, so this can't be said of it."
        " Write confirmed as its status, or empty this cell.",
    ),
    "cancelled, without being so": (
        put("events", 1, cancelled_why="Rain"),
        "events, row 1, cancelled_why: Its status is held, so this can't be said of it."
        " Write cancelled as its status, or empty this cell.",
    ),
    "a venue of another area": (
        put("events", 3, venue="west-quay/hall"),
        "events, row 3, venue: “west-quay/hall” is not in area “east-quay”."
        " Name a venue of the area, or mend the area.",
    ),
    "a group of another area": (
        put("events", 4, group="east-group"),
        "events, row 4, group: “east-group” is a group of area “east-quay”."
        " Name a group of the event's area, or mend the area.",
    ),
    "an event that repeats one that repeats it": (
        put("events", 1, repeats="regatta"),
        "events, row 1, repeats: It goes round in a circle: open-day → regatta → open-day."
        " Leave out one of these repeats.",
    ),
    "a sector that is none": (
        put("event_participants", 1, sector="library"),
        "event_participants, row 1, sector: “library” is not a choice. Write public-library,",
    ),
    "a correction of what nobody confirmed": (
        put("count_corrections", 1, event="open-day"),
        "count_corrections, row 1, event: The figures of “open-day” are not confirmed."
        " Write confirmed as its status, or leave this out.",
    ),
    "a method that is not there": (
        put("events", 3, methods="aloud; whispered"),
        "events, row 3, methods: “whispered” is nowhere in sheet learning_methods.",
    ),
    "a version that is not there": (
        put("event_resources", 1, version="3"),
        "event_resources, row 1, version: “3” is nowhere in sheet learning_versions,"
        " resource “first-page”.",
    ),
    "a resource that another area has not shared": (
        put("event_resources", 2, event="open-day", resource="inland-guide"),
        "event_resources, row 2, resource: “inland-guide” is a resource of area “west-quay”."
        " Name a resource that is shared or of the event's area, or mend the area.",
    ),
    "a theme of no question": (
        put("event_themes", 1, question="2"),
        "event_themes, row 1, question: “2” is nowhere in sheet event_questions, event “open-day”.",
    ),
    "two kinds of one name": (
        put("event_kinds", 2, name="Reading day"),
        "event_kinds, row 2, name: “Reading day” belongs to “reading-day” already.",
    ),
    "an hour that is none": (
        put("events", 3, starts_at="25:00"),
        "events, row 3, starts_at: “25:00” is not a time of day. Write hours and minutes,",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_contradicts_itself_is_said_and_changes_nothing(name: str) -> None:
    spoil, words = SPOILT[name]

    (fault,) = faults_of(spoil)

    assert str(fault).startswith(words)


def test_a_version_that_is_there_never_changes(loaded: Loaded) -> None:
    faults = faults_of(put("learning_versions", 1, guidance="Begin with a song."))

    assert [str(fault) for fault in faults] == [
        "learning_versions, row 1, guidance: Version 1 of “first-page” is there already, and"
        " stays. Write what is new as the next version."
    ]
    new = load_spoilt(add("learning_versions", resource="tea", number="2", source="news"))
    assert [(each.sheet, each.new) for each in new.counts if each.new] == [("learning_versions", 1)]


def test_a_corrected_count_comes_with_what_it_was(loaded: Loaded) -> None:
    first, second = CountCorrection.objects.filter(event__slug="regatta")

    assert (first.was, first.became, first.was_value) == ("about 40", "41", 40)
    assert (first.was_qualifier, first.reported_on.isoformat()) == ("about", "2024-10-04")
    assert (second.was_value, second.was_qualifier, second.is_new) == (None, "", True)
    assert (second.part, second.type) == ("feedback", "")
    assert (second.was_per_cent, second.was_base) == (94, 50)
    late = EventCount.objects.get(event__slug="regatta", type="attendance")
    assert late.reported_on
    assert late.reported_on.isoformat() == "2024-09-25"


def test_an_event_comes_with_its_links(loaded: Loaded) -> None:
    event = Event.objects.get(slug="regatta")

    assert event.repeats
    assert event.repeats.slug == "open-day"
    assert [method.slug for method in event.methods.order_by("slug")] == ["aloud", "pairs"]
    assert [body.slug for body in event.bodies.order_by("slug")] == ["east-board", "steering"]
    assert [str(used.version) for used in event.resources.all()] == [
        "The first page, version 2",
        "Tea and talk, version 1",
    ]


# -- What is counted from events, and what stays behind ------------------------


def _months() -> dict[str, int]:
    """How many events were held in each month, as it is kept."""
    months: Counter[str] = Counter()
    for tally in MonthTally.objects.filter(events__gt=0):
        months[str(tally.month)] += tally.events
    return dict(months)


def test_months_are_counted_after_a_load(loaded: Loaded) -> None:
    assert _months() == {"2024-09-01": 2}  # the one without a day is in the month of its report


def test_an_event_that_moves_leaves_its_month(loaded: Loaded) -> None:
    load_spoilt(put("events", 3, happened="2024-08-20", ends_on="2024-08-21"))

    assert _months() == {"2024-08-01": 1, "2024-09-01": 1}


def test_the_photographs_of_an_event_that_moves_go_with_it(
    loaded: Loaded, tmp_path: Path, settings: Settings
) -> None:
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    event = Event.objects.get(slug="open-day")
    photo = a_photograph(event)
    a_photograph(Event.objects.get(slug="regatta"))

    load_spoilt(put("events", 1, area="west-quay", venue="west-quay/hall"))

    event.refresh_from_db()
    assert event.area
    assert event.area.slug == "west-quay"
    theirs = Attachment.objects.filter(path__in=[photo.attachment.path])
    assert [each.area for each in theirs] == [event.area]
    others = Attachment.objects.exclude(area=event.area)
    assert {each.area for each in others} == {Event.objects.get(slug="regatta").area}


def test_a_load_without_news_of_events_leaves_the_months_alone(loaded: Loaded) -> None:
    MonthTally.objects.update(events=7)
    wrong = _months()

    def spoil(rows: Rows) -> None:
        rows["glossary"][0]["meaning"] = "A place by the water."

    assert load_spoilt(spoil).changed_anything
    assert _months() == wrong


def test_what_stays_behind_is_said(
    loaded: Loaded, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(Event.objects.get(slug="regatta"), "Splendid", on=PAPER_DAY)
    call_command("dump_programme", "harbour-reads", output=tmp_path / "out.yaml")

    assert capsys.readouterr().out == (
        "Wrote Harbour Reads to out.yaml. 1 answer to a feedback form stays behind:"
        " a workbook carries none (docs/workbook.md).\n"
    )
    assert "Splendid" not in (tmp_path / "out.yaml").read_text()
