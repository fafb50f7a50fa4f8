"""Bodies that are reported to: added, described otherwise, given a template and meetings."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.history import record_by
from partnership.people.models import Organisation, User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.programmes.models import Programme
from partnership.reports.actions.tasks_of_reports import reschedule
from partnership.reports.models import Report, ReportTemplate, TemplateChoice
from partnership.slugs import fresh_slug
from pilots.models import Area, BodyMeeting, Group, ReportingBody

SAME_NAME = "The programme reports to a body of that name already"
SAME_DAY = "A meeting on that day is recorded already"
UNPUBLISHED = "No version of this template is published yet: publish it first"


@dataclass(frozen=True)
class BodyDetails:
    """What is said of a body; `area` None: it is reported to on the whole programme."""

    name: str
    kind: str
    area: Area | None = None
    group: Group | None = None
    council: Organisation | None = None
    health_board: Organisation | None = None
    months_per_period: int = 3
    year_starts: int | None = None
    is_drafted: bool = True
    marking: str = ""

    @classmethod
    def of(cls, body: ReportingBody) -> "BodyDetails":
        return cls(**{each.name: getattr(body, each.name) for each in fields(cls)})

    @property
    def by_name(self) -> dict[str, Any]:
        """Each as it is, by its name."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@transaction.atomic
def add_body(
    *, programme: Programme, details: BodyDetails, template: ReportTemplate, by: User
) -> ReportingBody:
    """Report to a body, on this template from the programme's start. RefusedError."""
    Programme.objects.select_for_update().get(pk=programme.pk)  # one name at a time
    others = ReportingBody.objects.filter(programme=programme)
    _refuse_same_name(others, details.name)
    is_shipped = template.slug in ReportingBody.Template.values
    body = ReportingBody(
        programme=programme,
        slug=fresh_slug(details.name, others, otherwise="body"),
        template=template.slug if is_shipped else ReportingBody.Template.IJB,
        **details.by_name,
    )
    record_by(body, by=by, why="Added")
    body.save()
    if not is_shipped:
        choose_template(body=body, template=template, from_on=programme.start_month, by=by)
    return body


def change_body(*, body: ReportingBody, seen: int, details: BodyDetails, by: User) -> None:
    """Say otherwise what a body is. Its place stays once a report to it is begun.

    RefusedError, ChangedMeanwhileError.
    """
    others = ReportingBody.objects.filter(programme=body.programme).exclude(pk=body.pk)
    with changing(body, seen=seen, by=by) as now:
        _refuse_same_name(others, details.name)
        if details.area != now.area and Report.objects.filter(body=now).exists():
            raise RefusedError("Reports to it are about that place, so it stays", "area")
        for name, value in details.by_name.items():
            setattr(now, name, value)


def _refuse_same_name(others: Any, name: str) -> None:
    if others.filter(name__iexact=name).exists():
        raise RefusedError(SAME_NAME, "name")


def change_words(*, body: ReportingBody, seen: int, words: Mapping[str, str], by: User) -> None:
    """Give a body its own words of status, by ours; ours stand where it has none.

    Papers that are published keep the words they were made with. ChangedMeanwhileError.
    """
    with changing(body, seen=seen, by=by, why="Its words of status") as now:
        now.status_words = {ours: own for ours, own in words.items() if own}


@transaction.atomic
def choose_template(
    *, body: ReportingBody, template: ReportTemplate, from_on: date, by: User
) -> None:
    """Report to a body on another template, for periods that end on a day or later.

    A choice for that day is replaced. RefusedError for a template that was never published.
    """
    if not template.versions.filter(published_at__isnull=False).exists():
        raise RefusedError(UNPUBLISHED, "template")
    ReportingBody.objects.select_for_update().get(pk=body.pk)  # two who choose the same day
    choice = TemplateChoice.objects.filter(body=body, from_on=from_on).first()
    choice = choice or TemplateChoice(body=body, from_on=from_on)
    choice.template = template
    record_by(choice, by=by)
    choice.save()


@transaction.atomic
def drop_choice(*, body: ReportingBody, from_on: date, by: User) -> None:
    """Take back the choice of a template that does not hold yet; what held goes on. RefusedError.

    No period that it is for has ended, so no report was begun on it.
    """
    ReportingBody.objects.select_for_update().get(pk=body.pk)  # somebody may choose for that day
    choice = TemplateChoice.objects.filter(body=body, from_on=from_on).first()
    if choice is None:
        raise RefusedError("Somebody removed it meanwhile.")
    if from_on <= timezone.localdate():
        raise RefusedError(
            f"It holds since {day_words(from_on)}, and reports may have been made on it. Choose"
            " another template from a later day on."
        )
    record_by(choice, by=by, why="Removed before it held")
    choice.delete()


@dataclass(frozen=True)
class MeetingDetails:
    """When a body meets, and by when it wants its papers."""

    meeting_on: date
    papers_due_on: date
    note: str = ""


@transaction.atomic
def add_meeting(*, body: ReportingBody, details: MeetingDetails, by: User) -> BodyMeeting:
    """Record a meeting to come or one that was. RefusedError."""
    ReportingBody.objects.select_for_update().get(pk=body.pk)  # two who add the same day
    _refuse_meeting(BodyMeeting.objects.filter(body=body), details)
    meeting = BodyMeeting(body=body, **asdict(details))
    record_by(meeting, by=by)
    meeting.save()
    reschedule(body, added=meeting)
    return meeting


@transaction.atomic
def change_meeting(*, meeting: BodyMeeting, seen: int, details: MeetingDetails, by: User) -> None:
    """Move a meeting or its deadline. RefusedError, ChangedMeanwhileError."""
    others = BodyMeeting.objects.filter(body=meeting.body_id).exclude(pk=meeting.pk)
    with changing(meeting, seen=seen, by=by) as now:
        _refuse_meeting(others, details)
        for name, value in asdict(details).items():
            setattr(now, name, value)
    reschedule(meeting.body)


def _refuse_meeting(others: Any, details: MeetingDetails) -> None:
    if details.papers_due_on > details.meeting_on:
        day = day_words(details.meeting_on)
        raise RefusedError(f"Choose the day of the meeting, {day}, or one before", "papers_due_on")
    if others.filter(meeting_on=details.meeting_on).exists():
        raise RefusedError(SAME_DAY, "meeting_on")


@transaction.atomic
def remove_meeting(*, meeting: BodyMeeting, by: User) -> None:
    """Remove a meeting that will not be, or never was; drafts for it go to the next. RefusedError.

    One that a report was given for stays: its cover names it.
    """
    now = BodyMeeting.objects.select_for_update().filter(pk=meeting.pk).first()
    if now is None:
        raise RefusedError("Somebody removed it meanwhile.")
    given = now.reports.exclude(stage=Report.Stage.DRAFT).defer("snapshot").first()
    if given:
        raise RefusedError(
            f"The cover of the report on {given.period.words} names this meeting, so it stays. If"
            " the body met on another day, change the day."
        )
    record_by(now, by=by)
    now.delete()
    reschedule(now.body)
