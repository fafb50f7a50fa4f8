"""Whoever wrote a word does not sign it, and so is not the one who is waited for."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from partnership.people.history import record_by
from partnership.people.mail.sending import deliver
from partnership.people.models import Email, Role, User
from partnership.programmes.access import Entry, entries_of
from partnership.reports.actions import correcting, moving
from partnership.reports.actions.drafting import tell_who_is_next
from partnership.reports.actions.moving import HinderedError, Mover, Signed, digest
from partnership.reports.models import ImplicationAnswer, Report
from partnership.reports.selectors.holders import who_is_next
from partnership.reports.selectors.waiting import waiting_for
from partnership.reports.selectors.writers import writers_of
from pilots.models import ReportingBody
from tests.support.builders import a_group, a_person
from tests.support.drafting_reports import filled_in, frozen, in_review, published, with_files
from tests.support.report_pages import LIST, PAGE, words


def entry(person: User) -> Entry:
    return entries_of(person, slug="co-creating")[0]


def waited_for(report: Report) -> set[User]:
    return set(who_is_next(report))


def has_work(person: User) -> bool:
    return bool(waiting_for(person, entries_of(person), timezone.localdate()))


def page(person: User, address: str) -> str:
    client = Client()
    client.force_login(person)
    return words(client.get(address))


def board(person: User) -> str:
    return page(person, LIST)


def review(person: User) -> str:
    return page(person, f"{PAGE}review/")


def writes(report: Report, what: str, by: User) -> None:
    """Somebody saves a text, the cover, or an answer of it."""
    rows = {
        "text": report.texts.first(),
        "cover": report.cover,
        "answer": report.implications.first(),
    }
    record_by(rows[what], by=by)
    rows[what].save()


@pytest.fixture
def manager(programme, body) -> User:
    return a_person(Role.PROGRAMME_MANAGER, programme)


@pytest.fixture
def chair(body: ReportingBody, manager: User) -> User:
    return a_person(Role.CHAIR, a_group(body.programme, "North group", area=body.area))


@pytest.fixture
def report(body: ReportingBody, person: Callable[[Role | None], User]) -> Report:
    """In review, given by a manager of the area."""
    return in_review(body, submitted_by=a_person(Role.AREA_MANAGER, body.area))


@pytest.mark.parametrize("what", ["text", "cover", "answer"])
def test_a_chair_who_wrote_in_it_is_not_waited_for(
    report: Report, chair: User, manager: User, what: str
) -> None:
    assert waited_for(report) == {chair}
    assert (has_work(chair), has_work(manager)) == (True, False)
    writes(report, what, chair)
    assert waited_for(report) == {manager}
    assert (has_work(chair), has_work(manager)) == (False, True)


def test_whoever_wrote_in_it_is_not_written_to_as_its_approver(
    report: Report, chair: User, manager: User
) -> None:
    writes(report, "text", chair)
    tell_who_is_next(report, but=None)
    assert [each.user for each in Email.objects.all()] == [manager]
    deliver(Email.objects.get().pk)


def test_where_everybody_wrote_in_it_nobody_is_waited_for(
    report: Report, chair: User, manager: User
) -> None:
    for each in (chair, manager):
        writes(report, "answer", each)
    assert waited_for(report) == set()
    assert "Nobody: all who could approve it wrote in it. Ask an administrator" in board(manager)
    assert "Nobody else can: all who hold the role wrote in it" in review(chair)


def test_pages_name_who_can_sign(report: Report, chair: User, manager: User) -> None:
    writes(report, "cover", chair)
    assert f">{manager}<" in board(manager)
    said = f"You wrote in it, so somebody else decides on it. It waits for {manager}."
    assert said in review(chair)
    assert "It waits for" not in review(manager)


def test_a_comment_is_no_word_of_the_report(report: Report, chair: User) -> None:
    report.comments.create(text="Say why M3 is late.", by=chair)
    assert waited_for(report) == {chair}


def test_it_takes_one_query_for_any_number(
    report: Report, chair: User, django_assert_num_queries: Callable
) -> None:
    writes(report, "text", chair)
    with django_assert_num_queries(1):
        assert chair.pk in writers_of([report, Report(pk=report.pk + 1)])[report.pk]
    with django_assert_num_queries(0):
        assert writers_of([]) == {}


@pytest.mark.parametrize("what", ["text", "cover", "answer"])
def test_whose_words_a_correction_repeats_does_not_approve_it(
    body: ReportingBody, manager: User, chair: User, what: str
) -> None:
    old = published(body)
    writes(old, what, chair)
    writes(old, what, manager)  # the last, and not the only one
    began = a_person(Role.AREA_MANAGER, body.area)
    new = correcting.correct(old, by=Mover(began, entry(began)), why="Counted twice")
    with_files(frozen(filled_in(new)))
    Report.objects.filter(pk=new.pk).update(stage="in-review", submitted_by=began)
    new.refresh_from_db()
    for person in (chair, manager):
        with pytest.raises(HinderedError, match="You wrote in it"):
            moving.approve(
                new,
                by=Mover(person, entry(person)),
                signed=Signed(new.fingerprint, digest(new.moved)),
            )
    assert ImplicationAnswer.objects.filter(report=new).count() == old.implications.count()
