"""What would make a PDF that some people can't read, found in the HTML before it is laid out.

WeasyPrint passes over all of this in silence, and veraPDF sees little of it: it passes a table
without header cells, and a picture is only found out if nobody gave it any title.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from .errors import InaccessibleHtmlError

SVG = "{http://www.w3.org/2000/svg}"
SCOPES = ("col", "row", "colgroup", "rowgroup")


def check_accessibility(root: Any) -> None:
    """Refuse a parsed document with faults, all of them named. Raises InaccessibleHtmlError."""
    faults = [fault for check in CHECKS for fault in check(root)]
    if faults:
        raise InaccessibleHtmlError(
            f"The PDF was not made, because some people could not read it: {'; '.join(faults)}."
        )


def _language(root: Any) -> Iterator[str]:
    if not root.get("lang"):
        yield "the document does not say its language"


def _headings(root: Any) -> Iterator[str]:
    """The first heading is the only h1, and none skips a level."""
    before = 0
    for heading in root.iter():
        if isinstance(heading.tag, str) and re.fullmatch("h[1-6]", heading.tag):
            level = int(heading.tag[1])
            if level > before + 1 or (level == 1 and before):
                yield f"the heading “{_words(heading)}” is out of order (h{level} after h{before})"
            before = level
    if not before:
        yield "there is no heading"


def _tables(root: Any) -> Iterator[str]:
    for number, table in enumerate(root.iter("table"), start=1):
        headers = list(table.iter("th"))
        if not headers:
            yield f"table {number} has no header cells"
        for cell in headers:
            if cell.get("scope") not in SCOPES:
                yield f"the header cell “{_words(cell)}” of table {number} has no scope"


def _pictures(root: Any) -> Iterator[str]:
    drawings = (svg for svg in root.iter(f"{SVG}svg") if svg.get("aria-hidden") != "true")
    for number, svg in enumerate(drawings, start=1):
        title = svg.find(f"{SVG}title")
        if title is None or not _words(title):
            yield f"drawing {number} has no title that says what it shows"
    for image in root.iter("img"):
        if not image.get("alt", "").strip() and image.get("aria-hidden") != "true":
            yield f"the image “{image.get('src', '')}” has no alternative text"


def _links(root: Any) -> Iterator[str]:
    places = {element.get("id") for element in root.iter()}
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in places:
            yield f"the link “{_words(link)}” leads to “{target}”, which is not there"
        if target and not _words(link):
            yield f"the link to “{target}” has no words"


def _names(root: Any) -> Iterator[str]:
    seen: set[str] = set()
    for element in root.iter():
        name = element.get("id")
        if name in seen:
            yield f"the id “{name}” is there twice"
        if name:
            seen.add(name)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


CHECKS: tuple[Callable[[Any], Iterator[str]], ...] = (
    _language,
    _headings,
    _tables,
    _pictures,
    _links,
    _names,
)
