"""Tests of the service model: recorded, changed, ended, given up and taken up again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from partnership.dates import UNKNOWN, PartialDate, day_words
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.programmes.models import PriorityGroup, Programme
from partnership.slugs import fresh_slug
from partnership.spans import end_refused as backwards
from pilots import service_testing as rules
from pilots.actions.attachments import remove_attachment, store_attachment, undone_together
from pilots.models import Area, ServiceTest, TestContext, Venue


@dataclass(frozen=True)
class TestDetails:
    """What is said of a test; its fields are named as the test's own."""

    __test__ = False  # not a test case, whatever pytest makes of the name

    title: str
    context: TestContext
    setting: str
    venue: Venue | None = None
    priority_group: PriorityGroup | None = None
    owner: str = ""
    began: PartialDate = UNKNOWN

    def put_on(self, test: ServiceTest) -> None:
        for field in fields(self):
            setattr(test, field.name, getattr(self, field.name))


@dataclass(frozen=True)
class Learned:
    """What came of a test: findings and its evaluation report; None leaves the file as it is."""

    findings: str = ""
    report_title: str = ""
    report_link: str = ""
    upload: UploadedFile | None = None
    is_file_removed: bool = False


def add_service_test(
    *, programme: Programme, area: Area, details: TestDetails, reported_on: date, by: User
) -> ServiceTest:
    """Record a test of the service model in an area; RefusedError says what can't be."""
    with _alone(programme):
        refuse_day(reported_on, "reported_on")
        test = ServiceTest(
            programme=programme,
            area=area,
            slug=fresh_slug(details.title, programme.service_tests, otherwise="test"),
            reported_on=reported_on,
        )
        details.put_on(test)
        _refuse(test)
        record_by(test, by=by)
        test.save()
    return test


def change_service_test(
    *,
    test: ServiceTest,
    seen: int,
    details: TestDetails,
    learned: Learned,
    ended: PartialDate,
    by: User,
) -> None:
    """Change what is said of a test; `ended` mends the end of one that has ended.

    Raises RefusedError, and ChangedMeanwhileError where somebody else was quicker.
    """
    with _changing(test, seen=seen, by=by) as now:
        was = now.began, now.ended
        details.put_on(now)
        if now.ended and not now.is_stopped and not ended:
            raise RefusedError(
                "Say when it ended, or take it up again on its own page if it has not.", "ended"
            )
        now.ended = ended if has_ended(now) else now.ended
        _put_learned(now, learned, by=by)
        _refuse(now, was)


def finish_service_test(
    *,
    test: ServiceTest,
    seen: int,
    ended: PartialDate,
    learned: Learned,
    reported_on: date,
    by: User,
) -> None:
    """Say that a test has ended; a look back at a day before `reported_on` doesn't show it.

    Raises RefusedError where that can't be, and ChangedMeanwhileError.
    """
    if not ended:
        raise RefusedError("Say when it ended, as exactly as you know: a year will do.", "ended")
    with _changing(test, seen=seen, by=by) as now:
        _refuse_ended(now)
        now.ended, now.end_reported_on = ended, reported_on
        _put_learned(now, learned, by=by)
        _refuse(now)


def stop_service_test(
    *,
    test: ServiceTest,
    seen: int,
    ended: PartialDate,
    findings: str,
    reported_on: date,
    by: User,
) -> None:
    """Give a test up, with why in its findings; it counts towards no target then."""
    if not findings.strip():
        raise RefusedError("Say why it was stopped, and what was learned.", "findings")
    with _changing(test, seen=seen, by=by) as now:
        _refuse_ended(now)
        now.is_stopped, now.ended, now.end_reported_on = True, ended, reported_on
        now.findings = findings
        _refuse(now)


def resume_service_test(*, test: ServiceTest, seen: int, why: str, by: User) -> None:
    """Take back that a test has ended or was stopped; RefusedError where it had not."""
    with _changing(test, seen=seen, by=by, why=why) as now:
        if not has_ended(now):
            raise RefusedError("It has no end, and was not stopped: it goes on already.")
        now.is_stopped, now.ended, now.end_reported_on = False, UNKNOWN, None


def has_ended(test: ServiceTest) -> bool:
    """Whether an end of the test is recorded, or that it was stopped, on whichever day."""
    return test.is_stopped or bool(test.ended)


