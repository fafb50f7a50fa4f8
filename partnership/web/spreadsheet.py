"""Lists as files for a spreadsheet, in which no cell can run as a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse

BYTE_ORDER_MARK = "\N{BYTE ORDER MARK}"  # without it Excel reads UTF-8 as something else
GUARD = "'"
# What spreadsheets take for the start of a formula, in ASCII and full width.
ACTIVE = tuple("=+-@\t\r\n＝＋－＠")


def guarded(value: object) -> str:
    """A cell's text that starts no formula: active ones get an apostrophe before them.

    Text that already starts with an apostrophe before an active character gets
    one more, so that `unguarded` always gives back what was there.
    """
    text = "" if value is None else str(value)
    is_active = text.lstrip(GUARD + " ").startswith(ACTIVE) or text.startswith(ACTIVE)
    return GUARD + text if is_active else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    bare = text[1:]
    return bare if text.startswith(GUARD) and guarded(bare) == text else text


def kept_from_unguarding(text: str) -> str:
    """Text for a file whose cells need no guard, which `unguarded` gives back as it is."""
    return text if unguarded(text) == text else GUARD + text


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a CSV file, each cell and head guarded; numbers stay numbers."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow([guarded(head) for head in heads])
    for row in rows:
        yield writer.writerow([_cell(value) for value in row])


def _cell(value: object) -> Any:
    return value if isinstance(value, int | float) else guarded(value)


def csv_response(
    name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """Send rows as the file `name`, as they come: memory does not grow with the list."""
    response = StreamingHttpResponse(csv_lines(heads, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
