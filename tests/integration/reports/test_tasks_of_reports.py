"""Tasks of a report follow its stage and its body's meetings."""

from datetime import date

import pytest
from django.utils import timezone

from partnership.people.models import Role, User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from partnership.reports.actions.bodies import (
    MeetingDetails,
    add_meeting,
    change_meeting,
    remove_meeting,
)
from partnership.reports.actions.drafting import keep_tasks
from partnership.reports.actions.tasks_of_reports import (
    count_back,
    reschedule,
    tasks_done,
    tasks_follow,
)
from partnership.reports.models import Report
from pilots.models import BodyMeeting, ReportingBody
from tests.support.builders import a_person
from tests.support.drafting_reports import QUARTER

SOON = date(2019, 11, 20)
OPEN, ALL = set[str](), {"figures", "draft", "sign", "paper"}


@pytest.fixture
def meeting(body: ReportingBody) -> BodyMeeting:
    return body.meetings.create(meeting_on=date(2019, 12, 11), papers_due_on=SOON)


@pytest.fixture
def manager(programme: Programme) -> User:
    return a_person(Role.PROGRAMME_MANAGER, programme)


@pytest.fixture
def draft(body: ReportingBody, meeting: BodyMeeting) -> Report:
    """One that was drafted in time, with its tasks."""
    report = Report.objects.create(
        body=body,
        period_first=QUARTER.first,
        period_last=QUARTER.last,
        meeting=meeting,
        drafted_at="2019-10-01T00:15Z",
    )
    report.refresh_from_db()
    count_back(report)
    return report


def done(report: Report) -> set[str]:
    return set(report.tasks.exclude(done_at=None).values_list("kind", flat=True))


def due(report: Report, kind: str = "paper") -> date | None:
    return report.tasks.filter(kind=kind).values_list("due_on", flat=True).first()


@pytest.mark.parametrize(
    ("stage", "found"),
    [
        ("draft", OPEN),
        ("in-review", {"figures", "draft"}),
        ("approved", {"figures", "draft", "sign"}),
        ("published", ALL),
        ("superseded", ALL),
    ],
)
def test_what_is_done_follows_the_stage(draft: Report, stage: str, found: set[str]) -> None:
    draft.stage = stage
    tasks_follow(draft)
    assert done(draft) == found


def test_what_comes_back_is_to_be_written_again_but_its_figures_were_brought_up_to_date(
    draft: Report,
) -> None:
    for stage in ("in-review", "draft"):
        draft.stage = stage
        tasks_follow(draft)
    assert done(draft) == {"figures"}


def test_what_was_done_keeps_its_moment(draft: Report) -> None:
    tasks_done(draft, "figures")
    before = draft.tasks.get(kind="figures").done_at
    tasks_done(draft, "figures", "draft")
    assert draft.tasks.get(kind="figures").done_at == before
    assert done(draft) == {"figures", "draft"}


def details(meeting_on: date, papers_due_on: date) -> MeetingDetails:
    return MeetingDetails(meeting_on, papers_due_on)


def test_a_meeting_that_is_moved_moves_what_is_open_and_is_reminded_of_anew(
    draft: Report, meeting: BodyMeeting, manager: User
) -> None:
    tasks_done(draft, "figures")
    draft.tasks.filter(kind="draft").update(reminded_on=date(2019, 11, 3))
    was = due(draft, "figures")
    moved = details(date(2019, 12, 18), date(2019, 12, 4))
    change_meeting(meeting=meeting, seen=meeting.version, details=moved, by=manager)
    assert due(draft) == date(2019, 12, 4)
    assert due(draft, "figures") == was
    assert draft.tasks.get(kind="draft").reminded_on is None


def test_an_earlier_meeting_that_is_added_is_the_one_to_write_for(
    draft: Report, manager: User
) -> None:
    sooner = details(date(2019, 11, 1), date(2019, 10, 20))
    added = add_meeting(body=draft.body, details=sooner, by=manager)
    draft.refresh_from_db()
    assert draft.meeting == added
    assert due(draft) == date(2019, 10, 20)


