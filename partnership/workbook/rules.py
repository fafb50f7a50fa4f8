"""Third check: what the rows say together makes sense."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter

from milestones.models import Judgement, Milestone
from milestones.plan_faults import reference_fault
from partnership.dates import PartialDate
from partnership.people.models import Organisation
from partnership.programmes.models import Programme, Source
from partnership.workbook.deliveries import fill_deliveries
from partnership.workbook.draft import Draft
from partnership.workbook.event_checks import check_events
from partnership.workbook.faults import quoted
from partnership.workbook.indicator_checks import check_indicators
from partnership.workbook.plan_checks import check_versions
from partnership.workbook.sheet import Sheet
from partnership.workbook.sheets import SHEETS
from partnership.workbook.stored import Key
from pilots.models import Area, Event, PdsaCycle, ServiceTest, Venue

YEARS = range(1900, 2201)
MEND_A_DAY = "Mend one of the two days."


def check_rules(draft: Draft) -> None:
    """Fill what follows from other cells, and note what contradicts itself."""
    _check_programme(draft)
    _fill_reported_on(draft)
    _check_due_months(draft)
    _check_references(draft)
    check_versions(draft)
    fill_deliveries(draft)
    _check_loops(draft, Milestone, "depends_on", "Leave out one of these dependencies.")
    _check_loops(draft, Organisation, "became", "Leave out one of these successors.")
    _check_loops(draft, Event, "repeats", "Leave out one of these repeats.")
    _check_venues(draft)
    check_events(draft)
    check_indicators(draft)
    _check_spans(draft)
    _check_localities(draft)
    for sheet in SHEETS:
        for name in sheet.also_unique:
            _check_once(draft, sheet, name, folds_case=sheet.folds_case)
        for column in sheet.list_columns:
            if column.links and column.links.folds_case:
                _check_once(draft, sheet, column.name, folds_case=True)


def _check_programme(draft: Draft) -> None:
    """There is one programme, and all of its months are ones that a date can be in."""
    for row in draft.rows[Programme][1:]:
        draft.fault(row, "slug", "It is a second programme.", "Give each one a file of its own.")
    for row in (*draft.rows[Programme], *draft.rows[Area]):
        start = row.cells["start_month"]
        if isinstance(start, date) and start.year not in YEARS:
            what = "A programme" if row.sheet.model is Programme else "An area"
            wrong = f"{what} starts in a year from {YEARS.start} to {YEARS.stop - 1}."
            draft.fault(row, "start_month", wrong, "Mend the year.")


def _fill_reported_on(draft: Draft) -> None:
    """An empty reported_on is the source's day; the plan's is the programme's start."""
    sources = draft.together(Source)
    for row in draft.all_rows():
        if not row.sheet.is_sourced or row.cells["reported_on"] is not None:
            continue
        if not row.is_sound("reported_on", "source"):
            continue
        if row.sheet.model is Milestone:
            row.cells["reported_on"] = draft.programme_cell("start_month")
        elif source := row.text("source"):
            row.cells["reported_on"] = sources[source,]["dated_on"]
            if row.cells["reported_on"] is None:
                row.faulty.add("reported_on")  # the fault is the source's
        else:
            wrong = "It has neither a source nor a day on which it was reported."
            draft.fault(row, "reported_on", wrong, "Name its source, or write the day.")


def _check_references(draft: Draft) -> None:
    """A milestone has a page of its own, whose address is its reference."""
    for row in draft.rows[Milestone]:
        if row.key and (wrong := reference_fault(row.key[0])):
            draft.fault(row, "reference", wrong, "Give the milestone another reference.")


def _check_due_months(draft: Draft) -> None:
    length = draft.programme_cell("length_months")
    if not isinstance(length, int):
        return
    given = {row.key for row in draft.rows[Milestone]}
    for row in draft.rows[Milestone]:
        due = row.cells["due_month"]
        if row.is_sound("due_month") and isinstance(due, int) and due > length:
            wrong = f"Month {due} is after the programme's last, month {length}."
            draft.fault(row, "due_month", wrong, "Mend it, or the programme's length_months.")
    for key, cells in draft.stored.cells[Milestone].items():
        if key not in given and int(str(cells["due_month"])) > length:
            wrong = f"Milestone {key[0]}, already loaded, is due in month {cells['due_month']}."
            draft.fault(draft.rows[Programme][0], "length_months", wrong, "Make it longer.")


