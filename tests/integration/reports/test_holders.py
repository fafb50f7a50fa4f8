"""Whom a report waits for: whoever may lead it on from where it stands, the nearest first."""

from typing import Any

import pytest
from django.utils import timezone

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from partnership.reports.models import Report
from partnership.reports.selectors.holders import Holders, holders_in
from pilots.models import ReportingBody
from tests.support.builders import a_body, a_group, a_person, an_area


@pytest.fixture
def holders(programme: Programme) -> Any:
    return lambda: holders_in(programme, on=timezone.localdate())


def waited_for(holders: Holders, body: ReportingBody, stage: str, **fields: Any) -> set[User]:
    return set(holders.waited_for(Report(body=body, stage=stage, **fields)))


def test_a_draft_waits_for_the_areas_managers_else_the_programmes(programme, body, holders) -> None:
    manager = a_person(Role.PROGRAMME_MANAGER, programme)
    assert waited_for(holders(), body, "draft") == {manager}
    of_area = a_person(Role.AREA_MANAGER, body.area)
    a_person(Role.AREA_MANAGER, an_area(programme, "Other"))
    assert waited_for(holders(), body, "draft") == {of_area}


def test_a_review_waits_for_the_chair_of_the_bodys_group_or_area(programme, body, holders) -> None:
    manager = a_person(Role.PROGRAMME_MANAGER, programme)
    assert waited_for(holders(), body, "in-review") == {manager}
    of_area = a_person(Role.CHAIR, a_group(programme, "North group", area=body.area))
    national = a_group(programme)
    chair = a_person(Role.CHAIR, national)
    to_group = a_body(programme, "The national group", group=national)
    assert waited_for(holders(), body, "in-review") == {of_area}
    assert waited_for(holders(), to_group, "in-review") == {chair}
    assert waited_for(holders(), body, "approved") == {of_area}


def test_nobody_is_waited_for_to_approve_what_they_gave_to_be_reviewed(
    programme, body, holders
) -> None:
    first, second = (a_person(Role.PROGRAMME_MANAGER, programme) for _ in range(2))
    assert waited_for(holders(), body, "in-review", submitted_by=first) == {second}
    chair = a_person(Role.CHAIR, a_group(programme, "North group", area=body.area))
    assert waited_for(holders(), body, "in-review", submitted_by=chair) == {first, second}


def test_closed_accounts_and_ended_roles_are_waited_for_by_nobody(programme, body, holders) -> None:
    locked, gone, ended = (a_person(Role.PROGRAMME_MANAGER, programme) for _ in range(3))
    User.objects.filter(pk=locked.pk).update(locked_at=timezone.now())
    User.objects.filter(pk=gone.pk).update(is_active=False)
    programme.roles.filter(user=ended).update(ends_on="2020-01-01")
    assert waited_for(holders(), body, "draft") == set()


def test_it_takes_one_query_for_any_number(programme, body, django_assert_num_queries) -> None:
    for _ in range(3):
        a_person(Role.PROGRAMME_MANAGER, programme)
        a_person(Role.AREA_MANAGER, body.area)
    with django_assert_num_queries(1):
        held = holders_in(programme, on=timezone.localdate()).all
    assert sorted(len(accounts) for accounts in held.values()) == [3, 3]
