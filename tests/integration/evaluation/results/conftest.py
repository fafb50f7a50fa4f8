"""A survey with every kind of question, for tests of results."""

from collections.abc import Iterator

import pytest

from evaluation.models import SurveyVersion, Wave
from evaluation.selectors.asked import forget_versions
from partnership.programmes.models import Programme
from tests.support.answer_records import a_pair, a_questionnaire
from tests.support.fixtures import programme, queries_of, signed_in  # noqa: F401


@pytest.fixture(autouse=True)
def _versions_read_anew() -> Iterator[None]:
    forget_versions()
    yield
    forget_versions()


@pytest.fixture
def version(programme: Programme) -> SurveyVersion:  # noqa: F811
    found: SurveyVersion = a_questionnaire(programme)
    return found


@pytest.fixture
def pair(version: SurveyVersion) -> tuple[Wave, Wave]:
    return a_pair(version)
