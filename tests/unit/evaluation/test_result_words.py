"""What is said of a question, of whatever kind and however few answered it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from evaluation.presenters.results import Asked, Rules, WaveTold, block
from evaluation.rules.breakdown import Layout
from evaluation.rules.conditions import Asked as Condition
from evaluation.rules.questionnaire import Item, Option
from evaluation.rules.results import NOT_TOLD, UNKNOWN, Moved, Told
from evaluation.rules.scales import Kind
from evaluation.rules.sentences import Matched
from evaluation.rules.tallying import Scale, What
from pilots.feedback_rules import SmallNumbers

POINTS = ("No", "Rather no", "Neither", "Rather yes", "Yes")
Q = What(1)


def item(kind: str = "scale", **fields: object) -> Item:
    options = tuple(Option(value, text) for value, text in enumerate(POINTS, start=1))
    given = {"better": "more", "options": options} | fields
    return Item(1, Condition("confident"), kind, "I feel confident", **given)  # type: ignore[arg-type]


def asked(counts: Mapping[int, int | None], what: Item | None = None, **fields: object) -> Asked:
    one = what or item()
    base = sum(each or 0 for each in counts.values())
    told = Told(counts, base, missing=0)
    layout = Layout(Q, tuple(counts))
    return replace(
        Asked(layout, one, None, "1. I feel confident", (WaveTold("Once", told, base),)),
        **fields,
    )


def first(one: Asked, rules: Rules | None = None) -> str:
    sentences = block(one, rules or Rules(), source="Source: a test.").sentences
    return sentences[0] if sentences else ""


FEW, MANY = {1: 1, 2: 1, 3: 1, 4: 2, 5: 2}, {1: 2, 2: 3, 3: 5, 4: 6, 5: 4}


def test_the_points_beyond_the_middle_on_the_better_side_are_put_together() -> None:
    assert first(asked(MANY)) == (
        "10 of 20 answered “Rather yes” or “Yes”: 50% (95% interval 30% to 70%)."
    )
    assert first(asked(MANY, item(better="less"))).startswith(
        "5 of 20 answered “No” or “Rather no”"
    )


def test_below_ten_answers_there_are_counts_only() -> None:
    told = block(asked(FEW), Rules(), source="")

    assert (
        told.sentences[0] == "4 of 7 answered “Rather yes” or “Yes”. Fewer than 10 answers:"
        " counts only."
    )
    assert {cell.note for line in told.lines for cell in line.cells} == {""}


def test_from_ten_to_twenty_nine_the_base_is_beside_the_percentage() -> None:
    def note(counts: Mapping[int, int]) -> str:
        return block(asked(counts), Rules(), source="").lines[0].cells[0].note

    assert note(MANY) == "10% of 20 (3% to 30%)"
    assert note(dict.fromkeys(range(1, 6), 8)) == "20% (10% to 35%)"


def test_thresholds_are_settings() -> None:
    rules = Rules(SmallNumbers(counts_only_below=5, base_beside_below=6))

    assert block(asked(FEW), rules, source="").lines[0].cells[0].note == "14% (3% to 51%)"


def test_where_neither_is_better_the_most_frequent_is_named() -> None:
    assert first(asked(MANY, item("single", better=""))) == (
        "Most often answered: “Rather yes”, by 6 of 20."
    )
    tied = dict.fromkeys(range(1, 6), 4)
    assert first(asked(tied, item("single", better=""))) == (
        "Nothing was answered more often than other things (20 answers)."
    )


def test_nothing_is_said_of_a_middle_that_a_hidden_count_could_change() -> None:
    hidden = {**MANY, 4: None}
    one = asked(hidden, item("single", better=""))

    assert first(one) == ""
    assert first(asked(hidden)) == ""
    assert block(one, Rules(), source="").lines[3].cells[0].said == "hidden"


def test_hidden_cells_say_why() -> None:
    one = asked({1: 0, 2: 0}, waves=(WaveTold("Once", Told({1: None, 2: None}, 22), 22),))
    told = block(one, Rules(), source="")

    assert told.notes == (
        "Once: 2 counts are hidden, so that no count of 1 to 4 people can be worked out.",
    )
    assert told.chart is None


def test_what_may_not_be_told_is_not_told() -> None:
    one = asked({1: 0}, waves=(WaveTold("Once", UNKNOWN, None),))
    told = block(one, Rules(), source="")

    assert told.heads == ("Once (n not shown)",)
    assert "too few to be shown" in told.sentences[0]


def test_nobody_is_nobody() -> None:
    assert first(asked(dict.fromkeys(range(1, 6), 0))) == "Nobody answered."


def number(
    middle: tuple[float, float] | None, base: int | None = 12, kind: str = "number"
) -> Asked:
    told = Told({}, base, middle)
    return asked({}, item(kind, options=()), waves=(WaveTold("Once", told, base),))


def test_a_number_has_its_median_and_its_mean() -> None:
    assert first(number((3.456, 3.0))) == "The median of 12 is 3, the mean 3.46."
    assert first(number(None, 7)) == "7 answered: too few for a middle."


@pytest.mark.parametrize(
    ("kind", "words"), [("text", "12 wrote something."), ("date", "12 answered it.")]
)
def test_words_and_dates_are_only_counted(kind: str, words: str) -> None:
    assert first(number(None, kind=kind)) == words


def test_who_left_it_out_is_told_and_not_counted() -> None:
    told = Told(MANY, 20, missing=2)
    one = asked(MANY, waves=(WaveTold("Once", told, 25),))

    notes = block(one, Rules(), source="").notes
    assert (
        "Once: 3 left it out or were not asked, 2 would rather not say; they are not counted."
        in notes
    )


MOVES = ((1, 3, 4), (2, 4, 3), (3, 3, 2), (4, 3, 1))


def paired(moved: Moved, better: str = "more") -> Asked:
    one = asked(MANY, item(better=better))
    return replace(one, waves=one.waves * 2, moved=moved)


def test_matched_people_improved_and_the_others_are_two_snapshots() -> None:
    others = tuple((value, 2) for value in range(1, 5))
    moved = Moved(MOVES, 10, others, others)
    told = block(paired(moved), Rules(matched=Matched(20, 20, 10)), source="")

    assert told.sentences[0].startswith(
        "Of 10 people we could match, 7 improved, 2 stayed the same"
    )
    assert "two snapshots, not the same people" in told.sentences[1]
    assert [line.label for line in told.changes] == ["Improved", "The same", "Worse"]
    assert [fact.name for fact in told.facts] == [
        "Sign test",
        "Wilcoxon signed-rank test",
        "Rank-biserial correlation",
        "Mann–Whitney test",
        "Cliff’s delta",
    ]
    assert told.facts[0].n == "8 of 10 pairs differ"


def test_a_lower_answer_may_be_the_better_one() -> None:
    rules = Rules(matched=Matched(20, 20, 10))
    told = block(paired(Moved(MOVES, 10), better="less"), rules, source="")

    assert [line.cells[0].said for line in told.changes] == ["1", "2", "7"]


def test_below_six_pairs_that_differ_there_is_no_test() -> None:
    rules = Rules(matched=Matched(20, 20, 7))
    told = block(paired(Moved(((1, 2, 5), (2, 2, 2)), 7)), rules, source="")

    assert told.facts == ()
    assert "too few for a test" in told.sentences[0]


def test_pairs_that_may_not_be_told_are_said_to_be_hidden() -> None:
    told = block(paired(NOT_TOLD), Rules(matched=Matched(20, 20, 10)), source="")

    assert told.changes == ()
    assert "is not shown here" in told.notes[0]


def test_a_score_is_told_in_its_own_unit_with_its_source() -> None:
    scale = Scale(4, "well", Kind.SWEMWBS, name="Wellbeing")
    told = Told({}, 12, (2115.0, 2054.0))
    one = Asked(Layout(scale.what), None, scale, "Wellbeing", (WaveTold("Once", told, 12),))
    found = block(one, Rules(), source="")

    assert found.sentences == ("The median of 12 is 20.54, the mean 21.15.",)
    assert "Stewart-Brown" in found.kind
