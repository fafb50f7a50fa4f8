"""The logic model as geometry: boxes, arrows and words, for one SVG template.

Pure: no Django, no clock, no database. Units are those of the drawing's view
box, y downwards. At the width of a landscape page's text (253 mm) one unit is
0.717 pt, so that the smallest letters here print at 9 pt.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evaluation.arrows import Arrow, Place, arrow, bracket, bundle_arrow
from evaluation.parts import ACTIVITY, INPUT, KINDS, LONG_TERM, OUTCOME, Link, LogicModel, Node
from evaluation.wording import (
    KIND_WORDS,
    NOTHING_BESIDE,
    Beside,
    bundle_words,
    bundles,
    describe,
    full_name,
    short_name,
    single_links,
)
from partnership.lettering import wrap

NOWHERE: Mapping[str, str] = {}
WIDTH = 1000.0
SIZE, SMALL, LEADING = 14.2, 12.9, 17.6
PADDING, GAP, HEAD, FOOT = 9.0, 9.0, 34.0, 30.0
OUTPUT = "output"
HEADS = {ACTIVITY: "Activities (milestones)", OUTPUT: "Outputs", LONG_TERM: "Long-term"}
INK, QUIET = "#1a1a1a", "#4d4d4d"
LINK_COLOURS = ("#0065bd", "#8a1c7c", "#00636b", "#8a4b08", "#45328c", "#4d4d4d")


@dataclass(frozen=True)
class Column:
    """Where a kind of node stands, how its boxes look and how much text they take."""

    x: float
    width: float
    fill: str
    most_lines: int


COLUMNS = {
    INPUT: Column(1, 126, "#f1f4f7", 5),
    ACTIVITY: Column(221, 257, "#ffffff", 4),
    OUTCOME: Column(626, 200, "#ffffff", 7),
    LONG_TERM: Column(871, 128, "#f1f4f7", 14),
}


# An activity's outputs stand in a box that touches its own; arrows leave from there.
WITH_OUTPUTS = {
    INPUT: Column(1, 122, "#f1f4f7", 5),
    ACTIVITY: Column(212, 200, "#ffffff", 6),
    OUTPUT: Column(412, 262, "#f7f7f7", 6),
    OUTCOME: Column(786, 196, "#ffffff", 7),
    LONG_TERM: Column(1022, 128, "#f1f4f7", 14),
}
BULLET, HANGING = "– ", 9.5


@dataclass(frozen=True)
class Text:
    """A line of text; `lead` is its beginning in bold."""

    x: float
    y: float
    said: str
    lead: str = ""
    size: float = SIZE
    colour: str = INK
    anchor: str = "start"
    weight: int = 400


@dataclass(frozen=True)
class Box:
    """A rectangle with its lines of text; `address` is where its page is, if it has one."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    texts: tuple[Text, ...]
    address: str = ""


