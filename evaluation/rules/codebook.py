"""The codebook of a questionnaire, and its answers as columns: one row a response.

Pure: no Django, no clock, no database. A column is named for the question's code; one of several
that may be chosen, or a row of a grid, has its own: used.2, trust.health. Beside each column of
points stands one with their words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.rules.conditions import Test
from evaluation.rules.questionnaire import (
    GRID,
    MULTIPLE,
    NUMBER,
    SCALE,
    SINGLE,
    Item,
    Option,
    Questionnaire,
)
from evaluation.rules.scales import PARTS, Kind
from evaluation.rules.tallying import Answered, Instrument, What

HEADS = (
    "Column", "Question", "Kind", "Asks for", "Value", "Means", "Counts as no answer", "Range",
    "Asked only if", "Must be answered", "Part of the score", "Item", "Counts the other way round",
    "The same in earlier versions",
)  # fmt: skip
KINDS = {
    SCALE: "points on a scale",
    SINGLE: "one of several",
    MULTIPLE: "any of several: 1 chosen, 0 not",
    GRID: "points on a scale, row by row",
    NUMBER: "number",
    "date": "year, or year and month",
    "text": "words",
}
SCORES = {
    Kind.SWEMWBS: "SWEMWBS, metric score (Stewart-Brown and others, 2009)",
    Kind.UCLA_3: "UCLA-3, 3 to 9 (Hughes and others, 2004)",
    Kind.DE_JONG_GIERVELD_6: "De Jong Gierveld 6, 0 to 6 (de Jong Gierveld and van Tilburg, 2006)",
    Kind.SUM: "sum of its items",
    Kind.MEAN: "mean of its items",
}
LABEL = " (words)"
Row = list[str | int | float]


@dataclass(frozen=True)
class Column:
    """A column of answers; `option` where it says whether that one was chosen."""

    name: str
    item: Item
    what: What
    option: Option | None = None

    @property
    def has_words(self) -> bool:
        """Whether its values stand for words."""
        return self.item.kind in (SCALE, SINGLE, GRID)

    @property
    def text(self) -> str:
        """What it asks, in words."""
        if self.item.kind == GRID:
            row = next(each for each in self.item.rows if each.pk == self.what.row)
            return _followed(self.item.text, row.text)
        return _followed(self.item.text, self.option.text) if self.option else self.item.text

    def means(self, value: int) -> str:
        """The words of a value; empty where it has none."""
        options = self.item.options if self.has_words else ()
        return next((each.text for each in options if each.value == value), "")


def _followed(asked: str, of: str) -> str:
    """What is asked, then of what: no colon after a question mark."""
    return f"{asked} {of}" if asked.endswith(("?", ".", ":", "…")) else f"{asked}: {of}"


@dataclass(frozen=True)
class Earlier:
    """What an earlier version asked; `same` finds it by what is asked now."""

    number: int
    asked: Questionnaire
    same: Mapping[What, What]

    def twin(self, column: Column) -> Column | None:
        """The column of that version that is taken for the same."""
        then = self.same.get(column.what)
        there = (each for each in columns(Instrument(self.asked)) if each.what == then)
        return next((each for each in there if is_alike(each, column)), None)


def is_alike(one: Column, other: Column) -> bool:
    """Whether what stands in one can stand in the other: of one kind, and of one of several."""
    values = [each.option and each.option.value for each in (one, other)]
    return one.item.kind == other.item.kind and values[0] == values[1]


def columns(of: Instrument) -> list[Column]:
    """Every column, in the order in which it is asked."""
    return [column for item in of.asked.items for column in _columns(item)]


def _columns(item: Item) -> Iterator[Column]:
    if item.kind == GRID:
        for name, row in zip(item.parts, item.rows, strict=True):
            yield Column(name, item, What(item.pk, row.pk))
    elif item.kind == MULTIPLE:
        for option in item.options:
            yield Column(f"{item.code}.{option.value}", item, What(item.pk), option)
    else:
        yield Column(item.code, item, What(item.pk))


def heads(of: Instrument) -> list[str]:
    """The heads of the answers' own columns."""
    found = []
    for column in columns(of):
        found.append(column.name)
        if column.has_words:
            found.append(column.name + LABEL)
    return [*found, *(name for scale in of.scales for name in score_names(scale.code, scale.kind))]


