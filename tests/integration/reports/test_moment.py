"""A report is collected as at one moment, even while others write."""

from contextlib import AbstractContextManager, nullcontext
from threading import Thread

import pytest
from django.db import connection, transaction

from partnership.people.models import Organisation
from partnership.reports.collect.moment import one_moment

needs_postgres = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets nobody write meanwhile"
)


def somebody_else_writes() -> None:
    def write() -> None:
        Organisation.objects.create(slug="newcomer", name="Newcomer")
        connection.close()

    other = Thread(target=write)
    other.start()
    other.join()


def counted_around_a_write(block: AbstractContextManager[None]) -> tuple[int, int]:
    with block:
        before = Organisation.objects.count()
        somebody_else_writes()
        return before, Organisation.objects.count()


@needs_postgres
@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_not_seen():
    assert counted_around_a_write(one_moment()) == (0, 0)


@needs_postgres
@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("block", [transaction.atomic(), nullcontext()])
def test_without_it_what_is_written_meanwhile_is_seen(block):
    assert counted_around_a_write(block) == (0, 1)


@pytest.mark.django_db
def test_inside_another_transaction_it_changes_nothing():
    with one_moment():
        assert Organisation.objects.count() == 0
