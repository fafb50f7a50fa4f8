"""The primary navigation, for pages inside a programme."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

SECTIONS = (
    ("overview", "Overview"),
    ("milestones", "Milestones"),
    ("events", "Events"),
    ("groups", "Groups"),
    ("outcomes", "Outcomes"),
    ("reports", "Reports"),
    ("about", "About"),
)


@dataclass(frozen=True)
class NavigationItem:
    label: str
    url: str
    is_current: bool


def navigation(request: HttpRequest) -> dict[str, list[NavigationItem]]:
    """Context: the sections of the programme that the page is in."""
    match = getattr(request, "resolver_match", None)
    if match is None or "programme" not in match.kwargs:
        return {"navigation": []}
    slug = match.kwargs["programme"]
    current = getattr(getattr(match.func, "view_class", None), "section", "")
    return {
        "navigation": [
            NavigationItem(label, reverse(name, args=[slug]), name == current)
            for name, label in SECTIONS
        ]
    }
