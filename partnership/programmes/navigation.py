"""The primary navigation, for pages inside a programme."""

from collections.abc import Container

from django.urls import get_script_prefix, reverse

from partnership.people.permissions import Permission
from partnership.web.frame import NavigationItem
from partnership.web.remembered import Remembered

SECTIONS = (
    ("overview", "Overview", Permission.READ),
    ("milestones", "Milestones", Permission.READ),
    ("events", "Events", Permission.READ),
    ("event-log", "Log an event", Permission.LOG_EVENTS),
    ("learning", "Learning", Permission.READ),
    ("groups", "Groups", Permission.READ),
    ("actions", "Actions", Permission.READ),
    ("outcomes", "Outcomes", Permission.READ),
    ("reports", "Reports", Permission.READ_REPORTS),
    ("people", "People", Permission.MANAGE),
    ("about", "About", Permission.READ),
)
OF_TODAY = {"event-log"}  # what is done there is not looked back to


def navigation(
    programme: str, *, section: str, allowed: Container[Permission], query: str = ""
) -> tuple[NavigationItem, ...]:
    """The sections that a person may open; `query` keeps the day looked back to."""
    names = tuple(name for name, _, permission in SECTIONS if permission in allowed)
    return ITEMS((programme, section, names, query), get_script_prefix())


def _items(asked: tuple[str, str, tuple[str, ...], str], prefix: str) -> tuple[NavigationItem, ...]:
    programme, section, names, query = asked
    return tuple(
        NavigationItem(
            label,
            reverse(name, args=[programme]) + ("" if name in OF_TODAY else query),
            name == section,
        )
        for name, label, _ in SECTIONS
        if name in names
    )


ITEMS = Remembered(_items, most=128)
