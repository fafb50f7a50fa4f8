"""What one version asks otherwise than another, and translations that follow their words."""

from typing import Any

from evaluation.rules.conditions import Asked, Test
from evaluation.rules.questionnaire import Item, Option, Page, Questionnaire
from evaluation.rules.survey_changes import Kind, difference, is_reworded
from evaluation.rules.translations import carried, filled

YES, NO = Option(1, "Yes"), Option(2, "No")


def an_item(pk: int, text: str, **details: Any) -> Item:
    return Item(pk, Asked(text), "single", text, options=(YES, NO), **details)


def asks(*items: Item, **details: Any) -> Questionnaire:
    return Questionnaire("Survey", (Page("You", items),), **details)


OLD = asks(an_item(1, "a"), an_item(2, "b"), an_item(3, "c"))


def test_a_copy_differs_in_nothing() -> None:
    new = asks(an_item(11, "a"), an_item(12, "b"), an_item(13, "c"))

    found = difference(OLD, new, {11: 1, 12: 2, 13: 3})

    assert found.is_nothing
    assert found.same == 3


def test_new_left_out_changed_and_moved_are_told() -> None:
    new = asks(
        an_item(13, "c"),
        an_item(11, "a", help="Think of last week"),
        an_item(14, "d"),
    )

    found = difference(OLD, new, {13: 3, 11: 1})

    told = {(change.code, change.kind) for change in found.changes}
    assert ("d", Kind.ADDED) in told
    assert ("b", Kind.REMOVED) in told
    assert ("a", Kind.CHANGED) in told
    changed = next(each for each in found.changes if each.kind is Kind.CHANGED)
    assert [(each.label, each.before, each.after) for each in changed.details] == [
        ("Help", "", "Think of last week")
    ]


def test_one_that_changed_places_is_moved_and_the_others_stayed() -> None:
    new = asks(an_item(12, "b"), an_item(13, "c"), an_item(11, "a"))

    found = difference(OLD, new, {11: 1, 12: 2, 13: 3})

    assert [(each.kind, each.code) for each in found.changes] == [(Kind.MOVED, "a")]
    assert found.same == 2


def test_a_question_that_was_parted_is_new_beside_the_old_left_out() -> None:
    new = asks(an_item(11, "a"), an_item(12, "b"), an_item(13, "c"))

    found = difference(OLD, new, {12: 2, 13: 3})

    assert [(each.kind, each.code) for each in found.changes] == [
        (Kind.ADDED, "a"),
        (Kind.REMOVED, "a"),
    ]


def test_words_around_the_questions_are_compared() -> None:
    new = Questionnaire("Survey", (Page("About you", OLD.items),), introduction="Hello")

    labels = [each.label for each in difference(OLD, new, {1: 1, 2: 2, 3: 3}).words]

    assert labels == ["Introduction", "Pages"]


def test_other_words_or_answers_make_another_question() -> None:
    one = an_item(1, "a")

    assert not is_reworded(one, an_item(9, "a", help="Think"))
    assert is_reworded(one, an_item(9, "b"))
    assert is_reworded(one, Item(9, Asked("a"), "single", "a", options=(YES,)))


def test_a_translation_goes_along_with_its_words() -> None:
    texts = {"1": "Tha", "2": "Chan eil"}
    before = {"1": "Yes", "2": "No"}

    assert carried(texts, before=before, after={"7": "Yes", "2": "No"}) == {
        "7": "Tha",
        "2": "Chan eil",
    }


def test_a_translation_goes_where_its_words_changed() -> None:
    assert carried({"1": "Tha"}, before={"1": "Yes"}, after={"1": "Yes, often"}) == {}


def test_two_places_that_change_places_keep_each_its_own() -> None:
    texts = {"1": "Tha", "2": "Chan eil"}

    found = carried(texts, before={"1": "Yes", "2": "No"}, after={"1": "No", "2": "Yes"})

    assert found == {"1": "Chan eil", "2": "Tha"}


def test_the_same_words_are_filled_in_and_others_left() -> None:
    original = {"1": "Yes", "2": "No", "3": "Yes"}

    assert filled({"1": "Tha"}, original) == {"1": "Tha", "3": "Tha"}
    assert filled({"1": "Tha", "3": "Seadh"}, original) == {"1": "Tha", "3": "Seadh"}


def test_a_condition_reads_the_same_wherever_its_question_stands() -> None:
    def waits(pk: int, *values: int) -> Item:
        asked = Asked("c", shown_if="a", test=Test.ONE_OF, values=frozenset(values))
        return Item(pk, asked, "single", "c", options=(YES, NO))

    old = asks(an_item(1, "a"), waits(3, 1))
    moved_on = asks(an_item(14, "new"), an_item(11, "a"), waits(13, 1))
    other = asks(an_item(11, "a"), waits(13, 2))

    assert [each.code for each in difference(old, moved_on, {11: 1, 13: 3}).changes] == ["new"]
    (change,) = difference(old, other, {11: 1, 13: 3}).changes
    assert [(each.before, each.after) for each in change.details] == [
        ("if “a” is answered “Yes”", "if “a” is answered “No”")
    ]
