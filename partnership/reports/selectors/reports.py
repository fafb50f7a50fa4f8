"""What pages and jobs ask about reports."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from milestones.models import DeliveryUpdate
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.reports.models import Report, ReportFile
from partnership.reports.models.report import ReportQuerySet
from partnership.reports.rules.due import Calendar
from pilots.models import ReportingBody

TIDIED_FOR = timedelta(hours=1)  # a late maker has stopped by then: the hard limit is shorter


def calendar_of(body: ReportingBody) -> Calendar:
    """The periods that a body is reported to for."""
    programme = body.programme
    year_starts = body.year_starts or programme.year_starts
    return Calendar(body.months_per_period, year_starts, programme.start_month)


def bodies_of(programme: Programme) -> QuerySet[ReportingBody]:
    """Whom the programme reports to."""
    return programme.reporting_bodies.select_related("area", "programme")


def bodies_for(entry: Entry, permission: Permission) -> list[ReportingBody]:
    """The bodies with whose reports the person may do that; one query."""
    return [body for body in bodies_of(entry.programme) if entry.may(permission, body.at)]


def every_body() -> QuerySet[ReportingBody]:
    """Whom all programmes report to."""
    bodies = ReportingBody.objects.select_related("programme", "area")
    return bodies.order_by("programme__name", "area__position", "name")


def with_their_days(bodies: QuerySet[ReportingBody]) -> QuerySet[ReportingBody]:
    """Bodies, each with when it was last changed, and the end of its first report's period."""
    past = ReportingBody.history.filter(id=OuterRef("pk")).order_by().values("id")
    reports = Report.objects.filter(body=OuterRef("pk")).order_by("period_last")
    return bodies.annotate(
        changed_at=Subquery(past.annotate(last=Max("history_date")).values("last")),
        first_report_on=Subquery(reports.values("period_last")[:1]),
    )


def every_report() -> ReportQuerySet:
    """All reports of all programmes, without their frozen figures."""
    return Report.objects.defer("snapshot").select_related("body")


def find_body(programme: Programme, slug: str) -> ReportingBody | None:
    """The programme's body with this slug."""
    return bodies_of(programme).filter(slug=slug).first()


def with_people(reports: ReportQuerySet) -> ReportQuerySet:
    """Reports with whoever led them from stage to stage, and what they correct; no query more."""
    people = ("submitted_by", "approved_by", "published_by")
    return reports.select_related(*people, "template", "meeting", "corrects").defer(
        "snapshot", "corrects__snapshot"
    )


def find_file(report: Report, kind: str) -> ReportFile | None:
    """The file of this kind that a ready report has."""
    return report.files.filter(kind=kind).first()


def ready_report(report_id: int) -> Report | None:
    """The report with its frozen figures, if it is ready."""
    return Report.objects.filter(pk=report_id, state=Report.State.READY).first()


def reports_to_check() -> ReportQuerySet:
    """All reports that have files, the oldest first."""
    ready = Report.objects.filter(state=Report.State.READY).order_by("pk")
    return ready.select_related("body").prefetch_related("files").defer("snapshot")


def reports_to_tidy() -> Iterable[int]:
    """Keys of reports whose killed or late makers may have left files behind lately."""
    repeated = Q(state=Report.State.READY, attempt__gt=1, made_at__gt=Now() - TIDIED_FOR)
    reports = Report.objects.filter(repeated | Q(state=Report.State.FAILED))
    return reports.values_list("pk", flat=True)


def first_period(body: ReportingBody, *, on: date) -> Period | None:
    """The period that a body's first report is on; None if none has ended by the day `on`.

    It holds the newest thing that was reported while the programme ran; if that
    period has not ended yet, it is the newest that has.
    """
    calendar = calendar_of(body)
    ended = calendar.ended(on=on)
    day = _newest_reported(body.programme, by=min(on, body.programme.ends_on))
    held = calendar.holding(day) if day else None
    return held if held in ended else next(iter(ended), None)


def _newest_reported(programme: Programme, *, by: date) -> date | None:
    """The newest day on which a source or an update was reported, up to the day `by`."""
    sources = programme.sources.filter(dated_on__lte=by)
    updates = DeliveryUpdate.objects.filter(delivery__programme=programme, reported_on__lte=by)
    days = (
        sources.aggregate(newest=Max("dated_on"))["newest"],
        updates.aggregate(newest=Max("reported_on"))["newest"],
    )
    return max((day for day in days if day), default=None)
