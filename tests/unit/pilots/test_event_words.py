"""An event in words: no more than is known, and nothing lost."""

from datetime import date
from decimal import Decimal

import pytest

from partnership.dates import PartialDate
from partnership.programmes.models import Programme
from pilots.counting import Count, CountType, Qualifier
from pilots.models import (
    Event,
    EventActivity,
    EventCount,
    EventFeedback,
)
from pilots.presenters import events as words

PAPER_DAY = date(2019, 10, 24)
PROGRAMME = Programme(start_month=date(2019, 1, 1), length_months=24)


def an_event(happened: str = "", status: str = "held", **fields: object) -> Event:
    return Event(
        happened=PartialDate.parse(happened), status=status, reported_on=PAPER_DAY, **fields
    )


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (an_event("2019-10-24"), "24 October 2019"),
        (an_event("2019-10"), "October 2019"),
        (an_event(), "not recorded"),
        (an_event(before_on=PAPER_DAY), "not recorded (before 24 October 2019)"),
        (
            an_event("2019-autumn", happened_as_stated="late autumn 2019"),
            "autumn 2019 (“late autumn 2019”)",
        ),
    ],
)
def test_when_says_no_more_than_is_known(event: Event, said: str) -> None:
    assert words.when_words(event) == said


@pytest.mark.parametrize(
    ("happened", "status", "day", "silent"),
    [
        ("2019-autumn", "planned", date(2019, 11, 30), False),
        ("2019-autumn", "planned", date(2019, 12, 1), True),
        ("2019-autumn", "held", date(2019, 12, 1), False),
        ("2019-autumn", "cancelled", date(2019, 12, 1), False),
        ("", "planned", date(2026, 1, 1), False),
    ],
)
def test_silence_begins_when_the_whole_planned_time_has_passed(
    happened: str, status: str, day: date, silent: bool
) -> None:
    assert words.is_silent(an_event(happened, status), day) is silent


def test_an_event_without_a_day_belongs_to_the_quarter_in_which_it_was_reported() -> None:
    (found,) = words.belongs_to(an_event(before_on=PAPER_DAY), [], PROGRAMME)

    assert found.period == "October to December 2019"
    why = words.why_belongs(an_event(before_on=PAPER_DAY), PAPER_DAY)
    assert "reported: 24 October 2019" in why


def test_a_known_day_decides_the_period_however_late_it_was_reported() -> None:
    event = an_event("2019-09-30")
    (found,) = words.belongs_to(event, [], PROGRAMME)

    assert found.period == "July to September 2019"
    assert words.why_belongs(event, PAPER_DAY) == "It was held on 30 September 2019."


def test_a_planned_day_is_not_said_to_have_been() -> None:
    why = words.why_belongs(an_event("2019-12-01", "planned"), PAPER_DAY)
    assert why == "It is set down for 1 December 2019."


def test_bodies_that_are_told_at_other_times_are_told_apart() -> None:
    bodies = [("IJB", 3), ("Group", 3), ("Council", 12)]

    found = words.belongs_to(an_event("2019-10-24"), bodies, PROGRAMME)

    assert [(each.period, each.bodies) for each in found] == [
        ("October to December 2019", ("IJB", "Group")),
        ("January to December 2019", ("Council",)),
    ]


def test_parts_of_attendance_keep_about_and_who_may_be_among_them() -> None:
    counts = [
        Count(1, CountType.FOOTFALL, 468),
        Count(1, CountType.ATTENDANCE, 160, Qualifier.ABOUT, "adults"),
        Count(1, CountType.ATTENDANCE, None, part="children"),
        Count(1, CountType.ATTENDANCE, 6, part="childminders", may_overlap=True),
    ]

    assert words.attendance_parts(counts) == (
        "about 160 adults, children not recorded; 6 childminders may be among them"
    )
    assert words.attendance_parts([]) == ""


def test_participations_say_which_activities_recorded_them() -> None:
    known, unknown = EventActivity(participations=34), EventActivity()

    assert words.participation_note([known, unknown]).startswith(
        "in 1 of 2 activities; the others are not recorded. Not people"
    )
    assert words.participation_note([known]).startswith("in 1 of 1 activities. Not people")
    assert words.participation_note([unknown]) == ""


def test_counts_come_footfall_first_with_their_method_and_their_source_s_words() -> None:
    lines = words.count_lines(
        [
            EventCount(type="attendance", group="adults", value=None, method="register"),
            EventCount(type="footfall", value=468, qualifier="about", as_stated="about 468"),
        ]
    )

    assert [(line.type, line.figure, line.method, line.as_stated) for line in lines] == [
        ("Footfall", "about 468", "", "about 468"),
        ("Attendance", "not recorded", "Register", ""),
    ]


@pytest.mark.parametrize(
    ("feedback", "result", "base"),
    [
        (EventFeedback(per_cent=Decimal("94.00")), "94%", "base not recorded"),
        (EventFeedback(answers=1, base=17), "1 answer", "17"),
        (EventFeedback(per_cent=Decimal("12.5"), answers=2, base=16), "12.5%, 2 answers", "16"),
        (EventFeedback(), "number not recorded", "base not recorded"),
        (EventFeedback(answers=0, base=0), "0 answers", "0"),
    ],
)
def test_a_result_without_a_base_says_so(feedback: EventFeedback, result: str, base: str) -> None:
    (line,) = words.feedback_lines([feedback])

    assert (line.result, line.base) == (result, base)


@pytest.mark.parametrize(
    ("base", "answers", "result"),
    [
        (9, 3, "3 answers, no percentage of fewer than 10"),
        (9, None, "no percentage of fewer than 10"),
        (10, 3, "33%, 3 answers"),
        (None, 3, "33%, 3 answers"),
    ],
)
def test_a_stated_percentage_of_few_people_is_left_to_its_source(
    base: int | None, answers: int | None, result: str
) -> None:
    feedback = EventFeedback(per_cent=Decimal(33), answers=answers, base=base)
    (line,) = words.feedback_lines([feedback], least=10)
    assert line.result == result


@pytest.mark.parametrize(
    ("youngest", "oldest", "said"),
    [
        ("9 weeks", "101 years", "from 9 weeks to 101 years"),
        ("", "101 years", "from not recorded to 101 years"),
        ("", "", ""),
    ],
)
def test_ages_are_as_stated(youngest: str, oldest: str, said: str) -> None:
    assert words.ages(an_event(youngest=youngest, oldest=oldest)) == said


def test_only_events_that_were_held_are_missing_a_figure() -> None:
    held, planned = an_event(pk=1), an_event(status="planned", pk=2)
    counts = [Count(1, CountType.ATTENDANCE, 12)]

    table = words.event_table([held, planned], counts, PAPER_DAY)

    assert (table.held, dict(table.totals)[CountType.ATTENDANCE].words) == (1, "12")
    assert [line.attendance for line in table.lines] == ["12", ""]
    assert [line.footfall for line in table.lines] == ["not recorded", ""]
