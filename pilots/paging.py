"""Pages of long lists: counted exactly while that is quick, and honestly beyond."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

if TYPE_CHECKING:
    RowPaginator = Paginator
else:
    RowPaginator = {Row: Paginator}  # Django's own takes no type in brackets

ROWS_A_PAGE = 50
COUNTED_UP_TO = 10_000


class ListPaginator(RowPaginator[Row]):
    """Fifty rows a page; the count stops at 10,000, where nobody pages on.

    Counting every event of a national programme costs more than the page itself. Of rows that
    are read and `counted` already (up to one more than 10,000) it knows the pages alone.
    """

    def __init__(self, rows: QuerySet[Row, Any] | None, *, counted: int = 0) -> None:
        super().__init__(() if rows is None else rows, ROWS_A_PAGE)
        self.rows = rows
        self.known = counted

    @cached_property
    def counted(self) -> int:
        """How many rows there are; one more than 10,000 where there are more."""
        if self.rows is None:
            return self.known
        return self.rows.order_by()[: COUNTED_UP_TO + 1].count()

    @cached_property
    def count(self) -> int:
        """How many rows can be paged through."""
        return min(self.counted, COUNTED_UP_TO)

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than the list shows."""
        return self.counted > COUNTED_UP_TO

    def words(self, noun: str) -> str:
        """1 event; 1,204 events; more than 10,000 events."""
        more = "more than " if self.is_cut else ""
        return f"{more}{self.count:,} {noun}{'' if self.count == 1 else 's'}"
