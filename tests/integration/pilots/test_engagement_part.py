"""The part of a report about events: what was corrected, what came late, who came, how it was."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from model_bakery import baker

from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from pilots.actions.feedback import Asking, ask_people
from pilots.actions.feedback_answers import Said, set_aside, take_answer
from pilots.collect import engagement_part
from pilots.models import (
    ConsultationQuestion,
    ConsultationTheme,
    CountCorrection,
    Event,
    EventBatch,
    EventBatchRow,
    EventFeedback,
    EventParticipants,
    FeedbackAnswer,
)
from pilots.parts import EngagementPart
from tests.support.builders import a_body, a_count, a_person, an_activity, an_area, an_event, code

pytestmark = pytest.mark.django_db
QUARTER = Period.ending(date(2019, 12, 31))
BEFORE, DURING, END = date(2019, 8, 20), date(2019, 11, 5), QUARTER.last
LATER = END + timedelta(days=20)


def part(programme: Programme, **asked: object) -> EngagementPart:
    return engagement_part(programme, period=QUARTER, as_at=END, **asked)  # type: ignore[arg-type]


def an_event_on(programme: Programme, day: date, name: str = "Day", **fields: object) -> Event:
    given = {"happened": code(day.isoformat()), "reported_on": day} | fields
    return an_event(programme, name, **given)


def corrected(event: Event, said: date, **fields: object) -> None:
    given = {"number": 1, "type": "attendance", "was": "40", "became": "41", "was_value": 40}
    baker.make(
        CountCorrection, event=event, why="A page was found", reported_on=said, **given | fields
    )


def answered(event: Event, points: dict[int, int], on: date) -> None:
    form = ask_people(event=event, asking=Asking(on, on), by=a_person())
    for point, times in points.items():
        for _ in range(times):
            take_answer(form=form, key=uuid4(), said=Said(point), on=on)


# -- Held, confirmed, corrected ------------------------------------------------


def test_confirmed_events_are_held_ones_and_are_counted_apart(programme: Programme) -> None:
    an_event_on(programme, DURING, "One", status="confirmed", confirmed_on=END)
    an_event_on(programme, DURING, "Two", status="confirmed", confirmed_on=LATER)
    an_event_on(programme, DURING, "Three")

    found = part(programme)

    assert (found.now.events, found.now.confirmed) == (3, 1)


def test_a_figure_that_had_been_reported_and_was_corrected_is_told(programme: Programme) -> None:
    area = an_area(programme, "North")
    event = an_event_on(
        programme, BEFORE, "Summer day", area=area, status="confirmed", confirmed_on=BEFORE
    )
    a_count(event, "attendance", 41, group="adults")
    corrected(event, DURING, group="adults")

    (row,) = part(programme).corrections

    assert (row.event, row.area, row.what) == ("Summer day", "North", "Attendance of adults")
    assert (row.was, row.became, row.why) == ("40", "41", "A page was found")
    assert row.reported_on == DURING
    assert part(programme, area=an_area(programme, "South")).corrections == ()


def test_corrections_of_what_no_report_held_or_of_another_time_are_not_told(
    programme: Programme,
) -> None:
    now = an_event_on(programme, DURING, "Now", status="confirmed", confirmed_on=DURING)
    corrected(now, END)
    old = an_event_on(programme, BEFORE, "Old", status="confirmed", confirmed_on=BEFORE)
    corrected(old, BEFORE + timedelta(days=3), number=1)
    corrected(old, LATER, number=2)

    assert part(programme).corrections == ()


# -- Late entries --------------------------------------------------------------


def test_an_event_of_the_period_before_that_was_reported_later_is_a_late_entry(
    programme: Programme,
) -> None:
    late = an_event_on(programme, BEFORE, "Late", reported_on=DURING)
    a_count(late, "attendance", 30, qualifier="about")
    an_event_on(programme, BEFORE, "Known")
    an_event_on(programme, BEFORE, "Of the next report", reported_on=LATER)

    found = part(programme)

    (row,) = found.late
    assert (row.event, row.what, row.reported_on) == (
        "Late",
        "The event, attendance about 30",
        DURING,
    )
    assert found.now.events == 0
    assert found.before.events == 1


def test_an_event_that_was_only_planned_then_and_said_to_be_held_since_is_late(
    programme: Programme,
) -> None:
    an_event_on(programme, BEFORE, "Planned then", held_reported_on=DURING)

    assert [(row.event, row.reported_on) for row in part(programme).late] == [
        ("Planned then", DURING)
    ]


def test_a_figure_that_came_later_is_late_but_a_corrected_one_is_a_correction(
    programme: Programme,
) -> None:
    event = an_event_on(programme, BEFORE, status="confirmed", confirmed_on=BEFORE)
    a_count(event, "footfall", 90, reported_on=DURING)
    a_count(event, "attendance", 12, group="children", reported_on=LATER)
    a_count(event, "attendance", 41, group="adults", reported_on=DURING)
    corrected(event, DURING, group="adults", was="not recorded", was_value=None)

    found = part(programme)

    assert [row.what for row in found.late] == ["Footfall: 90"]
    assert [row.what for row in found.corrections] == ["Attendance of adults"]


def test_what_was_said_to_be_held_before_it_was_told_of_at_all_is_late(
    programme: Programme,
) -> None:
    an_event_on(programme, BEFORE, "Late", reported_on=DURING, held_reported_on=BEFORE)

    assert [(row.event, row.reported_on) for row in part(programme).late] == [("Late", DURING)]


def by_sheet(programme: Programme, events: list[Event]) -> None:
    batch = baker.make(EventBatch, programme=programme, state="done", rows_in_all=len(events))
    for number, event in enumerate(events):
        EventBatchRow.objects.create(batch=batch, number=number, cells={}, event=event)


def test_the_late_events_of_one_sheet_are_one_line(programme: Programme) -> None:
    area = an_area(programme, "North")
    days = [date(2019, 5, 4)] * 2 + [BEFORE] * 5 + [DURING]  # the last is of the period
    events = [
        an_event_on(programme, day, f"E{n}", reported_on=DURING, area=area)
        for n, day in enumerate(days)
    ]
    a_count(events[0], "attendance", 30, qualifier="about")
    by_sheet(programme, events)
    an_event_on(programme, BEFORE, "By itself", reported_on=DURING)

    sheet, alone = sorted(part(programme).late, key=lambda row: row.event)

    assert (sheet.event, sheet.area, sheet.when) == (
        "7 events of one sheet", "North", "May 2019 to August 2019",
    )  # fmt: skip
    assert sheet.what == (
        "Events: 2 in May 2019, 5 in August 2019. Attendance about 30, 6 events not recorded"
    )
    assert alone.event == "By itself"


def test_the_few_late_events_of_a_small_sheet_are_named(programme: Programme) -> None:
    events = [an_event_on(programme, BEFORE, f"E{n}", reported_on=DURING) for n in range(3)]
    by_sheet(programme, events)

    assert [row.event for row in part(programme).late] == ["E0", "E1", "E2"]


# -- Who came, and how it was --------------------------------------------------


def test_people_by_sector_add_up_and_say_at_how_many_events(programme: Programme) -> None:
    events = [an_event_on(programme, DURING, f"Training {n}", kind="Training") for n in range(3)]
    events[0].kind.asks_sectors = True
    events[0].kind.save()
    baker.make(EventParticipants, event=events[0], sector="health", value=4)
    baker.make(EventParticipants, event=events[1], sector="health", value=6, qualifier="about")
    baker.make(EventParticipants, event=events[1], sector="council", value=None)

    now = part(programme).now

    assert {sector: people.words for sector, people in now.sectors} == {
        "Council": "not recorded",
        "Health (NHS board)": "about 10",
    }
    assert (now.sectors_told, now.sectors_asked) == (2, 3)


def test_boards_of_areas_and_those_named_are_engaged(programme: Programme) -> None:
    area = an_area(programme, "North")
    a_body(programme, "North board", area=area)
    south = a_body(programme, "South board", area=an_area(programme, "South"))
    an_event_on(programme, DURING, area=area).bodies.add(south)
    an_event_on(programme, BEFORE, "Before", area=an_area(programme, "East"))

    assert part(programme).boards == ("North board", "South board")


@pytest.mark.parametrize(
    ("points", "has_shares"), [({5: 8, 1: 1}, False), ({5: 8, 4: 1, 1: 1}, True)]
)
def test_answers_are_told_by_the_rule_for_small_numbers(
    programme: Programme, points: dict[int, int], has_shares: bool
) -> None:
    answered(an_event_on(programme, DURING), points, on=DURING)

    (row,) = part(programme).held

    for told in (row.answered, part(programme).now.answered):
        assert told
        assert told.base == sum(points.values())
        assert any(point.share for point in told.points) is has_shares
        assert ("%" in told.sentence) is has_shares
        assert bool(told.why_no_share) is not has_shares


def test_answers_of_several_events_add_up_as_at_the_cut_off(programme: Programme) -> None:
    first, second = (an_event_on(programme, DURING, name) for name in ("One", "Two"))
    answered(first, {5: 6}, on=DURING)
    answered(second, {2: 5}, on=END)
    baker.make(
        FeedbackAnswer, event=second, key=uuid4(), satisfaction=1, channel="public",
        received_on=LATER, set_aside_why="",
    )  # fmt: skip
    aside = FeedbackAnswer.objects.filter(event=first)[:1].get()
    set_aside(event=first, answers=[aside.pk], why="A test", by=a_person())

    told = part(programme).now.answered

    assert told
    assert (told.base, [point.answers for point in told.points]) == (10, [5, 0, 0, 5, 0])


def test_the_tally_tells_the_same_today_as_the_answers_do_later(programme: Programme) -> None:
    with time_machine.travel(DURING.isoformat(), tick=False):
        answered(an_event_on(programme, DURING), {5: 8, 3: 4}, on=DURING)
        today = engagement_part(programme, period=QUARTER, as_at=DURING).now.answered

    assert today
    assert today == part(programme).now.answered


def test_a_percentage_of_few_answers_is_told_as_a_count_but_words_of_a_source_stay(
    programme: Programme,
) -> None:
    event = an_event_on(programme, DURING)
    given = [
        {"answer": "glad", "per_cent": 50, "answers": 4, "base": 8},
        {"answer": "sure", "per_cent": 50, "answers": 10, "base": 20},
        {"answer": "well", "per_cent": 75, "base": 8, "as_stated": "three in four well"},
    ]
    for position, fields in enumerate(given):
        baker.make(EventFeedback, event=event, position=position, **fields)

    (row,) = part(programme).held

    assert [each.words for each in row.feedback] == [
        "4 glad (base 8)",
        "50% sure (base 20)",
        "three in four well (base 8)",
    ]


def test_themes_of_answers_stand_beside_their_question(programme: Programme) -> None:
    event = an_event_on(programme, DURING)
    question = baker.make(ConsultationQuestion, event=event, number=1, text="What helps?")
    for position, (theme, answers) in enumerate([("Company", 41), ("Tea", None)]):
        baker.make(
            ConsultationTheme, question=question, position=position, theme=theme, answers=answers,
            qualifier="about",
        )  # fmt: skip

    (row,) = part(programme).held

    assert row.themes == (("What helps?", "Company (about 41), Tea"),)


def test_more_events_take_no_more_queries(programme: Programme) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            part(programme)
        return len(asked)

    def fill(number: int) -> None:
        for day in (BEFORE, DURING):
            event = an_event_on(
                programme, day, f"Day {day} {number}", status="confirmed", confirmed_on=day
            )
            late = an_event_on(programme, day, f"Late {day} {number}", reported_on=DURING)
            for each in (event, late):
                a_count(each, "attendance", 40)
                an_activity(each, "Games")
                baker.make(EventParticipants, event=each, sector="health", value=4)
            corrected(event, DURING)

    fill(0)
    few = queries()
    for number in range(1, 12):
        fill(number)

    assert queries() == few <= 22
