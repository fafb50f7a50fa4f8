"""The tables of waves as they were shown outside the evaluators."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from evaluation.models import Question, ShownTable, Wave
from evaluation.rules.breakdown import Layout, Shown, from_json
from evaluation.rules.publishing import key_of
from evaluation.rules.questionnaire import GRID, MULTIPLE, Item
from evaluation.rules.tallying import ALL, Instrument, What, is_counted

BASE = key_of(ALL, by_sector=False)
BASE_OF_PAIRS = key_of(ALL, by_sector=False, is_pair=True)


def layouts(of: Instrument) -> list[Layout]:
    """Everything that others are told of, in the order in which it is asked; scores last."""
    found = [layout for item in of.asked.items if not is_place(item) for layout in layouts_of(item)]
    return found + [Layout(scale.what) for scale in of.scales]


def is_place(item: Item) -> bool:
    """Whether it asks where somebody is from, which groups tell others, and no question does.

    Its answers are the sizes of the groups: a table of its own could hide other ones than they.
    """
    return item.role in (Question.Role.AREA, Question.Role.SECTOR)


def layouts_of(item: Item) -> list[Layout]:
    """What figures are given of one question; one for each row of a grid."""
    columns = tuple(
        option.value
        for option in item.options
        if is_counted(item) and option.value not in item.missing
    )
    personal = bool(item.role)
    if item.kind == GRID:
        return [Layout(What(item.pk, row.pk), columns, personal) for row in item.rows]
    return [Layout(What(item.pk), columns, personal, several=item.kind == MULTIPLE)]


def earlier(wave: Wave) -> dict[str, list[Shown]]:
    """All that was shown of a wave, by key, the oldest first; one query."""
    found: dict[str, list[Shown]] = defaultdict(list)
    for key, cells in wave.shown_tables.order_by("shown_on", "pk").values_list("key", "cells"):
        if "rows" in cells:
            found[key].append(from_json(cells))
    return found


def newest(
    waves: Sequence[Wave],
    ending: str = "",
    *,
    by: date = date.max,
    keys: Collection[str] | None = None,
) -> dict[int, dict[str, tuple[date, Shown]]]:
    """What was shown last by a day, by wave and key, with its day; one query.

    Of those keys alone that end so, or that are named, if that is asked.
    """
    found: dict[int, dict[str, tuple[date, Shown]]] = {wave.pk: {} for wave in waves}
    named = Q() if keys is None else Q(key__in=keys)
    rows = _last(
        ShownTable.objects.filter(named, wave__in=waves, shown_on__lte=by, key__endswith=ending),
        by,
    )
    for wave, name, day, cells in rows.values_list("wave", "key", "shown_on", "cells"):
        if "rows" in cells:
            found[wave][name] = day, from_json(cells)
    return found


def last_shown(waves: Sequence[Wave], key: str) -> dict[int, tuple[date, int | None]]:
    """When each wave was shown last, and how many people it had then; one query."""
    rows = _last(ShownTable.objects.filter(wave__in=waves, key=key))
    return {
        wave: (day, from_json(cells).base(""))
        for wave, day, cells in rows.values_list("wave", "shown_on", "cells")
        if "rows" in cells
    }


def shown_base(wave: Any, by: date) -> Any:
    """How many had answered a wave of a query by a day, as far as that was shown then, or null."""
    rows = ShownTable.objects.filter(wave=wave, key=BASE, shown_on__lte=by)
    whole = Cast(KeyTextTransform("whole", "cells"), IntegerField())
    return Subquery(rows.order_by("-shown_on", "-pk").values(whole=whole)[:1])


def _last(rows: QuerySet[ShownTable], by: date = date.max) -> Any:
    later = ShownTable.objects.filter(
        wave=OuterRef("wave"),
        key=OuterRef("key"),
        shown_on__gt=OuterRef("shown_on"),
        shown_on__lte=by,
    )
    return rows.filter(~Exists(later)).order_by("pk")
