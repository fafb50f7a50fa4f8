"""The pages of the section “Reports” beside each other, each for those who may open it."""

from dataclasses import dataclass

from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.programmes.access import Entry

READERS = frozenset({Permission.READ_REPORTS})
KNOWERS = frozenset({Permission.READ, Permission.MANAGE})
PAGES = (
    ("reports", "Reports", READERS),
    ("report-archive", "Archive", READERS),
    ("reporting-bodies", "Bodies", KNOWERS),
    ("report-templates", "Templates", KNOWERS),
    ("report-check", "Check a file", READERS),
)


@dataclass(frozen=True)
class View:
    """One of the pages, as the way between them shows it."""

    label: str
    url: str
    is_here: bool


def views_of_reports(entry: Entry, here: str) -> list[View]:
    """The pages that the person may open; `here` is the name of the one they are on."""
    return [
        View(label, reverse(name, args=[entry.programme.slug]), name == here)
        for name, label, lets_in in PAGES
        if not entry.permissions.isdisjoint(lets_in)
    ]
