"""A wave that is open to everybody, and what must not linger between tests."""

import pytest
from django.core.cache import caches

from evaluation import models as of
from partnership.programmes.models import Programme
from tests.support.answering import Respondent, a_form, an_open_wave


@pytest.fixture(autouse=True)
def _nothing_before() -> None:
    caches["floods"].clear()


@pytest.fixture
def wave(programme: Programme) -> of.Wave:
    return an_open_wave(a_form(programme))


@pytest.fixture
def person(wave: of.Wave) -> Respondent:
    return Respondent(wave)
