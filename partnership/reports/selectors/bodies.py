"""What the pages about bodies ask: whom a programme reports to, when they meet, who gets papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from partnership.programmes.access import Entry
from partnership.programmes.models import Programme
from partnership.reports.models import Report, ReportTemplate, TemplateChoice
from partnership.reports.seeing import may_know
from partnership.reports.selectors.templates import templates_of
from partnership.reports.templates import ensure_templates
from pilots.models import BodyMeeting, BodyRole, ReportingBody

MOST_PAST = 12  # meetings of the past on the page of a body: three years of quarters


@dataclass(frozen=True)
class BodyLine:
    """A body with its template today, its next meeting, and how many officers get its papers."""

    body: ReportingBody
    template: ReportTemplate
    meeting: BodyMeeting | None
    officers: int


def bodies_within(entry: Entry) -> list[ReportingBody]:
    """The bodies that the person may read of, in the programme's order; one query."""
    bodies = entry.programme.reporting_bodies.select_related("area", "group", "programme")
    return [body for body in bodies if may_know(entry, body)]


def body_lines(entry: Entry, *, on: date) -> list[BodyLine]:
    """The bodies within reach as lines; five queries."""
    bodies = bodies_within(entry)
    templates = ensure_templates(entry.programme)
    held = templates_of(bodies, on=on)
    meetings = next_meetings(bodies, on=on)
    officers = _officers_of(bodies, on=on)
    return [
        BodyLine(each, templates[held[each.pk]], meetings.get(each.pk), officers.get(each.pk, 0))
        for each in bodies
    ]


def next_meetings(bodies: Sequence[ReportingBody], *, on: date) -> Mapping[int, BodyMeeting]:
    """The first meeting of each body on a day or after it."""
    coming = BodyMeeting.objects.filter(body__in=[each.pk for each in bodies], meeting_on__gte=on)
    return {each.body_id: each for each in coming.order_by("-meeting_on")}


def _officers_of(bodies: Sequence[ReportingBody], *, on: date) -> Mapping[int, int]:
    roles = _of_officers(on).filter(body__in=[each.pk for each in bodies])
    return dict(roles.order_by().values_list("body").annotate(people=Count("user", distinct=True)))


def _of_officers(on: date) -> QuerySet[BodyRole]:
    """Roles of those who are told of reports: nobody whose account is closed."""
    return BodyRole.objects.in_force(on=on).filter(user__is_active=True, user__locked_at=None)


def body_within(entry: Entry, slug: str) -> ReportingBody | None:
    """The body with this slug, if the person may read of it."""
    bodies = entry.programme.reporting_bodies.select_related(
        "area", "group", "programme", "council", "health_board"
    )
    body = bodies.filter(slug=slug).first()
    return body if body and may_know(entry, body) else None


def officers(body: ReportingBody, *, on: date) -> list[BodyRole]:
    """Who gets its papers on a day."""
    roles = _of_officers(on).filter(body=body).select_related("user", "body")
    return list(roles.order_by("user__display_name", "pk"))


def meetings_to_come(body: ReportingBody, *, on: date) -> list[BodyMeeting]:
    """On a day and after it, the first first."""
    return list(body.meetings.filter(meeting_on__gte=on))


def meetings_past(body: ReportingBody, *, on: date) -> list[BodyMeeting]:
    """Before a day, the newest first, as many as a page shows."""
    return list(body.meetings.filter(meeting_on__lt=on).order_by("-meeting_on")[:MOST_PAST])


def find_meeting(body: ReportingBody, day: date) -> BodyMeeting | None:
    """The meeting on that day."""
    return body.meetings.filter(meeting_on=day).select_related("body").first()


def choices_of(body: ReportingBody) -> list[TemplateChoice]:
    """On which templates it is reported to, the newest choice first."""
    return list(body.template_choices.select_related("template").order_by("-from_on"))


def find_choice(body: ReportingBody, day: date) -> TemplateChoice | None:
    """The choice of a template that holds from that day on."""
    return body.template_choices.filter(from_on=day).select_related("template").first()


def published_templates(programme: Programme) -> QuerySet[ReportTemplate]:
    """The templates that a body can be given."""
    ensure_templates(programme)
    found = programme.report_templates.filter(versions__published_at__isnull=False)
    return found.distinct().order_by("name")


def has_reports(body: ReportingBody) -> bool:
    """Whether any report to it is begun."""
    return Report.objects.filter(body=body).exists()