@dataclass(frozen=True)
class Drawing:
    """The whole drawing; `ident` is unique on the page, `title` says what it shows."""

    ident: str
    title: str
    height: float
    width: float = WIDTH
    boxes: tuple[Box, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    texts: tuple[Text, ...] = field(default=())

    @property
    def leads_on(self) -> bool:
        """Whether any box is a link; a drawing without one is a picture."""
        return any(box.address for box in self.boxes)


def logic_drawing(
    model: LogicModel,
    *,
    ident: str,
    least_ratio: float = 0,
    addresses: Mapping[str, str] = NOWHERE,
    beside: Beside = NOTHING_BESIDE,
) -> Drawing:
    """Draw a logic model; `addresses` has the pages of nodes, by their keys.

    `least_ratio` is the least width for a height of 1: a taller drawing gets
    room at its right, so that it shrinks to fit the page instead of leaving it.
    """
    columns = WITH_OUTPUTS if beside.outputs else COLUMNS
    words = {kind: _words_in(model, kind, columns[kind], beside) for kind in KINDS}
    outputs = {key: _output_texts(told) for key, told in beside.outputs.items()}
    rows = _rows(words, outputs)
    room = max((sum(each.values()) + GAP * len(each) for each in rows.values()), default=0)
    places = {
        key: box
        for kind in KINDS
        for key, box in _stack(columns[kind], words[kind], rows[kind], room)
    }
    left_behind = {key: _beside_box(places[key], outputs[key]) for key in outputs if key in places}
    ends = {key: _joined(box, left_behind.get(key)) for key, box in places.items()}
    arrows, notes = _bundled(model, ends)
    height, width = round(HEAD + room + FOOT, 2), _width(columns)
    return Drawing(
        ident=ident,
        title=describe(model, beside),
        height=height,
        width=round(max(width, height * least_ratio), 2),
        boxes=(
            *(replace(box, address=addresses.get(key, "")) for key, box in places.items()),
            *left_behind.values(),
        ),
        arrows=(*_single_arrows(model, ends), *arrows),
        texts=(*_heads(words, columns), *notes, *_foot(model, height)),
    )


BoxWords = dict[str, tuple[Text, ...]]
Columns = Mapping[str, Column]


def _width(columns: Columns) -> float:
    last = columns[LONG_TERM]
    return last.x + last.width + 1


def _words_in(model: LogicModel, kind: str, column: Column, beside: Beside) -> BoxWords:
    """The lines of each box of a column, placed as if the box began at 0."""
    inner = column.width - 2 * PADDING
    return {
        node.key: _set(
            [
                *_name_lines(node, inner, column.most_lines),
                *((line, SMALL, QUIET) for line in _origin_lines(model, node, inner)),
                *((line, SMALL, QUIET) for line in _same_lines(beside, node, inner)),
            ],
            column.x + PADDING,
            "" if kind == INPUT else node.reference,
        )
        for node in model.column(kind)
    }


def _same_lines(beside: Beside, node: Node, width: float) -> tuple[str, ...]:
    """“also S1, S3”: what another framework calls it."""
    same = beside.same.get(node.key, ())
    return wrap(f"also {', '.join(same)}", width=width, size=SMALL, most_lines=3) if same else ()


def _output_texts(outputs: Iterable[str]) -> tuple[Text, ...]:
    """Each output below the other, its later lines set in."""
    column, texts = WITH_OUTPUTS[OUTPUT], list[Text]()
    inner = column.width - 2 * PADDING - HANGING
    for output in outputs:
        for number, line in enumerate(
            wrap(output, width=inner, size=SMALL, most_lines=column.most_lines)
        ):
            x = column.x + PADDING + (HANGING if number else 0)
            y = PADDING + SIZE * 0.82 + len(texts) * LEADING
            texts.append(Text(x, y, line if number else BULLET + line, size=SMALL))
    return tuple(texts)


def _rows(
    words: Mapping[str, BoxWords], outputs: Mapping[str, tuple[Text, ...]]
) -> dict[str, dict[str, float]]:
    """How high each box is; an activity's is as high as that of its outputs."""
    return {
        kind: {
            key: max(_box_height(texts), _box_height(outputs.get(key, ())))
            for key, texts in each.items()
        }
        for kind, each in words.items()
    }


def _beside_box(box: Box, texts: tuple[Text, ...]) -> Box:
    column = WITH_OUTPUTS[OUTPUT]
    moved = tuple(_moved(text, box.y) for text in texts)
    return Box(column.x, box.y, column.width, box.height, column.fill, moved)


def _joined(box: Box, other: Box | None) -> Box:
    """Both as one, for arrows to leave from."""
    return replace(box, width=other.x + other.width - box.x) if other else box


def _name_lines(node: Node, width: float, most: int) -> list[tuple[str, float, str]]:
    # The reference is bold, which is a little wider than what is estimated for.
    lines = wrap(full_name(node), width=width - 2, size=SIZE, most_lines=most)
    return [(line, SIZE, INK) for line in lines]


def _origin_lines(model: LogicModel, node: Node, width: float) -> tuple[str, ...]:
    """“from A2, A3” where arrows alone would be hard to follow: at outcomes."""
    if node.kind not in (OUTCOME, LONG_TERM):
        return ()
    names = {each.key: short_name(each) for each in model.nodes}
    sources = [names[link.source] for link in single_links(model) if link.target == node.key]
    said = f"from {', '.join(sources)}" if sources else ""
    return wrap(said, width=width, size=SMALL, most_lines=4)


def _set(lines: Sequence[tuple[str, float, str]], x: float, reference: str) -> tuple[Text, ...]:
    """Set lines below each other, the reference at the first one's beginning in bold."""
    texts = []
    for number, (line, size, colour) in enumerate(lines):
        lead = reference if number == 0 and line.startswith(reference) else ""
        y = PADDING + SIZE * 0.82 + number * LEADING
        texts.append(Text(x, y, line[len(lead) :], lead, size, colour))
    return tuple(texts)


def _box_height(texts: Sequence[Text]) -> float:
    return 2 * PADDING + max(len(texts), 1) * LEADING - (LEADING - SIZE)


def _stack(
    column: Column, words: BoxWords, heights: Mapping[str, float], room: float
) -> Iterable[tuple[str, Box]]:
    """Place a column's boxes over the whole height, with equal gaps."""
    taken = sum(heights.values()) + GAP * len(heights)
    gap = GAP + (room - taken) / max(len(words), 1)
    y = HEAD + gap / 2
    for key, texts in words.items():
        moved = tuple(_moved(text, y) for text in texts)
        height = round(heights[key], 2)
        yield key, Box(column.x, round(y, 2), column.width, height, column.fill, moved)
        y += heights[key] + gap


def _moved(text: Text, down: float) -> Text:
    y = round(text.y + down, 2)
    return Text(text.x, y, text.said, text.lead, text.size, text.colour, text.anchor, text.weight)


def _heads(words: dict[str, BoxWords], columns: Columns) -> Iterable[Text]:
    """The columns' names, and "not recorded" under one without boxes."""
    for kind, column in columns.items():
        said = HEADS[kind] if kind in HEADS else KIND_WORDS[kind][1]
        yield Text(column.x, 17, said, weight=700)
        if kind != OUTPUT and not words[kind]:
            yield Text(column.x, HEAD + SIZE, "not recorded", colour=QUIET)


def _single_arrows(model: LogicModel, places: dict[str, Box]) -> Iterable[Arrow]:
    """An arrow for each link outside a bundle, in the colour of where it leads."""
    links = [link for link in single_links(model) if {link.source, link.target} <= set(places)]
    targets = list(dict.fromkeys(sorted((link.target for link in links), key=list(places).index)))
    for link in links:
        colour = LINK_COLOURS[targets.index(link.target) % len(LINK_COLOURS)]
        start = _port(link, links, places, at_source=True)
        end = _port(link, links, places, at_source=False)
        yield arrow(start, end, colour=colour, is_inferred=link.is_inferred)


def _port(link: Link, links: Sequence[Link], places: dict[str, Box], *, at_source: bool) -> Place:
    """Where a link leaves or meets its box: in the order of the boxes at its other ends."""

    def ends(each: Link) -> tuple[str, str]:
        return (each.source, each.target) if at_source else (each.target, each.source)

    here, there = ends(link)
    others = [ends(each)[1] for each in links if ends(each)[0] == here]
    others.sort(key=lambda key: places[key].y)
    box, far = places[here], places[there]
    share = (others.index(there) + 1) / (len(others) + 1)
    leaves_right = far.x > box.x or (far.x == box.x)
    return Place(box.x + box.width if leaves_right else box.x, round(box.y + share * box.height, 2))


def _bundled(
    model: LogicModel, places: dict[str, Box]
) -> tuple[tuple[Arrow, ...], tuple[Text, ...]]:
    """One arrow between brackets for each pair of columns that is linked whole, in words."""
    arrows: list[Arrow] = []
    notes: list[Text] = []
    for kind, other in bundles(model):
        left = [places[node.key] for node in model.column(kind)]
        right = [places[node.key] for node in model.column(other)]
        start, end = max(box.x + box.width for box in left), right[0].x
        top, bottom = right[0].y, right[-1].y + right[-1].height
        middle = round((top + bottom) / 2, 2)
        dashed = model.links_between(kind, other)[0].is_inferred
        arrows += [
            bracket(start + 10, left[0].y, left[-1].y + left[-1].height, opens="left"),
            bracket(end - 10, top, bottom, opens="right"),
            bundle_arrow(start + 17, end - 17, middle, is_inferred=dashed),
        ]
        notes += _bundle_note(bundle_words(kind, other), start + 17, end - 17, middle)
    return tuple(arrows), tuple(notes)


def _bundle_note(words: str, start: float, end: float, y: float) -> list[Text]:
    """Words above an arrow, centred."""
    lines = wrap(words, width=end - start - 6, size=SMALL, most_lines=8)
    x, first = (start + end) / 2 - 2, y - 10 - (len(lines) - 1) * 15.5
    return [
        Text(x, round(first + number * 15.5, 2), line, size=SMALL, colour=QUIET, anchor="middle")
        for number, line in enumerate(lines)
    ]


def _foot(model: LogicModel, height: float) -> Iterable[Text]:
    """What dashes mean, in words, under the drawing."""
    kinds = {link.is_inferred for link in model.links}
    says = {
        frozenset({True}): "Dashed arrows are inferred: no source draws them.",
        frozenset({False}): "Every arrow is as recorded: none is inferred.",
        frozenset({True, False}): (
            "Dashed arrows are inferred: no source draws them. The others are as recorded."
        ),
    }
    if kinds:
        yield Text(1, height - 6, says[frozenset(kinds)], size=SMALL, colour=QUIET)
