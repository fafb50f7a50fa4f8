"""Mends tables: WeasyPrint writes no scope, and loses headers that span columns or rows."""

from dataclasses import dataclass
from typing import Any

from .nodes import Node

SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


@dataclass(frozen=True)
class Cell:
    """A cell and the rows and columns that it covers."""

    node: Node
    rows: range
    columns: range

    @property
    def scope(self) -> str:
        return SCOPES.get(self.node.html("scope"), "")

    def is_head_of(self, other: "Cell") -> bool:
        """Tell whether this header cell is read out before the other cell."""
        if self.scope == "Column":
            return self.rows.start < other.rows.start and _overlap(self.columns, other.columns)
        return self.columns.start < other.columns.start and _overlap(self.rows, other.rows)


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


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
        for cell in cells:
            if cell.node.tag == "TD":
                names = [_name(number, header) for header in headers if header.is_head_of(cell)]
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
