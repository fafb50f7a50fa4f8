"""Records in brief: rows of several kinds that are asked for in one query together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast

NUMBERS, WORDS = 3, 6


@dataclass(frozen=True)
class Row:
    """A record in brief: which keys and words it has is said where its kind is asked for."""

    keys: tuple[int, ...]
    words: tuple[str, ...]


Gathered = Mapping[str, list[Row]]


def together(queries: Iterable[QuerySet[Any, Any]]) -> Gathered:
    """The rows of `in_brief` queries by their kind; one query."""
    first, *more = queries
    found: dict[str, list[Row]] = defaultdict(list)
    for kind, *columns in first.union(*more, all=True):
        keys = tuple(int(each or 0) for each in columns[:NUMBERS])
        found[kind].append(Row(keys, tuple(str(each or "") for each in columns[NUMBERS:])))
    return found


def in_brief(
    kind: str, rows: QuerySet[Any], keys: list[Any], words: list[Any]
) -> QuerySet[Any, Any]:
    """What `together` puts together: up to three keys, and up to six words."""
    keys = [*keys, *[Value(0)] * (NUMBERS - len(keys))]
    words = [*words, *[Value("")] * (WORDS - len(words))]
    return rows.order_by().values_list(Value(kind), *map(_column, keys), *map(_column, words))


def _column(name: Any) -> Any:
    return F(name) if isinstance(name, str) else name


def as_text(name: Any) -> Cast:
    """A date or a number among the words."""
    return Cast(name, CharField(max_length=40))
