"""The illustrative programme, loaded once for the tests of a module that only read it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from partnership.programmes.models import Programme
from tests.support.illustrative import TODAY, load_on


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Programme]:
    """Load it as of TODAY in a transaction that is undone after the module's last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_on(TODAY)
        transaction.set_rollback(True)


@pytest.fixture
def programme(loaded: Programme) -> Programme:
    return Programme.objects.get(pk=loaded.pk)
