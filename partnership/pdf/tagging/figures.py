"""Mends pictures."""

from typing import Any

from .nodes import Node

POINTS_PER_PIXEL = 0.75
TITLE = "{http://www.w3.org/2000/svg}title"


def drop_decoration(root: Node) -> None:
    """Mends what is there for the eye only: leader dots, and whatever says aria-hidden."""
    root.drop(lambda node: getattr(node.box, "is_leader", False))
    root.drop(lambda node: node.html("aria-hidden") == "true")


def describe_figures(root: Node, pages: Any) -> None:
    """Mends pictures placed as if the page began at its top, in pixels; copies their titles."""
    for figure in root.tagged("Figure"):
        title = figure.element.find(TITLE)
        words = figure.html("alt") if title is None else "".join(title.itertext())
        figure.entries["Alt"] = " ".join(words.split())
        height = pages[figure.page].height
        figure.attributes["Layout"] = {"BBox": _bounds(figure.box, height), "Placement": "/Block"}


def _bounds(box: Any, page_height: float) -> list[float]:
    """Return left, bottom, right and top in points from the page's lower left corner."""
    left, top = box.content_box_x(), box.content_box_y()
    edges = [left, page_height - top - box.height, left + box.width, page_height - top]
    return [round(edge * POINTS_PER_PIXEL, 2) for edge in edges]
