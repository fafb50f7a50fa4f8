"""Correcting what is published: a new edition from the same cut-off, which says why.

The published one stays as it is and where it is; it is superseded when its correction is
published (actions/moving.py).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.people.history import record_by
from partnership.people.models import User
from partnership.reports import jobs, storage
from partnership.reports.actions.moving import HinderedError, Mover, moving
from partnership.reports.actions.tasks_of_reports import count_back
from partnership.reports.models import Cover, ImplicationAnswer, Report, ReportText
from partnership.reports.rules.stages import AGAIN, Move

COPIED = "copied from the edition before"
KEPT: dict[Any, tuple[str, ...]] = {
    ReportText: ("section", "text", "written_by"),
    Cover: ("purpose", "recommendations", "report_by", "direction"),
    ImplicationAnswer: ("row", "answer", "text"),
}


def correct(report: Report, *, by: Mover, why: str) -> Report:
    """Begin the next edition as a draft with the words of this one; its row.

    Its figures are gathered anew from what records say today of the same cut-off; counts of
    events are those known today, as a count is corrected on the day when that is said. Raises
    HinderedError where it may not be, or somebody began to correct it just now.
    """
    try:
        with moving(Move.CORRECT, report, by) as now:
            new = _next_edition(now, by.person, why)
            _copy_words(now, new, by.person)
            count_back(new)
            transaction.on_commit(lambda: jobs.send_for_worker_soon(new.pk))
    except IntegrityError as error:
        raise HinderedError(AGAIN) from error
    return new


def discard(report: Report, *, by: Mover) -> None:
    """Throw a correction away that was begun; what it was to correct stands as before."""
    with moving(Move.DISCARD, report, by) as now:
        key = now.pk
        if not Report.objects.filter(pk=key, stage=now.stage).delete()[0]:
            raise HinderedError(AGAIN)
        transaction.on_commit(lambda: storage.tidy(key))


def _next_edition(now: Report, person: User, why: str) -> Report:
    return Report.objects.create(
        body=now.body,
        period_first=now.period_first,
        period_last=now.period_last,
        edition=now.edition + 1,
        template=now.template,
        cut_off=now.cut_off,
        counted_by=timezone.localdate(),
        meeting=now.meeting,
        corrects=now,
        why=why,
        asked_by=person,
    )


def _copy_words(old: Report, new: Report, person: User) -> None:
    """The words as they were published; who wrote them does not approve them now either.

    So the history of each copy names all who wrote what it repeats.
    """
    for model, names in KEPT.items():
        writers = _writers(model, old)
        for row in model.objects.filter(report=old):
            copy = model(report=new, **{name: getattr(row, name) for name in names})
            for by in dict.fromkeys((*writers[row.pk], person)):
                record_by(copy, by=by, why=COPIED)
                copy.save()


def _writers(model: Any, report: Report) -> Mapping[int, Sequence[User]]:
    """By row of a report's texts, cover or answers, who ever wrote in it; two queries."""
    past = model.history.filter(report=report, history_user__isnull=False)
    found = list(past.order_by("history_id").values_list("id", "history_user"))
    people = User.objects.in_bulk({person for _, person in found})
    writers: dict[int, list[User]] = defaultdict(list)
    for row, person in found:
        if people[person] not in writers[row]:
            writers[row].append(people[person])
    return writers
