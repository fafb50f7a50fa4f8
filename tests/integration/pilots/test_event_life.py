"""An event goes on: held, confirmed, corrected, cancelled, planned again; and looked back at."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnership.dates import PartialDate, day_words
from partnership.people.models import Role, User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.programmes.models import Programme
from pilots.actions import corrections, event_life
from pilots.actions.short_figures import Figure, not_counted
from pilots.counting import CountType, tally_events
from pilots.models import Event
from pilots.presenters import events as words
from pilots.selectors.events import counts_of, with_counts
from pilots.tallies import tally
from tests.support.builders import a_count, a_person, an_area, an_event

pytestmark = pytest.mark.django_db
NOW = timezone.localdate
HELD = PartialDate.on(date(2019, 10, 1))


@pytest.fixture
def manager(programme: Programme) -> User:
    return a_person(Role.PROGRAMME_MANAGER, programme)


@pytest.fixture
def planned(programme: Programme) -> Event:
    area = an_area(programme)
    return an_event(programme, status="planned", area=area, happened=HELD)


def hold(event: Event, by: User, *figures: Figure, seen: int | None = None) -> None:
    event_life.hold_event(
        event=event,
        seen=event.version if seen is None else seen,
        happened=event.happened,
        went="Well",
        figures=figures,
        by=by,
    )


def confirmed(event: Event, by: User, *figures: Figure) -> Event:
    hold(event, by, *(figures or [Figure("attendance", "children", 200, "about")]))
    event_life.confirm_figures(event=event, seen=event.version, why="", by=by)
    return event


def correct(event: Event, by: User, value: int | None, group: str = "children") -> None:
    corrections.correct_count(
        event=event,
        seen=event.version,
        corrected=corrections.Corrected("attendance", group, value, "exact"),
        why="The register was found",
        by=by,
    )


def test_what_was_held_was_planned_until_it_was_said(planned: Event, manager: User) -> None:
    hold(planned, manager, Figure("attendance", "adults", 12))

    assert planned.status == "held"
    assert planned.status_on(NOW() - timedelta(days=1)) == "planned"
    assert planned.history.first().history_user == manager
    assert "12 adults" in planned.history.first().history_change_reason


def test_a_figure_is_not_there_on_a_day_before_it_was_said(planned: Event, manager: User) -> None:
    hold(planned, manager, Figure("attendance", "adults", 12))

    yesterday = NOW() - timedelta(days=1)
    assert counts_of([planned], as_at=yesterday) == []
    assert [count.value for count in counts_of([planned], as_at=NOW())] == [12]


def test_an_event_ahead_is_not_held_yet(planned: Event, manager: User) -> None:
    planned.happened = PartialDate.on(NOW() + timedelta(days=1))
    planned.save()

    with pytest.raises(RefusedError, match="has not come yet"):
        hold(planned, manager)


def test_who_was_slower_changes_nothing(planned: Event, manager: User) -> None:
    hold(planned, manager)

    with pytest.raises(ChangedMeanwhileError):
        hold(planned, manager, seen=1)


def test_figures_are_confirmed_by_somebody_on_a_day(planned: Event, manager: User) -> None:
    confirmed(planned, manager)

    assert (planned.status, planned.confirmed_on) == ("confirmed", NOW())
    assert planned.confirmed_by == manager


def test_nothing_is_not_confirmed(planned: Event, manager: User) -> None:
    hold(planned, manager)

    with pytest.raises(RefusedError, match="no figure to confirm"):
        event_life.confirm_figures(event=planned, seen=planned.version, why="", by=manager)


def test_attendance_above_footfall_needs_a_word(planned: Event, manager: User) -> None:
    hold(planned, manager, Figure("attendance", "", 50), Figure("footfall", "", 40))

    with pytest.raises(RefusedError, match="Say why"):
        event_life.confirm_figures(event=planned, seen=planned.version, why=" ", by=manager)
    event_life.confirm_figures(event=planned, seen=planned.version, why="Side door", by=manager)

    assert planned.above_why == "Side door"


def test_a_cancelled_event_says_why_and_comes_back(planned: Event, manager: User) -> None:
    event_life.cancel_event(event=planned, seen=planned.version, why="Snow", by=manager)
    assert (planned.status, planned.cancelled_why) == ("cancelled", "Snow")
    assert planned.status_on(NOW() - timedelta(days=1)) == "planned"

    event_life.reopen_event(event=planned, seen=planned.version, why="Thaw", by=manager)
    assert (planned.status, planned.cancelled_why) == ("planned", "")


def test_what_was_held_is_not_cancelled(planned: Event, manager: User) -> None:
    hold(planned, manager)

    with pytest.raises(RefusedError, match="held already"):
        event_life.cancel_event(event=planned, seen=planned.version, why="Snow", by=manager)


def test_an_event_at_which_somebody_was_counted_stays_held(planned: Event, manager: User) -> None:
    hold(planned, manager, Figure("attendance", "", 5))

    with pytest.raises(RefusedError, match="Somebody was counted"):
        event_life.reopen_event(event=planned, seen=planned.version, why="", by=manager)


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        ("activities", {"name": "Disco", "position": 1, "participations": 5}),
        ("participants", {"sector": "health", "value": 5}),
        ("feedback", {"answer": "satisfied", "position": 1}),
    ],
)
def test_an_event_in_which_somebody_took_part_stays_held(
    planned: Event, manager: User, rows: str, fields: dict[str, Any]
) -> None:
    hold(planned, manager)
    getattr(planned, rows).create(**fields)

    with pytest.raises(RefusedError, match="Somebody was counted"):
        event_life.reopen_event(event=planned, seen=planned.version, why="", by=manager)


def test_that_nobody_counted_is_taken_back_when_it_is_planned_again(
    planned: Event, manager: User
) -> None:
    hold(planned, manager, *not_counted())

    event_life.reopen_event(event=planned, seen=planned.version, why="Mistake", by=manager)

    assert planned.status == "planned"
    assert not planned.counts.exists()  # so that its figures are asked for after the day


def test_an_event_that_goes_on_is_not_silent_yet(planned: Event) -> None:
    planned.ends_on = date(2019, 10, 3)

    assert not words.is_silent(planned, date(2019, 10, 3))
    assert words.is_silent(planned, date(2019, 10, 4))


STEPS: dict[str, Callable[[Event, User], None]] = {
    "hold": lambda event, by: hold(event, by),
    "confirm": lambda event, by: event_life.confirm_figures(
        event=event, seen=event.version, why="", by=by
    ),
    "cancel": lambda event, by: event_life.cancel_event(
        event=event, seen=event.version, why="Snow", by=by
    ),
    "reopen": lambda event, by: event_life.reopen_event(
        event=event, seen=event.version, why="", by=by
    ),
    "correct": lambda event, by: correct(event, by, 3),
}
POSSIBLE = {
    "planned": {"hold": "held", "cancel": "cancelled"},
    "held": {"confirm": "confirmed", "reopen": "planned"},
    "confirmed": {"correct": "confirmed"},
    "cancelled": {"reopen": "planned"},
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("status", POSSIBLE)
def test_each_step_is_possible_where_it_should_be_and_nowhere_else(
    planned: Event, manager: User, status: str, step: str
) -> None:
    day = NOW() if status == "confirmed" else None
    Event.objects.filter(pk=planned.pk).update(status=status, confirmed_on=day)
    planned.refresh_from_db()
    if status in ("held", "confirmed") and step != "reopen":
        a_count(planned, "attendance", 5, group="children")

    if led_to := POSSIBLE[status].get(step):
        STEPS[step](planned, manager)
        assert planned.status == led_to
    else:
        with pytest.raises(RefusedError):
            STEPS[step](planned, manager)
        planned.refresh_from_db()
        assert planned.status == status


def test_a_correction_keeps_what_the_figure_was(planned: Event, manager: User) -> None:
    confirmed(planned, manager)
    correct(planned, manager, 180)

    (kept,) = planned.corrections.all()
    assert (kept.was, kept.became, kept.was_value, kept.was_qualifier) == (
        "about 200", "180", 200, "about",
    )  # fmt: skip
    assert planned.status == "confirmed"
    assert planned.counts.get(group="children").value == 180


def test_only_confirmed_figures_are_corrected(planned: Event, manager: User) -> None:
    hold(planned, manager, Figure("attendance", "children", 200, "about"))

    with pytest.raises(RefusedError, match="not confirmed"):
        correct(planned, manager, 180)


def test_the_same_figure_is_no_correction(planned: Event, manager: User) -> None:
    confirmed(planned, manager)
    correct(planned, manager, 180)

    with pytest.raises(RefusedError, match="180 already"):
        correct(planned, manager, 180)


def _long_ago(event: Event) -> date:
    """Let all of it have been said long ago, but for the corrections of today."""
    event.counts.filter(group="children").update(reported_on=None)
    Event.objects.filter(pk=event.pk).update(held_reported_on=None)
    return NOW() - timedelta(days=1)


def test_a_look_back_shows_the_figure_before_its_correction(
    programme: Programme, planned: Event, manager: User
) -> None:
    confirmed(planned, manager)
    correct(planned, manager, 180)
    correct(planned, manager, 190)
    correct(planned, manager, 7, group="adults")
    yesterday = _long_ago(planned)

    for day, value, about in ((yesterday, 200, True), (NOW(), 197, False)):
        events = with_counts(programme.events.all(), as_at=day)
        rows = tally_events(
            CountType.ATTENDANCE, counts_of(events, as_at=day), [each.pk for each in events]
        )
        assert (rows.value, rows.is_about) == (value, about)
        assert tally(programme.events.all(), CountType.ATTENDANCE, held=1, as_at=day) == rows


def test_the_page_of_a_look_back_says_of_which_day_its_figures_are(
    planned: Event, manager: User, viewer: Client
) -> None:
    confirmed(planned, manager)
    correct(planned, manager, 180)
    yesterday = _long_ago(planned)
    said = "Status and counts as at"

    page = viewer.get(at(planned), {"as_at": yesterday.isoformat()}).content.decode()
    assert f"{said} {day_words(yesterday)}." in page
    assert f'<a href="{at(planned)}">See them as at today</a>' in page
    assert "about 200" in page
    assert said not in viewer.get(at(planned)).content.decode()


def test_a_figure_that_turned_out_unknown_is_known_before(
    programme: Programme, planned: Event, manager: User
) -> None:
    confirmed(planned, manager)
    correct(planned, manager, None)
    yesterday = _long_ago(planned)

    assert tally(programme.events.all(), CountType.ATTENDANCE, held=1, as_at=yesterday).value == 200
    assert tally(programme.events.all(), CountType.ATTENDANCE, held=1, as_at=NOW()).value is None


def test_a_look_back_costs_as_much_for_one_event_as_for_many(
    programme: Programme, django_assert_num_queries: object
) -> None:
    for number in range(12):
        a_count(an_event(programme, f"Day {number}"), "attendance", number)

    with django_assert_num_queries(4):  # type: ignore[operator]
        counts_of(
            with_counts(programme.events.all(), as_at=date(2019, 12, 1)), as_at=date(2019, 12, 1)
        )
    with django_assert_num_queries(3):  # type: ignore[operator]
        counts_of(with_counts(programme.events.all(), as_at=NOW()), as_at=NOW())


def at(event: Event, step: str = "") -> str:
    return f"/programmes/{event.programme.slug}/events/{event.slug}/{step}"


def test_the_pages_lead_from_planned_to_corrected(planned: Event, manager: User) -> None:
    client = Client()
    client.force_login(manager)

    def send(step: str, **data: object) -> None:
        planned.refresh_from_db()
        response = client.post(at(planned, step), {"seen_version": planned.version, **data})
        assert response.status_code == 302, response.content.decode()

    assert "It was held: add figures" in client.get(at(planned)).content.decode()
    send("held/", happened="1 October 2019", adults="1,200", sure="about", went="Busy")
    assert "Confirm the figures" in client.get(at(planned)).content.decode()
    send("confirm/")
    which = planned.counts.get(group="adults").pk
    send("correct/", which=which, value="1100", qualifier="exact", why="Counted twice")

    page = client.get(at(planned)).content.decode()
    assert "Counted twice" in page
    assert "about 1,200" in page
    assert "Figures confirmed on" in page
    assert client.get(at(planned, "held/")).status_code == 302


def test_who_reads_is_offered_nothing_and_refused(planned: Event, viewer: Client) -> None:
    assert "It was held" not in viewer.get(at(planned)).content.decode()
    assert viewer.get(at(planned, "held/")).status_code == 403
    assert viewer.get(at(planned, "confirm/")).status_code == 403


def test_a_member_says_that_their_own_event_was_held_but_confirms_nothing(
    planned: Event, member: User
) -> None:
    Event.objects.filter(pk=planned.pk).update(logged_by=member, area=None)
    client = Client()
    client.force_login(member)

    assert client.get(at(planned, "confirm/")).status_code == 403


def test_what_lies_ahead_is_not_asked_to_be_over(planned: Event, manager: User) -> None:
    client = Client()
    client.force_login(manager)
    assert "It was held: add figures" in client.get(at(planned)).content.decode()

    planned.happened = PartialDate.on(NOW() + timedelta(days=9))
    planned.save()

    page = client.get(at(planned)).content.decode()
    assert "It was held already" in page  # for what was held before its day
    assert "It was held: add figures" not in page
