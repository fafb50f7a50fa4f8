"""A correction says a count as it is known today, and no later report tells of it again."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from partnership.people.models import Role, User
from partnership.programmes.access import entries_of
from partnership.reports.actions import correcting
from partnership.reports.actions.looking import look_again
from partnership.reports.actions.moving import Mover, submit
from partnership.reports.collect import report as collect
from partnership.reports.models import Report
from partnership.reports.sections import compose
from partnership.reports.snapshot import freeze, restore, thaw
from pilots.actions.corrections import Corrected, correct_count
from pilots.models import CountCorrection, Event, ReportingBody
from tests.support.builders import a_count, an_event, code
from tests.support.drafting_reports import NEXT_QUARTER, filled_in, frozen, published, with_files

OCTOBER = datetime(2019, 10, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def quick_making() -> None:
    """Take the place of the fixture of this name: figures are real here, and no file is made."""


@pytest.fixture
def event(body: ReportingBody) -> Event:
    """Confirmed in the quarter with 40 who attended; one came late."""
    found = an_event(
        body.programme, "Fun day", area=body.area, happened=code("2019-09-05"),
        reported_on=date(2019, 9, 6), status="confirmed", confirmed_on=date(2019, 9, 10),
    )  # fmt: skip
    a_count(found, "attendance", 40, group="adults", reported_on=date(2019, 9, 6))
    return found


def corrected(body: ReportingBody, event: Event, person: Callable[[Role | None], User]) -> Report:
    """Edition 2, once the count was put right."""
    edition_1 = published(body)
    who = person(Role.PROGRAMME_MANAGER)
    correct_count(
        event=event, seen=event.version, why="Counted twice", by=who,
        corrected=Corrected("attendance", "adults", 38, "exact"),
    )  # fmt: skip
    by = Mover(who, entries_of(who, slug=body.programme.slug)[0])
    new = correcting.correct(edition_1, by=by, why="A count was wrong")
    return frozen(filled_in(new))


def attendance(report: Report) -> str:
    figures = compose(restore(report.snapshot)).key_figures()
    return next(each.value.words for each in figures if each.label == "Attendance")


@time_machine.travel(OCTOBER)
def test_a_correction_prints_the_count_as_it_is_known(
    body: ReportingBody, event: Event, person: Callable[[Role | None], User]
) -> None:
    new = corrected(body, event, person)
    assert (attendance(new.corrects), attendance(new)) == ("40", "38")
    assert new.counted_by == OCTOBER.date()
    changes = thaw(new.snapshot).since.own[-1].changes
    assert any("was 40, is now 38" in line for line in changes)


@time_machine.travel(OCTOBER)
def test_the_next_report_takes_the_corrected_count_for_told(
    body: ReportingBody, event: Event, person: Callable[[Role | None], User]
) -> None:
    new = with_files(corrected(body, event, person))
    for each in (Event, CountCorrection):  # the database's clock can't be set back
        each.objects.update(recorded_at=OCTOBER)
    now = datetime.now(UTC)
    Report.objects.filter(edition=1).update(stage="superseded")
    Report.objects.filter(pk=new.pk).update(stage="published", approved_at=now, published_at=now)
    found = collect.collect(body, NEXT_QUARTER, as_at=NEXT_QUARTER.last)
    assert thaw(freeze(found).json).engagement.corrections == ()
    assert found.engagement.before.attendance.value == 38


def test_a_count_that_is_put_right_after_a_correction_was_begun_is_in_it(
    body: ReportingBody, event: Event, person: Callable[[Role | None], User]
) -> None:
    who = person(Role.PROGRAMME_MANAGER)
    by = Mover(who, entries_of(who, slug=body.programme.slug)[0])
    with time_machine.travel(OCTOBER):
        new = filled_in(correcting.correct(published(body), by=by, why="A count was wrong"))
    with time_machine.travel(OCTOBER + timedelta(days=2)):
        correct_count(
            event=event, seen=event.version, why="Counted twice", by=who,
            corrected=Corrected("attendance", "adults", 38, "exact"),
        )  # fmt: skip
    with time_machine.travel(OCTOBER + timedelta(days=3)):
        submit(new, by=by)
    new.refresh_from_db()
    assert attendance(frozen(new)) == "38"


def test_whoever_signs_a_correction_is_told_of_a_count_put_right_since(
    body: ReportingBody, event: Event, person: Callable[[Role | None], User]
) -> None:
    with time_machine.travel(OCTOBER):
        new = with_files(corrected(body, event, person))
        Report.objects.filter(pk=new.pk).update(stage="in-review")
        assert look_again(new) == []
    with time_machine.travel(OCTOBER + timedelta(days=1)):
        assert look_again(new) == []
        event.refresh_from_db()
        correct_count(
            event=event, seen=event.version, why="Once more", by=person(Role.PROGRAMME_MANAGER),
            corrected=Corrected("attendance", "adults", 37, "exact"),
        )  # fmt: skip
        assert any("was 38, is now 37" in line for line in look_again(new))
    assert attendance(Report.objects.get(pk=new.pk)) == "38"


@time_machine.travel(OCTOBER)
def test_what_lies_ahead_is_told_as_at_the_cut_off_in_a_correction_too(
    body: ReportingBody, event: Event, person: Callable[[Role | None], User]
) -> None:
    for name, happens, status, known in (
        ("Ahead", "2019-11-05", "planned", date(2019, 9, 20)),
        ("Said since", "2019-11-06", "planned", date(2019, 10, 10)),
        ("Held since", "2019-10-02", "held", date(2019, 9, 20)),
    ):
        an_event(
            body.programme, name, area=body.area, happened=code(happens), status=status,
            reported_on=known, held_reported_on=None if status == "planned" else date(2019, 10, 3),
        )  # fmt: skip
    new = thaw(corrected(body, event, person).snapshot)
    assert [each.name for each in new.engagement.planned] == ["Held since", "Ahead"]
    assert new.engagement.planned_in_all == 2
    assert [each.name for each in new.engagement.held] == ["Fun day"]
    assert not [line for line in new.since.own[-1].changes if "Planned" in line]
