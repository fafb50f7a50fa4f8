"""Reports of the illustrative programme in every stage, so that whoever looks round meets each.

Of one board the report before the last is published and was noted, the last is in review; of
another the last is being written. What they say is invented, and says so.
"""

from collections.abc import Callable

from django.utils import timezone

from partnership.people.models import Role, User
from partnership.programmes.access import entries_of
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.reports.actions.asking import ask_for_report
from partnership.reports.actions.deciding import BoardsAnswer, record_decision
from partnership.reports.actions.moving import Mover, Signed, approve, digest, publish, submit
from partnership.reports.actions.writing import CoverDetails, answer, write_cover, write_text
from partnership.reports.collect.written import written_in
from partnership.reports.models import BoardDecision, Report
from partnership.reports.selectors.reports import calendar_of
from partnership.reports.snapshot import PLAIN_SUMMARY
from pilots.models import ReportingBody
from pilots.models.paper import BoardPaper, Implication

SAID = {
    "summary": "Illustrative text. The programme does what it set out to do in this period; where"
    " it does not, the figures beneath say since when and why.",
    "look-ahead": "Illustrative text. The next period is for the milestones that are due in it.",
    "consultation": "Illustrative text. The steering group read a draft of this report.",
    "conclusion": "Illustrative text. The board is asked to note the progress.",
    PLAIN_SUMMARY: "Illustrative text. Libraries and health services work together here. This"
    " page says in plain words how that went.",
}
ASKED = "note the progress of the programme\nnote what is due in the next period"


def people() -> dict[Role, User]:
    """The accounts to look round with that write, approve and receive reports; by their role."""
    roles = (Role.PROGRAMME_MANAGER, Role.CHAIR, Role.IJB_OFFICER)
    found = {role: User.objects.filter(email=f"{role.value}@example.org").first() for role in roles}
    return {role: user for role, user in found.items() if user}


def lead_reports(
    programme: Programme, *, by: dict[Role, User], until_made: Callable[[Report], None]
) -> tuple[Report, ...]:
    """The reports that there are afterwards; those that were there already stay as they are.

    `until_made` returns when a worker has made a report's files.
    """
    body, other, *_ = programme.reporting_bodies.filter(area__isnull=False)
    newest, before, *_ = calendar_of(body).ended(on=timezone.localdate())
    writer = _mover(by[Role.PROGRAMME_MANAGER], programme)
    noted = _asked(body, before, writer)
    if noted.stage == Report.Stage.DRAFT:
        _write(noted, writer)
        submit(noted, by=writer)
    until_made(noted)
    if noted.stage == Report.Stage.IN_REVIEW:
        _publish(noted, _mover(by[Role.CHAIR], programme))
        _note(noted, by[Role.IJB_OFFICER])
    in_review = _asked(body, newest, writer)
    if in_review.stage == Report.Stage.DRAFT:
        _write(in_review, writer)
        submit(in_review, by=writer)
    return noted, in_review, _asked(other, newest, writer)


def _mover(person: User, programme: Programme) -> Mover:
    return Mover(person, entries_of(person, slug=programme.slug)[0])


def _asked(body: ReportingBody, period: Period, writer: Mover) -> Report:
    return ask_for_report(body=body, period=period, by=writer.person)[0]


def _write(report: Report, writer: Mover) -> None:
    """All that the report's template asks for, by the product's own forms' rules."""
    layout, by = written_in(report).layout, writer.person
    keys = [each.key for each in layout.sections if each.key in SAID]
    for key in (*keys, PLAIN_SUMMARY):
        write_text(report=report, layout=layout, section=key, seen=0, text=SAID[key], by=by)
    for row in layout.rows:
        answer(
            report=report, layout=layout, row=row.key, seen=0, given=Implication.Answer.NONE,
            text="", by=by,
        )  # fmt: skip
    details = CoverDetails(
        layout.purposes[0], ASKED, "Programme manager (illustrative)", BoardPaper.Direction.NONE,
        report.meeting,
    )  # fmt: skip
    write_cover(report=report, seen=0, details=details, by=by)


def _publish(report: Report, approver: Mover) -> None:
    report.refresh_from_db()
    approve(report, by=approver, signed=Signed(report.fingerprint, digest(report.moved)))
    publish(report, by=approver)


def _note(report: Report, officer: User) -> None:
    """The board notes it on the day on which it has it, so that no word stands before it."""
    said = BoardsAnswer(
        timezone.localdate(), BoardDecision.Outcome.NOTED, "Noted with thanks", "Item 6"
    )
    record_decision(report=report, answer=said, by=officer)
