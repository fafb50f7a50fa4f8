"""That SQLite has JSON is known without a transaction, which would wait for who is writing."""

from unittest.mock import Mock

import pytest
from django.db.utils import ConnectionHandler

from partnership.web.sqlite import know_json


def test_sqlite_is_told_and_others_are_left_alone() -> None:
    told, left = Mock(vendor="sqlite"), Mock(vendor="postgresql")
    left.features.supports_json_field = "asked"

    know_json(told)
    know_json(left)

    assert told.features.supports_json_field is True
    assert left.features.supports_json_field == "asked"


@pytest.mark.django_db
def test_every_connection_is_told() -> None:
    elsewhere = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
    connection = ConnectionHandler(elsewhere)["default"]
    connection.connect()

    assert vars(connection.features)["supports_json_field"] is True
    connection.close()
