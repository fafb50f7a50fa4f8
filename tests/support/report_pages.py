"""What tests of the pages about reports share."""

from collections.abc import Callable

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from partnership.people.models import Role
from partnership.reports import tasks
from partnership.reports.models import Report

LIST = "/programmes/co-creating/reports/"
PAGE = f"{LIST}north-ijb/2019-09-30/"

Visitor = Callable[[Role | None], Client]


def words(response: HttpResponse) -> str:
    """What a page says, with single spaces."""
    return " ".join(response.content.decode().split())


def ready(report: Report) -> Report:
    """The report, made, and given to its readers."""
    tasks.make(report.pk)
    now = timezone.now()
    made = Report.objects.filter(pk=report.pk, state=Report.State.READY)
    made.update(stage=Report.Stage.PUBLISHED, approved_at=now, published_at=now)
    return Report.objects.get(pk=report.pk)
