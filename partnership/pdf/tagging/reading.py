"""Read WeasyPrint's tag tree together with the boxes that it was built from.

WeasyPrint keeps no link from a structure element to its box, but builds the elements from the
boxes in a fixed order (weasyprint/pdf/tags.py). Going through both at once gives each its HTML
element back. Every kid has to be used up: a new WeasyPrint that builds otherwise is noticed.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from ..errors import PdfNotMadeError
from .nodes import Content, Kid, LinkArea, Node

LISTS = ("ul", "ol")


def read_tree(document: Any, pdf: Any) -> Node:
    """Return the tag tree with each element's box; the margin boxes' elements are left out."""
    root = Node("Document", page=0)
    elements = _Elements(pdf, _structure_document(pdf))
    for number, page in enumerate(document.pages):
        reader = _Reader(pdf, number)
        root.kids += [reader.node(box, elements.next()) for box in _top_boxes(page._page_box)]
    elements.finish()
    return root


def _structure_document(pdf: Any) -> Any:
    root = resolve(pdf, pdf.catalog["StructTreeRoot"])
    return resolve(pdf, root["K"][0])


def resolve(pdf: Any, reference: bytes) -> Any:
    """Return the object that a reference such as ``b"12 0 R"`` points to."""
    return pdf.objects[int(reference.split()[0])]


def _top_boxes(box: Any) -> Iterator[Any]:
    """Yield the boxes whose elements stand directly in the document's element."""
    box = _placed(box)
    if isinstance(box, boxes.MarginBox):
        return
    is_frame = isinstance(box, boxes.PageBox) or box.element_tag in ("html", "body")
    if is_frame and isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.LineBox):
        for child in box.children:
            yield from _top_boxes(child)
    else:
        yield box


def _placed(box: Any) -> Any:
    return box._box if isinstance(box, AbsolutePlaceholder) else box


class _Elements:
    """The kids of one structure element, taken one by one."""

    def __init__(self, pdf: Any, element: Any) -> None:
        self._pdf = pdf
        self._kids = list(reversed(element["K"]))

    def next(self) -> Any:
        """Return the next kid: a number, or the object that it refers to."""
        if not self._kids:
            raise _mismatch()
        kid = self._kids.pop()
        return kid if isinstance(kid, int) else resolve(self._pdf, kid)

    def finish(self) -> None:
        if self._kids:
            raise _mismatch()


def _mismatch() -> PdfNotMadeError:
    return PdfNotMadeError(
        "The PDF's reading order could not be worked out, so no PDF was made. "
        "Please report this to whoever runs the site."
    )


class _Reader:
    """Reads one page's elements."""

    def __init__(self, pdf: Any, page: int) -> None:
        self._pdf = pdf
        self._page = page

    def node(self, box: Any, element: Any) -> Node:
        """Return a box's structure element with all below it."""
        box = _placed(box)
        node = Node(element["S"].removeprefix("/"), self._page, box)
        elements = _Elements(self._pdf, element)
        if node.tag == "LI" and _is_wrapped(box):
            node.kids = [self.node(box, elements.next())]
        else:
            node.kids = list(self._kids(node, _with_table(box), elements))
        elements.finish()
        return node

    def _kids(self, node: Node, box: Any, elements: _Elements) -> Iterator[Kid]:
        if node.box.link_annotation:
            elements.next()
            yield LinkArea(self._page, node.box.link_annotation)
        for child in _children(box):
            if isinstance(child, boxes.TextBox):
                yield Content(self._page, _mcid(elements.next()))
            elif node.tag != "LI" or child.element_tag not in LISTS:
                yield self.node(child, elements.next())
                yield from self._nested_lists(child, elements)
        if isinstance(box, boxes.ReplacedBox):
            yield Content(self._page, elements.next())

    def _nested_lists(self, item: Any, elements: _Elements) -> Iterator[Node]:
        """Yield the lists in a list item: WeasyPrint puts them behind it, not into it."""
        item = _placed(item)
        if item.element_tag == "li" and isinstance(item, boxes.ParentBox) and not _is_wrapped(item):
            for child in _children(item):
                if child.element_tag in LISTS:
                    yield self.node(child, elements.next())


def _is_wrapped(box: Any) -> bool:
    """Tell whether WeasyPrint made two elements, LI and LBody, of one box."""
    bulleted = "list-item" in box.style["display"] and box.style["list_style_type"] != "none"
    return box.element_tag in ("dt", "dd") or (box.element_tag == "li" and not bulleted)


def _with_table(box: Any) -> Any:
    """Return a table's wrapper with the table's own children in the table's place."""
    table = box.get_wrapped_table() if box.is_table_wrapper else None
    if table is None:
        return box
    merged = table.copy_with_children([])
    for child in box.children:
        merged.children.extend(child.children if child is table else [child])
    return merged


def _children(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        yield from child.children if isinstance(child, boxes.LineBox) else [child]


def _mcid(kid: Any) -> int:
    """Return a text's marked-content id: in a link it stands alone, elsewhere in a Span."""
    return kid if isinstance(kid, int) else int(kid["K"][0])
