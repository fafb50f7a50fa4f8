"""Several counts in one query."""

from collections.abc import Sequence
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

from partnership.programmes.models import Programme


class CountOf(Subquery):
    """How many rows a query has, as a value of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def counts_beside(
    rows: QuerySet[Programme], columns: Sequence[str], **queries: QuerySet[Any]
) -> tuple[dict[str, int], list[tuple[Any, ...]]]:
    """How many rows each query has, by its name, and the columns of `rows`; one query in all.

    There must be a row: of a programme, beside what is asked of it. The counts
    depend on none, so that the database takes each of them once.
    """
    names = {f"number_of_{name}": name for name in queries}  # a programme has fields of its own
    counted = {key: CountOf(queries[name].order_by().values("pk")) for key, name in names.items()}
    found = list(rows.annotate(**counted).values_list(*names, *columns))
    counts = dict(zip(names.values(), found[0], strict=False))
    return counts, [row[len(names) :] for row in found]
