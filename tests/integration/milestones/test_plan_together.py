"""Several people at one plan in the same moment: nothing is lost, nothing done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from milestones.actions import answers, drafts
from milestones.actions.publishing import publish
from milestones.models import DeliveryUpdate, PlanAnswer, PlanVersion
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.programmes.reach import EVERYTHING
from tests.support.drafting import Drafting
from tests.support.plans import a_milestone, a_plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drafting():
    programme = a_plan(areas=1)
    for number in (1, 2, 3, 4):
        a_milestone(programme, f"M{number}", due_month=number * 3)
    return Drafting(programme)


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Do all at once; what each gave back, or the error by which it was refused."""

    def one(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except (RefusedError, ChangedMeanwhileError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_a_draft_is_begun_once(drafting):
    given = {"programme": drafting.programme, "by": drafting.manager}
    assert len(set(together(*[partial(drafts.start_draft, **given)] * 4))) == 1
    assert PlanVersion.objects.filter(state="draft").count() == 1


def test_changes_of_different_rows_all_stay(drafting):
    def change(reference: str) -> Callable[[], None]:
        row = drafting.row(reference)
        return lambda: drafts.change_row(
            programme=drafting.programme,
            row=replace(row, title=f"New {reference}"),
            seen=row.fingerprint,
            by=drafting.manager,
        )

    assert together(*map(change, ("M1", "M2", "M3", "M4"))) == [None] * 4
    assert {row.title for row in drafting.plan.milestones} == {f"New M{n}" for n in (1, 2, 3, 4)}


def test_of_many_who_change_one_row_one_is_first_and_the_others_are_told(drafting):
    row = drafting.row("M1")

    def change(number: int) -> Callable[[], None]:
        return lambda: drafts.change_row(
            programme=drafting.programme,
            row=replace(row, title=f"Title {number}"),
            seen=row.fingerprint,
            by=drafting.manager,
        )

    told = together(*map(change, range(5)))
    assert sum(each is None for each in told) == 1
    assert sum(isinstance(each, ChangedMeanwhileError) for each in told) == 4
    assert drafting.row("M1").title == f"Title {told.index(None)}"


def test_a_draft_is_published_once(drafting):
    drafting.change("M1", due_month=4)
    seen = drafting.draft.version
    given = {"seen": seen, "why": "As decided", "decision": drafting.decision}
    told = together(*[lambda: _publish(drafting, given)] * 4)
    assert sum(isinstance(each, PlanVersion) for each in told) == 1
    assert sum(isinstance(each, RefusedError) for each in told) == 3
    assert PlanVersion.objects.filter(number=2).count() == 1
    assert not PlanVersion.objects.filter(state="draft").exists()


def _publish(drafting: Drafting, given: dict[str, Any]) -> PlanVersion:
    return publish(
        programme=drafting.programme,
        reach=EVERYTHING,
        in_force_on=timezone.localdate(),
        by=drafting.manager,
        **given,
    )


def test_a_row_is_answered_once(drafting):
    drafting.change("M1", due_month=4)
    drafting.publish()
    area = drafting.programme.areas.get()
    given = {"programme": drafting.programme, "area": area, "seen": 2, "by": drafting.manager}
    key = drafting.key("M1")
    accept = partial(answers.accept, **given, key=key)
    decline = partial(answers.decline, **given, key=key, reason="No")
    told = together(accept, decline, accept, partial(answers.accept_all, **given))
    refused = sum(isinstance(each, RefusedError) for each in told)
    assert refused + (0 in told) == 3
    answer = PlanAnswer.objects.get()
    assert DeliveryUpdate.objects.count() == int(answer.is_accepted)
