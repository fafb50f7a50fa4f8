"""Mends what page and line breaks did: WeasyPrint tags each part of a split element by itself."""

from itertools import groupby

from .nodes import Kid, Node


def join_split_elements(root: Node) -> None:
    """Mends paragraphs, sections, tables and links that became several because they were broken."""
    root.kids = _joined_rows(root) if root.tag == "TR" else _joined(root.kids)
    for node in root.nodes:
        join_split_elements(node)


def _joined(kids: list[Kid]) -> list[Kid]:
    joined: list[Kid] = []
    for kid in kids:
        if joined and _is_continuation(joined[-1], kid):
            joined[-1].kids += kid.kids  # type: ignore[union-attr]
        else:
            joined.append(kid)
    return joined


def _is_continuation(first: Kid, second: Kid) -> bool:
    """Neighbours from one HTML element are parts of it; only a table's head is printed twice."""
    if not isinstance(first, Node) or not isinstance(second, Node) or second.tag == "THead":
        return False
    return second.element is not None and _source(first) == _source(second)


def _source(node: Node) -> tuple[str, str, int]:
    return node.tag, node.name, id(node.element)


def _joined_rows(row: Node) -> list[Kid]:
    """Join the cells of a row that was broken: the parts of one cell are not neighbours."""
    in_order = {source: number for number, source in enumerate(map(_source, reversed(row.nodes)))}
    cells = sorted(row.nodes, key=lambda cell: -in_order[_source(cell)])
    return [kid for _, parts in groupby(cells, _source) for kid in _joined(list(parts))]


def keep_one_head(root: Node) -> None:
    """Mends table heads printed again on each page, which would be read as rows in the middle.

    Where a row is too tall for its page, the first head that is printed comes behind it.
    """
    for table in root.tagged("Table"):
        heads = [node for node in table.nodes if node.tag == "THead"]
        captions = [node for node in table.nodes if node.tag == "Caption"]
        rest = [kid for kid in table.kids if kid not in heads and kid not in captions]
        table.kids = [*captions, *heads[:1], *rest]
        join_split_elements(table)
