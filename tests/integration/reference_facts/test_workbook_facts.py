"""The reference workbook as a file: facts only, nobody's name, dates derived."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps

from milestones.models import Milestone
from partnership.programmes.models import Programme, Sourced
from partnership.workbook.illustrative import REFERENCE
from partnership.workbook.sheets import BY_NAME

pytestmark = pytest.mark.django_db

TEXT = REFERENCE.read_text()
PAPER, NEWS, START = date(2019, 10, 24), date(2021, 10, 5), date(2019, 1, 1)
OF_2021 = {"DateClaim", "Framework", "PartnerRole"}
PERSONAL = {
    "telephone number": r"(?<![\d-])(?:\+44|0)[\d ()]{8,}\d",
    "e-mail address": r"[\w.+-]+@[\w-]+\.\w+",
    "title of a person": r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Councillor|Cllr)\b\.?",
    "web address": r"https?://",
}
SEEDED = [
    ("telephone number", "call 01294 000 000 now"),
    ("telephone number", "+44 1294 000000"),
    ("e-mail address", "someone@example.org"),
    ("title of a person", "Dr Example"),
    ("title of a person", "Ms. Example"),
    ("web address", "see http://example.org"),
]


@pytest.mark.parametrize("what", PERSONAL)
def test_the_workbook_holds_no_personal_detail(what: str) -> None:
    assert re.findall(PERSONAL[what], TEXT) == []


@pytest.mark.parametrize(("what", "seeded"), SEEDED)
def test_the_search_would_find_a_personal_detail(what: str, seeded: str) -> None:
    assert re.search(PERSONAL[what], f"{TEXT}\n{seeded}")


def test_no_due_date_is_typed(programme: Programme) -> None:
    due = {milestone.planned_on for milestone in programme.milestones.all()}

    assert len(due) == 11
    assert [day for day in due if day.isoformat() in TEXT] == []


def test_the_only_days_typed_are_those_of_the_two_sources() -> None:
    assert set(re.findall(r"\d{4}-\d{2}-\d{2}", TEXT)) == {"2019-10-24", "2021-10-05"}


def sourced_records(programme: Programme) -> Iterator[Sourced]:
    """Every record of the programme that was reported on a day."""
    scopes = {sheet.model: sheet.scope for sheet in BY_NAME.values()}
    for model in apps.get_models():
        if issubclass(model, Sourced) and model in scopes:
            records = model.objects.filter(**{scopes[model]: programme})
            yield from records.select_related("source")


def test_every_record_names_its_source_and_is_reported_on_its_date(programme: Programme) -> None:
    records = list(sourced_records(programme))

    assert len(records) > 100
    for record in records:
        assert record.source is not None, record
        said = START if isinstance(record, Milestone) else record.source.dated_on
        assert record.reported_on == said, record


def test_only_what_the_news_item_says_is_reported_in_2021(programme: Programme) -> None:
    later = [record for record in sourced_records(programme) if record.reported_on == NEWS]

    assert {type(record).__name__ for record in later} == OF_2021
    assert {record.reported_on for record in sourced_records(programme)} == {START, PAPER, NEWS}
