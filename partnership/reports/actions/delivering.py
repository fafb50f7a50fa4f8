"""Delivering: what follows a publication, once; that somebody took a file; one reminder."""

from collections.abc import Iterable

from django.db import transaction

from partnership.people.models import User
from partnership.reports.emails import delivery as mail
from partnership.reports.models import Download, PublishedWords, Report, ReportFile
from partnership.reports.rules.searched import said_in
from partnership.reports.sections.compose import compose
from partnership.reports.selectors.delivered import is_open, to_nudge
from partnership.reports.selectors.officers import managers_of, officers_of
from partnership.reports.snapshot import Frozen


@transaction.atomic
def published(report: Report) -> int:
    """Let a report be found by its words, and tell its body's officers; how many are told.

    Called in the transaction that publishes: nobody is told of what was not
    published, and calling it twice tells once. Where there is no officer, the
    managers are told so.
    """
    _let_be_searched(report)
    officers = officers_of(report.body)
    for officer in officers:
        mail.tell_officer(report, to=officer)
    if not officers:
        for manager in managers_of(report.body):
            mail.tell_of_no_officers(report, to=manager)
    return len(officers)


def _let_be_searched(report: Report) -> None:
    document = compose(Frozen(report.snapshot or {}, report.fingerprint))
    report.words.all().delete()
    PublishedWords.objects.bulk_create(
        PublishedWords(report=report, number=each.number, heading=each.heading, text=each.text)
        for each in said_in(document)
    )


def taken(*, files: Iterable[ReportFile], by: User | None) -> None:
    """Note that somebody took these files; None: by a public link, which knows nobody.

    Of what is not published nothing is noted: only those who work on it see it.
    """
    taken_now = [Download(file=each, by=by) for each in files if is_open(each.report)]
    if taken_now:  # reading a draft writes nothing
        Download.objects.bulk_create(taken_now)


def nudge() -> int:
    """Remind officers, once, of what was published a week ago and none of them opened; how many.

    May be done at any time, any number of times.
    """
    reminded = 0
    for report in to_nudge():
        for officer in officers_of(report.body):
            mail.remind_officer(report, to=officer)
            reminded += 1
    return reminded
