"""E-mails about actions: each goes out once, to who still has it, and says the title alone."""

import re
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.mail.sending import deliver
from partnership.people.models import Email, EmailPreference, Role, User
from pilots import tasks
from pilots.action_rules import State
from pilots.actions import actions as do
from pilots.actions.actions import Owner
from pilots.actions.reminders import remind
from pilots.models import Action, Group
from tests.support.builders import a_person, an_action

LONG_AGO = datetime(2019, 1, 1, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def action(group: Group, member: User) -> Action:
    """The member's, due in 7 days, recorded long ago."""
    due = timezone.localdate() + timedelta(days=7)
    action = an_action(group, "Ask the school", owner="A post", owner_user=member, due_on=due)
    Action.objects.filter(pk=action.pk).update(recorded_at=LONG_AGO)
    return action


def written() -> list[tuple[str, str]]:
    """Every e-mail asked for: (purpose, to whom), in the order of asking."""
    return list(Email.objects.order_by("pk").values_list("purpose", "address"))


def sent() -> list[str]:
    """The subjects of what goes out once workers have come for all that is queued."""
    for row in Email.objects.filter(state=Email.State.QUEUED).order_by("pk"):
        deliver(row.pk)
    return [message.subject for message in mail.outbox]


def due(action: Action, days: int) -> date:
    assert action.due_on
    return action.due_on + timedelta(days=days)


def test_the_days_reminders_are_sent_once_however_often_it_is_looked(action, member) -> None:
    for _ in range(3):
        tasks.remind()

    assert written() == [("action-reminder", member.email)]
    assert sent() == ["Due in 7 days: Ask the school"]


def test_an_owner_with_another_address_is_not_reminded_twice(action, member) -> None:
    tasks.remind()
    before = member.email
    User.objects.filter(pk=member.pk).update(email="elsewhere@example.org")

    tasks.remind()

    assert written() == [("action-reminder", before)]


def test_an_e_mail_says_the_title_and_leads_to_the_action(action) -> None:
    Action.objects.update(outcome="Secret", owner="Secret post")
    remind(on=timezone.localdate())
    sent()

    (message,) = mail.outbox
    bodies = [message.body, str(message.alternatives[0][0])]
    for body in bodies:
        assert "/programmes/co-creating/actions/north-group/ask-the-school/" in body
        assert "Secret" not in body
        assert "North group" not in body


def test_from_a_week_before_to_the_chair_each_goes_out_on_its_day(action, member, chair) -> None:
    for days in range(-10, 60):
        remind(on=due(action, days))

    assert [who for _, who in written()] == [member.email] * 6 + [chair.email]
    keys = Email.objects.order_by("pk").values_list("key", flat=True)
    assert [key.rpartition(", ")[2] for key in keys] == [
        "week-before", "day-before", "overdue", "overdue-8-days", "overdue-15-days",
        "overdue-22-days", "to-the-chair",
    ]  # fmt: skip


def test_a_chair_who_owns_it_is_not_told_of_themselves(action, chair, group) -> None:
    other = a_person(Role.CHAIR, group)
    Action.objects.update(owner_user=chair)

    remind(on=due(action, 29))

    assert written() == [("action-to-chair", other.email)]


def test_of_a_post_without_an_account_the_chair_hears_in_the_end(action, chair) -> None:
    Action.objects.update(owner_user=None)
    for days in range(-10, 60):
        remind(on=due(action, days))

    assert written() == [("action-to-chair", chair.email)]
    sent()
    assert "and the action is four weeks overdue" in mail.outbox[-1].body


def test_what_is_closed_is_not_reminded_of(action) -> None:
    Action.objects.update(done_on=timezone.localdate())

    remind(on=timezone.localdate())

    assert written() == []


@pytest.mark.parametrize("how", ["locked", "inactive", "role ended"])
def test_who_has_left_is_not_written_to(action, member, how: str) -> None:
    if how == "role ended":
        member.grouproles.update(ends_on=timezone.localdate() - timedelta(days=1))
    elif how == "locked":
        User.objects.filter(pk=member.pk).update(locked_at=timezone.now())
    else:
        User.objects.filter(pk=member.pk).update(is_active=False)

    remind(on=timezone.localdate())

    assert written() == []


def test_what_was_closed_before_it_was_sent_is_not_sent(action, chair) -> None:
    remind(on=timezone.localdate())
    do.close_action(
        action=action, seen=1, state=State.DONE, ended_on=timezone.localdate(), outcome="x",
        by=chair,
    )  # fmt: skip

    assert sent() == []


def test_an_action_moved_is_reminded_of_by_its_new_day(action, chair, member) -> None:
    remind(on=timezone.localdate())
    later = due(action, 30)
    do.change_action(
        action=action, seen=1, owner=Owner("A post", member), due_on=later, why="x", by=chair
    )
    remind(on=later - timedelta(days=7))

    assert written() == [("action-reminder", member.email)] * 2
    assert sent() == ["Due in 37 days: Ask the school"]  # the first one no longer holds


def test_a_digest_gathers_reminders(action, member) -> None:
    User.objects.filter(pk=member.pk).update(email_preference=EmailPreference.DAILY)

    remind(on=timezone.localdate())

    assert Email.objects.get().state == Email.State.GATHERED


def test_who_is_given_an_action_is_told_once_and_who_takes_one_is_not(group, chair, member) -> None:
    due_on = date(2019, 6, 1)
    given = do.record_action(
        group=group, text="Print leaflets", owner=Owner("A post", member), due_on=due_on, by=chair
    )
    do.record_action(group=group, text="Mine", owner=Owner("Me", chair), due_on=None, by=chair)
    do.report_on_action(action=given, seen=1, words="Half.", by=chair)

    assert written() == [("action-given", member.email)]
    assert sent() == ["An action is yours, due 1 June 2019: Print leaflets"]


def test_given_to_somebody_else_and_back_each_is_told(group, chair, member) -> None:
    other = a_person(Role.STEERING_MEMBER, group)
    given = do.record_action(
        group=group, text="Print leaflets", owner=Owner("A", member), due_on=None, by=chair
    )
    for seen, owner in ((1, other), (2, member)):
        do.change_action(
            action=given, seen=seen, owner=Owner("A", owner), due_on=None, why="x", by=chair
        )

    people = [member.email, other.email, member.email]
    assert written() == [("action-given", who) for who in people]


def test_looking_at_fifty_takes_no_more_queries_than_at_one(
    action, group, member, django_assert_max_num_queries
) -> None:
    """But for the e-mails themselves: none is due on this day."""
    for number in range(50):
        an_action(group, f"Ask {number}", owner_user=member, due_on=due(action, 20))

    with django_assert_max_num_queries(2):
        remind(on=due(action, -9))


def test_the_story_of_an_action(group, chair, member, client) -> None:
    """Given at a meeting, found on My work, reminded of, closed: told in sentences at the end."""
    due_on = timezone.localdate() + timedelta(days=1)
    client.force_login(chair)
    client.post(
        reverse("action-new", args=[group.programme.slug, group.slug]),
        {
            "text": "Print leaflets", "owner": f"account:{member.pk}", "due_on": str(due_on),
            "once_key": uuid4(),
        },
    )  # fmt: skip
    Action.objects.update(recorded_at=LONG_AGO)
    client.force_login(member)
    assert "Print leaflets" in client.get(reverse("my-work")).content.decode()

    tasks.remind()
    assert sent()[-1] == "Due in 1 day: Print leaflets"
    (path,) = re.findall(r"http://[^/]+(/programmes/\S+)", str(mail.outbox[-1].body))
    assert client.get(path).status_code == 200
    form = client.get(f"{path}close/").context["form"]
    given = {"state": "done", "ended_on": str(timezone.localdate()), "outcome": "All are out."}
    client.post(f"{path}close/", {**given, "seen_version": form["seen_version"].value()})

    page = " ".join(client.get(path).content.decode().split())
    today = day_words(timezone.localdate())
    assert f"A post closed it as done on {today}. <br>All are out." in page.replace("<br>", " <br>")
    assert f"A post changed the day it was done from not recorded to {today}" in page
    assert "A post recorded the action." in page
    assert "Nothing waits for you." in client.get(reverse("my-work")).content.decode()
    Email.objects.all().delete()
    tasks.remind()
    assert written() == []
