"""Events as lines: put into columns, and read back as they were."""

from datetime import date

from pilots.counting import CountType, Tally
from pilots.event_lines import EventLine, EventLines

NONE = {type: Tally(type, missing=1) for type in CountType}
PLAIN = EventLine(
    "Talk", "Training", "North", "Hall", "5 November 2019", date(2019, 11, 5),
    Tally(CountType.FOOTFALL, 40), Tally(CountType.ATTENDANCE, 50, is_about=True),
    Tally(CountType.PARTICIPATION, 7, is_at_least=True), "talk", "More attended. Why: a side door.",
)  # fmt: skip
UNKNOWN = EventLine("Walk", "Walk", "", "", "autumn 2019", None, *NONE.values(), "walk")


def test_lines_come_back_as_they_were() -> None:
    lines = [UNKNOWN, PLAIN, PLAIN, UNKNOWN]

    columns = EventLines.of(lines)

    assert list(columns) == lines
    assert len(columns) == 4
    assert columns.attendance.about == columns.participation.at_least == (1, 2)
    assert [place for place, _ in columns.at_odds] == [1, 2]


def test_no_lines_are_none() -> None:
    assert list(EventLines.of([])) == []
    assert not EventLines()
