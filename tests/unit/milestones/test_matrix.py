"""The matrix of milestones and areas: every delivery in its cell, with its words."""

from dataclasses import replace
from datetime import date

import pytest

from milestones.parts import Judged, PlanPart
from milestones.presenters.links import MilestoneLinks, anchor, with_query
from milestones.presenters.matrix import PlanMatrix, file_heads, file_rows, note_words, plan_matrix
from milestones.schedule import Rag
from tests.support.plan_parts import a_delivery, a_part, a_row, done, forecast

M1, M2 = a_row(1, due=6), a_row(2, due=8, phase="Phase 2")
WHOLE = a_delivery(M1, "", done(date(2019, 6, 12)))
NORTH = a_delivery(M2, "North", forecast(date(2019, 10, 31)))
SOUTH = a_delivery(M2, "South", done(date(2019, 8, 31)))
PLAN = a_part(WHOLE, NORTH, SOUTH)


def matrix(plan: PlanPart = PLAN, query: str = "", **asked) -> PlanMatrix:
    return plan_matrix(plan, MilestoneLinks("libraries", query), **asked)


def test_a_column_for_the_whole_programme_and_each_area_and_a_line_for_each_milestone():
    found = matrix()
    assert [column.name for column in found.columns] == ["Whole programme", "North", "South"]
    assert [(phase, len(lines)) for phase, lines in found.phases] == [
        ("Phase 1", 1),
        ("Phase 2", 1),
    ]


def test_a_cell_is_a_link_to_its_delivery_with_word_and_days():
    (_, (line,)) = matrix().phases[1]
    assert (
        '<td class="rag-red" data-label="North">'
        '<a href="/programmes/libraries/milestones/M2/#at-north">Red</a> late 54 days</td>'
    ) in line.cells
    assert line.cells.startswith("<td></td>")
    assert '#at-south">Complete</a></td>' in line.cells


def test_the_day_looked_back_to_is_kept_in_every_link():
    (_, (line,)) = matrix(query="?as_at=2019-10-24").phases[0]
    assert "/M1/?as_at=2019-10-24#at-whole-programme" in line.cells


def test_lines_columns_and_the_whole_say_what_they_amount_to():
    found = matrix()
    assert [line.total for line in found.lines] == ["1 complete", "1 red, 1 complete"]
    assert [column.total for column in found.columns] == ["1 complete", "1 red", "1 complete"]
    assert found.total == "1 red, 2 complete"


def test_a_phase_is_shown_alone():
    assert [line.milestone.reference for line in matrix(phase="Phase 2").lines] == ["M2"]


def test_a_status_shows_the_milestones_that_have_it_and_only_those_cells():
    found = matrix(status="Red")
    (line,) = found.lines
    assert [row and row.area for row in line.rows] == [None, "North", None]
    assert found.total == "1 red"


def test_a_milestone_that_nobody_delivers_has_a_line_of_its_own():
    found = matrix(a_part(WHOLE, more=(a_row(9),)))
    assert [line.total for line in found.lines] == ["1 complete", ""]


def test_names_from_people_are_escaped():
    sharp = a_delivery(a_row(7), 'A "<b>')
    (_, (line,)) = matrix(a_part(sharp)).phases[0]
    assert "<b>" not in line.cells
    assert "&quot;&lt;b&gt;" in line.cells


def test_many_areas_are_too_wide_for_a_phone_and_need_no_name_in_each_cell():
    plan = a_part(*(a_delivery(M1, f"Area {n}") for n in range(8)))
    found = matrix(plan)
    assert found.is_wide
    assert not matrix().is_wide
    assert "data-label" not in next(found.lines).cells


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (NORTH, "late 54 days"),
        (SOUTH, ""),
        (WHOLE, "−18 days"),
        (a_delivery(M2, "East", as_at=date(2019, 9, 1)), "late 1 day"),
        (replace(WHOLE, judged=Judged(Rag.AMBER, "x", date(2020, 1, 1))), "−18 days, judged amber"),
        (replace(SOUTH, judged=Judged(Rag.RED, "x", date(2020, 1, 1))), "judged red"),
    ],
)
def test_a_note_says_the_days_and_what_was_judged(row, words):
    assert note_words(row) == words


def test_the_file_has_the_same_cells_and_totals():
    found = matrix()
    heads, rows = file_heads(found), list(file_rows(found))
    assert heads[-3:] == ["Whole programme", "North", "South"]
    assert all(len(row) == len(heads) for row in rows)
    assert rows[1][-2:] == ["Red, late 54 days", "Complete"]
    assert rows[-1][0] == "All"
    assert rows[-1][4:] == ["1 red, 2 complete", "1 complete", "1 red", "1 complete"]


def test_links_can_be_short_for_the_page_they_stand_on():
    links = MilestoneLinks("libraries", seen_from="/programmes/libraries/milestones/matrix/")
    assert links.of_delivery("M 1/a", "north") == "../M%201%2Fa/#at-north"
    assert anchor("") == "at-whole-programme"


def test_a_query_leaves_out_what_is_not_asked():
    assert with_query("/x/", area="", phase="Phase 1 & 2") == "/x/?phase=Phase+1+%26+2"
    assert with_query("/x/", area="") == "/x/"
