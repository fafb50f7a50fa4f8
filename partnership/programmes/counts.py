"""Several counts in one query."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.db.models.expressions import Combinable

from partnership.programmes.models import Programme


class CountOf(Subquery):
    """How many rows a query has, as a value of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def number_of(query: QuerySet[Any]) -> CountOf:
    """How many rows a query has."""
    return CountOf(query.order_by().values("pk"))


def counts_beside(
    rows: QuerySet[Programme], columns: Sequence[str], **queries: QuerySet[Any] | Combinable
) -> QuerySet[Any, Any]:
    """How many rows each query has, and then the columns of `rows`; one query in all.

    An expression in the place of a query is a number already.

    There must be a row: of a programme, beside what is asked of it. The counts
    depend on none, so that the database takes each of them once. `parted` reads it.
    """
    counted = {  # a programme has fields of its own
        f"number_of_{name}": number_of(query) if isinstance(query, QuerySet) else query
        for name, query in queries.items()
    }
    return rows.annotate(**counted).values_list(*counted, *columns)


def parted(
    names: Sequence[str], found: Iterable[tuple[Any, ...]]
) -> tuple[dict[str, int], list[tuple[Any, ...]]]:
    """The counts by the names of their queries, and each row's columns."""
    rows = list(found)
    counts = dict(zip(names, rows[0], strict=False))
    return counts, [row[len(names) :] for row in rows]
