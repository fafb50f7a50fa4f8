"""The illustrative programme: the reference programme's plan with invented activity.

Its workbook is put together each time from two files: what all such programmes
share comes from the reference programme, so that the plan has one source; the
rest is invented, in programme days.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import tablib

from milestones.actions.versions import newest_version
from partnership.dates import add_months
from partnership.programmes.models import Programme
from partnership.workbook.cells import Raw
from partnership.workbook.files import read_file
from partnership.workbook.illustrative_evidence import give_evidence
from partnership.workbook.illustrative_feedback import give_answers
from partnership.workbook.loading import Loaded, load
from partnership.workbook.programme_days import resolved
from partnership.workbook.sheets import BY_NAME
from pilots.models import Meeting

DATA = Path(__file__).parent / "data"
REFERENCE = DATA / "reference-programme.yaml"
INVENTED = DATA / "illustrative-programme.yaml"
SLUG = "reading-rooms"
MONTH_SHOWN = 10
APPROVED = Meeting.MinutesState.APPROVED
SHARED_SHEETS = (
    "aims",
    "phases",
    "priority_groups",
    "glossary",
    "learning_methods",
    "event_kinds",
    "test_contexts",
    "milestones",
    "milestone_parts",
    "outputs",
    "targets",
    "frameworks",
    "outcomes",
    "outcome_mappings",
    "inputs",
    "activities",
    "activity_inputs",
    "activity_outcomes",
    "outcome_links",
    "measures",
    "indicators",
)
VERSIONED = {  # what a version of the plan holds, and the sheet of the plan that holds it now
    "plan_phases": "phases",
    "plan_rows": "milestones",
    "plan_parts": "milestone_parts",
    "plan_outputs": "outputs",
    "plan_targets": "targets",
}
FIRST_VERSION = 1
ABOUT_SOURCES = {"source", "reported_on", "is_inferred", "scope_inferred_from"}

Row = dict[str, Raw]


def start_month(today: date) -> date:
    """The month in which it started: the one already loaded, else today is in month 10."""
    loaded = Programme.objects.filter(slug=SLUG, is_illustrative=True)
    kept = loaded.values_list("start_month", flat=True).first()
    return kept or add_months(today, 1 - MONTH_SHOWN)


def load_illustrative(*, today: date) -> Loaded:
    """Load it as of `today`; loaded again, on any day, it changes nothing.

    Meetings whose minutes are approved meanwhile stay as whoever looks round left them;
    so does all of it, once they published a plan of their own.
    """
    loaded = Programme.objects.filter(slug=SLUG, is_illustrative=True).first()
    if loaded and (newest := newest_version(loaded)) and newest.number not in _versions():
        return Loaded(loaded, counts=(), rolled_out=0)
    done = load(workbook(start_month(today), without=_approved()))
    give_answers(done.programme)
    give_evidence(done.programme, today=today)
    return done


def _approved() -> set[tuple[str, str]]:
    found = Meeting.objects.filter(group__programme__slug=SLUG, minutes_state=APPROVED)
    return {(group, str(number)) for group, number in found.values_list("group__slug", "number")}


def workbook(start: date, *, without: Collection[tuple[str, str]] = ()) -> tablib.Databook:
    """The illustrative programme's sheets, if it starts in the month `start`.

    `without` are meetings to leave out, by group and number.
    """
    shared, invented = _rows_by_sheet(REFERENCE), _rows_by_sheet(INVENTED)
    sheets: dict[str, list[Row]] = {}
    for name in dict.fromkeys((*SHARED_SHEETS, *invented, *VERSIONED)):
        taken = shared[name] if name in SHARED_SHEETS else []
        common = [_without_sources(name, row) for row in taken]
        if name in VERSIONED:
            common = list(_versioned(name, sheets))
        rows = _over(name, common, invented.get(name, []))
        if name == "meetings":
            rows = [row for row in rows if (row["group"], str(row["number"])) not in without]
        sheets[name] = rows
    dated = {name: [_dated(row, start) for row in rows] for name, rows in sheets.items()}
    return tablib.Databook([_dataset(name, rows) for name, rows in dated.items()])


def _versions() -> list[int]:
    """The numbers of the plan's versions."""
    return [int(row["number"]) for row in _rows_by_sheet(INVENTED)["plan_versions"]]


def _versioned(name: str, sheets: Mapping[str, list[Row]]) -> Iterator[Row]:
    """What each version held of the plan's rows; the first, none but the reference's."""
    own = VERSIONED[name]
    keys = [column.name for column in BY_NAME[own].key]
    first = {_key(row, keys) for row in _rows_by_sheet(REFERENCE)[own]}
    columns = set(BY_NAME[name].names)
    for number in _versions():
        for row in sheets[own]:
            if number > FIRST_VERSION or _key(row, keys) in first:
                yield {
                    "version": number,
                    **{column: cell for column, cell in row.items() if column in columns},
                    **(_placed(row) if own == "milestones" else {}),
                }


def _placed(row: Row) -> Row:
    """A milestone's place in a version counts from 1."""
    return {"milestone": row["reference"], "position": int(row["position"]) + 1}


def _key(row: Row, names: Iterable[str]) -> tuple[Raw, ...]:
    """A row's key, as text wherever it comes from."""
    return tuple(str(row.get(name) or "") for name in names)


@cache
def _rows_by_sheet(path: Path) -> dict[str, list[Row]]:
    return {sheet.title: sheet.dict for sheet in read_file(path).sheets.sheets()}


def _without_sources(name: str, row: Row) -> Row:
    """A shared row that no paper reports here: it holds from the programme's start."""
    kept = {column: cell for column, cell in row.items() if column not in ABOUT_SOURCES}
    return {**kept, "reported_on": "m1+1"} if BY_NAME[name].is_sourced else kept


def _over(name: str, common: Iterable[Row], invented: Iterable[Row]) -> list[Row]:
    """The common rows with the invented ones laid over them, key by key."""
    keys = [column.name for column in BY_NAME[name].key]
    rows: dict[tuple[Raw, ...], Row] = {}
    for row in (*common, *invented):
        filled = {column: cell for column, cell in row.items() if cell is not None}
        rows.setdefault(_key(row, keys), {}).update(filled)
    return list(rows.values())


def _dated(row: Row, start: date) -> Row:
    return {
        column: resolved(cell, start) if isinstance(cell, str) else cell
        for column, cell in row.items()
    }


def _dataset(name: str, rows: Sequence[Row]) -> tablib.Dataset:
    headers = list(dict.fromkeys(column for row in rows for column in row))
    cells = [[row.get(header) for header in headers] for row in rows]
    return tablib.Dataset(*cells, headers=headers, title=name)
