"""Many answers at once, and a tally that always equals the recount (A3).

Beside each stands what happens where the protection is taken away.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import sleep
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnership.dates import PartialDate
from pilots.actions import feedback_answers as do
from pilots.actions import tallies
from pilots.actions.event_changes import event_change
from pilots.feedback_rules import POINTS
from pilots.models import Event, FeedbackAnswer, FeedbackForm, MonthTally
from pilots.selectors.feedback import counted, form_by_code, points_given, points_of
from tests.integration.feedback.test_public_form import send
from tests.support.builders import a_person
from tests.support.tallies import kept, recounted

POSTGRES = connection.vendor == "postgresql"
WITHOUT_KEY = (
    "ALTER TABLE pilots_feedbackanswer DROP CONSTRAINT pilots_feedbackanswer_key_key",
    "ALTER TABLE pilots_feedbackanswer ADD CONSTRAINT pilots_feedbackanswer_key_key UNIQUE (key)",
)


def tally(event: Event) -> dict[int, int]:
    given = points_given(event, as_at=timezone.localdate())
    return {point: number for point, number in given.items() if number}


def at_once(what: Callable[[Any], int], arguments: list[Any], *, clients: int = 8) -> list[int]:
    def alone(argument: Any) -> int:
        try:
            return what(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(alone, arguments))


@contextmanager
def without_the_key() -> Iterator[None]:
    """Answers may be stored twice while the block lasts."""
    away, back = WITHOUT_KEY
    with connection.cursor() as cursor:
        cursor.execute(away)
    try:
        yield
    finally:
        FeedbackAnswer.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(back)


def fifty(form: FeedbackForm, key: UUID) -> list[int]:
    return at_once(lambda _: send(form, key=key).status_code, list(range(50)))


@pytest.mark.django_db(transaction=True)
def test_fifty_equal_answers_at_once_are_one(form: FeedbackForm) -> None:
    codes = fifty(form, uuid4())

    assert set(codes) == {302}
    assert FeedbackAnswer.objects.count() == 1
    assert tally(form.event) == {5: 1}


@pytest.mark.skipif(not POSTGRES, reason="takes a constraint away, which SQLite can't")
@pytest.mark.django_db(transaction=True)
def test_control_without_the_unique_key_they_are_many(form: FeedbackForm) -> None:
    with without_the_key():
        fifty(form, uuid4())
        assert FeedbackAnswer.objects.count() == 50


def forgetful(event: Event, steps: dict[int, int]) -> None:
    """Reads the tally, then writes it: what comes between is lost."""
    for point, step in steps.items():
        before = do.FeedbackTally.objects.filter(event=event, satisfaction=point).first()
        number = before.answers if before else 0
        sleep(0.005)
        do.FeedbackTally.objects.update_or_create(
            event=event, satisfaction=point, defaults={"answers": number + step}
        )


# -- The month's tally ---------------------------------------------------------------


def test_the_months_tally_moves_with_an_answer(form: FeedbackForm) -> None:
    event = Event.objects.get()
    month = MonthTally.objects.create(
        programme=event.programme, area=event.area, kind=event.kind, month="2019-09-01", events=1
    )
    send(form, satisfaction=4)
    month.refresh_from_db()
    assert (month.satisfied, month.very_satisfied) == (1, 0)


def test_an_answer_counts_in_the_month_to_which_its_event_moved_meanwhile(
    form: FeedbackForm,
) -> None:
    as_read = form_by_code(form.code)
    event = Event.objects.get()
    tallies.recount_all(event.programme)
    with event_change(event, seen=event.version, by=a_person()) as now:
        now.happened = PartialDate.parse("2019-10-05")

    do.take_answer(form=as_read, key=uuid4(), said=do.Said(5), on=form.opens_on)

    assert kept(event.programme) == recounted(event.programme)
    assert MonthTally.objects.get(month="2019-10-01").very_satisfied == 1


def test_an_answer_counts_in_its_month_though_the_event_was_planned_when_it_was_read(
    form: FeedbackForm,
) -> None:
    Event.objects.update(status="planned")
    as_read = form_by_code(form.code)
    event = Event.objects.get()
    with event_change(event, seen=event.version, by=a_person()) as now:
        now.status = Event.Status.HELD

    do.take_answer(form=as_read, key=uuid4(), said=do.Said(5), on=form.opens_on)

    assert kept(event.programme) == recounted(event.programme)
    assert MonthTally.objects.get().very_satisfied == 1


# -- A tally always equals the recount ----------------------------------------------------

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("public"), st.sampled_from([*POINTS, None])),
        st.tuples(st.just("again"), st.sampled_from(POINTS)),
        st.tuples(st.just("papers"), st.dictionaries(st.sampled_from([*POINTS, None]),
                                                     st.integers(0, 3))),
        st.tuples(st.just("aside"), st.integers(0, 5)),
        st.tuples(st.just("back"), st.integers(0, 5)),
    ),
    max_size=12,
)  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_a_tally_always_equals_the_recount(
    form: FeedbackForm, steps: list[tuple[str, Any]]
) -> None:
    FeedbackAnswer.objects.all().delete()
    do.FeedbackTally.objects.all().delete()
    by = a_person()
    keys: list[UUID] = [uuid4()]
    for what, which in steps:
        _step(form, what, which, keys, by)
        assert tally(form.event) == points_of(counted(form.event))


def _step(form: FeedbackForm, what: str, which: Any, keys: list[UUID], by: Any) -> None:
    event, on = form.event, form.opens_on
    rows = list(FeedbackAnswer.objects.order_by("pk").values_list("pk", flat=True))
    chosen = rows[: which or 0] if what in ("aside", "back") else []
    match what:
        case "public":
            keys.append(uuid4())
            do.take_answer(form=form, key=keys[-1], said=do.Said(which, "x"), on=on)
        case "again":
            do.take_answer(form=form, key=keys[-1], said=do.Said(which), on=on)
        case "papers" if any(which.values()):
            papers = [do.Said(point) for point, number in which.items() for _ in range(number)]
            do.enter_papers(event=event, papers=papers, batch=uuid4(), by=by)
        case "aside":
            do.set_aside(event=event, answers=chosen, why="a test", by=by)
        case "back":
            do.count_again(event=event, answers=chosen, by=by)
