"""What the cells of a sheet of events mean, and how they are written.

Pure: no Django, no database. Each reader takes a cell's text, cleaned and not
empty, and gives its value, or raises ValueError with words for whoever typed it.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache

from partnership.dates import NOT_RECORDED, PartialDate
from partnership.typed_dates import read_date

FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_PEOPLE = 1_000_000
NO_TEXT = "\N{SYMBOL FOR NULL}"  # stands where a character was that no text can hold
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,80}")
FIGURE = re.compile(r"(?:(?P<sure>about|at least|exact|exactly|at-least)\s+)?(?P<digits>[\d,  ]+)")
COUNT = re.compile(r"(?P<label>[^:]+):\s*(?P<figure>[^(]+?)\s*(?:\((?P<method>[^)]*)\))?")
SURE = {"exact": "exact", "exactly": "exact", "about": "about", "at least": "at-least"}
SURE |= {"at-least": "at-least", "circa": "about", "ca.": "about"}
SURE_WORDS = {"exact": "exact", "about": "about", "at-least": "at least"}
METHODS = {
    "door-counter": "door counter",
    "head-count": "head count",
    "register": "register",
    "estimate": "estimate",
}
remembered = lru_cache(maxsize=4_096)  # many rows of a sheet have the same days and figures
TYPES = ("footfall", "attendance", "participation")
STATUSES = {
    "planned": "planned",
    "held": "held",
    "confirmed": "held, figures confirmed",
    "cancelled": "cancelled",
}


@dataclass(frozen=True)
class Counted:
    """One count of an event as a sheet says it; `value` None is not recorded."""

    type: str
    group: str
    value: int | None
    qualifier: str = "exact"
    method: str = ""
    as_stated: str = ""
    may_overlap: bool = False

    @property
    def label(self) -> str:
        """attendance, adults."""
        return f"{self.type}, {self.group}" if self.group else self.type


def cleaned(text: str) -> str:
    """Text in the one form in which it is compared and kept."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).strip(" \t\n\u00a0\ufeff")


def storable(text: str, longest: int) -> str:
    """The text with every character that can't be kept shown, no longer than shows its fault."""
    return CONTROLS.sub(NO_TEXT, text[: longest + 1])


def quoted(text: str) -> str:
    """“the first words …”, for a message."""
    return f"“{text[:40]}…”" if len(text) > 41 else f"“{text}”"


def any_of(choices: Iterable[str]) -> str:
    """planned, held or cancelled."""
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


def folded(text: str) -> str:
    """What is compared of a name: neither case nor the width of spaces matters."""
    return " ".join(text.casefold().split())


def read_text(text: str) -> str:
    return text


def read_slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise ValueError(
            f"{quoted(text)} can’t be a key: use up to 80 letters, digits and hyphens, such as"
            " fun-day-2019, or leave it empty."
        )
    return text


@remembered
def read_when(text: str) -> PartialDate:
    """A day, month, quarter, season or year, by its words or its code."""
    found = read_date(text)
    if found.first and not FIRST_YEAR <= found.first.year <= LAST_YEAR:
        raise ValueError(
            f"{quoted(text)} is not of the years {FIRST_YEAR} to {LAST_YEAR}: write the year in"
            " four digits, such as 24 October 2019."
        )
    return found


def read_day(text: str) -> date:
    day = read_when(text).day
    if day is None:
        raise ValueError(f"{quoted(text)} is not a day: write it such as 24 October 2019.")
    return day


@remembered
def read_time(text: str) -> time:
    for form in ("%H:%M", "%H.%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I%p", "%I %p"):
        try:
            return datetime.strptime(text, form).time().replace(second=0)  # noqa: DTZ007 (no day)
        except ValueError:
            continue
    raise ValueError(f"{quoted(text)} is not a time of day: write it such as 14:30.")


def read_status(text: str) -> str:
    return _one_of(text, STATUSES, "a status")


def read_method(text: str) -> str:
    return "" if folded(text) == NOT_RECORDED else _one_of(text, METHODS, "a way of counting")


def read_sure(text: str) -> str:
    found = SURE.get(folded(text))
    if found is None:
        raise ValueError(f"{quoted(text)} does not say how sure: write exact, about or at least.")
    return found


def _one_of(text: str, choices: Mapping[str, str], what: str) -> str:
    wanted = folded(text)
    for code, words in choices.items():
        if wanted in (code, words):
            return code
    raise ValueError(f"{quoted(text)} is not {what}: write {any_of(choices.values())}.")


