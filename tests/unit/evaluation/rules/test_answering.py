"""Page by page: what is shown, what is wrong, what is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.rules.answering import MISSING, MISSING_ROWS, examine
from evaluation.rules.questionnaire import Given
from tests.unit.evaluation.asking import FORM

WHOLE = {
    "confident": ("3",),
    "trust.libraries": ("1",),
    "trust.health": ("2",),
    "used": ("1", "2"),
    "visits": ("4",),
    "since": ("2019-10",),
}


def test_all_that_was_sent_is_read_by_question() -> None:
    found = examine(FORM, WHOLE)

    assert found.faults == {}
    assert found.answers["trust"] == (Given(1, row="libraries"), Given(2, row="health"))
    assert found.answers["since"] == (Given(text="2019-10"),)


@pytest.mark.parametrize(
    ("point", "pages"), [("1", (1, 2, 3, 4)), ("2", (1, 2, 4)), ("3", (1, 2, 3, 4))]
)
def test_a_page_of_which_nothing_is_asked_is_left_out(point: str, pages: tuple[int, ...]) -> None:
    """The last one asks nothing and tells something: it stays."""
    assert examine(FORM, {"confident": (point,)}).pages == pages


def test_what_must_be_answered_is_missed_where_it_is_asked() -> None:
    found = examine(FORM, {"trust.health": ("1",)})

    assert found.faults == {"confident": MISSING, "trust": MISSING_ROWS}
    assert found.wrong_on(1) == {"confident": MISSING}
    assert found.wrong_on(2) == {"trust": MISSING_ROWS}


def test_on_paper_nothing_has_to_be_answered_but_what_is_must_be_possible() -> None:
    assert examine(FORM, {}, must=False).faults == {}
    assert set(examine(FORM, {"confident": ("9",)}, must=False).faults) == {"confident"}


def test_a_question_that_its_own_page_brought_up_is_told_apart() -> None:
    found = examine(FORM, {"confident": ("1",)})

    assert found.came_up(1, seen={"confident"}) == ("why",)
    assert found.came_up(1, seen={"confident", "why"}) == ()
    assert found.waiting(1) == frozenset()
    assert examine(FORM, {"confident": ("3",)}).waiting(1) == {"why"}


def test_an_answer_that_cannot_be_hides_what_waits_for_it() -> None:
    found = examine(FORM, {"confident": ("7",), "why": ("Because",)})

    assert "why" not in found.shown
    assert "why" not in found.answers


def test_names_that_no_question_has_are_passed_over() -> None:
    assert examine(FORM, WHOLE | {"salary": ("1",)}).answers == examine(FORM, WHOLE).answers


SENT = st.dictionaries(
    st.sampled_from([*WHOLE, "why", "other"]),
    st.lists(st.text(max_size=5) | st.sampled_from(["1", "2", "3"]), max_size=3),
)


@given(SENT)
def test_whatever_is_sent_is_read_or_refused_and_only_what_is_asked_is_kept(
    sent: dict[str, list[str]],
) -> None:
    found = examine(FORM, sent)

    assert set(found.answers) <= set(found.shown)
    assert set(found.faults) <= set(found.shown)
    assert not set(found.answers) & {
        code for code, why in found.faults.items() if why != MISSING_ROWS
    }
    assert set(found.pages) >= {1, 2, 4}
