"""What a report's section on the evaluation says, and that reports of before still can be read."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from evaluation.parts import (
    AnswerRow,
    ChangeRow,
    FoundRow,
    IndicatorRow,
    PlaceRow,
    QuotationRow,
    WaveRow,
)
from evaluation.rules.coverage import NO_ANSWERS, NO_WORDS
from partnership.dates import NOT_RECORDED
from partnership.reports import making
from partnership.reports.document import Cell, Listing, Paragraph, Section, Table
from partnership.reports.sections.evaluation import evaluation
from partnership.reports.snapshot import restore
from tests.integration.report_contents.conftest import AREA, NATIONAL, Q4

pytestmark = pytest.mark.django_db

HERE = "North Ayrshire"
BARE = PlaceRow(HERE, NOT_RECORDED, "", NOT_RECORDED, NOT_RECORDED, "")
LOANS = IndicatorRow(
    "Loans", ("O1", "O3"), "about 40 loans", "added up",
    (
        PlaceRow(
            HERE, "about 12 loans", "September 2019", "10 loans", NOT_RECORDED,
            "2 loans more than the baseline",
        ),
    ),
)  # fmt: skip
SAID = FoundRow(
    supports=2,
    contradicts=1,
    quotations=(QuotationRow("It helped", "A librarian", "in support"),),
    stories=("Warm welcome",),
)
BEFORE = WaveRow("Spring, before", "Before", "", "1 to 31 March 2019", 60, 46, "77%", 9)
AFTER = WaveRow(
    "Autumn", "After", "", "1 to 31 October 2019", None, 43, NOT_RECORDED, None, 38, is_paired=True
)
CHANGED = ChangeRow(
    "Autumn", "", "I feel confident", ("O1",), "Exact sign test p = 0.02.", 12, 9, 2, 1
)


def section_with(frozen, *, of: str = AREA, found: FoundRow = SAID, **parts: Any) -> Section:
    """The section where the first outcome of the first framework was found so."""
    snapshot = frozen(of, Q4).snapshot
    first, *others = snapshot.evaluation.frameworks
    outcome = replace(first.outcomes[0], found=found, gaps=parts.pop("gaps", ()))
    told = replace(first, outcomes=(outcome, *first.outcomes[1:]))
    given = {"indicators": (), "waves": (), "changes": (), "answers": (), **parts}
    part = replace(snapshot.evaluation, frameworks=(told, *others), **given)
    return evaluation(replace(snapshot, evaluation=part))


def paragraphs(section: Section) -> str:
    return " ".join(block.text for block in section.blocks if isinstance(block, Paragraph))


def table(section: Section, name: str) -> Table:
    (found,) = [each for each in section.blocks if isinstance(each, Table) and each.name == name]
    return found


def rows(section: Section, name: str) -> list[list[str]]:
    return [[cell.words for cell in row] for row in table(section, name).rows]


def heads(section: Section, name: str) -> list[str]:
    return [column.heading for column in table(section, name).columns]


def test_what_was_said_stands_on_its_sides_and_stories_are_named(frozen):
    section = section_with(frozen)

    ((_, *sides),) = rows(section, "What people said")
    assert sides == ["2", "1", "0"]
    (quoted,) = [block for block in section.blocks if isinstance(block, Listing)]
    assert quoted.items == ("“It helped” A librarian (LT, in support)",)
    assert "1 story published: “Warm welcome” (LT)." in paragraphs(section)


def test_an_area_reads_its_own_figure_and_the_whole_programmes(frozen):
    section = section_with(frozen, indicators=(LOANS,))

    assert heads(section, "Indicators") == ["Indicator", HERE, "Whole programme"]
    assert rows(section, "Indicators") == [
        ["Loans (O1, O3)", "about 12 loans, September 2019", "about 40 loans (added up)"]
    ]
    assert rows(section, "Against aims") == [
        ["Loans, North Ayrshire", "about 12 loans, September 2019", "10 loans", NOT_RECORDED,
         "2 loans more than the baseline"],
    ]  # fmt: skip


def test_how_a_figure_of_answers_was_worked_out_stands_below_the_table(frozen):
    places = [
        PlaceRow(name, "81%", "31 October 2019", NOT_RECORDED, NOT_RECORDED, "", f"How {number}.")
        for number, name in enumerate(("", HERE))
    ]
    rows_of = (IndicatorRow("Confident", ("O2",), places=tuple(places)),)

    def said(of: str) -> tuple[str, ...]:
        section = section_with(frozen, of=of, found=FoundRow(), indicators=rows_of)
        (notes,) = [each for each in section.blocks if isinstance(each, Listing)]
        return notes.items

    assert said(NATIONAL) == ("Confident, whole programme: How 0.",)
    assert said(AREA) == ("Confident, whole programme: How 0.", f"Confident, {HERE}: How 1.")


def test_why_the_whole_programmes_figure_is_left_out_is_said(frozen):
    withheld = replace(LOANS, together="", how="")
    section = section_with(frozen, indicators=(withheld,))

    assert rows(section, "Indicators")[0][-1] == "–"
    assert "only where no other pilot area’s own can be worked out" in paragraphs(section)
    assert "worked out from both" not in paragraphs(section_with(frozen, indicators=(LOANS,)))


def test_indicators_without_outcome_baseline_and_target_say_so(frozen):
    section = section_with(frozen, indicators=(LOANS, IndicatorRow("Visits", places=(BARE,))))

    assert rows(section, "Indicators")[1] == ["Visits", NOT_RECORDED, "–"]
    said = paragraphs(section)
    assert "2 indicators, 1 with a figure." in said
    assert "Neither baseline nor target is recorded for Visits." in said
    alone = paragraphs(section_with(frozen, indicators=(IndicatorRow("Visits", places=(BARE,)),)))
    assert "No baseline and no target is recorded." in alone


def test_many_areas_are_spread_over_tables_that_paper_can_hold(frozen):
    places = tuple(replace(BARE, place=f"Area {number}") for number in range(7))
    section = section_with(frozen, of=NATIONAL, indicators=(IndicatorRow("Visits", places=places),))

    assert heads(section, "Indicators")[1:] == [*(f"Area {n}" for n in range(5)), "Whole programme"]
    assert heads(section, "Indicators 6")[1:] == ["Area 5", "Area 6", "Whole programme"]


def test_who_was_asked_answered_and_matched_is_always_said(frozen):
    section = section_with(frozen, waves=(BEFORE, AFTER))

    assert heads(section, "Questionnaires")[-2:] == ["Answered in North Ayrshire", "Matched"]
    assert rows(section, "Questionnaires") == [
        ["Spring, before", "1 to 31 March 2019", "60", "46", "77%", "9", "–"],
        ["Autumn, after", "1 to 31 October 2019", NOT_RECORDED, "43", NOT_RECORDED, "not shown",
         "38"],
    ]  # fmt: skip


def test_changes_are_numbers_for_one_group_and_words_where_two_stand_side_by_side(frozen):
    here = replace(CHANGED, place=HERE, better=None, same=None, worse=None, said="Not shown.")
    one = section_with(frozen, waves=(AFTER,), changes=(CHANGED,))
    both = section_with(frozen, waves=(AFTER,), changes=(here, CHANGED))

    asked = "I feel confident (O1)"
    assert rows(one, "Before and after 1") == [[asked, "9", "2", "1", "Exact sign test p = 0.02."]]
    assert rows(both, "Before and after 1") == [
        [asked, "Not shown.", "9 better, 2 the same, 1 worse. Exact sign test p = 0.02."]
    ]


def test_neither_way_is_called_better_where_none_is(frozen):
    section = section_with(frozen, changes=(replace(CHANGED, is_neutral=True),), waves=(AFTER,))
    assert rows(section, "Before and after 1")[0][1:4] == ["9 higher", "2", "1 lower"]


def test_what_was_asked_once_is_in_the_report(frozen):
    once = AnswerRow("Open day", "", "Useful?", (), 31, "20 of 31 answered “Yes”: 65%.")
    section = section_with(frozen, waves=(BEFORE,), answers=(once,))
    assert rows(section, "Asked once 1") == [["Useful?", "20 of 31 answered “Yes”: 65%."]]


def test_an_outcome_without_a_gap_says_none_and_not_that_it_is_not_recorded(frozen):
    (told, *_) = [each for each in section_with(frozen).blocks if isinstance(each, Table)]
    assert told.rows[0][-1] == Cell("none")


def test_what_there_is_nothing_of_is_said(frozen):
    said = paragraphs(section_with(frozen, found=FoundRow(), gaps=("no measure",)))

    assert "No indicator had been recorded by the cut-off." in said
    assert "No questionnaire had been asked by the cut-off." in said
    assert "Nothing that was said in interviews" in said
    assert "pages Indicators and Results" not in said


def test_without_an_outcome_indicators_and_questionnaires_are_told_all_the_same(frozen):
    snapshot = frozen(AREA, Q4).snapshot
    nothing = replace(snapshot.evaluation, frameworks=(), indicators=())
    with_figures = replace(nothing, indicators=(LOANS,), waves=(BEFORE,))

    alone = evaluation(replace(snapshot, evaluation=nothing))
    section = evaluation(replace(snapshot, evaluation=with_figures))
    assert [block.text for block in alone.blocks] == [
        "No outcome had been recorded by the cut-off."
    ]
    assert rows(section, "Indicators")[0][0] == "Loans (O1, O3)"
    assert rows(section, "Questionnaires")[0][0] == "Spring, before"


def test_measures_without_data_are_named_among_the_gaps(frozen):
    outcomes = frozen(AREA, Q4).snapshot.evaluation.frameworks[0].outcomes
    (o1,) = [each for each in outcomes if each.reference == "O1"]
    assert o1.gaps == (NO_ANSWERS, NO_WORDS, "1 of 2 indicators without a value")
    assert o1.found == FoundRow()


def test_a_report_frozen_before_there_were_findings_still_reads_the_same(frozen):
    plain = deepcopy(frozen(AREA, Q4).json)
    for name in ("indicators", "waves", "changes", "answers"):
        del plain["evaluation"][name]
    for framework in plain["evaluation"]["frameworks"]:
        for outcome in framework["outcomes"]:
            del outcome["found"]
            outcome["gaps"] = ["no results recorded"]
    old = restore(plain)

    assert restore(deepcopy(plain)).fingerprint == old.fingerprint
    html = making.render_html(old).decode()
    assert "no results recorded" in html
    assert "11 outcomes in 1 framework; 6 without a measure. Evidence that was not" in html
    assert "The newest figure of each indicator" not in html
