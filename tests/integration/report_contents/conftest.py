"""Real reports of the reference programme, made once for all these tests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.reports import making
from partnership.reports.document import Document
from partnership.reports.sections import compose
from partnership.workbook.illustrative import REFERENCE
from partnership.workbook.loading import load
from pilots.models import ReportingBody

AREA, NATIONAL = "north-ayrshire-ijb", "national-steering-group"
Q3, Q4 = date(2019, 9, 30), date(2019, 12, 31)


@dataclass(frozen=True)
class Made:
    """One report in all its forms."""

    frozen: making.Frozen
    document: Document
    html: str
    workbook: bytes
    pdf: bytes
    word: bytes
    plain: str


@pytest.fixture(scope="package", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Programme]:
    """The reference programme, taken away after the package's last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(REFERENCE).programme
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def frozen(loaded: Programme) -> Callable[[str, date], making.Frozen]:
    """Freezes the report of a body for the quarter that ends on a day."""

    def freeze(slug: str, last: date) -> making.Frozen:
        related = ("programme", "area", "council", "health_board")
        bodies = ReportingBody.objects.select_related(*related)
        body = bodies.get(programme=loaded, slug=slug)
        return making.freeze(making.collect(body, Period.ending(last), as_at=last))

    return freeze


@pytest.fixture(scope="package")
def made(frozen: Callable[[str, date], making.Frozen]) -> Callable[[str, date], Made]:
    """Makes a report, once in each process."""

    @cache
    def make(slug: str, last: date) -> Made:
        snapshot = frozen(slug, last)
        workbook = making.render_workbook(snapshot)
        return Made(
            frozen=snapshot,
            document=compose(snapshot),
            html=making.render_html(snapshot).decode(),
            workbook=workbook,
            pdf=making.render_pdf(snapshot, workbook),
            word=making.render_word(snapshot),
            plain=making.render_plain(snapshot).decode(),
        )

    return make
