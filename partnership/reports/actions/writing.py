"""Writing a draft: its texts, its cover, answers to implications, words about it, fresh figures.

Whoever writes locks the report first, so nothing is written any more once it was given to be
reviewed, and the first of two new texts of one section is the one that the second is told of.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.reports import jobs
from partnership.reports.actions.asking import anew
from partnership.reports.actions.locking import locked
from partnership.reports.actions.tasks_of_reports import count_back
from partnership.reports.models import (
    Cover,
    ImplicationAnswer,
    Report,
    ReportComment,
    ReportText,
)
from partnership.reports.rules.completeness import NEEDS_WORDS
from partnership.reports.rules.layout import Layout
from partnership.reports.rules.typed import only_adds
from partnership.reports.snapshot import PLAIN_SUMMARY
from pilots.models import BodyMeeting

LONGEST_TEXT, LONGEST_ANSWER, LONGEST_COMMENT = 20_000, 4_000, 2_000  # characters
MOST_ASKED, LONGEST_ASKED = 26, 500  # recommendations have letters; characters of one
TYPED_ON = timedelta(minutes=30)  # in which what is typed on takes an earlier text's place
WHY_NOT = {
    Report.Stage.IN_REVIEW: "It is in review: take it back first, and it can be written in.",
    Report.Stage.APPROVED: "It is approved: once it is sent back, it can be written in.",
    Report.Stage.PUBLISHED: "It is published and never changes: correct it by a new edition.",
    Report.Stage.SUPERSEDED: "A newer edition stands in its place, and it never changes.",
}


@dataclass(frozen=True)
class CoverDetails:
    """What the cover says; fields are named as the cover's own, `meeting` is the report's."""

    purpose: str
    recommendations: str
    report_by: str
    direction: str
    meeting: BodyMeeting | None

    @property
    def own(self) -> dict[str, Any]:
        """What is kept on the cover itself."""
        names = ("purpose", "recommendations", "report_by", "direction")
        return {name: getattr(self, name) for name in names}

    def stand_on(self, cover: Cover, report: Report) -> bool:
        """Whether the cover says all of it already."""
        is_same = all(getattr(cover, name) == said for name, said in self.own.items())
        return is_same and report.meeting_id == (self.meeting.pk if self.meeting else None)

    def check(self, report: Report) -> None:
        """Raise RefusedError where it can't be printed."""
        asked = self.recommendations.splitlines()
        if len(asked) > MOST_ASKED:
            raise RefusedError(
                f"There are {MOST_ASKED} letters, and you wrote {len(asked)} recommendations.",
                "recommendations",
            )
        if any(len(each) > LONGEST_ASKED for each in asked):
            raise RefusedError(
                f"Shorten each recommendation to {LONGEST_ASKED} characters or fewer.",
                "recommendations",
            )
        if self.meeting and self.meeting.body_id != report.body_id:
            raise RefusedError("That is a meeting of another body.", "meeting")


@contextmanager
def _writing(report: Report) -> Iterator[Report]:
    """Lock a report that is a draft; RefusedError where it is none any more, or is gone."""
    with transaction.atomic():
        now = locked(report)
        refuse_not_draft(now)
        yield now


def refuse_not_draft(report: Report) -> None:
    """Raise RefusedError, with the way on, unless it is being written."""
    if words := WHY_NOT.get(Report.Stage(report.stage)):
        raise RefusedError(words)


def write_text(
    *, report: Report, layout: Layout, section: str, seen: int, text: str, by: User
) -> ReportText:
    """Write the text of a section; RefusedError, ChangedMeanwhileError.

    `seen` is 0 where there was none. A text that stands already is as good as saved.
    """
    if section != PLAIN_SUMMARY and section not in {each.key for each in layout.sections}:
        raise RefusedError("The paper has no such section any more: copy your text elsewhere.")
    if len(text) > LONGEST_TEXT:
        raise RefusedError(
            f"Shorten it to {LONGEST_TEXT:,} characters or fewer: it has {len(text):,}.", "text"
        )
    with _writing(report) as now:
        found = now.texts.filter(section=section).first()
        if found and found.text == text:
            return found
        row = found or ReportText(report=now, section=section)
        _put(row, seen=seen, said={"text": text, "written_by": by}, by=by)
        _forget_typed_on(row, by)
        return row


