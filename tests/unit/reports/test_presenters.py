"""How reports are said: file names, sizes, stages, who asked."""

from datetime import UTC, date, datetime

import pytest

from partnership.people.models import User
from partnership.programmes.periods import Period
from partnership.reports.models import Report
from partnership.reports.presenters.reports import asked_words, file_stem, size_words, stages_of


@pytest.mark.parametrize(
    ("last", "months", "edition", "name"),
    [
        (date(2019, 12, 31), 3, 1, "north-ijb-2019-q4"),
        (date(2019, 3, 31), 3, 1, "north-ijb-2019-q1"),
        (date(2019, 4, 30), 3, 1, "north-ijb-2019-02-to-2019-04"),
        (date(2020, 12, 31), 12, 1, "north-ijb-2020"),
        (date(2020, 3, 31), 12, 1, "north-ijb-2019-04-to-2020-03"),
        (date(2020, 6, 30), 6, 1, "north-ijb-2020-01-to-2020-06"),
        (date(2020, 6, 30), 1, 1, "north-ijb-2020-06"),
        (date(2019, 12, 31), 3, 2, "north-ijb-2019-q4-edition-2"),
    ],
)
def test_a_file_is_named_for_its_body_and_period(
    last: date, months: int, edition: int, name: str
) -> None:
    assert file_stem("north-ijb", Period.ending(last, months=months), edition) == name


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 kB"), (1499, "1 kB"), (9_600, "10 kB"), (949_999, "950 kB"),
        (950_000, "0.9 MB"), (1_240_000, "1.2 MB"),
    ],
)  # fmt: skip
def test_a_size_is_said_as_people_say_it(size: int, words: str) -> None:
    assert size_words(size) == words


def states(report: Report) -> list[str]:
    return [state for _, state, _ in stages_of(report)]


def test_a_queued_report_waits_for_a_worker() -> None:
    assert states(Report(state="queued")) == ["current", *["waiting"] * 6]


def test_a_report_in_the_making_shows_what_is_done() -> None:
    report = Report(state="making", step="pdf", tries=1)
    assert states(report) == [*["done"] * 4, "current", "waiting", "waiting"]
    assert all(note == "" for _, _, note in stages_of(report))


def test_a_second_attempt_is_said() -> None:
    assert ("Collecting the figures", "current", "attempt 2") in stages_of(
        Report(state="making", step="collect", tries=2)
    )


def test_who_asked_is_said_by_their_post_and_the_day_in_london() -> None:
    late_evening = datetime(2019, 9, 30, 23, 30, tzinfo=UTC)
    report = Report(asked_by=User(display_name="Programme manager"), asked_at=late_evening)
    assert asked_words(report, name_people=True) == "Asked for by Programme manager, 1 October 2019"


def test_who_asked_is_kept_from_those_who_meet_nobody() -> None:
    report = Report(
        asked_by=User(display_name="Programme manager"),
        asked_at=datetime(2019, 10, 1, 12, tzinfo=UTC),
    )
    assert asked_words(report, name_people=False) == "Asked for on 1 October 2019"


def test_a_report_that_nobody_asked_for_came_by_itself() -> None:
    report = Report(asked_at=datetime(2019, 10, 1, 12, tzinfo=UTC))
    assert asked_words(report, name_people=False) == "Drafted by itself on 1 October 2019"
