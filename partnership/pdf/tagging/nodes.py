"""The tag tree as plain objects, between the one that WeasyPrint builds and the one we write."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Content:
    """A piece of a page's content, by its marked-content id: a run of text or a picture."""

    page: int
    mcid: int


@dataclass(frozen=True)
class LinkArea:
    """The clickable rectangle of a link; ``annotation`` is its PDF dictionary."""

    page: int
    annotation: Any


@dataclass(eq=False)
class Node:
    """One element of the tag tree.

    ``box`` is the laid-out box that it was made from, on page index ``page``. ``entries`` go into
    the structure element itself (Alt, Lang, E, ID), ``attributes`` into its attribute objects, by
    owner (Table, Layout, List).
    """

    tag: str
    page: int
    box: Any = None
    kids: list["Kid"] = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def element(self) -> Any:
        """The HTML element that it comes from; None for the document itself."""
        return None if self.box is None else self.box.element

    @property
    def name(self) -> str:
        """The HTML element's name, with the pseudo-element if it is one: "a", "a::after"."""
        return "" if self.element is None else str(self.box.element_tag)

    @property
    def nodes(self) -> list["Node"]:
        """The kids that are nodes themselves."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def html(self, attribute: str) -> str:
        """Return an attribute of the HTML element, "" without one; pseudo-elements have none."""
        if self.element is None or "::" in self.name:
            return ""
        return str(self.element.get(attribute, ""))

    def walk(self) -> Iterator["Node"]:
        """Yield this node and all below it, in reading order."""
        left = [self]
        while left:
            node = left.pop()
            yield node
            left.extend(kid for kid in reversed(node.kids) if isinstance(kid, Node))

    def tagged(self, tag: str) -> list["Node"]:
        """Return all nodes with a tag, this one included, in reading order."""
        return [node for node in self.walk() if node.tag == tag]

    def drop(self, unwanted: Callable[["Node"], bool]) -> None:
        """Take out the nodes below for which ``unwanted`` holds: they become artifacts."""
        self.kids = [kid for kid in self.kids if not (isinstance(kid, Node) and unwanted(kid))]
        for node in self.nodes:
            node.drop(unwanted)


Kid = Node | Content | LinkArea
