"""What is written in a draft is saved at once, by one after the other, and only while it is one."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.reports.actions import writing as do
from partnership.reports.models import Report, ReportText
from partnership.reports.rules.layout import Layout
from pilots.models import BodyMeeting, ReportingBody
from tests.support.builders import a_body

pytestmark = pytest.mark.django_db
COVER = do.CoverDetails("For noting", "note the progress", "Programme manager", "none", None)


@pytest.fixture
def write(draft: Report, layout: Layout, manager: User) -> Any:
    """Write the summary, as the manager who saw nothing there unless said otherwise."""
    return partial(
        do.write_text, report=draft, layout=layout, section="summary", seen=0, by=manager
    )


def test_a_text_is_written_and_written_on(write: Any, manager: User) -> None:
    first = write(text="One.")
    then = write(text="One. Two.", seen=first.version)

    assert (then.text, then.version, then.written_by) == ("One. Two.", 2, manager)
    assert ReportText.objects.count() == 1


def test_the_second_of_two_writers_is_told_and_nothing_of_the_first_is_lost(
    write: Any, other: User
) -> None:
    write(text="The first.")

    with pytest.raises(ChangedMeanwhileError) as overtaken:
        write(text="The second.", by=other)

    assert overtaken.value.now.text == ReportText.objects.get().text == "The first."


def test_what_stands_already_is_as_good_as_saved(write: Any) -> None:
    write(text="The same.")

    assert write(text="The same.").version == 1, "its first answer was lost on the way"


def test_a_text_beyond_the_limit_is_refused_with_the_limit(write: Any) -> None:
    with pytest.raises(RefusedError, match="20,000 characters or fewer: it has 200,000"):
        write(text="x" * 200_000)

    assert write(text="x" * do.LONGEST_TEXT).pk


def test_a_section_that_the_paper_does_not_have_is_refused(write: Any) -> None:
    with pytest.raises(RefusedError, match="no such section"):
        write(section="gone", text="Words")

    assert write(section="plain-summary", text="In plain words.").pk


@pytest.mark.parametrize("stage", [each for each in Report.Stage if each != Report.Stage.DRAFT])
def test_nothing_is_written_once_it_is_no_draft(
    write: Any, draft: Report, layout: Layout, manager: User, stage: Report.Stage
) -> None:
    at = draft.collected_at
    Report.objects.filter(pk=draft.pk).update(stage=stage, approved_at=at, published_at=at)

    for act in (
        partial(write, text="Late."),
        partial(do.write_cover, report=draft, seen=0, details=COVER, by=manager),
        partial(do.gather_anew, report=draft, by=manager),
        partial(
            do.answer, report=draft, layout=layout, row="legal", seen=0, given="none", text="",
            by=manager,
        ),
    ):  # fmt: skip
        with pytest.raises(RefusedError, match=r"[Ii]t"):
            act()
    assert not draft.texts.exists()
    assert not draft.implications.exists()


def test_what_was_typed_on_leaves_one_line_in_the_history(write: Any, other: User) -> None:
    version = 0
    for text in ("T", "Twelve", "Twelve came.", "Thirteen came.", "Thirteen came. More."):
        version = write(text=text, seen=version).version
    write(text="Thirteen came. More. And more.", seen=version, by=other)

    kept = ReportText.objects.get().history.order_by("history_id")
    assert [each.text for each in kept] == [
        "T", "Twelve came.", "Thirteen came. More.", "Thirteen came. More. And more.",
    ]  # fmt: skip


@pytest.mark.parametrize("given", ["answered", "not-required"])
def test_an_answer_that_needs_words_is_refused_without(
    draft: Report, layout: Layout, manager: User, given: str
) -> None:
    act = partial(do.answer, report=draft, layout=layout, row="legal", seen=0, by=manager)

    with pytest.raises(RefusedError, match="Write the"):
        act(given=given, text="")

    assert act(given=given, text="As agreed.").text == "As agreed."
    with pytest.raises(ChangedMeanwhileError):
        act(given="none", text="")
    with pytest.raises(RefusedError, match="no longer"):
        act(row="gone", given="none", text="")


def test_the_cover_is_written_with_the_meeting_that_it_is_for(
    draft: Report, manager: User, body: ReportingBody
) -> None:
    meeting = BodyMeeting.objects.create(
        body=body, meeting_on=date(2019, 11, 21), papers_due_on=date(2019, 11, 7)
    )
    act = partial(do.write_cover, report=draft, by=manager)
    act(seen=0, details=COVER)
    there = do.CoverDetails(**COVER.own, meeting=meeting)

    assert act(seen=1, details=there).version == 2, "who saw it without is told"
    assert Report.objects.get().meeting == meeting
    assert draft.tasks.get(kind="paper").due_on == meeting.papers_due_on
    assert act(seen=1, details=there).version == 2


@pytest.mark.parametrize("asked", ["\n".join("x" * 27), "x" * 501])
def test_more_than_can_be_lettered_is_refused(draft: Report, manager: User, asked: str) -> None:
    details = do.CoverDetails("For noting", asked, "", "", None)

    with pytest.raises(RefusedError) as refused:
        do.write_cover(report=draft, seen=0, details=details, by=manager)

    assert refused.value.field == "recommendations"


def test_a_meeting_of_another_body_is_refused(draft: Report, manager: User) -> None:
    theirs = BodyMeeting(
        body=a_body(draft.body.programme),
        meeting_on=date(2019, 11, 1),
        papers_due_on=date(2019, 11, 1),
    )

    with pytest.raises(RefusedError, match="another body"):
        do.write_cover(
            report=draft, seen=0, details=do.CoverDetails("", "", "", "", theirs), by=manager
        )


def test_a_request_is_settled_once_and_can_be_opened_again(
    draft: Report, manager: User, other: User
) -> None:
    asked = do.comment(report=draft, section="summary", kind="request", text="Say why.", by=other)
    do.settle(comment=asked, by=manager)
    do.settle(comment=asked, by=other)
    asked.refresh_from_db()
    assert asked.settled_by == manager

    do.open_again(comment=asked)
    asked.refresh_from_db()
    assert (asked.settled_by, asked.settled_at) == (None, None)


def test_what_is_published_is_commented_no_more(draft: Report, other: User) -> None:
    at = draft.collected_at
    Report.objects.update(stage="published", approved_at=at, published_at=at)

    with pytest.raises(RefusedError, match="published"):
        do.comment(report=draft, section="", kind="comment", text="Late.", by=other)


def test_figures_are_gathered_anew_once_and_a_worker_is_sent_for(
    draft: Report, manager: User, sent: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    Report.objects.update(state="ready", made_at=draft.collected_at)

    with django_capture_on_commit_callbacks(execute=True):
        assert do.gather_anew(report=draft, by=manager)
    assert not do.gather_anew(report=draft, by=manager)

    draft.refresh_from_db()
    assert (draft.state, draft.snapshot, draft.fingerprint) == ("queued", None, "")
    assert sent == [("reports.make", draft.pk)]
