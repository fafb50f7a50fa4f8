"""Words on a delivery as people say them: recorded, kept in its history, corrected."""

from datetime import date, datetime

import pytest
import time_machine
from django.utils.timezone import get_current_timezone

from milestones.actions.reports import STILL_ON_TRACK, record_update, still_on_track
from milestones.models import Delivery, DeliveryUpdate
from milestones.schedule import Said, Stage
from milestones.selectors.deliveries import delivery_history, last_words, standing_after
from milestones.selectors.standings import standing_of
from milestones.update_rules import Word
from partnership.people.models import Role, User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from tests.support.builders import a_person
from tests.support.plans import a_milestone, a_plan

pytestmark = pytest.mark.django_db
TODAY = date(2019, 10, 24)
NOON = datetime(2019, 10, 24, 12, tzinfo=get_current_timezone())
LATER = date(2020, 1, 31)
DONE = Word(Stage.COMPLETE, actual_on=date(2019, 10, 2))


@pytest.fixture(autouse=True)
def clock() -> object:
    """It is noon on 24 October 2019."""
    with time_machine.travel(NOON, tick=True) as stopped:
        yield stopped


@pytest.fixture
def delivery() -> Delivery:
    """Due at the end of December 2019."""
    a_milestone(a_plan(areas=1), "M1", due_month=12)
    return Delivery.objects.get()


@pytest.fixture
def manager(delivery: Delivery) -> User:
    return a_person(Role.AREA_MANAGER, delivery.area)


def say(delivery: Delivery, word: Word, by: User, **given: object) -> DeliveryUpdate:
    return record_update(delivery=delivery, seen=delivery.version, word=word, by=by, **given)  # type: ignore[arg-type]


def test_a_word_stands_from_today_and_says_who_said_it(delivery: Delivery, manager: User) -> None:
    update = say(delivery, Word(Stage.STARTED, LATER, reason="The roof leaks"), manager)

    assert (update.number, update.reported_on, update.by) == (1, TODAY, manager)
    standing = standing_of(delivery, on=TODAY)
    assert (standing.stage, standing.forecast_on, standing.slip) == (Stage.STARTED, LATER, 31)
    assert delivery.version == 2


def test_each_word_gets_the_next_number(delivery: Delivery, manager: User) -> None:
    for number in (1, 2, 3):
        assert say(delivery, Word(Stage.NOT_STARTED, note=f"{number}"), manager).number == number


def test_what_was_said_is_told_in_the_history_with_the_reason(
    delivery: Delivery, manager: User
) -> None:
    say(delivery, Word(Stage.STARTED, LATER, reason="The roof leaks"), manager)
    say(delivery, DONE, manager)

    newest, before = delivery_history(delivery)[:2]

    assert (newest.who, newest.sentence) == (str(manager), "reported it done 2 October 2019")
    assert before.sentence == "reported it started, expected 31 January 2020"
    assert before.why == "The roof leaks"


def test_what_has_no_earlier_history_tells_its_first_word_too(
    delivery: Delivery, manager: User
) -> None:
    Delivery.history.all().delete()
    say(delivery, Word(Stage.STARTED, note="Begun"), manager)

    assert [line.sentence for line in delivery_history(delivery)] == [
        "reported it started: “Begun”"
    ]


def test_an_owner_that_changed_is_told_between_the_words(delivery: Delivery, manager: User) -> None:
    say(delivery, Word(Stage.STARTED, note="Begun"), manager)
    delivery.owner = "Librarian"
    delivery.save()
    say(delivery, Word(Stage.STARTED, note="Goes on"), manager)

    assert [line.sentence for line in delivery_history(delivery)][:3] == [
        "reported no change of dates: “Goes on”",
        "changed the owner from not recorded to Librarian",
        "reported it started: “Begun”",
    ]


