"""What tests of accounts share."""

from collections.abc import Iterator

import pytest
import time_machine
from time_machine import Traveller

from partnership.people.models import User
from tests.support.signing_in import an_account


@pytest.fixture
def person(db: None) -> User:
    """An account that signs in with a password."""
    return an_account()


@pytest.fixture
def clock() -> Iterator[Traveller]:
    """A clock that stands at the beginning of a code's half minute, until it is moved."""
    with time_machine.travel(1_800_000_000, tick=False) as moved:
        yield moved
