"""E-mails to those who may answer for an area: a new version asks, and still waits."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from milestones.actions import answers
from milestones.actions.updates import UpdateRow
from milestones.actions.waiting import remind_of_answers, tell_areas
from milestones.emails.plan import CHANGES, STILL_WAITS
from milestones.models import PlanVersion
from partnership.people.mail.sending import deliver
from partnership.people.models import Email, EmailPreference, Role
from tests.support.builders import a_person, a_programme
from tests.support.drafting import Drafting
from tests.support.plans import a_milestone, a_plan, said

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
START = TODAY().replace(month=1, day=1)


@pytest.fixture
def drafting():
    programme = a_plan(a_programme(start_month=START), areas=2)
    for number in (1, 2):
        a_milestone(programme, f"M{number}", due_month=number * 6)
    return Drafting(programme)


@pytest.fixture
def managers(drafting):
    """A manager of each area."""
    return [a_person(Role.AREA_MANAGER, area) for area in drafting.programme.areas.all()]


def a_new_version(drafting) -> PlanVersion:
    drafting.change("M1", due_month=7)
    drafting.change("M2", title="Another title")
    return drafting.publish()


def written(purpose) -> list[str]:
    return sorted(Email.objects.filter(purpose=purpose.name).values_list("address", flat=True))


def remind(version, *, days: int) -> None:
    on = timezone.localdate(version.published_at) + timedelta(days=days)
    remind_of_answers(on=on)


def accept_all(drafting, area) -> None:
    number = drafting.programme.plan_versions.published().count()
    given = {"programme": drafting.programme, "seen": number, "by": drafting.manager}
    answers.accept_all(**given, area=area)


def test_each_areas_managers_are_told_once_of_a_new_version(drafting, managers):
    version = a_new_version(drafting)
    assert written(CHANGES) == sorted(each.email for each in managers)
    tell_areas(version)
    remind(version, days=0)
    remind(version, days=1)
    assert Email.objects.filter(purpose=CHANGES.name).count() == 2


def test_nobody_is_told_where_nothing_is_asked(drafting, managers):
    area = drafting.programme.areas.first()
    said(area.deliveries.first(), UpdateRow(1, TODAY(), note="Going well"))
    drafting.add("M3", scope="programme", due_month=9)
    drafting.publish()
    assert written(CHANGES) == []


def test_the_mail_says_how_many_and_where_and_leads_to_the_answers(drafting, managers):
    a_new_version(drafting)
    deliver(Email.objects.get(address=managers[0].email).pk)
    (sent,) = mail.outbox
    assert sent.subject == "2 changes of the plan to accept or decline, Area 0"
    assert f"/programmes/{drafting.programme.slug}/plan/answers/area-0/" in sent.body


def test_a_manager_who_prefers_a_digest_gets_it_there(drafting, managers):
    managers[0].email_preference = EmailPreference.DAILY
    managers[0].save()
    a_new_version(drafting)
    assert Email.objects.get(address=managers[0].email).state == Email.State.GATHERED


def test_after_two_weeks_those_where_rows_still_wait_are_reminded_once(drafting, managers):
    version = a_new_version(drafting)
    accept_all(drafting, drafting.programme.areas.first())
    for days in (13, 14, 15, 17):
        remind(version, days=days)
    assert written(STILL_WAITS) == [managers[1].email]


def test_of_an_area_without_a_manager_the_programmes_hear_after_two_weeks(drafting):
    version = a_new_version(drafting)
    assert written(CHANGES) == []
    remind(version, days=14)
    assert written(STILL_WAITS) == [drafting.manager.email] * 2


def test_what_was_answered_before_it_is_sent_needs_no_saying(drafting, managers):
    a_new_version(drafting)
    row = Email.objects.get(address=managers[0].email)
    assert CHANGES.words(row)
    accept_all(drafting, drafting.programme.areas.first())
    assert CHANGES.words(row) is None


def test_a_newer_version_tells_for_the_one_before(drafting, managers):
    a_new_version(drafting)
    row = Email.objects.get(address=managers[0].email)
    drafting.change("M1", due_month=8)
    drafting.publish()
    assert CHANGES.words(row) is None
    assert Email.objects.filter(address=managers[0].email).count() == 2


def test_a_programme_that_ended_long_ago_is_not_reminded_of(drafting, managers):
    version = a_new_version(drafting)
    drafting.programme.start_month = date(2015, 1, 1)
    drafting.programme.save()
    remind(version, days=14)
    assert written(STILL_WAITS) == []


def test_the_tally_is_counted_anew_every_day(drafting):
    version = a_new_version(drafting)
    counted = dict(version.waiting)
    assert sum(counted.values()) == 4
    PlanVersion.objects.filter(pk=version.pk).update(waiting={})
    remind(version, days=40)
    version.refresh_from_db()
    assert version.waiting == counted