def test_a_word_for_an_earlier_day_is_a_late_entry_and_takes_its_place(
    delivery: Delivery, manager: User
) -> None:
    say(delivery, Word(Stage.STARTED, LATER, reason="So"), manager)
    early = say(delivery, Word(Stage.STARTED, note="Begun"), manager, reported_on=date(2019, 9, 1))

    assert early.is_late_entry
    assert standing_of(delivery, on=date(2019, 9, 1)).stage is Stage.STARTED
    assert standing_of(delivery, on=date(2019, 8, 31)).stage is Stage.NOT_STARTED
    assert standing_of(delivery, on=TODAY).forecast_on == LATER
    assert [each.number for each in last_words(delivery, on=TODAY)] == [1, 2]
    assert "for 1 September 2019" in delivery_history(delivery)[0].sentence


def test_what_a_word_would_leave_standing_is_what_it_leaves(
    delivery: Delivery, manager: User
) -> None:
    say(delivery, Word(Stage.STARTED, LATER, reason="So"), manager)
    for day in (date(2019, 9, 1), TODAY):
        said = Said(day, forecast_on=date(2020, 3, 1))
        foretold = standing_after(delivery, said)
        word = Word(Stage.STARTED, date(2020, 3, 1), reason="So", note="n")
        if day != TODAY:
            word = Word(standing_of(delivery, on=day).stage, date(2020, 3, 1), reason="So")
        say(delivery, word, manager, reported_on=day)
        assert standing_of(delivery, on=TODAY) == foretold


def test_it_was_not_done_after_all(delivery: Delivery, manager: User) -> None:
    say(delivery, DONE, manager)
    with pytest.raises(RefusedError, match="why it was not done"):
        say(delivery, Word(Stage.STARTED), manager)
    say(delivery, Word(Stage.STARTED, reason="Only half of it"), manager)

    assert standing_of(delivery, on=TODAY).is_open
    assert delivery.updates.count() == 2
    again = say(delivery, Word(Stage.COMPLETE, actual_on=TODAY), manager)
    assert (again.stage, again.actual_on) == ("complete", TODAY)


def test_a_refused_word_leaves_nothing_behind(delivery: Delivery, manager: User) -> None:
    before = delivery.history.count()
    with pytest.raises(RefusedError):
        say(delivery, Word(Stage.COMPLETE, actual_on=date(2019, 10, 25)), manager)

    assert not DeliveryUpdate.objects.exists()
    assert (delivery.history.count(), delivery.version) == (before, 1)


def test_the_second_of_two_says_nothing_until_they_have_seen_the_first(
    delivery: Delivery, manager: User
) -> None:
    second = Delivery.objects.get()
    say(delivery, DONE, manager)

    with pytest.raises(ChangedMeanwhileError):
        say(second, Word(Stage.STARTED, LATER, reason="So"), manager)

    assert DeliveryUpdate.objects.count() == 1


def press(delivery: Delivery, by: User) -> bool:
    delivery.refresh_from_db()
    return still_on_track(delivery=delivery, seen=delivery.version, by=by)


def test_still_on_track_is_a_word_without_a_change(delivery: Delivery, manager: User) -> None:
    assert press(delivery, manager)

    update = DeliveryUpdate.objects.get()
    assert (update.note, update.words) == (STILL_ON_TRACK, "No change of dates")


def test_pressed_twice_on_a_day_it_is_said_once(delivery: Delivery, manager: User) -> None:
    assert [press(delivery, manager), press(delivery, manager)] == [True, False]
    assert DeliveryUpdate.objects.count() == 1


def test_it_is_not_said_of_what_stands_otherwise_by_now(delivery: Delivery, manager: User) -> None:
    seen = delivery.version
    say(delivery, Word(Stage.STARTED, LATER, reason="So"), manager)

    with pytest.raises(ChangedMeanwhileError):
        still_on_track(delivery=delivery, seen=seen, by=manager)
    assert DeliveryUpdate.objects.count() == 1


def test_what_is_done_is_not_on_track_any_more(delivery: Delivery, manager: User) -> None:
    say(delivery, DONE, manager)

    with pytest.raises(RefusedError, match="not open any more"):
        press(delivery, manager)
