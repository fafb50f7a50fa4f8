"""Several counts in one query."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

from partnership.programmes.models import Programme


class CountOf(Subquery):
    """How many rows a query has, as a value of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def counts_of(programme: Programme, **queries: QuerySet[Any]) -> dict[str, int]:
    """How many rows each query has, by its name; one query in all."""
    names = {f"number_of_{name}": name for name in queries}  # a programme has fields of its own
    counted = {key: CountOf(queries[name].order_by().values("pk")) for key, name in names.items()}
    found: dict[str, Any] = {**Programme.objects.filter(pk=programme.pk).values(**counted).get()}
    return {name: found[key] for key, name in names.items()}
