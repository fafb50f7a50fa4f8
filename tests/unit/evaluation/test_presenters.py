"""The logic model's table says what its drawing says."""

from dataclasses import replace
from datetime import date

from evaluation.parts import (
    NO_MEASURE,
    NO_RESULTS,
    EvaluationPart,
    FrameworkRow,
    Link,
    LogicModel,
    OutcomeRow,
)
from evaluation.presenters.outcomes import gaps_sentence, part_rows
from evaluation.wording import certainty_words, listed
from tests.unit.evaluation.models import reference_model

DAY = date(2019, 10, 24)


def _part(*gaps: tuple[str, ...]) -> EvaluationPart:
    outcomes = tuple(
        OutcomeRow(f"O{n}", "intermediate", "Outcome", "So", (), (), (), each)
        for n, each in enumerate(gaps)
    )
    framework = FrameworkRow("f", "F", "", DAY, outcomes)
    return EvaluationPart(DAY, (framework,), (), LogicModel())


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


def test_gaps_are_counted_in_words() -> None:
    part = _part((NO_MEASURE, NO_RESULTS), (NO_RESULTS,))

    assert gaps_sentence(part) == (
        "2 outcomes in 1 framework, 1 without a measure. No results are recorded yet."
    )
    assert "1 outcome in 1 framework, each with a measure." in gaps_sentence(_part((NO_RESULTS,)))


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