def answer(
    *, report: Report, layout: Layout, row: str, seen: int, given: str, text: str, by: User
) -> ImplicationAnswer:
    """Answer an implication; RefusedError, ChangedMeanwhileError."""
    if row not in {each.key for each in layout.rows}:
        raise RefusedError("The paper asks for this implication no longer.")
    if given in NEEDS_WORDS and not text:
        what = "the reason" if given == "not-required" else "the answer in words"
        raise RefusedError(f"Write {what}.", "text")
    with _writing(report) as now:
        found = now.implications.filter(row=row).first()
        if found and (found.answer, found.text) == (given, text):
            return found
        answered = found or ImplicationAnswer(report=now, row=row)
        _put(answered, seen=seen, said={"answer": given, "text": text}, by=by)
        return answered


def write_cover(*, report: Report, seen: int, details: CoverDetails, by: User) -> Cover:
    """Write what the cover says, and for which meeting; RefusedError, ChangedMeanwhileError."""
    details.check(report)
    with _writing(report) as now:
        found = Cover.objects.filter(report=now).first()
        if found and details.stand_on(found, now):
            return found
        cover = found or Cover(report=now)
        _put(cover, seen=seen, said=details.own, by=by)
        if now.meeting != details.meeting:
            now.meeting = details.meeting
            now.save(update_fields=["meeting"])
            count_back(now)
        return cover


def _put(row: Any, *, seen: int, said: dict[str, Any], by: User) -> None:
    """Save what is said in a row that was locked with its report; ChangedMeanwhileError."""
    if row.pk is not None:
        with changing(row, seen=seen, by=by) as now:
            _say(now, said)
        return
    _say(row, said)
    record_by(row, by=by)
    row.save()


def _say(row: Any, said: dict[str, Any]) -> None:
    for name, value in said.items():
        setattr(row, name, value)


def _forget_typed_on(text: ReportText, by: User) -> None:
    """Keep one text of those that a person typed on with; no word that was ever saved is lost."""
    past = text.history.order_by("-history_date", "-history_id")[:2]
    newest, *earlier = past
    for before in earlier:
        is_theirs = before.history_user_id == by.pk and before.history_type == "~"
        is_of_now = newest.history_date - before.history_date < TYPED_ON
        if is_theirs and is_of_now and only_adds(before.text, newest.text):
            before.delete()


def comment(*, report: Report, section: str, kind: str, text: str, by: User) -> ReportComment:
    """Say something of a section, or (without one) of the whole report; RefusedError."""
    with transaction.atomic():
        now = locked(report)
        if now.stage in (Report.Stage.PUBLISHED, Report.Stage.SUPERSEDED):
            raise RefusedError(WHY_NOT[Report.Stage(now.stage)])
        return now.comments.create(section=section, kind=kind, text=text, by=by)


def settle(*, comment: ReportComment, by: User) -> None:
    """Note that a comment was seen to; the first who says so is the one."""
    unsettled = ReportComment.objects.filter(pk=comment.pk, settled_at__isnull=True)
    unsettled.update(settled_by=by, settled_at=timezone.now())


def open_again(*, comment: ReportComment) -> None:
    """Note that a comment was not seen to after all."""
    ReportComment.objects.filter(pk=comment.pk).update(settled_by=None, settled_at=None)


def gather_anew(*, report: Report, by: User) -> bool:
    """Have a draft's figures gathered again from the records, and its proof files made of them.

    False, and nothing is done, while that is under way. RefusedError.
    """
    with _writing(report) as now:
        if now.is_unfinished:
            return False
        Report.objects.filter(pk=now.pk).update(counted_by=now.counted_now, **anew(by))
        transaction.on_commit(lambda: jobs.send_for_worker_soon(now.pk))
    return True
