"""Bodies in words: how often they are reported to, whom a direction goes to, their own words."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from milestones.schedule import Rag
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.reports.selectors.bodies import BodyLine
from pilots.models import BodyMeeting, BodyRole, ReportingBody

OFTEN = {1: "Every month", 3: "Every quarter", 6: "Every half-year", 12: "Every year"}


@dataclass(frozen=True)
class ListLine:
    """A body as the list shows it."""

    body: ReportingBody
    place: str
    often: str
    template: str
    meeting: BodyMeeting | None
    officers: int


def list_lines(lines: Iterable[BodyLine]) -> list[ListLine]:
    """The bodies as the list shows them."""
    return [
        ListLine(
            each.body,
            place_words(each.body),
            often_words(each.body),
            each.template.name,
            each.meeting,
            each.officers,
        )
        for each in lines
    ]


def place_words(body: ReportingBody) -> str:
    """What it is reported to about."""
    return body.area.name if body.area else "The whole programme"


def often_words(body: ReportingBody) -> str:
    """Every quarter; every 4 months; every year, from April."""
    months = body.months_per_period
    often = OFTEN.get(months, f"Every {months} months")
    starts = body.year_starts
    return f"{often}, its year starts in {calendar.month_name[starts]}" if starts else often


def body_facts(body: ReportingBody) -> list[tuple[str, object]]:
    """What is kept of a body."""
    facts: list[tuple[str, object]] = [
        ("Kind", body.get_kind_display()),
        ("About", place_words(body)),
        ("How often", often_words(body)),
        ("Drafts", "Made by themselves when a period ends" if body.is_drafted else "Asked for"),
        ("Marking line", body.marking or "None"),
    ]
    if body.group:
        facts.insert(2, ("The group itself", body.group.name))
    return facts + [
        (f"A direction to “{words}” goes to", organisation.name)
        for words, organisation in (
            ("the council", body.council),
            ("the health board", body.health_board),
        )
        if organisation
    ]


def word_rows(body: ReportingBody) -> list[tuple[str, str]]:
    """Our words of status beside the body’s own; nothing where it has none at all."""
    own = body.status_words
    return [(each.value, own.get(each.value, "")) for each in Rag] if own else []


def officer_lines(entry: Entry, roles: Iterable[BodyRole]) -> list[tuple[str, str]]:
    """Who gets its papers, with the address of the role for those who may change it."""
    manages = entry.may(Permission.MANAGE)
    slug = entry.programme.slug
    return [
        (str(each.user), reverse("people-role", args=[slug, "body", each.pk]) if manages else "")
        for each in roles
    ]
