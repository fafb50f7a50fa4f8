"""The primary navigation, for pages inside a programme."""

from collections.abc import Container
from dataclasses import dataclass

from django.urls import reverse

from partnership.people.permissions import Permission

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


@dataclass(frozen=True)
class NavigationItem:
    label: str
    url: str
    is_current: bool


def navigation(
    programme: str, *, section: str, allowed: Container[Permission], query: str = ""
) -> list[NavigationItem]:
    """The sections that a person may open; `query` keeps the day looked back to."""
    return [
        NavigationItem(
            label,
            reverse(name, args=[programme]) + ("" if name in OF_TODAY else query),
            name == section,
        )
        for name, label, permission in SECTIONS
        if permission in allowed
    ]