def _refuse_ended(test: ServiceTest) -> None:
    if test.is_stopped:
        raise RefusedError("It was stopped early already. Change the test to mend that date.")
    if test.ended:
        raise RefusedError(
            f"It has ended already ({test.ended.words}). Change the test to mend that date."
        )


@contextmanager
def _alone(programme: Programme) -> Iterator[None]:
    """One change of the programme's tests and contexts at a time."""
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=programme.pk)
        yield


@contextmanager
def _changing(test: ServiceTest, **how: Any) -> Iterator[ServiceTest]:
    with undone_together(), _alone(test.programme), changing(test, **how) as now:
        yield now


def _put_learned(test: ServiceTest, learned: Learned, *, by: User) -> None:
    for name in ("findings", "report_title", "report_link"):
        setattr(test, name, getattr(learned, name))
    before = test.report_file
    if learned.upload is not None:
        try:
            test.report_file = store_attachment(
                programme=test.programme, area=test.area, upload=learned.upload, by=by
            )
        except RefusedError as error:
            raise RefusedError(error.words, "upload") from error
    elif learned.is_file_removed:
        test.report_file = None
    if before is not None and test.report_file != before:
        remove_attachment(attachment=before)


def refuse_day(day: date, field: str) -> None:
    """Raise RefusedError where something is said to be reported on a day to come."""
    if day > timezone.localdate():
        raise RefusedError(
            f"{day_words(day)} has not come yet. Say the day on which it was reported.", field
        )


def _refuse(test: ServiceTest, was: tuple[PartialDate, PartialDate] | None = None) -> None:
    """Raise RefusedError for the first thing that is wrong with a test, at its field.

    Dates that a change leaves as they `was` stand in no one's way.
    """
    if not TestContext.objects.filter(pk=test.context_id, programme=test.programme_id).exists():
        raise RefusedError("This context is gone: choose another one.", "context")
    _refuse_strangers(test)
    if was != (test.began, test.ended):
        _refuse_dates(test)
    if test.end_reported_on:
        _refuse_end_day(test, test.end_reported_on)


def _refuse_dates(test: ServiceTest) -> None:
    if words := rules.begin_refused(test.began, programme_from=test.programme.start_month):
        raise RefusedError(words, "began")
    if words := backwards(test.began, test.ended):
        raise RefusedError(words, "ended")
    if words := rules.end_refused(test.ended, today=timezone.localdate()):
        raise RefusedError(words, "ended")
    if test.pk:
        refuse_cycles(test, spans_of(test))


def _refuse_strangers(test: ServiceTest) -> None:
    venue, group = test.venue, test.priority_group
    if venue and venue.area_id != test.area_id:
        raise RefusedError(
            f"{venue.name} is not in {test.area.name}: choose a venue there, or none.", "venue"
        )
    if group and group.programme_id != test.programme_id:
        raise RefusedError("Choose a priority group of this programme.", "priority_group")


def _refuse_end_day(test: ServiceTest, day: date) -> None:
    """An end is not said before the test was, nor before it came."""
    refuse_day(day, "end_reported_on")
    if day < test.reported_on:
        raise RefusedError(
            f"The test itself was reported on {day_words(test.reported_on)}:"
            " choose that day or a later one.",
            "end_reported_on",
        )
    if test.ended.first and test.ended.first > day:
        raise RefusedError(
            f"It had not ended ({test.ended.words}) on {day_words(day)}: choose the day on which"
            " the end was said.",
            "end_reported_on",
        )


def spans_of(test: ServiceTest) -> dict[int, rules.Span]:
    """From when to when each cycle of a test ran, by its number."""
    return {
        each.number: rules.Span(f"Cycle {each.number}", each.began, each.ended)
        for each in test.cycles.all()
    }


def refuse_cycles(test: ServiceTest, spans: dict[int, rules.Span]) -> None:
    """Raise RefusedError where cycles, by their numbers, don't lie within their test."""
    whole = rules.Span("The test", test.began, test.ended)
    words, field = rules.cycles_refused(whole, [spans[number] for number in sorted(spans)])
    if words:
        raise RefusedError(f"{words} Mend one of the two dates.", field)
