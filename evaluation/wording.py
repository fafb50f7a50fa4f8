"""The logic model in words, for those who do not see its drawing.

Pure: no Django, no clock, no database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from evaluation.parts import ACTIVITY, INPUT, KINDS, LONG_TERM, OUTCOME, Link, LogicModel, Node

KIND_WORDS = {
    INPUT: ("input", "Inputs"),
    ACTIVITY: ("activity", "Activities"),
    OUTCOME: ("outcome", "Outcomes"),
    LONG_TERM: ("long-term outcome", "Long-term outcome"),
}


@dataclass(frozen=True)
class Beside:
    """What a page says beside the boxes, by their keys.

    `outputs`: what an activity's milestones leave behind. `same`: references of the outcomes of
    other frameworks that say the same.
    """

    outputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NOTHING_BESIDE = Beside()


def listed(words: Iterable[str]) -> str:
    """Join words as they are read aloud: “M8, M9 and M10”."""
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def full_name(node: Node) -> str:
    """A node as it is written in its box: an input's reference is ours alone, and left out."""
    name = node.name if node.kind == INPUT else f"{node.reference} {node.name}"
    return f"{name} ({', '.join(node.milestones)})" if node.milestones else name


def short_name(node: Node) -> str:
    """A node as other boxes speak of it."""
    return node.name if node.kind == INPUT else node.reference


def bundles(model: LogicModel) -> list[tuple[str, str]]:
    """The pairs of neighbouring columns that are linked whole: every one to every one."""
    return [(kind, other) for kind, other in pairwise(KINDS) if model.is_bundle(kind, other)]


def bundle_words(kind: str, other: str) -> str:
    """Every input leads to every activity."""
    return f"every {KIND_WORDS[kind][0]} leads to every {KIND_WORDS[other][0]}"


def single_links(model: LogicModel) -> tuple[Link, ...]:
    """The links that are not part of a bundle."""
    bundled = {link for pair in bundles(model) for link in model.links_between(*pair)}
    return tuple(link for link in model.links if link not in bundled)


def certainty_words(links: Iterable[Link]) -> str:
    """Say which links are inferred; nothing where there are no links."""
    inferred = [link.is_inferred for link in links]
    if not inferred:
        return ""
    if all(inferred):
        return "Every link is inferred: no source draws it."
    count = sum(inferred)
    return f"{count} of {len(inferred)} links are inferred." if count else "No link is inferred."


def describe(model: LogicModel, beside: Beside = NOTHING_BESIDE) -> str:
    """Say everything that the drawing says, column by column."""
    parts = [_column_words(model, kind) for kind in KINDS]
    parts += _beside_words(model, beside)
    parts += [f"{bundle_words(*pair).capitalize()}." for pair in bundles(model)]
    parts.append(certainty_words(model.links))
    return " ".join(["Logic model.", *filter(None, parts)])


def _beside_words(model: LogicModel, beside: Beside) -> list[str]:
    names = {node.key: short_name(node) for node in model.nodes}
    told = [
        f"Outputs of {names[key]}: {'; '.join(outputs)}."
        for key, outputs in beside.outputs.items()
        if key in names
    ]
    return told + [
        f"{names[key]} says the same as {listed(same)}."
        for key, same in beside.same.items()
        if key in names
    ]


def _column_words(model: LogicModel, kind: str) -> str:
    nodes = model.column(kind)
    said = "; ".join(f"{full_name(node)}{_leads_to(model, node)}" for node in nodes)
    return f"{KIND_WORDS[kind][1]}: {said.rstrip('.') or 'not recorded'}."


def _leads_to(model: LogicModel, node: Node) -> str:
    names = {each.key: short_name(each) for each in model.nodes}
    targets = [names[link.target] for link in single_links(model) if link.source == node.key]
    return f", leads to {listed(targets)}" if targets else ""
