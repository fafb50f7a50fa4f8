"""What is refused before the layout engine sees it.

WeasyPrint's parser and layout take time that grows with the square of depth, attributes and pages:
100,000 nested elements parse for 16 s, 1,000 paragraphs lay out in 8 s, a colspan of 100,000 never
ends. This scan is linear, and stops at the first thing that is too much.
"""

import re
from html.parser import HTMLParser

from .errors import PdfError, PdfTooLargeError, UnsafeHtmlError

MAX_CHARACTERS = 800_000  # twice a report of 32 areas with 60 milestones each
MAX_ELEMENTS = 20_000
MAX_DEPTH = 60
MAX_ATTRIBUTES = 40  # of one element
MAX_SPAN = 50  # columns or rows of one cell
MAX_ROWS = 200  # of one table
MAX_CELLS = 12_000  # of all tables: about 2 ms each; such a report has 7,600

DECLARATION = re.compile(r"<!(?!doctype html>)|<\?", re.IGNORECASE)
SPANS = {"colspan", "rowspan", "span"}
SAFE_LINK = re.compile(r"#|https?://|mailto:|tel:", re.IGNORECASE)
VOID = frozenset(("area", "br", "col", "hr", "img", "meta", "wbr"))
# What runs, loads, asks for input, or is read by two parsers in two ways.
REFUSED = re.compile(
    "applet|audio|base|button|canvas|embed|fieldset|foreignobject|form|frame|frameset|iframe|input|"
    "link|math|noembed|noframes|noscript|object|plaintext|script|select|source|style|template|"
    "textarea|track|use|video|xmp"
)


def check_limits(html: str) -> None:
    """Refuse HTML that is too large to lay out, or that holds what a document may not.

    Raises PdfTooLargeError or UnsafeHtmlError.
    """
    if len(html) > MAX_CHARACTERS:
        raise _too_large(f"{len(html):,} characters", f"{MAX_CHARACTERS:,}")
    if found := DECLARATION.search(html):
        raise _unsafe(f"a comment or declaration (“{html[found.start() : found.start() + 20]}”)")
    scan = _Scan()
    scan.feed(html)
    scan.close()


def _too_large(found: str, limit: str) -> PdfError:
    return PdfTooLargeError(
        f"The document is too large to print: it has {found}, and {limit} is the most. "
        "Shorten it; a report's long tables belong in the data workbook."
    )


def _unsafe(found: str) -> PdfError:
    return UnsafeHtmlError(
        f"The document holds {found}, which a PDF may not. Remove it and make the PDF again."
    )


class _Scan(HTMLParser):
    """Counts what the HTML holds while it is read once."""

    def __init__(self) -> None:
        super().__init__()
        self._elements = 0
        self._cells = 0
        self._open: list[str] = []
        self._rows: list[int] = []  # of each table that is open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if REFUSED.fullmatch(tag):
            raise _unsafe(f"a “{tag}” element")
        self._elements += 1
        _limit(self._elements, MAX_ELEMENTS, "elements")
        _limit(len(attrs), MAX_ATTRIBUTES, "attributes on one element")
        self._count_table_part(tag)
        for name, value in attrs:
            _check_attribute(tag, name, value or "")
        if tag not in VOID:
            self._open.append(tag)
            _limit(len(self._open), MAX_DEPTH, "elements inside one another")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take ``<path/>`` as closed in an SVG; in HTML the stroke means nothing."""
        self.handle_starttag(tag, attrs)
        if "svg" in self._open:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        closed = None
        while tag in self._open and closed != tag:
            closed = self._open.pop()
            if closed == "table":
                self._rows.pop()

    def _count_table_part(self, tag: str) -> None:
        if tag == "table":
            self._rows.append(0)
        elif tag == "tr" and self._rows:
            self._rows[-1] += 1
            _limit(self._rows[-1], MAX_ROWS, "rows in one table")
        elif tag in ("td", "th"):
            self._cells += 1
            _limit(self._cells, MAX_CELLS, "table cells")


def _limit(count: int, limit: int, what: str) -> None:
    if count > limit:
        raise _too_large(f"more than {limit:,} {what}", f"{limit:,}")


def _check_attribute(tag: str, name: str, value: str) -> None:
    if name == "style":
        raise _unsafe("a “style” attribute")
    if name in SPANS and (not value.isdecimal() or int(value[:9]) > MAX_SPAN):
        raise _too_large(f"a {name} of “{value[:20]}”", str(MAX_SPAN))
    if tag == "a" and name == "href" and not SAFE_LINK.match(value.strip()):
        raise _unsafe(f"a link to “{value[:60]}”")
