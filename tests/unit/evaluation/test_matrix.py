"""The framework matrix shows the themes that were asked for, as many as can be read."""

from dataclasses import dataclass

from evaluation.presenters.matrix import MOST_COLUMNS, columns, shown
from evaluation.selectors.themes import Branch


@dataclass
class Theme:
    slug: str
    part_of_id: int | None = None


def tree(*themes: tuple[str, int]) -> list[Branch]:
    return [Branch(Theme(slug, depth or None), depth) for slug, depth in themes]


TREE = tree(("trust", 0), ("staff", 1), ("asked-in", 2), ("barriers", 0), ("cost", 1))


def test_a_theme_comes_with_all_that_is_under_it() -> None:
    def slugs(top: str) -> list[str]:
        return [each.slug for each in columns(TREE, top)]

    assert slugs("") == ["trust", "staff", "asked-in", "barriers", "cost"]
    assert slugs("trust") == ["trust", "staff", "asked-in"]
    assert slugs("staff") == ["staff", "asked-in"]
    assert slugs("cost") == ["cost"]
    assert slugs("none") == []


def test_more_themes_than_can_be_read_are_cut_to_those_at_the_top_and_said() -> None:
    few = columns(TREE, "")
    assert shown(few) == (few, "")

    many = columns(tree(("top", 0), *((f"t{n}", 1) for n in range(MOST_COLUMNS))), "")
    found, words = shown(many)
    assert [each.slug for each in found] == ["top"]
    assert words.startswith("16 themes are too many")
