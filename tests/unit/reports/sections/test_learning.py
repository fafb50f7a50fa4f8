"""Learning on paper: each resource leads to itself, as at the cut-off."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from django.urls import resolve

from partnership.reports.document import Paragraph, Table
from partnership.reports.sections.learning import learning
from pilots.parts import LearningRow
from tests.support.small_snapshots import ABOUT

CARD = LearningRow("Reading well", "reading-well", "Library service", 3, 2)


def told(*rows: LearningRow) -> Any:
    about = SimpleNamespace(**(ABOUT | {"area_word_plural": "NHS libraries"}))
    (block,) = learning(SimpleNamespace(particulars=about, learning=rows)).blocks  # type: ignore[arg-type]
    return block


def test_a_resource_and_its_uses_lead_to_it() -> None:
    table = told(CARD)
    assert isinstance(table, Table)
    title, _, events, _ = table.rows[0]
    assert title.link == events.link
    assert title.link == "/programmes/co-creating/learning/reading-well/?as_at=2019-10-24"
    assert resolve(urlsplit(title.link).path).url_name == "learning-resource"
    assert table.columns[-1].heading == "NHS libraries that used it"


def test_that_nothing_is_shared_is_said() -> None:
    assert isinstance(told(), Paragraph)
