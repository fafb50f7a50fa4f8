"""The tree of themes, and the framework matrix of cases by themes; each is one query or two."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, QuerySet, Value
from django.db.models.functions import Cast

from evaluation.models import CaseSummary, Coding, Conversation, Excerpt, Theme
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach


@dataclass(frozen=True)
class Branch:
    """A theme and how deep it stands in the tree, 0 at the top."""

    theme: Any
    depth: int


def tree(programme: Programme) -> list[Branch]:
    """Every theme below the one it is part of, with how many excerpts are coded to it."""
    themes = list(programme.themes.annotate(coded=Count("codings")).order_by("position", "name"))
    under: dict[int | None, list[Any]] = defaultdict(list)
    for each in themes:
        under[each.part_of_id].append(each)
    return list(_branches(under, None, 0))


def _branches(
    under: dict[int | None, list[Theme]], top: int | None, depth: int
) -> Iterator[Branch]:
    for each in under[top]:
        yield Branch(each, depth)
        yield from _branches(under, each.pk, depth + 1)


class Named(NamedTuple):
    """A theme, or an area, as a filter offers it."""

    kind: str
    pk: int
    slug: str
    name: str
    part_of_id: int | None
    position: int


def offered(programme: Programme, reach: Reach) -> tuple[list[Branch], list[Named]]:
    """The tree of themes, and the areas within reach, for filters; one query."""
    nothing = Cast(Value(None), BigIntegerField())
    columns = ("pk", "slug", "name")
    themes = programme.themes.order_by().values_list(
        Value("theme"), *columns, "part_of_id", "position"
    )
    areas = programme.areas.visible_to(reach).order_by()
    rows = [
        Named(*row)
        for row in themes.union(areas.values_list(Value("area"), *columns, nothing, "position"))
    ]
    rows.sort(key=lambda each: (each.position, each.name))
    under: dict[int | None, list[Any]] = defaultdict(list)
    for each in rows:
        if each.kind == "theme":
            under[each.part_of_id].append(each)
    return list(_branches(under, None, 0)), [each for each in rows if each.kind == "area"]


def find_theme(programme: Programme, slug: str) -> Theme:
    """A theme; raises Theme.DoesNotExist."""
    return programme.themes.select_related("part_of").get(slug=slug)


def coded_to(theme: Theme) -> QuerySet[Excerpt]:
    """What is coded to a theme, in the order of its conversations."""
    return (
        Excerpt.objects.filter(codings__theme=theme)
        .select_related("conversation__area")
        .order_by("-conversation__day", "conversation__title", "position", "pk")
    )


@dataclass(frozen=True)
class Matrix:
    """Cells by (conversation, theme): what was written, and how many excerpts stand behind it."""

    summaries: dict[tuple[int, int], CaseSummary]
    excerpts: dict[tuple[int, int], int]


def matrix_of(cases: Iterable[Conversation], themes: Iterable[Any]) -> Matrix:
    """What is in the cells of these cases and themes; two queries."""
    rows, columns = [each.pk for each in cases], [each.pk for each in themes]
    written = CaseSummary.objects.filter(conversation__in=rows, theme__in=columns)
    counted = (
        Coding.objects.filter(excerpt__conversation__in=rows, theme__in=columns)
        .order_by()
        .values_list("excerpt__conversation", "theme")
        .annotate(n=Count("pk"))
    )
    return Matrix(
        summaries={(each.conversation_id, each.theme_id): each for each in written},
        excerpts={(case, theme): number for case, theme, number in counted},
    )


def find_cell(conversation: Conversation, theme: Theme) -> CaseSummary | None:
    """What is written in a cell, if anything is."""
    return CaseSummary.objects.filter(conversation=conversation, theme=theme).first()


def excerpts_behind(conversation: Conversation, theme: Theme) -> list[Excerpt]:
    """What a conversation said on a theme."""
    return list(conversation.excerpts.filter(codings__theme=theme))