def _check_loops(
    draft: Draft, model: type[Milestone | Organisation | Event], name: str, right: str
) -> None:
    """Note each way to come back to where one began; at the row that begins it."""
    steps: dict[str, Sequence[str]] = {}
    for key, cells in draft.together(model).items():
        value = cells[name]
        steps[key[0]] = value if isinstance(value, tuple) else [str(value)] if value else []
    for loop in loops(steps):
        row = next((row for row in draft.rows[model] if row.key and row.key[0] in loop), None)
        if row:
            circle = " → ".join([*loop, loop[0]])
            draft.fault(row, name, f"It goes round in a circle: {circle}.", right)


def loops(steps: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Loops among the steps, no two with a part in common."""
    left = dict(steps)
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            loop = error.args[1][:0:-1]  # it names its first part twice, and walks backwards
            yield loop
            left = {here: steps for here, steps in left.items() if here not in loop}
        else:
            return


def _check_venues(draft: Draft) -> None:
    """An event of an area is held there, and a test tried there."""
    for row in (*draft.rows[Event], *draft.rows[ServiceTest]):
        if not row.is_sound("area", "venue") or not (row.text("area") and row.text("venue")):
            continue
        if draft.known[Venue][row.text("venue")][0] != row.text("area"):
            wrong = f"{quoted(row.text('venue'))} is not in area {quoted(row.text('area'))}."
            draft.fault(row, "venue", wrong, "Name a venue of the area, or mend the area.")


def _check_spans(draft: Draft) -> None:
    """Nothing ends before it began, or without the words that an end needs."""
    for row in (*draft.rows[ServiceTest], *draft.rows[PdsaCycle]):
        began, ended = row.cells["began"], row.cells["ended"]
        if not (isinstance(began, PartialDate) and isinstance(ended, PartialDate)):
            continue
        if began.first and ended.last and ended.last < began.first:
            draft.fault(row, "ended", f"It began on {began}, and can't end before.", MEND_A_DAY)
    for row in draft.rows[ServiceTest]:
        if row.cells["is_stopped"] and not row.text("findings"):
            draft.fault(row, "findings", "It was stopped, without a word on why.", "Write why.")
        if row.cells["end_reported_on"] and not (row.cells["ended"] or row.cells["is_stopped"]):
            draft.fault(row, "end_reported_on", "It has no end.", "Write when it ended, in ended.")
    for row in draft.rows[Judgement]:
        taken_back, said = row.cells["withdrawn_on"], row.cells["reported_on"]
        if isinstance(taken_back, date) and isinstance(said, date) and taken_back < said:
            draft.fault(row, "withdrawn_on", f"It was made on {said}, later than this.", MEND_A_DAY)


def _check_localities(draft: Draft) -> None:
    """A locality can't go while a venue that is kept lies in it."""
    given = {row.key for row in draft.rows[Venue]}
    areas = {row.key: row for row in draft.rows[Area] if row.is_sound("localities")}
    for key, cells in draft.stored.cells[Venue].items():
        row = areas.get(key[:1])
        if row is None or key in given or not cells["locality"]:
            continue
        if cells["locality"] not in (row.cells["localities"] or ()):  # type: ignore[operator]
            wrong = f"Venue {key[1]}, already loaded, lies in {quoted(cells['locality'])}."
            draft.fault(row, "localities", wrong, "Keep that locality.")


def _check_once(draft: Draft, sheet: Sheet, name: str, *, folds_case: bool) -> None:
    """Note rows with a word that may stand once, and stands in a stored or earlier row."""
    rows = {row.key: row for row in draft.rows[sheet.model] if row.key and row.is_sound(name)}
    owners: dict[str, Key] = {}
    for key, cells in sorted(draft.together(sheet.model).items(), key=lambda item: item[0] in rows):
        value = cells[name]
        for word in map(str, value if isinstance(value, tuple) else [value]):
            owner = owners.setdefault(word.casefold() if folds_case else word, key)
            if owner != key and key in rows:
                wrong = f"{quoted(word)} belongs to {quoted(owner[-1])} already."
                draft.fault(rows[key], name, wrong, "Write another, or make them one row.")
