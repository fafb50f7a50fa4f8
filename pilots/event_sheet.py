"""A sheet of events: its columns, what a row means or what is wrong with it, and back.

Pure: no Django, no database. `Known` holds the names that a programme knows, and
whom they stand for; a row of texts becomes a Reading with values and faults, by column.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from partnership.dates import NOT_RECORDED, PartialDate, day_words
from pilots import event_sheet_cells as cells
from pilots.event_sheet_cells import Counted, cleaned, folded, quoted

WHOLE_PROGRAMME = "Whole programme"
LONG = 10_000  # characters of a long text
EXTRA = "extra"  # the key of what stands beyond the last heading
FORMULA = "\N{SYMBOL FOR SUBSTITUTE}formula"  # a formula whose value the file does not hold
MOST_ROWS = 10_000
MOST_NAMES = 20  # to choose from, told in a fault; more are read in the template
ALLOWED_VALUES = "one of the sheet “Allowed values” of the template"
NEEDED = ("name", "kind", "status")
SEVERAL = re.compile(r"\s*[;,/&+]\s*|\s+and\s+")


@dataclass(frozen=True)
class Column:
    """One column: its heading, how its cells are read, and what to tell who fills it in."""

    key: str
    head: str
    read: Callable[[str], Any]
    explained: str
    longest: int = 200
    also: tuple[str, ...] = ()


def _count_columns(type: str, groups: Iterable[str]) -> list[Column]:
    columns = []
    for group in groups:
        head = f"{type.capitalize()} {group}".strip()
        key = f"{type}_{group}".strip("_")
        of = f" of {group}" if group else " in all"
        figure = f"A number{of}, such as 200 or about 200; “not recorded” where nobody knows."
        columns.append(Column(key, head, cells.read_figure, figure, 40))
        sure = "exact, about or at least; empty is exact."
        columns.append(Column(f"{key}_sure", f"{head}, how sure", cells.read_sure, sure, 20))
    method = f"How it was counted: {cells.any_of(cells.METHODS.values())}."
    head = f"{type.capitalize()}, method"
    return [*columns, Column(f"{type}_method", head, cells.read_method, method, 40)]


GROUPS = {
    "footfall": ("",),
    "attendance": ("", "adults", "children", "others"),
    "participation": ("",),
}
TEXT, DAY = cells.read_text, cells.read_day
COLUMNS = (
    Column("slug", "Key", cells.read_slug, "Tells the event from every other when the sheet comes"
           " again; made from its name, date and area where it is empty.", 80, ("slug",)),
    Column("name", "Event", TEXT, "What the event is called. Needed.", 200, ("name", "title")),
    Column("kind", "Kind", TEXT, "One of the programme’s kinds of event. Needed.", 80),
    Column("area", "Area", TEXT, f"The area by its name, or “{WHOLE_PROGRAMME}”.", 120),
    Column("venue", "Venue", TEXT, "A venue of the area’s list.", 200),
    Column("place", "Place", TEXT, "Where it was, in words, if at no venue of the list."),
    Column("when", "When", cells.read_when, "As exactly as it is known: 24 October 2019,"
           " October 2019, quarter 4 2019, autumn 2019, 2019 or empty.", 60, ("date",)),
    Column("stated", "When, as stated", TEXT, "The words of the source, where they say more.", 80),
    Column("before", "Before", DAY, "A day before which it was, where no day is known.", 60),
    Column("starts", "Start time", cells.read_time, "Such as 14:30.", 20, ("start",)),
    Column("ends", "End time", cells.read_time, "Such as 16:00.", 20, ("end",)),
    Column("last_day", "Last day", DAY, "Of an event of several days.", 60),
    Column("status", "Status", cells.read_status,
           f"{cells.any_of(cells.STATUSES.values())}. Needed.".capitalize(), 40),
    *_count_columns("footfall", GROUPS["footfall"]),
    *_count_columns("attendance", GROUPS["attendance"]),
    *_count_columns("participation", GROUPS["participation"]),
    Column("counts", "Other counts", cells.read_counts, "Counts of other groups, parted by “;”:"
           " attendance, volunteers: about 12 (head count).", 2_000),
    Column("as_stated", "Counts, as stated", cells.read_stated, "The source’s own words for a"
           " count: attendance, adults: about 160 adults.", 4_000),
    Column("overlap", "Counts that may overlap", cells.read_labels, "Those whose people may be"
           " among another count of the event: attendance, children.", 2_000),
    Column("above_why", "Why more attended than came in", TEXT, "Where attendance is above"
           " footfall: why that is right all the same.", 300),
    Column("purpose", "Purpose", TEXT, "What it was for.", LONG),
    Column("audience", "Audience", TEXT, "Whom it was for.", LONG),
    Column("went", "How it went", TEXT, "In a line.", 300),
    Column("findings", "Findings", TEXT, "What was learned.", LONG),
    Column("partners", "Partners", cells.read_parts, "Organisations by a name that they are known"
           " by, parted by “;”; what one offered after a colon: NHS Highland: health checks.",
           LONG),
    Column("reported_on", "Reported on", DAY, "The day it was first said; empty is today.", 60),
    Column("held_said", "Reported as held on", DAY, "The day it was said to have been held; empty:"
           " known all along.", 60),
    Column("confirmed_on", "Figures confirmed on", DAY, "Empty is today.", 60),
    Column("cancelled_said", "Reported as cancelled on", DAY, "Empty is today.", 60),
    Column("cancelled_why", "Why it was cancelled", TEXT, "In a line.", 300),
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}
HEADS = {folded(head): column.key for column in COLUMNS for head in (column.head, *column.also)}
WORKED_OUT = tuple(
    f"{type.capitalize()} in all{part}" for type in GROUPS for part in ("", ", how sure")
)
IGNORED = {folded(head) for head in WORKED_OUT}
COMPANIONS = {
    "ends": ("starts", "last_day"),
    "last_day": ("when",),
    "before": ("when",),
    "venue": ("area", "place"),
    "status": ("when",),
    "slug": ("name",),
    **dict.fromkeys(("counts", "as_stated", "overlap"), ("footfall", "attendance")),
}


@dataclass(frozen=True)
class Known:
    """What a programme knows by name, as keys; names are folded.

    `only_area` is the area of every event of the sheet, where it has one. `allowed`
    are the areas (None: the whole programme) in which whoever brings the sheet may;
    `on_offer` are the names of kinds and areas to choose from, by column.
    """

    today: date
    kinds: Mapping[str, int]
    areas: Mapping[str, int]
    venues: Mapping[int, Mapping[str, int]]
    organisations: Mapping[str, int]
    allowed: frozenset[int | None]
    only_area: int | None = None
    retired: frozenset[int] = frozenset()
    reserved: frozenset[str] = frozenset()
    area_word: str = "area"
    on_offer: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass
class Reading:
    """What a row means, by column, and what is wrong with it, by column."""

    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    counts: tuple[Counted, ...] = ()
    partners: dict[int, str] = field(default_factory=dict)  # what each offered

    def wrong(self, key: str, words: str) -> None:
        """Say what is wrong with a column; the first fault of a column stands."""
        self.faults.setdefault(key, words)


def read_row(texts: Mapping[str, str], known: Known) -> Reading:
    """What a row of texts means; whatever is wrong is in its faults."""
    reading = Reading()
    for key, raw in texts.items():
        text = cleaned(raw)
        if not text:
            continue
        if key == EXTRA:
            reading.wrong(key, "The row has more cells than there are headings: a separator within"
                               " a text? Mend the other cells, then empty this one.")  # fmt: skip
            continue
        _read_cell(BY_KEY[key], text, reading)
    for key in NEEDED:
        if key not in reading.values:
            column = BY_KEY[key]
            what = column.explained.removesuffix(" Needed.")
            reading.wrong(key, f"“{column.head}” is empty: fill it in. {what}")
    _resolve(reading, known)
    _check_days(reading, known.today)
    _check_times(reading)
    _gather_counts(reading)
    return reading


def _read_cell(column: Column, text: str, reading: Reading) -> None:
    if len(text) > column.longest:
        words = f"It is longer than {column.longest:,} characters: shorten it."
        return reading.wrong(column.key, words)
    if cells.NO_TEXT in text:
        words = f"It holds a character that no text can hold, shown as {cells.NO_TEXT}: remove it."
        return reading.wrong(column.key, words)
    if text == FORMULA:
        words = "It is a formula whose value the file does not hold: write the value."
        return reading.wrong(column.key, words)
    try:
        reading.values[column.key] = column.read(text)
    except ValueError as error:
        reading.wrong(column.key, str(error))


def _resolve(reading: Reading, known: Known) -> None:
    """Turn names into the keys of what they stand for."""
    values = reading.values
    if "kind" in values:
        values["kind"] = _found(reading, "kind", values["kind"], known, "kind of event")
        if values["kind"] in known.retired:
            reading.wrong("kind", "This kind is no longer offered: choose another one.")
    if values.get("slug", "").lower() in known.reserved:
        reading.wrong("slug", "This key is kept for a page of the site: choose another one.")
    _resolve_area(reading, known)
    _resolve_venue(reading, known)
    for part in values.pop("partners", ()):
        _resolve_partner(reading, part, known.organisations)


def _found(reading: Reading, key: str, name: str, known: Known, what: str) -> int | None:
    found = {"kind": known.kinds, "area": known.areas}[key].get(folded(name))
    if found is None:
        names = known.on_offer.get(key, ())
        those = cells.any_of(names) if 0 < len(names) <= MOST_NAMES else ALLOWED_VALUES
        reading.wrong(key, f"There is no {what} {quoted(name)}: write {those}.")
    return found


def _resolve_area(reading: Reading, known: Known) -> None:
    name = reading.values.pop("area", "")
    if "area" in reading.faults:
        return
    if folded(name) == folded(WHOLE_PROGRAMME):
        area = None
    elif _are_several(name, known.areas):
        reading.wrong("area", f"An event is of one {known.area_word}: name the one that held it, or"
                              f" write “{WHOLE_PROGRAMME}”.")  # fmt: skip
        return
    elif name:
        area = _found(reading, "area", name, known, known.area_word)
    elif known.only_area is None:
        reading.wrong("area", f"Name the {known.area_word}, or write “{WHOLE_PROGRAMME}”.")
        return
    else:
        area = known.only_area
    if "area" in reading.faults:
        return
    reading.values["area"] = area
    if known.only_area is not None and area != known.only_area:
        reading.wrong("area", f"This sheet is of another {known.area_word}: leave the row out,"
                              " or bring it in a sheet of its own.")  # fmt: skip
    elif area not in known.allowed:
        reading.wrong("area", "You may not add events and their figures here: leave the row out, or"
                              " ask whoever runs it to bring it.")  # fmt: skip


def _are_several(name: str, areas: Mapping[str, int]) -> bool:
    """Whether a text is no area’s name, and holds the names of two or more."""
    parts = [part for part in SEVERAL.split(name) if folded(part) in areas]
    return folded(name) not in areas and len(parts) > 1


def _resolve_venue(reading: Reading, known: Known) -> None:
    name = reading.values.pop("venue", "")
    if not name or "area" in reading.faults:
        return
    area = reading.values["area"]
    venue = known.venues.get(area, {}).get(folded(name)) if area is not None else None
    if venue is None:
        reading.wrong("venue", f"There is no venue {quoted(name)} there: write it as in the sheet"
                               " “Allowed values”, or move it to the column “Place”.")  # fmt: skip
    else:
        reading.values["venue"] = venue


def _resolve_partner(reading: Reading, part: str, organisations: Mapping[str, int]) -> None:
    """An organisation by any of its names, with what it offered after a colon."""
    name, offered = part, ""
    while folded(name) not in organisations and ":" in name:
        name, _, rest = name.rpartition(":")
        offered = f"{rest}:{offered}" if offered else rest
    found = organisations.get(folded(name))
    if found is None:
        reading.wrong("partners", f"No organisation is known as {quoted(part)}: write a name that"
                                  " is known, or add it under Organisations first.")  # fmt: skip
    elif found in reading.partners:
        reading.wrong("partners", f"{quoted(name)} stands twice, perhaps under two of its names:"
                                  " leave one out.")  # fmt: skip
    elif len(cleaned(offered)) > 200:
        reading.wrong("partners", f"What {quoted(name)} offered is longer than 200 characters.")
    else:
        reading.partners[found] = cleaned(offered)


SAID = {"held_said": ("held", "confirmed"), "confirmed_on": ("confirmed",),
        "cancelled_said": ("cancelled",), "cancelled_why": ("cancelled",)}  # fmt: skip


def _check_days(reading: Reading, today: date) -> None:
    values, wrong = reading.values, reading.wrong
    when: PartialDate = values.get("when", PartialDate())
    status = values.get("status", "")
    if status in ("held", "confirmed") and when.first and when.first > today:
        wrong("status", f"It is set for {when.words}, which has not come: write planned, or mend"
                        " the date.")  # fmt: skip
    for key in ("reported_on", "held_said", "confirmed_on", "cancelled_said"):
        if values.get(key, today) > today:
            wrong(key, f"{day_words(values[key])} has not come yet: write a day up to today.")
    for key, statuses in SAID.items():
        if key in values and status and status not in statuses:
            words = f"Only an event that is {cells.any_of(statuses)} has this: empty it, or mend"
            wrong(key, f"{words} the status.")
    if "before" in values and when.day:
        wrong("before", "The day itself is known: empty one of the two.")
    if "last_day" in values and not (when.day and values["last_day"] > when.day):
        known = f"after {when.words}" if when.day else "after a first day, which is not given"
        wrong("last_day", f"The last day must be {known}: mend it, or empty it.")


def _check_times(reading: Reading) -> None:
    values = reading.values
    if "ends" not in values or "starts" in reading.faults:
        return
    starts, ends = values.get("starts"), values["ends"]
    if starts is None:
        reading.wrong("ends", "There is an end without a start: fill in the start time.")
    elif ends <= starts and "last_day" not in values:
        words = f"It can’t end at {ends:%H:%M}, for it starts at {starts:%H:%M}: mend one of the"
        reading.wrong("ends", f"{words} two, or give its last day.")


def _gather_counts(reading: Reading) -> None:
    """Put the counts of the row together from their columns."""
    values = reading.values
    counts = [count for type in GROUPS for count in _of_type(type, reading)]
    others = values.pop("counts", ())
    labels = [(count.type, count.group) for count in (*counts, *others)]
    twice = {label for label in labels if labels.count(label) > 1}
    if twice:
        label = Counted(*min(twice), None).label
        reading.wrong("counts", f"{label.capitalize()} is counted twice: leave one out.")
        return
    try:
        reading.counts = cells.with_words(
            (*counts, *others), values.pop("as_stated", ()), values.pop("overlap", ())
        )
    except ValueError as error:
        reading.wrong("as_stated", str(error))
    if reading.counts and values.get("status") == "planned":
        reading.wrong("status", "An event that is only planned has no figures: write held, or empty"
                                " its figures.")  # fmt: skip


def _of_type(type: str, reading: Reading) -> Iterable[Counted]:
    values, method = reading.values, reading.values.pop(f"{type}_method", "")
    for group in GROUPS[type]:
        key = f"{type}_{group}".strip("_")
        sure = values.pop(f"{key}_sure", "")
        if key not in values:
            if sure and key not in reading.faults:
                reading.wrong(key, "It is said how sure it is, but not how many: give the number.")
            continue
        value, said = values.pop(key)
        if sure and said and sure != said:
            words = cells.SURE_WORDS
            reading.wrong(key, f"It says {words[said]} here and {words[sure]} beside: which?")
        yield Counted(type, group, value, sure or said or "exact", method)


def is_attendance_above_footfall(counts: Iterable[Counted]) -> bool:
    """Whether more attended than came through the door, by exact or rough figures."""
    counts = [count for count in counts if not count.may_overlap and count.value is not None]
    footfall = [count for count in counts if count.type == "footfall"]
    if not footfall or any(count.qualifier == "at-least" for count in footfall):
        return False
    attended = sum(count.value or 0 for count in counts if count.type == "attendance")
    return attended > sum(count.value or 0 for count in footfall)


def write_counted(counts: Iterable[Counted]) -> dict[str, str | int]:
    """The cells that `read_row` reads as these counts."""
    written: dict[str, str | int] = {}
    others: list[Counted] = []
    counts = list(counts)
    for count in counts:
        key, method = f"{count.type}_{count.group}".strip("_"), cells.METHODS.get(count.method, "")
        has_column = count.group in GROUPS[count.type]
        if not has_column or written.setdefault(f"{count.type}_method", method) != method:
            others.append(count)
            continue
        written[key] = NOT_RECORDED if count.value is None else count.value
        written[f"{key}_sure"] = "" if count.value is None else cells.SURE_WORDS[count.qualifier]
    stated = [f"{count.label}: {count.as_stated}" for count in counts if count.as_stated]
    written["counts"] = cells.write_counts(others)
    written["as_stated"] = cells.write_parts(stated)
    written["overlap"] = cells.write_parts(c.label for c in counts if c.may_overlap)
    return written
