"""Every fact of the reference workbook is on a page where a reader would look.

The workbook itself says what to look for: each cell that a person would read
must stand on some page. Keys, positions and settings are not facts to read.
"""

from datetime import date

import pytest
import yaml

from partnership.dates import PartialDate, month_words
from partnership.workbook.columns import Kind
from partnership.workbook.illustrative import REFERENCE
from partnership.workbook.sheets import BY_NAME

pytestmark = pytest.mark.django_db
READ = {Kind.TEXT, Kind.TEXTS, Kind.CHOICE, Kind.DAY, Kind.PARTIAL_DATE, Kind.WHOLE, Kind.MONTH}
NOT_READ = {"slug", "position", "number", "year_starts"}
# Settings and keys that pages put into other words; each has its test elsewhere.
IN_OTHER_WORDS = {
    ("programme", "area_word_plural"),
    ("reporting_bodies", "template"),
    ("reporting_bodies", "months_per_period"),
    ("groups", "meets_every_months"),
    ("event_feedback", "per_cent"),
    ("seat_rules", "per"),
    ("event_counts", "qualifier"),
    ("event_activities", "participations_qualifier"),
    ("approaches", "kind"),  # a heading, in the plural
    ("targets", "counts"),  # “counted from events held of the kind …”
    ("inputs", "reference"),  # inputs are called by their names
}
UNSAID = {("implications", "answer", "answered")}  # the answer itself stands there


def cells() -> list[tuple[str, int, str, object]]:
    """Each cell to be found: its sheet, row, column and value."""
    return [
        (sheet["title"], row, name, value)
        for sheet in yaml.safe_load(REFERENCE.read_text())
        for row, found in enumerate(sheet["data"], start=1)
        for name, value in found.items()
        if value not in ("", None)
        and is_read(sheet["title"], name)
        and (sheet["title"], name, value) not in UNSAID
    ]


def is_read(sheet: str, name: str) -> bool:
    column = BY_NAME[sheet].column(name)
    return column.kind in READ and name not in NOT_READ and (sheet, name) not in IN_OTHER_WORDS


def words_for(sheet: str, name: str, value: object) -> list[str]:
    """How a page says the value: each of these must stand on a page."""
    column = BY_NAME[sheet].column(name)
    if column.kind is Kind.CHOICE and column.field is not None:
        return [str(dict(column.field.flatchoices)[value])]
    if column.kind is Kind.MONTH:
        return [month_words(date.fromisoformat(f"{value}-01"))]
    if column.kind in (Kind.DAY, Kind.PARTIAL_DATE):
        return [PartialDate.parse(str(value)).words]
    if column.kind is Kind.TEXTS:
        return [part.strip() for part in str(value).split(";")]
    said = f"{value:,}" if isinstance(value, int) else " ".join(str(value).split())
    return [said]


def test_every_cell_that_a_person_would_read_is_on_a_page(pages):
    everything = one_quote(" ".join(pages.values()).lower())
    missing = [
        f"{sheet}, row {row}, {name}: {words}"
        for sheet, row, name, value in cells()
        for words in words_for(sheet, name, value)
        if one_quote(words.rstrip(".").lower()) not in everything
    ]
    assert not missing, "\n".join(missing)


def one_quote(words: str) -> str:
    """The words with one kind of apostrophe: pages print the curly one."""
    return words.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def test_there_is_something_to_look_for():
    assert len(cells()) > 500
    assert len({sheet for sheet, *_ in cells()}) > 30


def test_a_fact_that_is_nowhere_would_be_missed(pages):
    assert "a fun day in aberdeen" not in " ".join(pages.values()).lower()


def test_every_kind_of_page_was_read(pages):
    found = {address.split("/")[3] for address in pages if len(address.split("/")) > 4}
    assert found >= {
        "milestones", "events", "groups", "outcomes", "logic-model", "organisations", "papers",
        "areas", "about", "risks", "reports",
    }  # fmt: skip


@pytest.mark.parametrize(
    "fact",
    [
        "about 468",
        "about 160",
        "about 200",
        "9 weeks",
        "101 years",
        "94% very satisfied",
        "base not recorded",
        "6 satisfied",
        "not recorded (before 24 October 2019)",
        "Two local newspapers",
        "a local gala queen",
    ],
)
def test_the_fun_day_page_shows_the_fact(pages, fact):
    page = next(words for address, words in pages.items() if address.endswith("/fun-day/"))
    assert fact.lower() in page.lower()


def test_the_fun_days_participations_stand_apart_from_attendance(pages):
    page = next(words for address, words in pages.items() if address.endswith("/fun-day/"))
    assert "426" not in page  # 160 + 200 + 34 + 32
    assert "34" in page
    assert "32" in page
