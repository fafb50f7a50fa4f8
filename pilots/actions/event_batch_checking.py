"""Checking a sheet's rows: what each means, what is wrong with it, which are there already."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from partnership.dates import UNKNOWN
from partnership.people.refusals import RefusedError
from pilots.actions.event_batch_alike import looking_alike, perhaps_there
from pilots.actions.event_batch_jobs import Claim, State
from pilots.event_batch_rules import cut, key_of
from pilots.event_rules import PLAUSIBLE_PEOPLE
from pilots.event_sheet import BY_KEY, Known, Reading, is_attendance_above_footfall, read_row
from pilots.event_sheet_cells import Counted
from pilots.event_sheet_rows import event_cells
from pilots.models import Event, EventBatch, EventBatchRow
from pilots.selectors.event_batches import area_slugs, events_by_key, known_to

AT_A_TIME = 500
CROWDED = "More attended than came through the door"
VERY_MANY = f"More than {PLAUSIBLE_PEOPLE:,} people"
NOBODY = (
    "Whoever brought this sheet may no longer add events here, so nothing was stored. Somebody"
    " who may can bring it again."
)
Row = tuple[EventBatchRow, Reading]


def chunks(batch: EventBatch) -> Iterator[list[EventBatchRow]]:
    """The rows of a batch by their lines, some at a time."""
    last = 0
    while rows := list(batch.rows.filter(number__gt=last).order_by("number")[:AT_A_TIME]):
        yield rows
        last = rows[-1].number


def known_or_refused(batch: EventBatch) -> Known:
    """What rows are checked against. Raises RefusedError if nobody may any more."""
    known = known_to(batch, today=timezone.localdate())
    if known is None or not known.allowed:
        raise RefusedError(NOBODY)
    return known


def read(cells: Mapping[str, str], known: Known, slugs: Mapping[int | None, str]) -> Reading:
    """What a row means; one without a key is given the one that it will always have."""
    reading = read_row(cells, known)
    values = reading.values
    if "slug" not in values and "slug" not in reading.faults and {"name", "area"} <= set(values):
        when = values.get("when", UNKNOWN)
        values["slug"] = key_of(values["name"], when, slugs.get(values["area"], ""))
        if values["slug"] in known.reserved:
            values["slug"] += "-1"
    return reading


def rewrite(rows: Sequence[EventBatchRow]) -> None:
    """Store rows as they now are; far quicker than changing each."""
    EventBatchRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        row.pk = None
    EventBatchRow.objects.bulk_create(rows)


def check(batch: EventBatch, claim: Claim) -> None:
    """Check every row; the batch is then ready, with its faults by line."""
    known, slugs = known_or_refused(batch), area_slugs(batch.programme)
    lines: dict[str, list[int]] = defaultdict(list)
    doubtful: dict[str, list[int]] = defaultdict(list)
    alike: list[tuple[int, str]] = []
    done = 0
    for rows in chunks(batch):
        stood = [_standing(row) for row in rows]
        readings = [(row, read(row.cells, known, slugs)) for row in rows if not _is_left_out(row)]
        with transaction.atomic():
            claim.go_on(done := done + len(rows))
            _mark(batch, readings, known)
            pairs = zip(rows, stood, strict=True)
            rewrite([row for row, before in pairs if _standing(row) != before])
        alike += looking_alike(batch.programme, readings)
        for row, reading in readings:
            if not row.is_left_out and "slug" in reading.values:
                lines[reading.values["slug"].lower()].append(row.number)
            for doubt in () if row.is_left_out else _doubts(reading):
                doubtful[doubt].append(row.number)
    with transaction.atomic():
        _mark_twins(batch, [numbers for numbers in lines.values() if len(numbers) > 1])
        claim.change(
            state=State.READY,
            lease_until=None,
            rows_faulty=batch.rows.filter(is_left_out=False).exclude(faults={}).count(),
            problem=_notes(
                batch.problem.split("\n")[0], *_to_check(doubtful), perhaps_there(alike)
            ),
        )


def _doubts(reading: Reading) -> Iterator[str]:
    """What about a row’s figures may be mistyped, though they can be kept."""
    if is_attendance_above_footfall(reading.counts) and not reading.values.get("above_why"):
        yield CROWDED
    if any((count.value or 0) > PLAUSIBLE_PEOPLE for count in reading.counts):
        yield VERY_MANY


def _standing(row: EventBatchRow) -> tuple[object, ...]:
    """What checking may change of a row."""
    return row.faults, row.is_left_out, row.event_id


def _is_left_out(row: EventBatchRow) -> bool:
    """Whether a person left the row out; what is there already is looked at again."""
    if row.is_left_out and row.event_id is None:
        row.faults = {}
        return True
    return False


def _mark(batch: EventBatch, readings: Sequence[Row], known: Known) -> None:
    """Put the faults of rows to them, and tell which are events already."""
    keys = {reading.values["slug"] for _, reading in readings if "slug" in reading.values}
    there = events_by_key(batch.programme, keys)
    for row, reading in readings:
        row.is_left_out, row.event = False, None
        event = there.get(reading.values.get("slug", ""))
        if event is not None:
            _compare(row, reading, event, known)
        row.faults = {} if row.is_left_out else reading.faults


def _compare(row: EventBatchRow, reading: Reading, event: Event, known: Known) -> None:
    """Leave out a row that says what its event says; find fault with one that differs."""
    if event.area_id not in known.allowed:
        reading.wrong("slug", "This key is taken by another event: choose another one.")
        return
    stands = read_row({key: str(cell) for key, cell in event_cells(event).items()}, known)
    differing = [BY_KEY[key].head for key in differences(row.cells, reading, stands)]
    if differing:
        reading.faults["slug"] = (
            f"There is an event with this key already, “{event.name}”, and it differs in"
            f" {', '.join(differing[:6])}. A sheet changes no event: change it on its page and"
            " leave this row out, or choose another key."
        )
    else:
        row.is_left_out, row.event = True, event


def differences(cells: Mapping[str, str], reading: Reading, stands: Reading) -> Iterable[str]:
    """The columns in which a row says otherwise than what stands; an empty cell says nothing."""
    for key, value in reading.values.items():
        if key != "slug" and value != stands.values.get(key):
            yield key
    yield from (key for key in reading.faults if key not in ("slug", "kind") and cells.get(key))
    there = {(count.type, count.group): count for count in stands.counts}
    for count in reading.counts:
        now = there.get((count.type, count.group))
        if now is None or not _says_the_same(count, now):
            yield _column_of(count)
    if reading.partners and reading.partners != stands.partners:
        yield "partners"


def _column_of(count: Counted) -> str:
    key = f"{count.type}_{count.group}".strip("_")
    return key if key in BY_KEY else "counts"


def _says_the_same(count: Counted, now: Counted) -> bool:
    """Whether a count is what stands; a method or words that it leaves out do not matter."""
    told = [(count.method, now.method), (count.as_stated, now.as_stated)]
    is_same = (count.value, count.qualifier) == (now.value, now.qualifier)
    return is_same and all(not said or said == stands for said, stands in told)


def _mark_twins(batch: EventBatch, groups: Sequence[Sequence[int]]) -> None:
    """Find fault with rows of one key: which of them is meant, only a person can tell."""
    others = {number: group for group in groups for number in group}
    numbers = sorted(others)
    for start in range(0, len(numbers), AT_A_TIME):
        rows = list(batch.rows.filter(number__in=numbers[start : start + AT_A_TIME]))
        for row in rows:
            beside = [str(each) for each in others[row.number][:7] if each != row.number]
            more = " and more" if len(others[row.number]) > 6 else ""
            row.faults = row.faults | {
                "slug": f"The same event stands in line {', '.join(beside[:5])}{more}: leave one"
                " out, or give each a key of its own."
            }
        rewrite(rows)


def _notes(*notes: str) -> str:
    """What to look at, a line each; the first is of the file itself and may be empty."""
    first, *others = notes
    return "\n".join([first, *filter(None, others)]).rstrip()[:500]


def _to_check(doubtful: Mapping[str, Sequence[int]]) -> Iterator[str]:
    for doubt, numbers in sorted(doubtful.items()):
        lines = cut([str(number) for number in numbers]).replace("“", "").replace("”", "")
        yield f"{doubt} in line {lines}: kept as typed, for you to check."
