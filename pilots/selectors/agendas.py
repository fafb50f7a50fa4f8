"""What an agenda is built from: standing items, minutes, overdue actions, reports due."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from partnership.dates import end_of_month
from pilots.agenda_rules import (
    CLOSING_FROM,
    OVERDUE_ACTIONS,
    Item,
    minutes_title,
    report_due,
    report_title,
)
from pilots.models import AgendaItem, Group, Meeting, ReportingBody
from pilots.selectors.meetings import day_of, meeting_before, overdue_at

Kind = AgendaItem.Kind


def standing_items(group: Group) -> tuple[list[str], list[str]]:
    """What stands on every agenda: the titles that open it, and those that close it."""
    rows = list(group.agenda_template.all())
    opening = [each.title for each in rows if each.position < CLOSING_FROM]
    return opening, [each.title for each in rows if each.position >= CLOSING_FROM]


def wanted_items(meeting: Meeting) -> list[Item]:
    """What records ask for on the agenda now, in its order."""
    opening, closing = standing_items(meeting.group)
    return [
        *(Item(Kind.TEMPLATE, title) for title in opening),
        *_from_records(meeting),
        *(Item(Kind.TEMPLATE, title) for title in closing),
    ]


def _from_records(meeting: Meeting) -> Iterator[Item]:
    on = day_of(meeting) or timezone.localdate()
    before = meeting_before(meeting)
    if before and not before.are_minutes_approved:
        yield Item(Kind.MINUTES, minutes_title(before.number, before.held.words))
    if overdue_at(meeting, on=on):
        yield Item(Kind.ACTIONS, OVERDUE_ACTIONS)
    for title in _reports_due(meeting, on, day_of(before) if before else None):
        yield Item(Kind.REPORT, title)


def _reports_due(meeting: Meeting, on: date, last_met_on: date | None) -> Iterator[str]:
    """A title for each body of the group or its area whose period ended since the group met."""
    programme = meeting.group.programme
    span = programme.start_month, end_of_month(programme.start_month, programme.length_months)
    for body in bodies_of(meeting.group):
        period = report_due(
            body.months_per_period,
            year_starts=programme.year_starts,
            programme=span,
            meeting_on=on,
            last_met_on=last_met_on,
        )
        if period:
            yield report_title(body.name, period)


def bodies_of(group: Group) -> list[ReportingBody]:
    """The reporting bodies of the group's area, or of the whole programme."""
    bodies = ReportingBody.objects.filter(programme=group.programme_id, area=group.area_id)
    return list(bodies.order_by("name"))
