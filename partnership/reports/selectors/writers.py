"""Who wrote a word of a report, and so does not approve it: the rule of the database's guard."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Exists, Q

from partnership.reports.models import Cover, ImplicationAnswer, Report, ReportText

WITH_HISTORY: tuple[Any, ...] = (ReportText, Cover, ImplicationAnswer)


def writers_of(reports: Iterable[Report]) -> Mapping[int, frozenset[int]]:
    """By report, the keys of those who ever wrote in its texts, its cover or its answers.

    Comments are no words of it. One query, and none for no report.
    """
    keys = [each.pk for each in reports]
    if not keys:
        return {}
    first, *rest = _writings(keys)
    found: dict[int, set[int]] = defaultdict(set)
    for report, person in first.union(*rest):
        found[report].add(person)
    return {report: frozenset(people) for report, people in found.items()}


def _writings(keys: list[int]) -> Iterator[Any]:
    """(report, person) rows."""
    texts = ReportText.objects.filter(report__in=keys, written_by__isnull=False)
    yield texts.order_by().values_list("report", "written_by")
    for model in WITH_HISTORY:
        past = model.history.filter(report__in=keys, history_user__isnull=False)
        yield past.order_by().values_list("report", "history_user")


def wrote(report: Any, person: Any) -> Q:
    """Whether a person ever wrote in a report, for a query; keys, or references to them."""
    found = Q(Exists(ReportText.objects.filter(report=report, written_by=person)))
    for model in WITH_HISTORY:
        found |= Q(Exists(model.history.filter(report=report, history_user=person)))
    return found
