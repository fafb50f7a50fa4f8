"""The views of events side by side: each leads to the others, narrowed as it is itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from partnership.programmes.models import Programme
from pilots.forms.engagement import code_of_days

KEPT = ("area", "venue", "kind", "as_at")


@dataclass(frozen=True)
class ViewLink:
    """A view by its key and name, with its address."""

    key: str
    name: str
    url: str


def view_links(
    programme: Programme,
    told: Mapping[str, object],
    *,
    since: date | None,
    until: date | None,
    as_at: date,
) -> list[ViewLink]:
    """List, calendar and engagement, with what was `told` to the filter of one of them.

    Of its days (both may be open) the calendar keeps the month of the first, the engagement
    page the quarter or year that they are in.
    """
    kept = {name: str(told[name]) for name in KEPT if told.get(name)}
    days = {name: day.isoformat() for name, day in (("since", since), ("until", until)) if day}
    first = since or until
    month = {"month": f"{first.year:04}-{first:%m}"} if first else {}
    period = code_of_days(programme, since, until, as_at)
    return [
        _link("list", "List", "events", programme, kept | days),
        _link("calendar", "Calendar", "event-calendar", programme, month | kept),
        _link("engagement", "Engagement", "engagement", programme, period | _without_venue(kept)),
    ]


def _without_venue(kept: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in kept.items() if name != "venue"}


def _link(
    key: str, name: str, view: str, programme: Programme, asked: Mapping[str, str]
) -> ViewLink:
    query = f"?{urlencode(asked)}" if asked else ""
    return ViewLink(key, name, f"{reverse(view, args=[programme.slug])}{query}")
