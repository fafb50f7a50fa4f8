"""How many came? Asked 2, 7 and 20 days after an event, of who logged it or the managers there."""

from datetime import date, timedelta
from typing import Any

import pytest

from partnership.dates import PartialDate
from partnership.people.models import Email, Role, User
from partnership.programmes.models import Programme
from pilots.actions.event_reminders import ask_how_many
from pilots.emails.events import HOW_MANY
from pilots.models import Area, AreaRole, Event
from tests.support.builders import a_count, a_person, an_area, an_event

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 4)


@pytest.fixture
def area(programme: Programme) -> Area:
    return an_area(programme)


@pytest.fixture
def manager(area: Area) -> User:
    return a_person(Role.AREA_MANAGER, area)


@pytest.fixture
def event(programme: Programme, area: Area, manager: User) -> Event:
    return an_event(programme, area=area, happened=PartialDate.on(DAY))


def asked_after(*days: int) -> list[str]:
    for each in days:
        ask_how_many(on=DAY + timedelta(days=each))
    return list(Email.objects.order_by("pk").values_list("address", flat=True))


def test_it_is_asked_three_times_and_never_twice(event: Event, manager: User) -> None:
    assert asked_after(*range(1, 40), *range(1, 40)) == [manager.email] * 3


def test_it_is_asked_on_those_days(event: Event, manager: User) -> None:
    asked = [0, *(len(asked_after(day)) for day in range(1, 40))]

    assert [day for day in range(1, 40) if asked[day] > asked[day - 1]] == [2, 7, 20]


def test_who_logged_it_is_asked_first(event: Event, area: Area) -> None:
    logger = a_person(Role.AREA_MANAGER, area)
    Event.objects.filter(pk=event.pk).update(logged_by=logger)

    assert asked_after(2) == [logger.email]


def test_who_logged_it_and_left_is_not_asked(event: Event, manager: User) -> None:
    Event.objects.filter(pk=event.pk).update(logged_by=a_person())

    assert asked_after(2) == [manager.email]


def test_nobody_is_asked_once_figures_are_there(event: Event) -> None:
    a_count(event, "attendance", None, as_stated="not counted")

    assert asked_after(2, 7, 20) == []


def test_a_cancelled_event_is_asked_for_nothing(event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(status="cancelled")

    assert asked_after(2) == []


def test_places_and_people_are_looked_up_once(
    event: Event, area: Area, manager: User, django_assert_num_queries: Any
) -> None:
    for number in range(20):
        fields: dict[str, Any] = {"area": area, "logged_by": manager} if number % 2 else {}
        an_event(event.programme, f"Event {number}", happened=PartialDate.on(DAY), **fields)
    asked = asked_after(2)

    # The events, who was asked, the logger's roles, an area's managers, a programme's; and the
    # e-mails read here.
    with django_assert_num_queries(6):
        assert asked_after(2) == asked


@pytest.mark.parametrize(
    ("happened", "last"),
    [
        ("2026-04", date(2026, 4, 30)),
        ("2026-Q2", date(2026, 6, 30)),
        ("2026-spring", date(2026, 5, 31)),
        ("2025", date(2025, 12, 31)),
        ("2025-winter", date(2026, 2, 28)),
    ],
)
def test_an_event_of_a_longer_time_is_asked_about_after_its_last_day(
    event: Event, manager: User, happened: str, last: date
) -> None:
    event.happened = PartialDate.parse(happened)
    event.save()

    for days in range(-30, 40):
        ask_how_many(on=last + timedelta(days=days))

    assert list(Email.objects.values_list("address", flat=True)) == [manager.email] * 3


def test_an_event_of_several_days_is_asked_about_after_its_last(event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(ends_on=DAY + timedelta(days=3))

    assert asked_after(2, 3, 4) == []
    assert len(asked_after(5)) == 1


def test_what_asks_for_no_count_is_asked_only_whether_it_was_held(event: Event) -> None:
    event.kind.__class__.objects.update(asks_attendance=False)
    assert asked_after(2) == []

    Event.objects.filter(pk=event.pk).update(status="planned")
    assert len(asked_after(7)) == 1


def test_a_question_that_waits_is_not_sent_to_who_lost_the_role(
    event: Event, manager: User, area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *given: DAY + timedelta(days=2))
    asked_after(2)
    row = Email.objects.get()
    assert HOW_MANY.words(row) is not None

    AreaRole.objects.filter(user=manager).delete()

    assert HOW_MANY.words(row) is None
