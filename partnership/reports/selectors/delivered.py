"""Who was told of a published report, and who took it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Now

from partnership.people.models import Email, User
from partnership.reports.emails.delivery import NOT_OPENED, PUBLISHED, email_key
from partnership.reports.models import Download, PublicLink, Report
from partnership.reports.models.report import ReportQuerySet
from partnership.reports.seeing import OPEN
from partnership.reports.selectors.officers import officers_of, unopened
from pilots.models import ReportingBody

NUDGE_AFTER = timedelta(days=7)
NUDGE_UNTIL = timedelta(days=35)  # later it is no news, whoever became an officer since


def to_nudge() -> QuerySet[Report]:
    """Reports that were published a week ago, and no officer of the body has opened."""
    lately = Report.objects.filter(
        stage=Report.Stage.PUBLISHED,
        published_at__lte=Now() - NUDGE_AFTER,
        published_at__gt=Now() - NUDGE_UNTIL,
    )
    return unopened(lately).select_related("body__programme").defer("snapshot")


def downloads_of(report: Report) -> QuerySet[Download]:
    """Who took a file of the report on this period, of any edition; latest first."""
    same = {"file__report__body": report.body_id, "file__report__period_last": report.period_last}
    found = Download.objects.filter(**same).select_related("file__report", "by")
    return found.defer("file__report__snapshot").order_by("-at", "-pk")


@dataclass(frozen=True)
class OfficerLine:
    """One officer of the body: when they were told, reminded, and first took the report."""

    officer: User
    told_at: datetime | None
    reminded_at: datetime | None
    opened_at: datetime | None


def officer_lines(report: Report) -> list[OfficerLine]:
    """The body's officers today, and what each knows of this edition; three queries.

    E-mails are forgotten after a while: then it is no longer known when they were told.
    """
    officers = officers_of(report.body)
    sent = _sent(report)
    first = {
        row["by"]: row["at"]
        for row in Download.objects.filter(file__report=report, by__in=officers)
        .order_by("-at")
        .values("by", "at")
    }
    return [
        OfficerLine(
            each,
            sent.get((each.pk, PUBLISHED.name)),
            sent.get((each.pk, NOT_OPENED.name)),
            first.get(each.pk),
        )
        for each in officers
    ]


def _sent(report: Report) -> dict[tuple[int, str], datetime]:
    rows = Email.objects.filter(
        purpose__in=[PUBLISHED.name, NOT_OPENED.name], key=email_key(report)
    )
    return {(row.user_id, row.purpose): row.asked_at for row in rows if row.user_id}


def open_link(body: ReportingBody) -> PublicLink | None:
    """The body's public link, if it has one."""
    return body.public_links.filter(revoked_at=None).first()


def body_of(token_hash: str) -> ReportingBody | None:
    """Whose public link has this hash; None for one that is not, or no longer, in use."""
    found = PublicLink.objects.filter(token_hash=token_hash, revoked_at=None)
    link = found.select_related("body__programme", "body__area").first()
    return link.body if link else None


def open_reports(body: ReportingBody) -> ReportQuerySet:
    """What may be read by the public link: the newest edition of each report, newest first."""
    found = Report.objects.of(body.programme).filter(body=body, stage=Report.Stage.PUBLISHED)
    return found.prefetch_related("files").order_by("-period_last")


def is_open(report: Any) -> bool:
    """Whether readers may read it, so that taking it is noted."""
    return report.stage in OPEN
