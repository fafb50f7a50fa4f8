"""The timeline has a row for each delivery, in time and in words."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from milestones.parts import PlanPart
from milestones.schedule import Said, Stage
from milestones.timeline import MOST_ROWS, Addresses, Timeline, View, quarters, summary, timeline
from milestones.timeline_drawing import Row
from partnership.programmes.periods import Period
from tests.support.plan_parts import AS_AT, START, a_delivery, a_part, a_row, done, forecast

TO = Addresses(
    of_delivery=lambda reference, area: f"/{reference}#{area}",
    of_gathered=lambda reference, area: f"?{reference}{area}",
)
A4_IN_UNITS = 186 / 273 * 1000  # the height of a sheet in landscape less its margins
M1, M2 = a_row(1, due=6), a_row(2, due=8, phase="Phase 2", needs=(1,))


def drawn(plan: PlanPart, **view) -> Timeline:
    return timeline(plan, View(**view), to=TO, areas_word="pilot areas")


def rows(found: Timeline) -> list[Row]:
    assert found.drawing
    return [row for band in found.drawing.bands for row in band.rows]


def headings(found: Timeline) -> list[str]:
    return [group.heading for group in found.groups]


def kinds(row: Row) -> list[str]:
    return [shape.kind for shape in row.shapes]


def text(row: Row) -> str:
    return " / ".join(words.said for words in row.words)


PLAN = a_part(
    a_delivery(M1, "", done(date(2019, 6, 12))),
    a_delivery(M2, "North", forecast(date(2019, 10, 31))),
    a_delivery(M2, "South"),
)


def test_every_delivery_has_a_row_under_its_phase():
    found = drawn(PLAN)
    assert headings(found) == ["Phase 1", "Phase 2"]
    assert [(row.entry.lead, row.name) for row in rows(found)] == [
        ("M1", "Title of M1"),
        ("M2", "North – Title of M2"),
        ("M2", "South – Title of M2"),
    ]


def test_by_area_the_whole_programme_comes_first():
    found = drawn(PLAN, by="area")
    assert headings(found) == ["Whole programme", "North", "South"]
    assert [row.name for row in rows(found)] == ["Title of M1", "Title of M2", "Title of M2"]


def test_an_area_is_shown_with_what_is_of_the_whole_programme():
    found = drawn(PLAN, by="area", area="south")
    assert headings(found) == ["Whole programme", "South"]


def test_under_a_phase_a_row_is_told_by_what_the_others_are_not():
    assert [row.name for row in rows(drawn(PLAN, area="north"))] == [
        "Whole programme – Title of M1",
        "Title of M2",
    ]
    assert [row.name for row in rows(drawn(PLAN, milestone="M2"))] == ["North", "South"]


def test_a_phase_or_a_milestone_is_shown_alone():
    assert headings(drawn(PLAN, phase="Phase 2")) == ["Phase 2"]
    assert [row.entry.lead for row in rows(drawn(PLAN, milestone="M1"))] == ["M1"]


def test_what_was_done_has_a_disc_and_what_is_expected_a_diamond():
    one, other, silent = rows(drawn(PLAN))
    assert kinds(one) == ["late", "baseline", "actual"]
    assert kinds(other) == ["late", "baseline", "forecast"]
    assert kinds(silent) == ["waiting", "baseline"]


def test_a_row_says_its_status_day_and_slip_in_words():
    one, other, silent = map(text, rows(drawn(PLAN)))
    assert one == "−18 days / done 12 Jun 2019"
    assert other == "+61 days / Red: forecast 31 Oct 2019"
    assert silent == "Red: 54 days overdue, no forecast"


def test_an_agreed_date_that_moved_is_marked_and_said():
    moved = forecast(date(2019, 10, 1), agreed=date(2019, 9, 30))
    (row,) = rows(drawn(a_part(a_delivery(M2, "North", moved))))
    assert "agreed" in kinds(row)
    assert row.entry.note == "baseline 31 Aug 2019 | agreed 30 Sep 2019"
    assert "agreed 30 September 2019" in row.entry.sentence


def test_what_is_not_needed_says_so():
    gone = Said(date(2019, 5, 1), stage=Stage.NOT_NEEDED)
    (row,) = rows(drawn(a_part(a_delivery(M2, "North", gone))))
    assert text(row) == "Not needed"
    assert "waiting" not in kinds(row)


def test_arrows_lead_from_what_a_row_needs_across_its_phase():
    one, north, south = rows(drawn(PLAN))
    assert one.arrows == ()
    assert len(north.arrows) == len(south.arrows) == 1
    assert "needs M1" in north.entry.sentence


def test_what_is_needed_but_not_shown_is_named_without_an_arrow():
    (row,) = rows(drawn(PLAN, phase="Phase 2", area="north"))
    assert row.arrows == ()
    assert row.entry.told.needs == "M1"


def test_a_quarter_shows_what_touches_it_and_no_mark_beyond_it():
    quarter = Period.ending(date(2019, 9, 30))
    found = drawn(PLAN, quarter=quarter)
    assert [row.entry.lead for row in rows(found)] == ["M2", "M2"]
    assert found.drawing
    assert (found.drawing.axis.first, found.drawing.axis.last) == (quarter.first, quarter.last)
    assert "forecast" not in kinds(rows(found)[0])
    assert "Oct 2019" in text(rows(found)[0])


def test_the_day_looked_at_is_drawn_where_the_plan_is_and_named_beyond_it():
    later = a_part(*PLAN.deliveries, as_at=date(2026, 1, 1))
    near, far = drawn(PLAN).drawing, drawn(later).drawing
    assert near
    assert near.today_x == near.axis.x(AS_AT)
    assert near.today.said == "as at 24 October 2019"
    assert far
    assert far.today_x is None
    assert far.today.said == "as at 1 January 2026 →"


def test_nothing_chosen_is_no_drawing():
    assert drawn(PLAN, phase="Phase 9").drawing is None
    assert drawn(a_part()).summary == "Nothing to draw."


def test_the_summary_says_how_many_are_done_late_and_overdue_and_which_is_furthest():
    assert summary(PLAN.deliveries) == (
        "1 of 3 deliveries done; 1 late or expected late; 2 overdue."
        " Furthest: M2, North, 61 days after baseline."
    )


def test_quarters_are_those_of_the_programmes_year():
    found = quarters(START, date(2019, 9, 30), year_starts=4)
    assert [each.words for each in found][:2] == ["January to March 2019", "April to June 2019"]
    assert len(found) == 3


# -- Many areas ------------------------------------------------------------------


def national(areas: int = 41) -> PlanPart:
    many = [f"Area {number}" for number in range(areas)]
    second = [
        a_delivery(M2, area, forecast(date(2019, 9, 1 + n % 20))) for n, area in enumerate(many)
    ]
    return a_part(*(a_delivery(M1, area, done(date(2019, 6, 30))) for area in many), *second)


def test_many_deliveries_are_gathered_in_a_row_for_each_milestone():
    found = drawn(national())
    assert found.is_gathered
    first, second = rows(found)
    assert first.entry.href == "?M1"
    assert text(second) == "41 red; last 20 Sep 2019 (+20 days at most)"
    assert second.entry.slip == "+20 days at most"
    assert kinds(second) == ["spread", "late", "baseline", "forecast", "forecast"]
    assert kinds(first) == ["baseline", "actual"]
    assert first.entry.told.where == "41 pilot areas"


def test_a_chosen_area_or_milestone_has_all_of_its_rows():
    assert len(rows(drawn(national(), milestone="M2"))) == 41
    assert len(rows(drawn(national(), area="area-7"))) == 2
    assert not drawn(national(40)).is_gathered


def test_many_deliveries_by_area_show_what_is_next_in_each():
    found = drawn(national(), by="area")
    assert headings(found) == ["Next of each of 41 pilot areas"]
    assert rows(found)[0].entry.lead == "Area 0"
    assert rows(found)[0].entry.name == "next M2 Title of M2"
    assert rows(found)[0].entry.href == "?area-0"
    assert rows(found)[0].entry.note == "1 red, 1 complete"


def test_an_area_that_is_done_shows_what_was_last():
    many = [a_delivery(M1, f"Area {n}", done(date(2019, 6, 30))) for n in range(MOST_ROWS + 1)]
    assert rows(drawn(a_part(*many), by="area"))[0].entry.name == "last M1 Title of M1"


# -- Whatever the dates -------------------------------------------------------------

DAYS = st.dates(date(2018, 6, 1), date(2022, 6, 30))
DATES = st.lists(st.tuples(st.integers(1, 24), st.none() | DAYS, st.none() | DAYS), max_size=30)


@given(DATES, DAYS, st.sampled_from(["phase", "area"]))
def test_every_delivery_is_there_and_later_is_never_further_left(dates, as_at, by):
    plan = a_part(
        *(
            a_delivery(
                a_row(number, due=due, phase=f"Phase {number % 3}"),
                "" if number % 2 else "North",
                Said(START, forecast_on=expected, actual_on=actual),
                as_at=as_at,
            )
            for number, (due, expected, actual) in enumerate(dates)
        ),
        as_at=as_at,
    )
    found = drawn(plan, by=by)
    if not dates:
        assert found.drawing is None
        return
    assert len(rows(found)) == len(dates)
    assert found.drawing
    axis = found.drawing.axis
    by_day = sorted(row.entry.expected_on for row in rows(found))
    places = [axis.x(day) for day in by_day]
    assert places == sorted(places)
    assert all(axis.holds(day) for row in rows(found) for day in row.entry.days)
    assert all(words.said for row in rows(found) for words in row.words)


@given(st.integers(1, 70))
def test_two_bands_fit_on_paper_and_rows_follow_each_other(count):
    plan = a_part(*(a_delivery(a_row(n, due=1 + n % 24)) for n in range(count)))
    drawing = drawn(plan).drawing
    assert drawing
    assert sum(len(band.rows) for band in drawing.bands) == count
    for band in drawing.bands:
        tops = [row.y for row in band.rows]
        assert band.height <= A4_IN_UNITS / 2
        assert tops == sorted(tops)
        assert tops[-1] < band.foot < band.height
    assert [band.is_continued for band in drawing.bands] == [
        place > 0 for place in range(len(drawing.bands))
    ]
