"""What counts towards a target, and why the rest does not."""

from datetime import date

import pytest

from milestones.progress import (
    EventFact,
    area_counts,
    counted_in_all,
    event_record,
)
from partnership.dates import PartialDate

ON = date(2019, 6, 30)


def event(status: str = "held", happened: str = "2019-06-01", area: str = "North") -> EventFact:
    return EventFact("kind", "slug", "Name", status, PartialDate.parse(happened), happened, area)


@pytest.mark.parametrize(
    ("fact", "why_not"),
    [
        (event(), ""),
        (event(happened="2019-06-30"), ""),
        (event(happened=""), ""),
        (event(happened="2019"), ""),
        (event(happened="2019-07-01"), "held after this day"),
        (event("planned", "2019-07-01"), "planned only"),
        (event("planned", ""), "planned only"),
        (event("planned"), "its day has passed, not reported as held yet"),
        (event("cancelled"), "cancelled"),
        (event(area=""), "of the whole programme, and the target is for each area"),
    ],
)
def test_an_event_that_does_not_count_says_why(fact, why_not):
    assert event_record(fact, on=ON, is_each_area=True).why_not == why_not


def test_an_event_of_the_whole_programme_counts_for_a_target_in_all():
    assert event_record(event(area=""), on=ON, is_each_area=False).why_not == ""


def test_what_one_area_has_too_many_helps_no_other():
    areas = [("north", "North"), ("south", "South")]
    progress = area_counts(areas, {"north": 5})
    assert [each.words(3) for each in progress] == ["5 of 3 in North", "none of 3 in South"]
    assert counted_in_all(progress, 3) == 3
