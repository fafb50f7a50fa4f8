"""Who may open and who may send what, at every address: the table that people review.

An address has a line in the table of its kind, or a test fails. A cell says what
each role gets, in the order of `ROLES`:

    2  a page or a file (for a form that was sent empty: the form again, 200)
    r  led on (302): for a form that was sent empty, something was done
    b  what was sent can't be read (400)
    3  refused, with who could (403)
    4  not found: it is not told whether it exists (404)
    5  this address takes no form (405)
    .  there is no such record: the address is of the whole programme, or of an area alone

Inside a programme there are three places: the person's own area (for a chair or a
member: their own group, for an officer their own body), the whole programme, and
another area. What holds at every address inside a programme is not in the table:
who is not signed in is led to sign in, who has no role there is told nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from partnership.people.models import Role
from tests.support.two_areas import QUARTER, Place

ROLES = (
    Role.ADMIN,
    Role.PROGRAMME_MANAGER,
    Role.AREA_MANAGER,
    Role.CHAIR,
    Role.STEERING_MEMBER,
    Role.EVALUATOR,
    Role.IJB_OFFICER,
    Role.VIEWER,
)
INSIDE = "programmes/<slug:programme>/"

# a administrator, p programme manager, m area manager, c chair, s steering member,
# e evaluator, o IJB officer, v viewer
IN_PROGRAMME = """
                                           GET                          POST
address             of what                own      whole    other      own      whole    other
                                           apmcseov apmcseov apmcseov   apmcseov apmcseov apmcseov
overview            -                      32222232 ........ ........   35555535 ........ ........
area                area                   32222232 ........ 32444232   35555535 ........ 35555535
milestones          -                      32222232 ........ ........   35555535 ........ ........
milestone           "M1                    32222232 ........ ........   35555535 ........ ........
risks               -                      32222232 ........ ........   35555535 ........ ........
events              -                      32222232 ........ ........   35555535 ........ ........
events-file         -                      32222232 ........ ........   35555535 ........ ........
event               event                  32222232 32222232 32444232   35555535 35555535 35555535
paper               body,paper             32222232 32222232 32444232   35555535 35555535 35555535
groups              -                      32222232 ........ ........   35555535 ........ ........
group               group                  32222232 32222232 32444232   35555535 35555535 35555535
organisations       -                      32222232 ........ ........   35555535 ........ ........
outcomes            -                      32222232 ........ ........   35555535 ........ ........
logic-model         -                      32222232 ........ ........   35555535 ........ ........
about               -                      32222232 ........ ........   35555535 ........ ........
reports             -                      32222322 ........ ........   32233333 ........ ........
report              body,quarter           32222322 32444342 32444342   3rr33333 3r433333 3r433333
report-read         body,quarter           32222322 32444342 32444342   35533333 35433333 35433333
report-file         body,quarter,"pdf      32222322 32444342 32444342   3rr33333 3r433333 3r433333
"""

ARGUMENTS: dict[str, Callable[[Place], Any]] = {
    "area": lambda place: place.area.slug if place.area else None,
    "quarter": lambda place: QUARTER.last.isoformat(),
}
BY_SLUG = ("group", "body", "event", "paper", "rule", "seat", "action", "decision", "organisation")
BY_KEY = ("partner_role", "invitation")
RECORDS = {"area", *BY_SLUG, *BY_KEY}


@dataclass(frozen=True)
class Row:
    """An address and what each role gets there, by method and place."""

    name: str
    of_what: tuple[str, ...]
    expected: dict[tuple[str, str], str]

    def path(self, place: Place) -> str:
        """The address of the place's own record."""
        values = [_value(each, place) for each in self.of_what]
        return reverse(self.name, args=[place.programme.slug, *values])

    def path_of_nothing(self, place: Place) -> str:
        """An address of the same form, of a record that is not there."""
        values = [_missing(each, _value(each, place)) for each in self.of_what]
        return reverse(self.name, args=[place.programme.slug, *values])

    def cells(self) -> Iterator[tuple[str, str, str]]:
        """(method, place, what each role gets), where there is such a record."""
        for (method, place), codes in self.expected.items():
            if set(codes) != {"."}:
                yield method, place, codes


def _value(what: str, place: Place) -> Any:
    if what.startswith('"'):
        return what[1:]
    if what in ARGUMENTS:
        return ARGUMENTS[what](place)
    record = place.records[what]
    return record.slug if what in BY_SLUG else record.pk


def _missing(what: str, value: Any) -> Any:
    if what not in RECORDS:
        return value
    return 999_999_999 if isinstance(value, int) else "no-such-thing"


PLACES = [(method, place) for method in ("GET", "POST") for place in ("own", "whole", "other")]


def rows(table: str = IN_PROGRAMME) -> list[Row]:
    """The table's lines, below its head."""
    return [_row(line.split()) for line in table.strip().splitlines()[3:] if line.strip()]


def _row(words: list[str]) -> Row:
    name, of_what, *codes = words
    assert [len(each) for each in codes] == [len(ROLES)] * len(PLACES), name
    return Row(
        name,
        () if of_what == "-" else tuple(of_what.split(",")),
        dict(zip(PLACES, codes, strict=True)),
    )


def names_in_resolver() -> Iterator[tuple[str, str]]:
    """(where it is, name) of every address that the site answers; a nameless one has ""."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns: list[Any], before: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, where)
        elif isinstance(pattern, URLPattern):
            yield where, pattern.name or ""
