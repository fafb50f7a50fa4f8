"""What the engagement page shows of what was held: made anew only where that differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from partnership.web.remembered import Remembered
from pilots.engaged import Engaged
from pilots.feedback_rules import SmallNumbers
from pilots.presenters import engagement as words
from pilots.presenters.engagement_charts import pictures
from pilots.presenters.engagement_months import months_areas_table, months_table
from pilots.presenters.engagement_parts import Links, Table
from pilots.presenters.feedback import results_told

MONTHS_AREAS_SHOWN = 60  # rows; a file has them all
Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Seen:
    """What the page depends on beside what was held; `query` is of its address, for files.

    `has_earlier` says whether a run chart of the time begins after the first event.
    """

    links: Links
    query: str
    as_at: date
    months: tuple[date, ...]
    areas: Named
    kinds: Named
    area_word: str
    rule: SmallNumbers
    stated: Table
    is_stated_cut: bool = False
    has_earlier: bool = False


@dataclass(frozen=True)
class Shown:
    """The tables by their keys, and all that is told as HTML."""

    tables: Mapping[str, Table]
    undated_url: str
    html: SafeString


def tables_of(told: Engaged, seen: Seen) -> dict[str, Table]:
    """Every table of the page, by its key."""
    links, word = seen.links, seen.area_word
    satisfied = results_told(told.points, seen.rule)
    tables = (
        words.types_table(told, links),
        months_table(told, seen.months, links),
        words.areas_table(told, seen.areas, word, links),
        months_areas_table(told, seen.areas, word, links),
        words.kinds_table(told, seen.kinds, links),
        words.audience_table(told, links),
        words.sectors_table(told, links),
        words.partners_table(told, links),
        words.satisfaction_table(satisfied, links),
        seen.stated,
    )
    return {table.key: table for table in tables}


def _shown(_: str, told: Engaged, seen: Seen) -> Shown:
    tables = tables_of(told, seen)
    drawn = pictures(told, seen.months, tables["areas"], seen.as_at, has_earlier=seen.has_earlier)
    context = {
        "told": told,
        "tables": tables,
        "by_month_and_area": _months_areas(tables["months-areas"]),
        "months_areas_shown": MONTHS_AREAS_SHOWN,
        "is_stated_cut": seen.is_stated_cut,
        "pictures": drawn,
        "satisfied": results_told(told.points, seen.rule),
        "all_url": seen.links.to(),
        "undated_url": (undated := seen.links.to(dated="no")),
        "programme": {"slug": seen.links.programme, "area_word": seen.area_word},
        "query": seen.query,
    }
    return Shown(tables, undated, render_to_string("pilots/engagement/_told.html", context))


SHOWN = Remembered(_shown, most=16)


def _months_areas(table: Table) -> Table | None:
    """The table of months by area, unless it says what that of the months says."""
    return table if len({row.label for row in table.rows}) > 1 else None
