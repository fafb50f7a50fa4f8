"""Write the mended tag tree into the PDF, in place of WeasyPrint's.

Whatever of a page's content or links is no longer in the tree is made an artifact or taken away, so
a mend only has to leave out what nobody should hear.
"""

from collections.abc import Iterator
from typing import Any

import pydyf

from .nodes import Kid, LinkArea, Node
from .reading import resolve


def write_tree(root: Node, pdf: Any) -> None:
    """Replace the PDF's structure tree."""
    _Writer(root, pdf).write()


class _Writer:
    def __init__(self, root: Node, pdf: Any) -> None:
        self._pdf = pdf
        self._root = root
        self._tree = resolve(pdf, pdf.catalog["StructTreeRoot"])
        self._pages = [resolve(pdf, reference) for reference in pdf.page_references]
        self._owners: list[dict[int, bytes]] = [{} for _ in self._pages]
        self._areas: list[tuple[LinkArea, bytes]] = []
        self._objects: dict[Node, Any] = {}

    def write(self) -> None:
        self._give_objects()
        self._tree["K"] = pydyf.Array([self._objects[self._root].reference])
        self._write_node(self._root, self._tree)
        self._write_parent_tree()
        for number in range(len(self._pages)):
            self._mark_artifacts(number)
            self._drop_annotations(number)

    def _give_objects(self) -> None:
        """Give each node a PDF object: WeasyPrint's own as far as they go, then new ones."""
        old = [each for each in self._pdf.objects if _is_structure(each)]
        for each in old:
            each.clear()
        free = iter(old)
        for node in self._root.walk():
            given = next(free, None)
            self._objects[node] = self._new_object() if given is None else given

    def _new_object(self) -> Any:
        new = pydyf.Dictionary()
        self._pdf.add_object(new)
        return new

    def _write_node(self, node: Node, parent: Any) -> None:
        written = self._objects[node]
        written.update({"Type": "/StructElem", "S": f"/{node.tag}", "P": parent.reference})
        written["Pg"] = self._pages[node.page].reference
        written.update({key: pydyf.String(text) for key, text in node.entries.items()})
        if node.attributes:
            written["A"] = pydyf.Array(_attributes(node))
        written["K"] = pydyf.Array([self._kid(kid, node) for kid in node.kids])
        for kid in node.nodes:
            self._write_node(kid, written)

    def _kid(self, kid: Kid, node: Node) -> Any:
        if isinstance(kid, Node):
            return self._objects[kid].reference
        if isinstance(kid, LinkArea):
            self._areas.append((kid, self._objects[node].reference))
            return self._elsewhere("/OBJR", kid.page, Obj=kid.annotation.reference)
        self._owners[kid.page][kid.mcid] = self._objects[node].reference
        if kid.page == node.page:
            return kid.mcid
        return self._elsewhere("/MCR", kid.page, MCID=kid.mcid)

    def _elsewhere(self, kind: str, page: int, **entry: Any) -> Any:
        return pydyf.Dictionary({"Type": kind, "Pg": self._pages[page].reference, **entry})

    def _write_parent_tree(self) -> None:
        """Write the way back from each page's content and each link to its element."""
        numbers = pydyf.Array()
        for number, owners in enumerate(self._owners):
            ids = range(max(owners, default=-1) + 1)
            numbers += [number, pydyf.Array([owners.get(mcid, b"null") for mcid in ids])]
        for number, (area, owner) in enumerate(self._areas, start=len(self._pages)):
            area.annotation["StructParent"] = number
            numbers += [number, owner]
        resolve(self._pdf, self._tree["ParentTree"])["Nums"] = numbers
        self._tree["ParentTreeNextKey"] = len(self._pages) + len(self._areas)

    def _mark_artifacts(self, number: int) -> None:
        """Mark the page's content that is not in the tree: running heads, repeated table heads."""
        stream = resolve(self._pdf, self._pages[number]["Contents"]).stream
        for place, mcid in _marked(stream):
            if mcid not in self._owners[number]:
                stream[place - 1] = "/Artifact"
                stream[place] = pydyf.Dictionary({"Type": "/Pagination"})

    def _drop_annotations(self, number: int) -> None:
        kept = {area.annotation.reference for area, _ in self._areas}
        page = self._pages[number]
        for reference in page.get("Annots", ()):
            if reference not in kept:
                resolve(self._pdf, reference).clear()
        if "Annots" in page:
            page["Annots"] = pydyf.Array(each for each in page["Annots"] if each in kept)


def _is_structure(each: Any) -> bool:
    return isinstance(each, dict) and each.get("Type") in ("/StructElem", "/OBJR")


def _attributes(node: Node) -> Iterator[Any]:
    for owner, entries in node.attributes.items():
        yield pydyf.Dictionary({"O": f"/{owner}", **{k: _value(v) for k, v in entries.items()}})


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return pydyf.Array(
            [pydyf.String(each) if isinstance(each, str) else each for each in value]
        )
    return value


def _marked(stream: list[Any]) -> Iterator[tuple[int, int]]:
    """Yield the place and the id of each piece of marked content."""
    for place, operand in enumerate(stream):
        if isinstance(operand, dict) and "MCID" in operand:
            yield place, operand["MCID"]
