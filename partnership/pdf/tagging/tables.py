"""Mends tables: WeasyPrint writes no scope, and loses headers that span columns or rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .nodes import Node

SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


@dataclass(frozen=True)
class Cell:
    """A cell and the rows and columns that it covers."""

    node: Node
    rows: range
    columns: range

    @cached_property
    def scope(self) -> str:
        return SCOPES.get(self.node.html("scope"), "")

    def is_head_of(self, other: "Cell") -> bool:
        """Tell whether this header cell is read out before the other cell."""
        if self.scope == "Column":
            return self.rows.start < other.rows.start and _overlap(self.columns, other.columns)
        return self.columns.start < other.columns.start and _overlap(self.rows, other.rows)


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


class _Heads:
    """A table's header cells by what they cover: to try each for each cell takes a second."""

    def __init__(self, headers: Sequence[Cell]) -> None:
        self._headers = headers
        self._of_columns = defaultdict[int, list[int]](list)
        self._of_rows = defaultdict[int, list[int]](list)
        for place, header in enumerate(headers):
            is_above = header.scope == "Column"
            for each in header.columns if is_above else header.rows:
                (self._of_columns if is_above else self._of_rows)[each].append(place)

    def of(self, cell: Cell) -> list[Cell]:
        """Those that are read out before the cell, in the table's order."""
        above = (place for each in cell.columns for place in self._of_columns[each])
        beside = (place for each in cell.rows for place in self._of_rows[each])
        found = (self._headers[place] for place in sorted({*above, *beside}))
        return [header for header in found if header.is_head_of(cell)]


def name_header_cells(root: Node) -> None:
    """Mends header cells without a scope, and cells that don't know their headers."""
    for number, table in enumerate(root.tagged("Table"), start=1):
        cells = lay_grid(table)
        headers = [cell for cell in cells if cell.node.tag == "TH"]
        for cell in cells:
            cell.node.attributes["Table"] = _spans(cell)
        for header in headers:
            header.node.attributes["Table"]["Scope"] = f"/{header.scope}"
            header.node.entries["ID"] = _name(number, header)
        heads = _Heads(headers)
        for cell in cells:
            if cell.node.tag == "TD":
                names = [_name(number, header) for header in heads.of(cell)]
                cell.node.attributes["Table"]["Headers"] = names


def _name(table: int, cell: Cell) -> str:
    return f"table-{table}-row-{cell.rows.start}-column-{cell.columns.start}"


def _spans(cell: Cell) -> dict[str, Any]:
    spans = {"RowSpan": len(cell.rows), "ColSpan": len(cell.columns)}
    return {key: span for key, span in spans.items() if span > 1}


def lay_grid(table: Node) -> list[Cell]:
    """Return a table's cells with their places, row by row."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row, node in enumerate(table.tagged("TR")):
        column = 0
        for kid in node.nodes:
            while (row, column) in taken:
                column += 1
            rows, columns = (
                range(row, row + kid.box.rowspan),
                range(column, column + kid.box.colspan),
            )
            taken |= {(each_row, each) for each_row in rows for each in columns}
            cells.append(Cell(kid, rows, columns))
    return cells