def score_names(code: str, kind: Kind) -> list[str]:
    """The names of a scale's columns: its score, and that of each of its parts."""
    return [f"score.{code}", *(f"score.{code}.{part}" for part in PARTS.get(kind, ()))]


def cells(of: Instrument, answered: Answered, words: dict[What, str]) -> Row:
    """One response under those heads; `words` are what was written. Empty: no answer."""
    found: Row = []
    for column in columns(of):
        found += _cells(column, answered, words)
    for scale in of.scales:
        scores = [of.score(scale, answered), *of.parts(scale, answered)]
        found += ["" if score is None else _number(float(score)) for score in scores]
    return found


def _number(score: float) -> int | float:
    """A score as programmes read it: a number, whole where it is."""
    return int(score) if score.is_integer() else round(score, 4)


def _cells(column: Column, answered: Answered, words: dict[What, str]) -> Row:
    if column.option is not None:
        chosen = (answered.values or {}).get(column.what, ())
        return [int(column.option.value in chosen) if chosen else ""]
    value = answered.one(column.what)
    if not column.has_words:
        return [words.get(column.what, "") if value is None else value]
    return ["", ""] if value is None else [value, column.means(value)]


def codebook(of: Instrument, earlier: Sequence[Earlier] = ()) -> list[Row]:
    """One row for each value of each column, and one for each score.

    The last cell says what in earlier versions is taken for the same, and what differs in it.
    """
    rows = [row for column in columns(of) for row in _explained(column, earlier)]
    for scale in of.scales:
        items = ", ".join(item.code for item in of.asked.of_scale(scale.code))
        said = f"{scale.name}: {SCORES[scale.kind]}, made of {items}"
        licence = f"licence: {scale.licence}" if scale.licence else ""
        code, method = scale.code, scale.kind.value
        there = [each for each in earlier if each.asked.scales.get(code) == method]
        before = "; ".join(f"version {each.number}: score.{code}" for each in there)
        rows.append([f"score.{code}", said, "score", "", "", licence, *[""] * 7, before])
        for part, name in zip(
            PARTS.get(scale.kind, ()), score_names(code, scale.kind)[1:], strict=True
        ):
            words = f"{scale.name}: its {part} part, 0 to 3; empty where an item of it is missing"
            rows.append([name, words, "score", "", "", licence, *[""] * 8])
    return rows


def _explained(column: Column, earlier: Sequence[Earlier]) -> Iterator[Row]:
    item = column.item
    twins = [(each.number, twin) for each in earlier if (twin := each.twin(column))]
    lead: Row = [column.name, column.text, KINDS[item.kind], item.role]
    tail: Row = [
        _range(item),
        _condition(item),
        _yes(item.asked.is_required),
        item.scale,
        item.scale_item or "",
        _yes(item.is_reversed),
    ]
    for value, means, missing in _values(column):
        before = "; ".join(_before(column, value, *each) for each in twins)
        yield [*lead, value, means, missing, *tail, before]


def _before(column: Column, value: str | int, number: int, twin: Column) -> str:
    """What an earlier version had in its place, with what it worded otherwise."""
    said = f"version {number}: {twin.name}"
    if twin.text != column.text:
        said += f", asked as “{twin.text}”"
    if isinstance(value, int) and column.has_words:
        then = twin.means(value)
        if not then:
            said += f", without a {value}"
        elif then != column.means(value):
            said += f", {value} was “{then}”"
    return said


def _values(column: Column) -> Sequence[tuple[str | int, str, str]]:
    if column.option is not None:
        missing = _yes(column.option.is_missing)
        return [(1, "chosen", missing), (0, "not chosen, and another was", missing)]
    options = column.item.options if column.has_words else ()
    told = [(each.value, each.text, _yes(each.is_missing)) for each in options]
    return told or [("", "", "")]


def _range(item: Item) -> str:
    if item.lowest is None and item.highest is None:
        return ""
    low = "" if item.lowest is None else f"from {item.lowest:,}"
    high = "" if item.highest is None else f"to {item.highest:,}"
    return f"{low} {high} {item.unit}".strip()


def _condition(item: Item) -> str:
    asked = item.asked
    if asked.test is Test.ALWAYS:
        return ""
    if asked.test is Test.ANSWERED:
        return f"{asked.shown_if} was answered"
    values = ", ".join(str(each) for each in sorted(asked.values, key=str))
    word = "one of" if asked.test is Test.ONE_OF else "none of"
    return f"{asked.shown_if} is {word} {values}"


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""