def test_a_later_meeting_that_was_chosen_stays_when_others_are_moved(
    draft: Report, meeting: BodyMeeting, manager: User
) -> None:
    later = draft.body.meetings.create(
        meeting_on=date(2020, 2, 12), papers_due_on=date(2020, 1, 20)
    )
    Report.objects.update(meeting=later)
    moved = details(date(2019, 12, 18), date(2019, 12, 4))
    change_meeting(meeting=meeting, seen=meeting.version, details=moved, by=manager)
    draft.refresh_from_db()
    assert draft.meeting == later
    assert due(draft) == date(2020, 1, 20)


def test_a_meeting_that_was_chosen_stays_though_its_papers_are_late(
    draft: Report, manager: User
) -> None:
    """Its writers know that the board takes them; the morning's look does not know better."""
    near = draft.body.meetings.create(
        meeting_on=date(2019, 10, 24), papers_due_on=date(2019, 9, 27)
    )
    Report.objects.update(meeting=near)
    keep_tasks()
    add_meeting(body=draft.body, details=details(date(2019, 9, 12), date(2019, 9, 1)), by=manager)
    draft.refresh_from_db()
    assert draft.meeting == near


@pytest.mark.parametrize("is_next_known", [True, False])
def test_a_meeting_that_was_over_gives_way_to_the_next_that_is_known(
    draft: Report, meeting: BodyMeeting, manager: User, is_next_known: bool
) -> None:
    over = draft.body.meetings.create(meeting_on=date(2019, 9, 12), papers_due_on=date(2019, 9, 1))
    Report.objects.update(meeting=over)
    if not is_next_known:
        remove_meeting(meeting=meeting, by=manager)
    reschedule(draft.body)
    draft.refresh_from_db()
    assert draft.meeting == (meeting if is_next_known else over)


def test_what_is_in_review_keeps_its_meeting(
    draft: Report, meeting: BodyMeeting, manager: User
) -> None:
    Report.objects.update(stage="in-review")
    sooner = details(date(2019, 11, 1), date(2019, 10, 20))
    add_meeting(body=draft.body, details=sooner, by=manager)
    draft.refresh_from_db()
    assert draft.meeting == meeting
    assert (due(draft), done(draft)) == (SOON, {"figures", "draft"})


def test_without_its_meeting_nothing_is_due_any_more(
    draft: Report, meeting: BodyMeeting, manager: User
) -> None:
    tasks_done(draft, "figures")
    remove_meeting(meeting=meeting, by=manager)
    assert set(draft.tasks.values_list("kind", flat=True)) == {"figures"}


def test_meetings_that_came_with_a_workbook_are_found_in_the_morning(
    draft: Report, meeting: BodyMeeting, manager: User
) -> None:
    remove_meeting(meeting=meeting, by=manager)
    loaded = BodyMeeting(body=draft.body, meeting_on=date(2019, 12, 11), papers_due_on=SOON)
    BodyMeeting.objects.bulk_create([loaded])
    keep_tasks()
    draft.refresh_from_db()
    assert draft.meeting == loaded
    assert due(draft) == SOON


def test_published_reports_stay_as_they_are(draft: Report) -> None:
    Report.objects.update(
        stage="published", approved_at="2019-11-01T09:00Z", published_at="2019-11-02T09:00Z",
        fingerprint="f" * 64,
    )  # fmt: skip
    BodyMeeting.objects.update(papers_due_on=date(2019, 12, 4))
    reschedule(draft.body)
    assert due(draft) == SOON


@pytest.mark.parametrize("stage", ["in-review", "approved", "published"])
def test_a_meeting_that_a_report_was_given_for_stays(
    draft: Report, meeting: BodyMeeting, manager: User, stage: str
) -> None:
    at = timezone.now()
    Report.objects.update(stage=stage, approved_at=at, published_at=at, fingerprint="f")
    with pytest.raises(RefusedError, match="July to September 2019"):
        remove_meeting(meeting=meeting, by=manager)
    draft.refresh_from_db()
    assert draft.meeting == meeting
