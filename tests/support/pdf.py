"""Read a finished PDF the way a careful reader would: its words, its tags, what travels in it."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

ENTRIES = ("Alt", "Lang", "E", "ID")


@dataclass
class Tag:
    """One element of the tag tree: its entries (Alt, Lang, ID), attributes and kids.

    A kid is a tag or a run of words. ``links`` are the names of the link areas in it.
    """

    name: str
    entries: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: list["Tag | str"] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    @property
    def tags(self) -> list["Tag"]:
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    @property
    def text(self) -> str:
        """The words in it, with single spaces."""
        words = " ".join(kid.text if isinstance(kid, Tag) else kid for kid in self.kids)
        return " ".join(words.split())

    def walk(self) -> Iterator["Tag"]:
        yield self
        for tag in self.tags:
            yield from tag.walk()

    def all(self, *names: str) -> list["Tag"]:
        """Return every tag with one of the names, this one included, in reading order."""
        return [tag for tag in self.walk() if tag.name in names]

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Yield the tree as indented lines, for a person to read."""
        yield "  " * depth + " ".join([self.name, *self.entries.values()])
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.lines(depth + 1)
            else:
                yield "  " * (depth + 1) + repr(kid)


@dataclass
class EmbeddedFile:
    """A file that travels in the PDF."""

    name: str
    content: bytes
    media_type: str
    description: str
    relationship: str
    modified: str


@dataclass(frozen=True)
class HeaderCell:
    """A header cell of a table."""

    text: str
    scope: str


def tag_tree(pdf: bytes) -> Tag:
    """Return the tag tree, from its only root element."""
    with pikepdf.open(BytesIO(pdf)) as file:
        (root,) = file.Root.StructTreeRoot.K
        return _Tree(file).tag(root)


def artifacts(pdf: bytes, page: int) -> str:
    """Return the words of a page (counted from 0) that assistive technology skips."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return " ".join(text for mcid, text in _runs(file.pages[page]) if mcid is None)


def text_by_page(pdf: bytes) -> list[str]:
    """Return each page's words as pdftotext reads them, layout kept."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def header_cells(pdf: bytes) -> list[HeaderCell]:
    """Return every header cell with its scope ("Column", "Row"; "" if it has none)."""
    cells = tag_tree(pdf).all("TH")
    return [HeaderCell(cell.text, cell.attributes.get("Scope", "")) for cell in cells]


def figures_alt(pdf: bytes) -> list[str]:
    """Return every picture's alternative text; "" if it has none."""
    return [figure.entries.get("Alt", "") for figure in tag_tree(pdf).all("Figure")]


def link_names(pdf: bytes) -> list[str]:
    """Return the name of each link area, in reading order."""
    return [name for tag in tag_tree(pdf).walk() for name in tag.links]


def attachments(pdf: bytes) -> list[EmbeddedFile]:
    """Return the files that travel in the PDF as associated files."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return [_embedded(each) for each in file.Root.get("/AF", [])]


def _embedded(specification: Any) -> EmbeddedFile:
    stream = specification.EF.F
    return EmbeddedFile(
        name=str(specification.UF),
        content=stream.read_bytes(),
        media_type=str(stream.Subtype)[1:],
        description=str(specification.Desc),
        relationship=str(specification.AFRelationship)[1:],
        modified=str(stream.Params.ModDate),
    )


def outline(pdf: bytes) -> list[tuple[int, str]]:
    """Return the bookmarks as (level from 1, title), in order."""
    with pikepdf.open(BytesIO(pdf)) as file, file.open_outline() as bookmarks:
        return list(_levels(bookmarks.root, 1))


def _levels(items: Any, level: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, item.title
        yield from _levels(item.children, level + 1)


def language(pdf: bytes) -> str:
    """Return the document's language tag; "" if it says none."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return str(file.Root.get("/Lang", ""))


class _Tree:
    """Reads the tag tree of an open PDF."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        self._words = [_words_by_id(page) for page in file.pages]
        self._numbers = {page.obj.objgen: number for number, page in enumerate(file.pages)}

    def tag(self, element: Any) -> Tag:
        entries = {key: str(element[f"/{key}"]) for key in ENTRIES if f"/{key}" in element}
        tag = Tag(str(element.S)[1:], entries, _attributes(element))
        for kid in element.get("/K", []):
            self._add(tag, kid, element)
        return tag

    def _add(self, tag: Tag, kid: Any, element: Any) -> None:
        if isinstance(kid, int):
            tag.kids.append(self._words[self._numbers[element.Pg.objgen]][kid])
        elif kid.Type == "/MCR":
            tag.kids.append(self._words[self._numbers[kid.Pg.objgen]][int(kid.MCID)])
        elif kid.Type == "/OBJR":
            tag.links.append(str(kid.Obj.Contents))
        else:
            tag.kids.append(self.tag(kid))


def _attributes(element: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for each in element.get("/A", []):
        values |= {key[1:]: _plain(value) for key, value in each.items() if key != "/O"}
    return values


def _plain(value: Any) -> Any:
    if isinstance(value, pikepdf.Array):
        return [_plain(each) for each in value]
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    return str(value) if isinstance(value, pikepdf.String) else value


def _words_by_id(page: pikepdf.Page) -> dict[int, str]:
    """Return the words of each piece of marked content of a page, by its id."""
    words: dict[int, str] = {}
    for mcid, text in _runs(page):
        if mcid is not None:
            words[mcid] = words.get(mcid, "") + text
    return words


def _runs(page: pikepdf.Page) -> Iterator[tuple[int | None, str]]:
    """Yield each run of text with its marked-content id; None in an artifact."""
    open_marks: list[int | None] = []
    decode = _Decoder(page)
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator in ("BMC", "BDC"):
            open_marks.append(_mcid(operands))
            yield open_marks[-1], ""
        elif operator == "EMC":
            open_marks.pop()
        elif operator == "Tf":
            decode.font = str(operands[0])
        elif operator in ("TJ", "Tj"):
            yield (open_marks[-1] if open_marks else None), decode(operands[0])


def _mcid(operands: Any) -> int | None:
    properties = operands[1] if len(operands) > 1 else {}
    return int(properties["/MCID"]) if "/MCID" in properties else None


class _Decoder:
    """Turns the glyph codes of a page's fonts into words, by the fonts' own ToUnicode maps."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.font = ""
        fonts: Any = page.Resources.get("/Font", {})
        self._maps = {name: _to_unicode(font) for name, font in fonts.items()}

    def __call__(self, operand: Any) -> str:
        pieces = operand if isinstance(operand, pikepdf.Array) else [operand]
        codes = b"".join(bytes(each) for each in pieces if isinstance(each, pikepdf.String))
        glyphs = [codes[place : place + 2] for place in range(0, len(codes), 2)]
        return "".join(self._maps[self.font].get(glyph, "�") for glyph in glyphs)


def _to_unicode(font: Any) -> dict[bytes, str]:
    """Read the single characters (bfchar) of a font's ToUnicode map, the only kind we write."""
    words: dict[bytes, str] = {}
    inside = False
    for line in font.ToUnicode.read_bytes().decode().splitlines():
        if line.endswith("beginbfchar"):
            inside = True
        elif line.endswith("endbfchar"):
            inside = False
        elif inside:
            glyph, text = (bytes.fromhex(each) for each in line.strip("<>").split("> <"))
            words[glyph] = text.decode("utf-16-be")
    return words
