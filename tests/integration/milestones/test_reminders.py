"""E-mails about deliveries and risks: each goes out once, to who is to act, with a title alone."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.utils.timezone import get_current_timezone

from milestones import tasks
from milestones.actions import reminders
from milestones.actions.reminders import remind
from milestones.actions.updates import UpdateRow
from milestones.emails import deliveries as emails
from milestones.models import Delivery, Risk
from milestones.schedule import Stage
from partnership.celery import app
from partnership.people.mail.sending import deliver
from partnership.people.models import Email, EmailPreference, Role, User
from partnership.programmes.models import Programme
from pilots.models import AreaRole
from tests.support.builders import a_decision, a_group, a_person
from tests.support.plans import a_milestone, a_plan, said

pytestmark = pytest.mark.django_db
DUE = date(2019, 8, 31)
BEFORE = UpdateRow(1, date(2019, 7, 2), Stage.STARTED, note="Secret")


@pytest.fixture
def programme(db: None) -> Programme:
    return a_plan(areas=2)


@pytest.fixture
def delivery(programme: Programme) -> Delivery:
    """Of Area 0, due at the end of month 8, started in July."""
    a_milestone(programme, "M3", due_month=8)
    return said(Delivery.objects.get(area__slug="area-0"), BEFORE)


@pytest.fixture
def area_manager(delivery: Delivery) -> User:
    assert delivery.area
    return a_person(Role.AREA_MANAGER, delivery.area)


@pytest.fixture
def manager(programme: Programme) -> User:
    return a_person(Role.PROGRAMME_MANAGER, programme)


def written(*purposes: str) -> list[tuple[str, str]]:
    """(to whom, which) of every e-mail asked for with one of these purposes, in order."""
    rows = Email.objects.filter(purpose__in=purposes or ["delivery-due"]).order_by("pk")
    return [(row.address, row.key.rpartition(", ")[2]) for row in rows]


def subjects() -> list[str]:
    """What goes out once workers have come for all that is queued."""
    for row in Email.objects.filter(state=Email.State.QUEUED).order_by("pk"):
        deliver(row.pk)
    return [message.subject for message in mail.outbox]


def test_the_areas_manager_is_reminded_before_on_the_day_and_weekly(
    delivery: Delivery, area_manager: User
) -> None:
    for after in range(-40, 20):
        remind(on=DUE + timedelta(days=after))
        remind(on=DUE + timedelta(days=after))

    assert written() == [
        (area_manager.email, name)
        for name in (
            "28-days-before", "7-days-before", "on-the-day", "7-days-after", "14-days-after",
        )
    ]  # fmt: skip


def test_its_owner_is_asked_while_they_may_update_it(
    delivery: Delivery, area_manager: User, manager: User
) -> None:
    stranger = a_person(Role.VIEWER, delivery.programme)
    Delivery.objects.filter(pk=delivery.pk).update(owner_user=manager)
    remind(on=DUE)
    Delivery.objects.filter(pk=delivery.pk).update(owner_user=stranger)
    remind(on=DUE + timedelta(days=7))

    first, *_ = [each for each in written() if each[1] == "on-the-day"]
    assert first == (manager.email, "on-the-day")
    assert (area_manager.email, "7-days-after") in written()
    assert stranger.email not in dict(written())


def test_the_programmes_manager_hears_once_of_what_stays_late(
    delivery: Delivery, area_manager: User, manager: User
) -> None:
    for after in range(20, 60):
        remind(on=DUE + timedelta(days=after))

    late = Email.objects.filter(purpose="delivery-late", about__delivery=delivery.pk)
    assert [row.address for row in late] == [manager.email]


def test_nobody_gets_two_e_mails_about_one_thing_on_one_day(
    delivery: Delivery, area_manager: User, manager: User
) -> None:
    for day in (date(2019, 6, 1) + timedelta(days=number) for number in range(250)):
        before = set(Email.objects.values_list("pk", flat=True))
        remind(on=day)
        new = Email.objects.exclude(pk__in=before)
        about = [
            (row.address, key)
            for row in new
            for key in row.about.get("deliveries", [row.about.get("delivery")])
        ]
        assert len(about) == len(set(about)), day
    assert Email.objects.filter(purpose="delivery-silence").exists()


def test_a_quarter_of_silence_is_asked_about_in_one_e_mail_for_each_person(
    programme: Programme, delivery: Delivery, area_manager: User, manager: User
) -> None:
    a_milestone(programme, "M9", due_month=23)
    a_milestone(programme, "M10", due_month=24)
    remind(on=date(2020, 1, 1))
    remind(on=date(2020, 1, 2))

    silent = Email.objects.filter(purpose="delivery-silence", user=area_manager)
    assert [len(row.about["deliveries"]) for row in silent] == [3]
    with time_machine.travel(date(2020, 1, 2)):
        said(delivery, UpdateRow(2, date(2020, 1, 2)))
        assert f"2 milestones without an update in October to December 2019, {programme}" in (
            subjects()
        )


def test_what_is_done_descoped_or_of_a_programme_long_over_is_not_reminded_of(
    delivery: Delivery, area_manager: User
) -> None:
    said(delivery, UpdateRow(2, date(2019, 8, 1), actual_on=date(2019, 8, 1)))
    remind(on=DUE)
    remind(on=date(2026, 8, 31))

    assert area_manager.email not in dict(written())


def test_an_e_mail_says_the_title_and_leads_to_one_press(
    delivery: Delivery, area_manager: User
) -> None:
    with time_machine.travel(DUE - timedelta(days=7)):
        tasks.remind()
        assert "Due in 7 days: M3 Title of M3, Area 0" in subjects()

    assert "Secret" not in mail.outbox[0].body
    assert "/on-track/" in mail.outbox[0].body


def test_an_e_mail_is_dropped_once_the_day_was_moved(
    delivery: Delivery, area_manager: User
) -> None:
    with time_machine.travel(DUE - timedelta(days=7)):
        tasks.remind()
        said(delivery, UpdateRow(2, date(2019, 8, 20), actual_on=date(2019, 8, 20)))
        assert subjects() == []


def test_those_not_written_to_for_another_reason_are_asked_about_the_next_day(
    programme: Programme, delivery: Delivery, area_manager: User
) -> None:
    """Of three silent milestones one is due in 28 days: an e-mail of its own goes before."""
    a_milestone(programme, "M9", due_month=23)
    due = a_milestone(programme, "M10", due_month=24).deliveries.get(area=delivery.area)
    Delivery.objects.filter(pk=due.pk).update(baseline_on=date(2020, 1, 29))
    for day in (1, 1, 2, 3, 3):
        remind(on=date(2020, 1, day))

    rows = Email.objects.filter(purpose="delivery-silence", user=area_manager).order_by("pk")
    asked = [(row.about["on"], due.pk in row.about["deliveries"]) for row in rows]
    assert asked == [("2020-01-01", False), ("2020-01-02", True)]
    assert [len(row.about["deliveries"]) for row in rows] == [2, 1]


def test_run_again_after_a_change_it_still_writes_once_about_one_thing(
    delivery: Delivery, area_manager: User
) -> None:
    """A new agreed date has a reminder of its own, which waits for another day."""
    remind(on=DUE)
    Delivery.objects.filter(pk=delivery.pk).update(baseline_on=DUE + timedelta(days=7))
    delivery.updates.update(agreed_on=DUE + timedelta(days=7))

    remind(on=DUE)
    assert written() == [(area_manager.email, "on-the-day")]

    remind(on=DUE + timedelta(days=1))
    assert written()[1:] == [(area_manager.email, "7-days-before")]


def test_without_a_look_at_the_rows_it_would_write_twice(
    delivery: Delivery, area_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "told_on", lambda *_: set())

    with pytest.raises(AssertionError):
        test_run_again_after_a_change_it_still_writes_once_about_one_thing(delivery, area_manager)


def test_of_what_waited_for_a_worker_one_e_mail_goes_out(
    delivery: Delivery, area_manager: User
) -> None:
    for before in (28, 7, 0):
        remind(on=DUE - timedelta(days=before))

    with time_machine.travel(DUE):
        assert subjects() == ["Due today: M3 Title of M3, Area 0"]


def test_without_a_look_at_the_others_all_that_waited_would_go_out(
    delivery: Delivery, area_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emails, "is_said_elsewhere", lambda *_: False)

    with pytest.raises(AssertionError):
        test_of_what_waited_for_a_worker_one_e_mail_goes_out(delivery, area_manager)
    assert len(mail.outbox) == 3


def test_broken_off_and_run_again_it_writes_the_rest_and_nothing_twice(
    programme: Programme, delivery: Delivery, area_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_milestone(programme, "M9", due_month=8)
    send, calls = reminders.send_due, iter(range(9))

    def killed_at_the_second(*args: Any, **given: Any) -> Email:
        if next(calls) == 1:
            raise KeyboardInterrupt
        return send(*args, **given)

    monkeypatch.setattr(reminders, "send_due", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        remind(on=DUE)
    assert len(written()) == 1

    remind(on=DUE)
    assert written() == [(area_manager.email, "on-the-day")] * 2


def test_of_two_reasons_on_one_day_one_e_mail_goes_out(
    delivery: Delivery, area_manager: User
) -> None:
    remind(on=DUE)
    row = Email.objects.get(user=area_manager)
    with time_machine.travel(DUE):
        assert len(subjects()) == 1
        silence = {"deliveries": [delivery.pk], "since": "2019-08-01", "quarter": "a quarter"}
        about = silence | {"programme": delivery.programme_id, "on": "2019-08-31"}
        later = Email.objects.create(
            user=area_manager, address=row.address, purpose="delivery-silence", about=about
        )
        deliver(later.pk)

    assert len(mail.outbox) == 1


@pytest.mark.parametrize("purpose", ["delivery-due", "delivery-silence"])
def test_who_lost_the_role_before_it_goes_out_gets_nothing(
    delivery: Delivery, area_manager: User, purpose: str
) -> None:
    on = DUE if purpose == "delivery-due" else date(2020, 1, 1)
    remind(on=on)
    AreaRole.objects.filter(user=area_manager).update(ends_on=on - timedelta(days=1))

    with time_machine.travel(on):
        assert subjects() == []
    assert {row.state for row in Email.objects.filter(purpose=purpose)} == {Email.State.DROPPED}


def test_what_was_dropped_before_the_quarter_is_not_asked_about_any_more(
    delivery: Delivery, area_manager: User
) -> None:
    remind(on=date(2020, 1, 1))
    decision = a_decision(a_group(delivery.programme), "Drop it", authorises_plan_change=True)
    said(
        delivery,
        UpdateRow(2, date(2019, 9, 1), Stage.NOT_NEEDED, decision=decision, reason="So"),
    )

    with time_machine.travel(date(2020, 1, 2)):
        assert subjects() == []


@pytest.mark.parametrize(
    "day", [date(2024, 3, 31), date(2030, 3, 31), date(2026, 3, 29), date(2026, 10, 25)]
)
def test_on_the_sunday_on_which_clocks_change_it_runs_once(day: date) -> None:
    """Asked every ten minutes from the day before to the day after, as a scheduler does."""
    beat = settings.CELERY_BEAT_SCHEDULE["remind-of-milestones"]["schedule"]
    beat.app = app
    here = get_current_timezone()
    now = datetime.combine(day, time(), here).astimezone(UTC) - timedelta(hours=17)
    ran, last = [], now
    for _ in range(6 * 50):
        now += timedelta(minutes=10)
        beat.nowfun = lambda now=now: now.astimezone(here)
        if beat.is_due(last.astimezone(here)).is_due:
            last = now
            ran.append(now.astimezone(here).date())

    assert ran == [day, day + timedelta(days=1)]


def test_an_owner_without_an_account_leaves_it_to_the_managers_there(
    delivery: Delivery, area_manager: User
) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(owner="Library manager", owner_user=None)

    remind(on=DUE)

    assert written() == [(area_manager.email, "on-the-day")]


def test_a_digest_is_theirs_to_choose(delivery: Delivery, area_manager: User) -> None:
    User.objects.filter(pk=area_manager.pk).update(email_preference=EmailPreference.DAILY)

    remind(on=DUE)

    assert {row.state for row in Email.objects.filter(user=area_manager)} == {Email.State.GATHERED}


# -- Risks -------------------------------------------------------------------
@pytest.fixture
def risk(delivery: Delivery) -> Risk:
    risk = Risk.objects.create(
        programme=delivery.programme, area=delivery.area, reference="R7", title="Too few places",
        review_on=DUE, reported_on=date(2019, 2, 1),
    )  # fmt: skip
    with_moment = Risk.objects.filter(pk=risk.pk)
    with_moment.update(recorded_at="2019-02-01T12:00:00Z")
    return risk


def test_a_review_is_reminded_of_until_it_is_done(risk: Risk, area_manager: User) -> None:
    for after in range(-20, 10):
        remind(on=DUE + timedelta(days=after))

    names = ["7-days-before", "on-the-day", "7-days-after"]
    assert written("risk-review") == [(area_manager.email, name) for name in names]


def test_of_reviews_that_waited_for_a_worker_one_e_mail_goes_out_to_who_still_may(
    risk: Risk, delivery: Delivery, area_manager: User
) -> None:
    done = UpdateRow(2, date(2019, 8, 1), actual_on=date(2019, 8, 1))
    said(delivery, done)
    for before in (7, 0):
        remind(on=DUE - timedelta(days=before))

    with time_machine.travel(DUE):
        assert subjects() == ["Review due today: R7 Too few places"]
        remind(on=DUE + timedelta(days=7))
        AreaRole.objects.filter(user=area_manager).update(ends_on=DUE)
    with time_machine.travel(DUE + timedelta(days=7)):
        assert len(subjects()) == 1


def test_a_closed_risk_is_not_reminded_of(risk: Risk, area_manager: User) -> None:
    risk.reviews.create(number=1, state="closed", reported_on=date(2019, 3, 1))

    remind(on=DUE)

    assert written("risk-review") == []
