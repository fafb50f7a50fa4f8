"""Dates as people type them: 24 October 2019, October 2019, quarter 4 2019, autumn 2019, 2019."""

import re
from collections.abc import Callable

from partnership.dates import MONTHS, NOT_RECORDED, UNKNOWN, PartialDate

FORMS = "24 October 2019, October 2019, quarter 4 2019, autumn 2019 or 2019"
ORDINAL = r"(?:st|nd|rd|th)?"
NAME = r"(?P<name>[a-z]{3,9})\.?"
YEAR = r"(?P<year>\d{4})"
SEASON = r"(?P<season>winter|spring|summer|autumn)"


def read_date(typed: str) -> PartialDate:
    """The date that was typed, as exactly as it was typed; empty or “not recorded” is unknown.

    Understands the codes of PartialDate.parse and all that PartialDate.words
    says. Raises ValueError in words.
    """
    text = " ".join(typed.replace(",", " ").split()).lower()
    if text in ("", NOT_RECORDED):
        return UNKNOWN
    for pattern, code in READERS:
        if found := re.fullmatch(pattern, text):
            return _parse(code(found), typed)
    return _parse(text.replace("q", "Q"), typed)


def _parse(code: str, typed: str) -> PartialDate:
    try:
        return PartialDate.parse(code)
    except ValueError as error:
        wrong = "is not a day of the calendar" if "calendar" in str(error) else "is not a date"
        raise ValueError(f"“{typed.strip()[:40]}” {wrong}: write it such as {FORMS}") from error


def _month(name: str) -> str:
    """The month's two digits, by its name or its first three letters or more; ?? for none."""
    starts = (n for n, month in enumerate(MONTHS, start=1) if month.lower().startswith(name))
    return f"{next(starts, 0):02}" if name != "sept" else "09"


def _day(found: re.Match[str]) -> str:
    return f"{found['year']}-{_month(found['name'])}-{int(found['day']):02}"


def _day_in_numbers(found: re.Match[str]) -> str:
    return f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"


def _quarter_in_months(found: re.Match[str]) -> str:
    """October to December 2019; three months that are no quarter make no date."""
    first, last = int(_month(found["name"])), int(_month(found["end"]))
    is_quarter = first % 3 == 1 and last == first + 2
    return f"{found['year']}-Q{(first + 2) // 3}" if is_quarter else found.string


READERS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (rf"{SEASON} {YEAR}", lambda found: f"{found['year']}-{found['season']}"),
    (rf"(?:quarter |q)(?P<q>[1-4]) {YEAR}", lambda found: f"{found['year']}-Q{found['q']}"),
    (rf"(?P<q>[1-4]){ORDINAL} quarter {YEAR}", lambda found: f"{found['year']}-Q{found['q']}"),
    (rf"{NAME} (?:to|–|-) (?P<end>[a-z]{{3,9}})\.? {YEAR}", _quarter_in_months),
    (rf"(?P<day>\d{{1,2}}){ORDINAL} {NAME} {YEAR}", _day),
    (rf"(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.]{YEAR}", _day_in_numbers),
    (rf"{NAME} {YEAR}", lambda found: f"{found['year']}-{_month(found['name'])}"),
)
