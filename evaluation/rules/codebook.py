"""The codebook of a questionnaire, and its answers as columns: one row a response.

Pure: no Django, no clock, no database. A column is named for the question's code; one of several
that may be chosen, or a row of a grid, has its own: used.2, trust.health. Beside each column of
points stands one with their words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.rules.conditions import Test
from evaluation.rules.questionnaire import GRID, MULTIPLE, NUMBER, SCALE, SINGLE, Item, Option
from evaluation.rules.scales import Kind
from evaluation.rules.tallying import Answered, Instrument, What

HEADS = (
    "Column", "Question", "Kind", "Asks for", "Value", "Means", "Counts as no answer", "Range",
    "Asked only if", "Must be answered", "Part of the score", "Item", "Counts the other way round",
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
Row = list[str | int]


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
    return [*found, *(f"score.{scale.code}" for scale in of.scales)]


def cells(of: Instrument, answered: Answered, words: dict[What, str]) -> Row:
    """One response under those heads; `words` are what was written. Empty: no answer."""
    found: Row = []
    for column in columns(of):
        found += _cells(column, answered, words)
    for scale in of.scales:
        score = of.score(scale, answered)
        found.append("" if score is None else f"{score:g}")
    return found


def _cells(column: Column, answered: Answered, words: dict[What, str]) -> Row:
    if column.option is not None:
        chosen = (answered.values or {}).get(column.what, ())
        return [int(column.option.value in chosen) if chosen else ""]
    value = answered.one(column.what)
    if not column.has_words:
        return [words.get(column.what, "") if value is None else value]
    labels = {option.value: option.text for option in column.item.options}
    return ["", ""] if value is None else [value, labels.get(value, "")]


def codebook(of: Instrument) -> list[Row]:
    """One row for each value of each column, and one for each score."""
    rows = [row for column in columns(of) for row in _explained(column)]
    for scale in of.scales:
        items = ", ".join(item.code for item in of.asked.of_scale(scale.code))
        said = f"{scale.name}: {SCORES[scale.kind]}, made of {items}"
        licence = f"licence: {scale.licence}" if scale.licence else ""
        rows.append([f"score.{scale.code}", said, "score", "", "", licence, *[""] * 7])
    return rows


def _explained(column: Column) -> Iterator[Row]:
    item = column.item
    text = item.text
    if item.kind == GRID:
        row = next(each for each in item.rows if each.pk == column.what.row)
        text = f"{item.text}: {row.text}"
    if column.option is not None:
        text = f"{item.text}: {column.option.text}"
    lead: Row = [column.name, text, KINDS[item.kind], item.role]
    tail: Row = [
        _range(item),
        _condition(item),
        _yes(item.asked.is_required),
        item.scale,
        item.scale_item or "",
        _yes(item.is_reversed),
    ]
    for value, means, missing in _values(column):
        yield [*lead, value, means, missing, *tail]


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
