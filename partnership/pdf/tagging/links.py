"""Mends links: WeasyPrint names them by their address and makes several of one."""

from typing import Any

import pydyf

from .nodes import Kid, LinkArea, Node


def keep_one_area(root: Node) -> None:
    """Mends links with a second clickable area for each element inside of them."""
    for link in root.tagged("Link"):
        if link.name == "a":
            for node in link.walk():
                if node.name != "a":
                    node.kids = [kid for kid in node.kids if not isinstance(kid, LinkArea)]
    for node in root.walk():
        if node.tag == "Link" and node.name != "a":
            node.tag = "NonStruct"


def name_links(root: Node, pdf: Any) -> None:
    """Mends links named "section-2" or "https://…": a link is named by its words and its page."""
    pages = _pages_of_names(pdf)
    for link in root.tagged("Link"):
        words = " ".join("".join(link.element.itertext()).split())
        for area in filter(_is_area, link.kids):
            page = pages.get(_target(area))
            name = words if page is None else f"{words}, page {page}"
            area.annotation["Contents"] = pydyf.String(name)  # type: ignore[union-attr]


def _is_area(kid: Kid) -> bool:
    return isinstance(kid, LinkArea)


def _target(area: Any) -> str | None:
    destination = area.annotation.get("Dest")
    return None if destination is None else str(destination.string)


def _pages_of_names(pdf: Any) -> dict[str | None, int]:
    """Return the page number of each place that a link may lead to."""
    numbers = {reference: number for number, reference in enumerate(pdf.page_references, start=1)}
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    return {
        name.string: numbers[target[0]]
        for name, target in zip(names[::2], names[1::2], strict=True)
    }
