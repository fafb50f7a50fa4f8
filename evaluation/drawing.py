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
HEADS = {ACTIVITY: "Activities (milestones)", LONG_TERM: "Long-term"}
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
) -> Drawing:
    """Draw a logic model; `addresses` has the pages of nodes, by their keys.

    `least_ratio` is the least width for a height of 1: a taller drawing gets
    room at its right, so that it shrinks to fit the page instead of leaving it.
    """
    words = {kind: _words_in(model, kind) for kind in KINDS}
    room = max((_stack_height(each) for each in words.values()), default=0)
    places = {key: box for kind in KINDS for key, box in _stack(kind, words[kind], room)}
    arrows, notes = _bundled(model, places)
    height = round(HEAD + room + FOOT, 2)
    return Drawing(
        ident=ident,
        title=describe(model),
        height=height,
        width=round(max(WIDTH, height * least_ratio), 2),
        boxes=tuple(replace(box, address=addresses.get(key, "")) for key, box in places.items()),
        arrows=(*_single_arrows(model, places), *arrows),
        texts=(*_heads(words), *notes, *_foot(model, height)),
    )


BoxWords = dict[str, tuple[Text, ...]]


def _words_in(model: LogicModel, kind: str) -> BoxWords:
    """The lines of each box of a column, placed as if the box began at 0."""
    column = COLUMNS[kind]
    inner = column.width - 2 * PADDING
    return {
        node.key: _set(
            [
                *_name_lines(node, inner, column.most_lines),
                *((line, SMALL, QUIET) for line in _origin_lines(model, node, inner)),
            ],
            column.x + PADDING,
            "" if kind == INPUT else node.reference,
        )
        for node in model.column(kind)
    }


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


def _stack_height(words: BoxWords) -> float:
    return sum(_box_height(texts) + GAP for texts in words.values())


def _stack(kind: str, words: BoxWords, room: float) -> Iterable[tuple[str, Box]]:
    """Place a column's boxes over the whole height, with equal gaps."""
    column = COLUMNS[kind]
    gap = GAP + (room - _stack_height(words)) / max(len(words), 1)
    y = HEAD + gap / 2
    for key, texts in words.items():
        height = _box_height(texts)
        moved = tuple(_moved(text, y) for text in texts)
        yield key, Box(column.x, round(y, 2), column.width, round(height, 2), column.fill, moved)
        y += height + gap


def _moved(text: Text, down: float) -> Text:
    y = round(text.y + down, 2)
    return Text(text.x, y, text.said, text.lead, text.size, text.colour, text.anchor, text.weight)


def _heads(words: dict[str, BoxWords]) -> Iterable[Text]:
    """The columns' names, and "not recorded" under one without boxes."""
    for kind, column in COLUMNS.items():
        said = HEADS.get(kind, KIND_WORDS[kind][1])
        yield Text(column.x, 17, said, weight=700)
        if not words[kind]:
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
        start, end = left[0].x + left[0].width, right[0].x
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
        frozenset({False}): "Every arrow is drawn in a source.",
        frozenset({True, False}): (
            "Dashed arrows are inferred: no source draws them. The others are drawn in a source."
        ),
    }
    if kinds:
        yield Text(1, height - 6, says[frozenset(kinds)], size=SMALL, colour=QUIET)
