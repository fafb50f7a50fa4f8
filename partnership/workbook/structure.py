"""First check: are these the workbook's sheets and columns, and can each cell be read?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

import tablib

from partnership.workbook.book import MOST_ROWS, Book
from partnership.workbook.cells import Raw, is_empty, read_cell
from partnership.workbook.draft import Draft, Row
from partnership.workbook.faults import CellError, Fault, quoted
from partnership.workbook.sheet import Sheet
from partnership.workbook.sheets import BY_NAME, SHEETS

MOST_LISTED = 60  # names in one message


def read_rows(book: Book, draft: Draft) -> None:
    """Read every cell of every known sheet into the draft's rows, noting all faults."""
    draft.faults += book.faults
    sheets = list(book.sheets.sheets())
    if not any(len(sheet) for sheet in sheets):
        draft.faults.append(Fault("The workbook is empty: no sheet has a row."))
        return
    draft.faults += _sheet_faults([sheet.title or "" for sheet in sheets])
    for dataset in sorted(sheets, key=_place):
        if dataset.title in BY_NAME and not draft.rows[BY_NAME[dataset.title].model]:
            _read_sheet(BY_NAME[dataset.title], dataset, book, draft)


def _place(dataset: tablib.Dataset) -> int:
    """Where the sheet stands in the order of loading; unknown ones last."""
    names = list(BY_NAME)
    return names.index(dataset.title) if dataset.title in BY_NAME else len(names)


def _sheet_faults(titles: Sequence[str]) -> Iterator[Fault]:
    for title, count in Counter(titles).items():
        if title not in BY_NAME:
            yield Fault(f"There is no sheet {quoted(title)}.", nearest(title, list(BY_NAME)))
        elif count > 1:
            yield Fault(f"Sheet {quoted(title)} stands {count} times.", "Put its rows together.")
    if SHEETS[0].name not in titles:
        yield Fault("Sheet “programme” is missing.", "It holds one row, the programme's.")


def nearest(word: str, known: Sequence[str]) -> str:
    """Did you mean …? or the words there are, where nothing comes near."""
    found = get_close_matches(word.lower(), [name.lower() for name in known], n=1, cutoff=0.6)
    match = next((name for name in known if found and name.lower() == found[0]), None)
    if match:
        return f"Did you mean {quoted(match)}?"
    listed = ", ".join(known[:MOST_LISTED])
    more = f" and {len(known) - MOST_LISTED} more" if len(known) > MOST_LISTED else ""
    return f"There are: {listed}{more}." if known else "There are none."


def _read_sheet(sheet: Sheet, dataset: tablib.Dataset, book: Book, draft: Draft) -> None:
    if len(dataset) > MOST_ROWS:
        draft.faults.append(Fault(f"It has over {MOST_ROWS:,} rows.", sheet=sheet.name))
        return
    headers = [str(header or "").strip() for header in dataset.headers or []]
    rows = [list(row) for row in dataset]
    draft.faults += _header_faults(sheet, headers, rows, book)
    for number, cells in enumerate(rows, start=book.first_row):
        if any(cell is not None and cell != "" for cell in cells):
            by_name = dict(zip(reversed(headers), reversed(cells), strict=True))
            draft.rows[sheet.model].append(_read_row(sheet, number, by_name, draft))


def _header_faults(
    sheet: Sheet, headers: Sequence[str], rows: Sequence[Sequence[Raw]], book: Book
) -> Iterator[Fault]:
    """Columns that are unknown, stand twice or have no name; required ones that lack."""
    for place, header in enumerate(headers):
        filled = (n for n, row in enumerate(rows, book.first_row) if row[place] is not None)
        row = next(filled, None)
        if not header and row is not None:
            wrong = "A cell is filled in a column without a name."
            yield Fault(wrong, "Name it, or empty the cell.", sheet.name, row)
        elif header and header not in sheet.names:
            right = nearest(header, sheet.names)
            wrong = f"There is no column {quoted(header)}."
            yield Fault(wrong, right, sheet.name, 1 if book.has_header_row else row, header)
        elif header and header in headers[:place]:
            yield Fault("The column stands twice.", "Keep one of the two.", sheet.name, 1, header)
    for column in sheet.columns if rows else ():
        if column.is_required and column.name not in headers:
            wrong = "The column is missing, and required."
            yield Fault(wrong, column.help, sheet.name, None, column.name)


def _read_row(sheet: Sheet, number: int, raw: dict[str, Raw], draft: Draft) -> Row:
    row = Row(sheet, number, {})
    for column in sheet.columns:
        row.cells[column.name] = column.default
        try:
            row.cells[column.name] = read_cell(raw.get(column.name), column)
        except CellError as error:
            draft.fault(row, column.name, error.wrong, error.right)
            continue
        if column.is_required and is_empty(row.cells[column.name]):
            row.faulty.add(column.name)
            if column.name in raw:
                draft.fault(row, column.name, "The cell is empty, and required.", column.help)
    return row
