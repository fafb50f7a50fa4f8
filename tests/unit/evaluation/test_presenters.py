"""The logic model's table says what its drawing says."""

from dataclasses import replace
from datetime import date

from evaluation.parts import FrameworkRow, Link, OutcomeRow
from evaluation.presenters.outcomes import (
    FrameworkLines,
    OutcomeLine,
    outcomes_sentence,
    part_rows,
)
from evaluation.rules.coverage import Cover
from evaluation.wording import certainty_words, listed
from tests.unit.evaluation.models import reference_model

DAY = date(2019, 10, 24)


def _line(cover: Cover) -> OutcomeLine:
    return OutcomeLine(OutcomeRow("O1", "intermediate", "Outcome", "So", (), (), (), ()), cover)


def _framework() -> FrameworkRow:
    return FrameworkRow("f", "F", "", DAY, ())


def test_each_box_is_a_row_with_what_it_leads_to() -> None:
    rows = {row.name: row for row in part_rows(reference_model())}

    assert len(rows) == 17
    assert [end.words for end in rows["Core team"].ends] == ["every activity"]
    row = rows["A7 Spread the vision from national leaders"]
    assert [end.words for end in row.ends] == [
        "O4 Senior healthcare leaders appreciate libraries and stay committed"
    ]
    assert row.milestones == ("M7",)


def test_inferred_ends_are_marked_one_by_one() -> None:
    model = reference_model()
    first = [link for link in model.links if link.source == "A1"]
    links = tuple(
        Link(link.source, link.target, False) if link == first[0] else link for link in model.links
    )
    rows = {row.name: row for row in part_rows(replace(model, links=links))}

    assert [end.is_inferred for end in rows["A1 Guiding coalition in each area"].ends] == [
        False,
        True,
    ]


def test_only_a_long_term_outcome_is_the_end() -> None:
    assert [row.name[:2] for row in part_rows(reference_model()) if row.is_last] == ["LT"]


def test_outcomes_are_counted_in_words() -> None:
    known = Cover(measures=1, values=1, before=2, after=1, once=3, supports=1, stories=2)
    lines = [_line(Cover()), _line(known)]

    assert outcomes_sentence([FrameworkLines(_framework(), lines)]) == (
        "2 outcomes in 1 framework: 1 without a measure, 1 with results."
    )
    assert outcomes_sentence([FrameworkLines(_framework(), [_line(Cover(measures=1))])]) == (
        "1 outcome in 1 framework: each with a measure, none with results yet."
    )
    assert [line.results for line in lines] == [
        [],
        [
            "1 value of indicators",
            "2 answers before",
            "1 answer after",
            "3 answers asked once",
            "1 excerpt",
            "2 stories",
        ],
    ]


def test_an_outcome_without_a_named_measure_says_what_measures_it() -> None:
    assert _line(Cover(indicators=2, questions=1)).means == [
        "2 indicators",
        "questions of a survey",
    ]
    assert _line(Cover()).means == []


def test_certainty_is_said_for_some_all_and_none() -> None:
    sure, guess = Link("a", "b", False), Link("a", "c", True)

    assert certainty_words([sure, guess]) == "1 of 2 links are inferred."
    assert certainty_words([guess]) == "Every link is inferred: no source draws it."
    assert certainty_words([sure]) == "No link is inferred."
    assert certainty_words([]) == ""


def test_lists_read_aloud() -> None:
    assert listed(["M8", "M9", "M10"]) == "M8, M9 and M10"
    assert listed(["M8"]) == "M8"
    assert listed([]) == ""
