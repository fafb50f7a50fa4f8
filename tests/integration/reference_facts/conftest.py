"""The reference programme, loaded once for all the tests of its facts."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from partnership.programmes.models import Programme
from partnership.workbook.illustrative import REFERENCE
from partnership.workbook.loading import load


@pytest.fixture(scope="package", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Programme]:
    """Load the workbook in a transaction that is undone after the package's last test.

    The tests only read, so they need no transaction of their own.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(REFERENCE).programme
        transaction.set_rollback(True)


@pytest.fixture
def programme(loaded: Programme) -> Programme:
    return Programme.objects.get(pk=loaded.pk)
