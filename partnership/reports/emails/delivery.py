"""E-mails about published reports: to a body's officers, or that it has none; and once a nudge.

They hold a title and a link, never the report: mail is read on the way, and passed on.
"""

from partnership.people.mail import Purpose, Words, register, send
from partnership.people.models import Email, User
from partnership.reports.emails.drafting import address
from partnership.reports.models import Report
from partnership.reports.selectors.officers import is_opened, officers_of


def tell_officer(report: Report, *, to: User) -> None:
    """Tell an officer, once, that this edition is there."""
    _send(PUBLISHED, report, to)


def tell_of_no_officers(report: Report, *, to: User) -> None:
    """Tell a manager, once, that nobody was told of this edition."""
    _send(NO_OFFICERS, report, to)


def remind_officer(report: Report, *, to: User) -> None:
    """Remind an officer, once, of an edition that nobody has opened."""
    _send(NOT_OPENED, report, to)


def _send(purpose: Purpose, report: Report, to: User) -> None:
    send(to=to, purpose=purpose, key=email_key(report), about={"report": report.pk})


def email_key(report: Report) -> str:
    """What tells e-mails about this edition from those about others."""
    return f"report {report.pk}"


def _report(row: Email) -> Report | None:
    """The report, while it is the edition to be read; of a correction a later e-mail tells."""
    found = Report.objects.filter(pk=row.about["report"], stage=Report.Stage.PUBLISHED)
    return found.select_related("body__programme").defer("snapshot").first()


def _published(row: Email) -> Words | None:
    report = _report(row)
    if report is None:
        return None
    what = "The corrected progress report" if report.corrects_id else "The progress report"
    return Words(
        title=f"{what} is published: {report}", path=address(report), link="Read the report"
    )


def _no_officers(row: Email) -> Words | None:
    """Nothing any more once an officer is there: they are led to it by the list of reports."""
    report = _report(row)
    if report is None or officers_of(report.body):
        return None
    return Words(
        title=f"Nobody was told of a published report: {report}",
        path=address(report),
        link="Open the report, and see who could be told",
    )


def _not_opened(row: Email) -> Words | None:
    """Nothing any more once an officer of the body has opened it."""
    report = _report(row)
    if report is None or is_opened(report):
        return None
    return Words(
        title=f"A published report is not opened yet: {report}",
        path=address(report),
        link="Read the report",
    )


PUBLISHED = Purpose(
    name="report-published", words=_published, why="you are an officer of the body reported to"
)
NO_OFFICERS = Purpose(
    name="report-without-officers",
    words=_no_officers,
    why="you manage reports to a body that has no officer here",
)
NOT_OPENED = Purpose(
    name="report-not-opened", words=_not_opened, why="you are an officer of the body reported to"
)


def register_delivery() -> None:
    """Make the purposes known."""
    for purpose in (PUBLISHED, NO_OFFICERS, NOT_OPENED):
        register(purpose)
