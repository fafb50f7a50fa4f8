"""From a report's own page each person is led to what they may do with it, and to no more."""

from typing import Any

import pytest
from django.test import Client

from partnership.people.models import Role, User
from partnership.reports.models import Report
from pilots.models import ReportingBody
from tests.support.builders import a_group, a_person
from tests.support.report_pages import PAGE, words

STAGES: dict[str, dict[str, Any]] = {
    "draft": {"stage": "draft"},
    "in-review": {},
    "approved": {"stage": "approved", "approved_at": "2019-10-03T10:00Z"},
}
WAYS = {
    ("draft", Role.CHAIR): ("Read what is written", []),
    ("draft", Role.AREA_MANAGER): ("Give it to be reviewed", ["Write it"]),
    ("in-review", Role.CHAIR): ("", ["Review it"]),
    ("in-review", Role.AREA_MANAGER): ("See how its review stands", []),
    ("approved", Role.CHAIR): ("", ["Publish it"]),
    ("approved", Role.AREA_MANAGER): ("See how its review stands", []),
}


def somebody(role: Role, body: ReportingBody) -> User:
    is_chair = role is Role.CHAIR
    place = a_group(body.programme, "North group", area=body.area) if is_chair else body.area
    return a_person(role, place)


@pytest.mark.parametrize(("stage", "role"), WAYS)
def test_the_main_way_is_what_the_person_may_do(
    report: Report, client: Client, stage: str, role: Role
) -> None:
    Report.objects.update(**STAGES[stage])
    client.force_login(somebody(role, report.body))
    ways = words(client.get(PAGE)).partition("ds_button-group")[2].partition("</div>")[0]
    beside, main = WAYS[stage, role]
    assert [each.partition("<")[0].partition(">")[2] for each in _main(ways)] == main
    assert (beside in ways) if beside else ("secondary" not in ways)


def _main(ways: str) -> list[str]:
    return ways.split('class="ds_button"')[1:]