@remembered
def read_figure(text: str) -> tuple[int | None, str]:
    """The number (None: not recorded) and how sure it is (empty: not said here)."""
    if folded(text) == NOT_RECORDED:
        return None, ""
    found = FIGURE.fullmatch(text.lower())
    digits = re.sub(r"[,\s]", "", found["digits"]) if found else ""
    if not digits or not digits.isascii():
        raise ValueError(
            f"{quoted(text)} is not a number of people: write a whole number, such as 200 or"
            f" about 200, or “{NOT_RECORDED}”."
        )
    if len(digits) > 9 or int(digits) > MOST_PEOPLE:
        raise ValueError(f"{quoted(text)} is more than {MOST_PEOPLE:,}: check the number.")
    return int(digits), SURE.get((found and found["sure"]) or "", "")


def read_parts(text: str) -> tuple[str, ...]:
    """The parts of a list, parted by semicolons; one that holds a semicolon stands in quotes."""
    try:
        rows = list(csv.reader([text.replace("\n", ";")], delimiter=";", skipinitialspace=True))
    except csv.Error as error:
        raise ValueError(f"{quoted(text)} can’t be parted: put “;” between the parts.") from error
    return tuple(part for part in (cleaned(part) for row in rows for part in row) if part)


def write_parts(parts: Iterable[str]) -> str:
    """The text that `read_parts` reads as these parts."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="").writerow(parts)
    return out.getvalue()


def read_label(text: str) -> tuple[str, str]:
    """The type and the group of a count: attendance, adults."""
    type, _, group = text.partition(",")
    if folded(type) not in TYPES:
        raise ValueError(
            f"{quoted(text)} does not begin with {any_of(TYPES)}: write it such as"
            " attendance, volunteers."
        )
    return folded(type), cleaned(group)


def read_counts(text: str) -> tuple[Counted, ...]:
    """attendance, volunteers: about 12 (head count); footfall, dogs: 3."""
    return tuple(_read_count(part) for part in read_parts(text))


def _read_count(part: str) -> Counted:
    found = COUNT.fullmatch(part)
    if not found:
        raise ValueError(
            f"{quoted(part)} is not a count: write it such as"
            " attendance, volunteers: about 12 (head count)."
        )
    type, group = read_label(found["label"])
    if len(group) > 60:
        raise ValueError(f"{quoted(group)} is longer than 60 characters: shorten it.")
    value, sure = read_figure(found["figure"])
    method = read_method(found["method"]) if found["method"] else ""
    return Counted(type, group, value, sure or "exact", method)


def write_counts(counts: Iterable[Counted]) -> str:
    """The text that `read_counts` reads as these counts."""
    return write_parts(_count_words(count) for count in counts)


def _count_words(count: Counted) -> str:
    method = f" ({METHODS[count.method]})" if count.method else ""
    return f"{count.label}: {figure_words(count)}{method}"


def figure_words(count: Counted) -> str:
    """about 200; not recorded."""
    if count.value is None:
        return NOT_RECORDED
    sure = "" if count.qualifier == "exact" else f"{SURE_WORDS[count.qualifier]} "
    return f"{sure}{count.value}"


def read_stated(text: str) -> tuple[tuple[str, str, str], ...]:
    """attendance, adults: about 160 adults, as (type, group, words)."""
    stated = []
    for part in read_parts(text):
        label, _, words = part.partition(":")
        if len(cleaned(words)) > 120:
            raise ValueError(f"{quoted(words)} is longer than 120 characters: shorten it.")
        stated.append((*read_label(label), cleaned(words)))
    return tuple(stated)


def read_labels(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(read_label(part) for part in read_parts(text))


def with_words(
    counts: Iterable[Counted],
    stated: Iterable[tuple[str, str, str]],
    overlapping: Iterable[tuple[str, str]],
) -> tuple[Counted, ...]:
    """The counts with what their source said, and which may be among others.

    Raises ValueError for words about a count that is not there.
    """
    by_label = {(count.type, count.group): count for count in counts}
    for type, group, words in stated:
        by_label[type, group] = replace(_named(by_label, type, group), as_stated=words)
    for type, group in overlapping:
        by_label[type, group] = replace(_named(by_label, type, group), may_overlap=True)
    return tuple(by_label.values())


def _named(by_label: Mapping[tuple[str, str], Counted], type: str, group: str) -> Counted:
    if (type, group) not in by_label:
        label = Counted(type, group, None).label
        raise ValueError(f"The row has no count of {quoted(label)}: give its figure, or leave out.")
    return by_label[type, group]
