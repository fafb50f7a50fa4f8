"""The board of a programme's reports: what is under way to whom, and what was published."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber

from partnership.people.models import User
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.programmes.models import Programme
from partnership.reports.models import Report, ReportTask, ReportText
from partnership.reports.models.report import ReportQuerySet
from partnership.reports.seeing import works_on
from partnership.reports.selectors.holders import Holders, holders_in
from partnership.reports.selectors.reports import bodies_of
from partnership.reports.selectors.writers import writers_of
from pilots.models import ReportingBody

NEWEST_FIRST = ("-period_last", "body__name", "-edition")


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

    At most six queries.
    """
    bodies = [each for each in bodies_of(entry.programme) if _is_theirs(entry, each)]
    chosen = [each for each in bodies if each.slug == body]
    shown, worked = chosen or bodies, [each.pk for each in bodies if works_on(entry, each.at)]
    under_way = _under_way(entry.programme, {each.pk for each in shown}.intersection(worked))
    published, more = _published(entry.programme, shown, limit=_limit(shown, is_one=bool(chosen)))
    writers = writers_of(each for each in under_way if each.stage == Report.Stage.IN_REVIEW)
    holders = _holders(entry.programme, under_way, on)
    return Board(shown, under_way, published, more, holders, bool(worked), writers)


def _is_theirs(entry: Entry, body: ReportingBody) -> bool:
    return entry.may(Permission.READ_REPORTS, body.at) or works_on(entry, body.at)


def _limit(bodies: Sequence[ReportingBody], *, is_one: bool) -> int:
    """How many published reports of each body are shown; 0 for all."""
    if is_one:
        return 0
    return SHOWN if len(bodies) <= MANY else 1


def _under_way(programme: Programme, bodies: Collection[int]) -> list[Any]:
    """The reports to these bodies that are not published, the newest first."""
    found = with_next_task(Report.objects.of(programme).unpublished().filter(body__in=bodies))
    return list(found.select_related("body__programme", "meeting").order_by(*NEWEST_FIRST))


def _holders(programme: Programme, reports: Sequence[Report], on: date) -> Holders:
    """Whom these reports may wait for."""
    if not reports:
        return Holders({})
    is_decided_on = any(each.stage != Report.Stage.DRAFT for each in reports)
    return holders_in(programme, on=on, with_chairs=is_decided_on)


def _published(
    programme: Programme, bodies: Sequence[ReportingBody], *, limit: int
) -> tuple[Mapping[int, list[Report]], Mapping[int, int]]:
    """The newest published reports by the keys of their bodies; how many more each has."""
    of = Report.objects.of(programme).filter(stage=Report.Stage.PUBLISHED)
    numbered: Any = of.filter(body__in=[body.pk for body in bodies]).annotate(**_numbered())
    found = numbered.filter(place__lte=limit) if limit else numbered
    rows = found.select_related("body__programme", "decision").order_by(*NEWEST_FIRST)
    published, of_them = defaultdict[int, list[Report]](list), dict[int, int]()
    for report in rows.prefetch_related("files"):
        published[report.body_id].append(report)
        of_them[report.body_id] = report.of_them
    return published, {body: count - len(published[body]) for body, count in of_them.items()}


def _numbered() -> dict[str, Any]:
    """The place of each among those of its body, and how many these are."""
    newest = ["-period_last", "-edition"]
    return {
        "place": Window(RowNumber(), partition_by="body", order_by=newest),
        "of_them": Window(Count("pk"), partition_by="body"),
    }


def with_next_task(reports: ReportQuerySet) -> ReportQuerySet:
    """The reports, each with what is to be done next, by when, and whether a text is begun."""
    left = ReportTask.objects.filter(report=OuterRef("pk"), done_at=None).order_by("due_on", "pk")
    texts = ReportText.objects.filter(report=OuterRef("pk")).exclude(text="")
    return reports.annotate(
        next_kind=Subquery(left.values("kind")[:1]),
        next_due=Subquery(left.values("due_on")[:1]),
        is_begun=Exists(texts),
    )
