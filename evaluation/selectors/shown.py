"""The tables of waves as they were shown outside the evaluators."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from evaluation.models import Question, ShownTable, Wave
from evaluation.rules.breakdown import Gate, Layout, Shown, from_json
from evaluation.rules.conditions import Test
from evaluation.rules.publishing import key_of
from evaluation.rules.questionnaire import GRID, MULTIPLE, Item
from evaluation.rules.tallying import ALL, Instrument, What, is_counted

BASE = key_of(ALL, by_sector=False)
BASE_OF_PAIRS = key_of(ALL, by_sector=False, is_pair=True)


def layouts(of: Instrument) -> list[Layout]:
    """Everything that others are told of, in the order in which it is asked; scores last."""
    items = {item.code: item for item in of.asked.items}
    made: dict[str, list[Layout]] = {}
    for item in of.asked.items:
        if not is_place(item):
            gate = _gate(item, items, made)
            made[item.code] = [replace(layout, gate=gate) for layout in layouts_of(item)]
    found = [layout for some in made.values() for layout in some]
    for scale in of.scales:
        gates = (_gate(item, items, made) for item in of.asked.of_scale(scale.code))
        found.append(Layout(scale.what, gate=next(filter(None, gates), None)))
    return found


def _gate(
    item: Item, items: Mapping[str, Item], made: Mapping[str, Sequence[Layout]]
) -> Gate | None:
    """The earlier question that decides who was asked this one."""
    asked, on = item.asked, items.get(item.asked.shown_if)
    layouts = made.get(asked.shown_if, ())
    if asked.test is Test.ALWAYS or on is None:
        return None
    if is_place(on):
        return Gate(place=on.role == Question.Role.SECTOR)
    columns = layouts[0].columns
    values = tuple(sorted(each for each in columns if each in asked.values))
    is_exact = asked.test is Test.ONE_OF and on.kind != GRID and len(values) == len(asked.values)
    one = len(values) == 1 or on.kind != MULTIPLE
    return Gate(tuple(layouts), values, is_exact=bool(values) and is_exact and one)


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
