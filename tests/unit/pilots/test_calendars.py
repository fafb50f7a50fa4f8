"""What a person's calendar reads is the meeting's own day and hour, and nothing confidential."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from partnership.dates import PartialDate
from pilots.calendars import CalendarDay, CalendarMeeting, NoDayError, feed, meeting_invitation

LONDON = ZoneInfo("Europe/London")
SITE = "https://programme.example.org"
CHANGED = datetime(2026, 7, 1, 12, 30, tzinfo=LONDON)
MEETING = CalendarMeeting(
    id=5,
    title="North Ayrshire steering group, meeting 5",
    path="/programmes/libraries/groups/north-ayrshire/meetings/5/",
    day=PartialDate.parse("2026-10-22"),
    changed=CHANGED,
    starts_at=time(10),
    ends_at=time(12),
    place="Largs Library, Allanpark Street",
    version=2,
)
DUE = CalendarDay("action", 7, "Action due", "/actions/7/", date(2026, 9, 30), CHANGED)
clock_times = st.times(timezones=st.none()).map(lambda each: each.replace(microsecond=0))
lines = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def read(content: bytes) -> list[Any]:
    """The entries as a calendar program reads them."""
    return list(Calendar.from_ical(content).walk("VEVENT"))


def invited(**changes: Any) -> Any:
    (event,) = read(meeting_invitation(replace(MEETING, **changes), site_url=SITE))
    return event


def on(day: str, starts: time, ends: time) -> Any:
    return invited(day=PartialDate.parse(day), starts_at=starts, ends_at=ends)


@pytest.mark.parametrize(
    ("day", "starts", "start", "end"),
    [
        ("2026-03-28", time(10), "2026-03-28T10:00", "2026-03-28T12:00"),
        ("2026-03-29", time(10), "2026-03-29T09:00", "2026-03-29T11:00"),
        ("2026-03-29", time(0, 30), "2026-03-29T00:30", "2026-03-29T11:00"),
        ("2026-10-24", time(10), "2026-10-24T09:00", "2026-10-24T11:00"),
        ("2026-10-25", time(10), "2026-10-25T10:00", "2026-10-25T12:00"),
        ("2026-10-25", time(0, 30), "2026-10-24T23:30", "2026-10-25T12:00"),
        ("2030-03-31", time(10), "2030-03-31T09:00", "2030-03-31T11:00"),
        ("2026-06-30", time(0, 15), "2026-06-29T23:15", "2026-06-30T11:00"),
        ("2026-09-30", time(10), "2026-09-30T09:00", "2026-09-30T11:00"),
        ("2026-12-31", time(10), "2026-12-31T10:00", "2026-12-31T12:00"),
    ],
)
def test_an_hour_is_the_programmes_own_through_clock_changes_and_quarter_ends(
    day: str, starts: time, start: str, end: str
) -> None:
    event = on(day, starts, time(12))
    assert event.start.astimezone(UTC).isoformat(timespec="minutes")[:16] == start
    assert event.end.astimezone(UTC).isoformat(timespec="minutes")[:16] == end
    assert event.start.date().isoformat() == day
    assert event.start.time() == starts


@settings(deadline=None)
@given(st.dates(date(2018, 1, 1), date(2037, 12, 31)), clock_times, st.none() | clock_times)
def test_every_day_and_hour_comes_back(day: date, starts: time, ends: time | None) -> None:
    event = invited(day=PartialDate.on(day), starts_at=starts, ends_at=ends)
    start = datetime.combine(day, starts, LONDON)
    assert event["dtstart"].dt.astimezone(UTC) == start.astimezone(UTC)
    if "dtend" in event:
        assert event["dtend"].dt == datetime.combine(day, ends or starts, LONDON)
        assert event["dtend"].dt.astimezone(UTC) > start.astimezone(UTC)


@settings(deadline=None)
@given(st.datetimes(datetime(2018, 1, 1), datetime(2060, 1, 1)))
def test_the_clock_that_travels_in_the_file_is_the_united_kingdoms(moment: datetime) -> None:
    calendar = Calendar.from_ical(meeting_invitation(MEETING, site_url=SITE))
    clock = calendar.timezones[0].to_tz(lookup_tzid=False)
    there, here = moment.replace(tzinfo=UTC).astimezone(clock), moment.replace(tzinfo=UTC)
    assert there.utcoffset() == here.astimezone(LONDON).utcoffset()


def test_both_clock_changes_are_in_the_clock_that_travels() -> None:
    calendar = Calendar.from_ical(meeting_invitation(MEETING, site_url=SITE))
    clock = calendar.timezones[0].to_tz(lookup_tzid=False)
    for change, hours in ((datetime(2026, 3, 29, 1), (0, 1)), (datetime(2026, 10, 25, 1), (1, 0))):
        before, after = (
            (change + timedelta(seconds=each)).replace(tzinfo=UTC).astimezone(clock).utcoffset()
            for each in (-1, 0)
        )
        assert (before, after) == tuple(timedelta(hours=each) for each in hours)


def test_a_meeting_whose_hour_is_not_recorded_takes_the_day() -> None:
    event = invited(starts_at=None)
    assert event["dtstart"].dt == date(2026, 10, 22)
    assert type(event["dtstart"].dt) is date
    assert "dtend" not in event


@pytest.mark.parametrize(
    ("day", "starts", "ends"),
    [
        ("2026-10-22", time(10), None),
        ("2026-10-22", time(10), time(10)),
        ("2026-10-22", time(10), time(9)),
        ("2026-03-29", time(1, 30), time(2, 15)),  # 01:30 isn't there: it is read as 02:30
    ],
)
def test_an_end_that_is_not_after_the_start_is_left_out(
    day: str, starts: time, ends: time | None
) -> None:
    event = invited(day=PartialDate.parse(day), starts_at=starts, ends_at=ends)
    assert "dtend" not in event


@pytest.mark.parametrize("day", ["", "2026", "2026-10", "2026-Q4", "2026-autumn"])
def test_a_meeting_without_a_day_is_left_out(day: str) -> None:
    someday = replace(MEETING, id=6, day=PartialDate.parse(day))
    assert [each["uid"] for each in read(feed([someday, MEETING], name="N", site_url=SITE))] == [
        "meeting-5@programme.example.org"
    ]
    with pytest.raises(NoDayError, match="not known yet"):
        meeting_invitation(someday, site_url=SITE)


@pytest.mark.parametrize(
    ("starts", "ends", "start", "end"),
    [
        (None, None, date(2026, 3, 28), date(2026, 3, 31)),
        (time(22), time(2), "2026-03-28T22:00+00:00", "2026-03-30T01:00+00:00"),
        (time(22), None, "2026-03-28T22:00+00:00", "2026-03-30T23:00+00:00"),
    ],
)
def test_an_event_of_several_days_ends_with_its_last(
    starts: time | None, ends: time | None, start: Any, end: Any
) -> None:
    event = invited(
        kind="event", day=PartialDate.parse("2026-03-28"), ends_on=date(2026, 3, 30),
        starts_at=starts, ends_at=ends, is_busy=False,
    )  # fmt: skip

    def said(moment: Any) -> Any:
        if type(moment) is date:
            return moment
        return moment.astimezone(UTC).isoformat(timespec="minutes")

    assert event["uid"] == "event-5@programme.example.org"
    assert (said(event["dtstart"].dt), said(event["dtend"].dt)) == (start, end)
    assert event["transp"] == "TRANSPARENT"


@pytest.mark.parametrize("day", ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"])
def test_what_is_due_on_a_quarters_last_day_stays_there(day: str) -> None:
    due = replace(DUE, day=date.fromisoformat(day))
    (event,) = read(feed([], [due], name="N", site_url=SITE))
    assert event["dtstart"].dt == date.fromisoformat(day)
    assert event.end == date.fromisoformat(day) + timedelta(days=1)
    assert event["transp"] == "TRANSPARENT"


def test_a_changed_meeting_replaces_what_it_left_in_a_calendar() -> None:
    before, after = invited(version=2), invited(version=3, day=PartialDate.parse("2026-11-05"))
    assert before["uid"] == after["uid"] == "meeting-5@programme.example.org"
    assert (before["sequence"], after["sequence"]) == (2, 3)
    assert after["dtstamp"].dt == after["last-modified"].dt == CHANGED


@pytest.mark.parametrize("status", ["CONFIRMED", "TENTATIVE", "CANCELLED"])
def test_a_cancelled_meeting_says_so_and_takes_no_time(status: Any) -> None:
    event = invited(status=status)
    assert event["status"] == status
    assert event["summary"].startswith("Cancelled: ") == (status == "CANCELLED")
    assert (event["transp"] == "TRANSPARENT") == (status == "CANCELLED")


def test_an_invitation_holds_title_link_and_place() -> None:
    event = invited()
    assert event["summary"] == MEETING.title
    assert event["url"] == event["description"] == f"{SITE}{MEETING.path}"
    assert event["location"] == MEETING.place


def test_a_title_of_two_lines_becomes_one() -> None:
    assert (
        invited(title="Meeting 5\r\n\u2028of\x0bthe\x08 group")["summary"]
        == "Meeting 5 of the group"
    )


def test_a_feed_holds_titles_and_links_and_names_nobody() -> None:
    content = feed([MEETING], [DUE], name="My meetings", site_url=SITE)
    calendar = Calendar.from_ical(content)
    assert calendar["x-wr-calname"] == calendar["name"] == "My meetings"
    assert calendar["method"] == "PUBLISH"
    allowed = {
        "UID", "SUMMARY", "URL", "DESCRIPTION", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED",
        "STATUS", "TRANSP", "DTSTART", "DTEND",
    }  # fmt: skip
    for event in read(content):
        assert set(event) <= allowed
        assert event["description"] == event["url"]
    assert b"mailto" not in content.lower()
    assert b"Largs" not in content


def test_a_feed_without_an_entry_is_a_calendar_still() -> None:
    calendar = Calendar.from_ical(feed([], name="N", site_url=SITE))
    assert calendar.walk("VEVENT") == []
    assert len(calendar.timezones) == 1


def test_the_same_meetings_give_the_same_bytes() -> None:
    assert feed([MEETING], [DUE], name="N", site_url=SITE) == feed(
        [MEETING], [DUE], name="N", site_url=SITE
    )


@settings(deadline=None)
@given(lines, lines)
def test_no_title_or_place_can_add_a_property(title: str, place: str) -> None:
    typed = replace(MEETING, title=f"{title}\r\nATTENDEE:mailto:a@example.org", place=place)
    content = meeting_invitation(typed, site_url=SITE)
    (event,) = read(content)
    assert "attendee" not in event
    assert event["summary"].endswith("ATTENDEE:mailto:a@example.org")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert not any(byte < 32 and byte not in b"\r\n\t" for byte in content)
    assert b"\n" not in content.replace(b"\r\n", b"")
