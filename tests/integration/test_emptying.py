"""What a test committed is gone before the next one, and tables ask again what they asked."""

import pytest
from django.core.management import call_command
from django.db import connection

from partnership.programmes.models import Programme
from pilots.models import Area
from tests.support.builders import a_programme, an_area

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite empties as Django does"),
]


def test_nothing_is_left_and_keys_are_asked_again() -> None:
    an_area(a_programme("Two areas"), "Ash")

    call_command("flush", verbosity=0, interactive=False)

    assert not Programme.objects.exists()
    assert not Area.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)
