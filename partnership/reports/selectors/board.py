"""The board of a programme's reports: what is under way to whom, and what was published."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.functions import RowNumber

from partnership.people.models import User
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.reports.models import Report, ReportTask, ReportText
from partnership.reports.models.report import ReportQuerySet
from partnership.reports.seeing import works_on
from partnership.reports.selectors.holders import Holders, holders_in
from partnership.reports.selectors.reports import bodies_of
from partnership.reports.selectors.writers import writers_of
from pilots.models import ReportingBody

IS_UNPUBLISHED = Q(stage__in=Report.UNPUBLISHED)


@dataclass(frozen=True)
class Board:
    """What one person sees; `published` and `more` are by the key of a body.

    `more` says how many published reports there are beside those that are shown; `writers` are
    the keys of those who wrote in a report that is in review, by its key.
    """

    bodies: Sequence[ReportingBody]
    under_way: Sequence[Any]
    published: Mapping[int, Sequence[Report]]
    more: Mapping[int, int]
    holders: Holders
    works_on_some: bool
    writers: Mapping[int, Collection[int]] = field(default_factory=dict)

    def waited_for(self, report: Report) -> tuple[User, ...]:
        """Whom a report under way waits for."""
        return self.holders.waited_for(report, self.writers.get(report.pk, ()))

    @property
    def making(self) -> Mapping[str, int]:
        """How many of the reports under way are in each state of being made."""
        return Counter(report.state for report in self.under_way)


SHOWN = 4  # published reports of each body, until one body is chosen
MANY = 8  # bodies; of more than that each shows its newest report alone


def board(entry: Entry, *, on: date, body: str = "") -> Board:
    """The reports that the person may see, the newest of each body or all of one.

    At most five queries.
    """
    bodies = [each for each in bodies_of(entry.programme) if _is_theirs(entry, each)]
    chosen = [each for each in bodies if each.slug == body]
    shown, worked = chosen or bodies, [each.pk for each in bodies if works_on(entry, each.at)]
    under_way, published, more = [], defaultdict(list), dict[int, int]()
    limit = 0 if chosen else SHOWN if len(shown) <= MANY else 1
    for report in _reports(entry, shown, worked, limit=limit):
        if report.stage in Report.UNPUBLISHED:
            under_way.append(report)
        else:
            published[report.body_id].append(report)
            more[report.body_id] = report.of_them - len(published[report.body_id])
    holders = holders_in(entry.programme, on=on) if under_way else Holders(())
    writers = writers_of(each for each in under_way if each.stage == Report.Stage.IN_REVIEW)
    return Board(shown, under_way, published, more, holders, bool(worked), writers)


def _is_theirs(entry: Entry, body: ReportingBody) -> bool:
    return entry.may(Permission.READ_REPORTS, body.at) or works_on(entry, body.at)


def _reports(
    entry: Entry, bodies: Sequence[ReportingBody], worked: Sequence[int], *, limit: int
) -> Sequence[Any]:
    of = Report.objects.of(entry.programme).filter(body__in=[body.pk for body in bodies])
    found = of.filter(
        (IS_UNPUBLISHED & Q(body__in=worked)) | Q(stage=Report.Stage.PUBLISHED)
    ).annotate(**_numbered())
    if limit:
        found = found.filter(IS_UNPUBLISHED | Q(place__lte=limit))
    rows = with_next_task(found).select_related("body__programme", "meeting", "decision")
    rows = rows.order_by("-period_last", "body__name", "-edition")
    return list(rows.prefetch_related("files"))


def with_next_task(reports: ReportQuerySet) -> ReportQuerySet:
    """The reports, each with what is to be done next, by when, and whether a text is begun."""
    left = ReportTask.objects.filter(report=OuterRef("pk"), done_at=None).order_by("due_on", "pk")
    texts = ReportText.objects.filter(report=OuterRef("pk")).exclude(text="")
    return reports.annotate(
        next_kind=Subquery(left.values("kind")[:1]),
        next_due=Subquery(left.values("due_on")[:1]),
        is_begun=Exists(texts),
    )


def _numbered() -> dict[str, Any]:
    """The place of each among its body's published ones, or unpublished ones; and how many."""
    is_open = Case(When(IS_UNPUBLISHED, then=Value(1)), default=Value(0))
    within: dict[str, Any] = {"partition_by": ["body", is_open]}
    newest = ["-period_last", "-edition"]
    return {
        "place": Window(RowNumber(), order_by=newest, **within),
        "of_them": Window(Count("pk"), **within),
    }
