"""Published reports found again: by body, by quarter, by the words in them."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.reports.models import PublishedWords, Report
from partnership.reports.models.report import ReportQuerySet
from partnership.reports.seeing import OPEN
from pilots.models import ReportingBody
from pilots.paging import COUNTED_UP_TO


def published_reports(
    programme: Programme,
    bodies: Iterable[ReportingBody],
    *,
    body: str = "",
    quarter: Period | None = None,
    is_all: bool = False,
) -> ReportQuerySet:
    """The published reports to these bodies, newest first; with superseded ones if `is_all`."""
    stages = OPEN if is_all else (Report.Stage.PUBLISHED,)
    found = Report.objects.of(programme).filter(body__in=[each.pk for each in bodies])
    found = found.filter(stage__in=stages)
    if body:
        found = found.filter(body__slug=body)
    if quarter:
        found = found.filter(period_last__range=(quarter.first, quarter.last))
    return found.order_by("-period_last", "body__name", "-edition")


def sections_with(reports: ReportQuerySet, words: Sequence[str]) -> list[int]:
    """The keys of the sections that hold all of the words, the newest report's first.

    Every text is read for it, so it is done once: what is shown of them is asked by key.
    """
    found = PublishedWords.objects.filter(report__in=reports.order_by().values("pk"))
    for word in words:
        found = found.filter(Q(text__icontains=word) | Q(heading__icontains=word))
    rows = found.order_by(
        "-report__period_last", "report__body__name", "-report__edition", "number"
    )
    return list(rows.values_list("pk", flat=True)[: COUNTED_UP_TO + 1])


def sections(keys: Sequence[int]) -> list[PublishedWords]:
    """The sections of these keys, in their order, each with its report."""
    rows = PublishedWords.objects.select_related("report__body__programme")
    found = rows.defer("report__snapshot").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def quarters_of(programme: Programme, bodies: Iterable[ReportingBody]) -> list[Period]:
    """The programme's quarters in which published reports end, newest first; one query."""
    reports = published_reports(programme, bodies)
    days = reports.order_by("-period_last").values_list("period_last", flat=True).distinct()
    return list(dict.fromkeys(quarter_holding(programme, day) for day in days))


def quarter_holding(programme: Programme, day: date) -> Period:
    """The programme's quarter that holds the day."""
    return Period.holding(day, year_starts=programme.year_starts)
