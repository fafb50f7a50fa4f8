"""Who writes sees what is missing; who approves reads it and says what should change."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from partnership.people.models import Role, User
from partnership.reports.actions import writing
from partnership.reports.models import Cover, Report, ReportComment, ReportText
from pilots.models import BodyMeeting, ReportingBody
from tests.support.builders import a_person
from tests.support.drafting_reports import QUARTER, filled_in, published
from tests.support.report_pages import PAGE

pytestmark = pytest.mark.django_db


def test_what_is_missing_is_said_at_once_and_section_by_section(
    read: Any, manager: User, draft: Report
) -> None:
    told = read(manager)

    assert "Still missing before it can be reviewed" in told
    assert "The text of “Executive summary”" in told
    assert "To be written" in told
    assert "0 of 10 answered" in told
    assert "No purpose, no recommendation, no meeting, no word on directions yet" in told

    filled_in(draft)
    told = read(manager)
    assert "All that must be written is written" in told
    assert "10 of 10 answered" in told
    assert "No meeting yet" in told


def test_the_stages_are_said_with_names_and_days(read: Any, manager: User, draft: Report) -> None:
    other = a_person(Role.AREA_MANAGER, draft.body.area)
    Report.objects.filter(pk=draft.pk).update(
        stage="in-review", submitted_by=other, submitted_at=draft.collected_at
    )

    told = read(manager, "write/summary/")

    assert "It is in review, and nothing is written in it meanwhile." in told
    assert "<textarea" not in told.split('id="comments"')[0]
    assert str(other) in read(manager)


def test_the_cover_offers_the_papers_purposes_and_the_bodys_meetings(
    send: Any, read: Any, manager: User, body: ReportingBody, draft: Report
) -> None:
    days = [(date(2019, 9, 19), date(2019, 9, 5)), (date(2019, 11, 21), date(2019, 11, 7))]
    past, meeting = (
        BodyMeeting.objects.create(body=body, meeting_on=on, papers_due_on=due) for on, due in days
    )
    told = read(manager, "cover/")
    assert "21 November 2019, papers due 7 November 2019" in told
    assert f'value="{past.pk}"' not in told

    answer = send(
        manager,
        "cover/",
        purpose="For approval",
        recommendations=" note it \n\nagree the plan",
        meeting=meeting.pk,
        report_by="Library manager",
        direction="council",
    )

    assert answer.status_code == 302
    cover = Cover.objects.get()
    assert (cover.purpose, cover.recommendations) == ("For approval", "note it\nagree the plan")
    assert (cover.direction, cover.report_by) == ("council", "Library manager")
    draft.refresh_from_db()
    assert draft.meeting == meeting
    assert "papers are due 7 November 2019" in read(manager)


def test_what_the_last_report_asked_is_beside_the_cover(
    read: Any, manager: User, body: ReportingBody
) -> None:
    assert "Last report" not in read(manager, "cover/")

    published(body, QUARTER.previous)

    told = read(manager, "cover/")
    assert "April to June 2019, for noting" in told
    assert "agree the next steps" in told


def test_the_second_of_two_covers_is_compared_with_the_first(
    send: Any, opened: Any, manager: User, other: User
) -> None:
    before = opened(other, "cover/")
    send(manager, "cover/", recommendations="note it")

    answer = send(other, "cover/", opened=before, recommendations="approve it")

    assert "Somebody changed this while you were writing" in answer.content.decode()
    assert Cover.objects.get().recommendations == "note it"
    send(other, "cover/", opened=answer, recommendations="approve it")
    assert Cover.objects.get().recommendations == "approve it"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"purpose": "For fun"}, "Select a valid choice"),
        ({"meeting": "999"}, "Select a valid choice"),
        ({"recommendations": "\n".join("x" * 27)}, "There are 26 letters, and you wrote 27"),
        ({"recommendations": "x" * 501}, "Shorten each recommendation to 500 characters"),
    ],
)
def test_what_no_cover_can_say_is_refused(
    send: Any, manager: User, typed: dict[str, str], words: str
) -> None:
    assert words in send(manager, "cover/", **typed).content.decode()
    assert not Cover.objects.exists()


def test_manager_and_chair_speak_of_a_section(
    chair: User, send: Any, read: Any, manager: User, client: Client
) -> None:
    said = {"kind": "request", "said": "Say why <it> slipped."}
    answer = send(chair, "write/summary/comment/", **said)
    assert answer.headers["Location"].endswith("/write/summary/#comments")

    told = read(manager, "write/summary/")
    assert "Say why &lt;it&gt; slipped." in told
    assert "1 request open" in told
    client.post(f"{PAGE}comments/{ReportComment.objects.get().pk}/settle/")
    assert "Settled by" in read(manager, "write/summary/")
    client.post(f"{PAGE}comments/{ReportComment.objects.get().pk}/settle/", {"again": "yes"})
    assert "1 request open" in read(chair)


def test_a_form_sent_twice_says_it_once(opened: Any, send: Any, manager: User) -> None:
    page = opened(manager, "comment/")
    for _ in range(2):
        send(manager, "comment/", opened=page, said="As a whole: good.")

    assert ReportComment.objects.get().section == ""
    assert "Fill in “Comment or request”" in send(manager, "comment/").content.decode()


def test_the_chair_reads_and_does_not_write(chair: User, read: Any, client: Client) -> None:
    told = read(chair, "write/summary/")
    assert 'data-module="report-writing"' not in told

    for path in ("write/summary/", "cover/", "gather/"):
        assert client.post(PAGE + path, {"text": "Mine."}).status_code == 403
    assert not ReportText.objects.exists()


@pytest.mark.parametrize("role", [Role.STEERING_MEMBER, Role.VIEWER, Role.IJB_OFFICER])
def test_who_only_reads_what_is_published_does_not_meet_a_draft(
    body: ReportingBody, read: Any, client: Client, role: Role
) -> None:
    person = a_person(role, body.programme)

    read(person, status=403 if role == Role.VIEWER or role == Role.IJB_OFFICER else 404)
    assert client.post(f"{PAGE}comment/", {"said": "x"}).status_code in (403, 404)


def test_figures_are_gathered_anew_on_request(
    client: Client, manager: User, draft: Report, read: Any
) -> None:
    assert "Gather the figures anew" in read(manager)
    answer = client.post(f"{PAGE}gather/", follow=True)

    assert "The figures are being gathered anew" in answer.content.decode()
    assert "Gather the figures anew" not in answer.content.decode()
    again = client.post(f"{PAGE}gather/", follow=True).content.decode()
    assert "They are being gathered already." in again


def test_a_text_of_a_section_that_is_gone_is_not_lost(
    read: Any, manager: User, draft: Report
) -> None:
    ReportText.objects.create(report=draft, section="once-there", text="Keep me.")

    assert "Keep me." in read(manager)


def test_what_is_asked_of_the_whole_paper_stands_beside_each_section_until_it_is_settled(
    draft: Report, read: Any, chair: User, manager: User
) -> None:
    asked = ReportComment.objects.create(
        report=draft, kind="request", text="Shorten all of it.", by=chair
    )
    for path in ("write/summary/", "write/conclusion/", "review/"):
        assert "Shorten all of it." in read(manager, path)
    assert "Asked of the whole paper:" in read(manager, "write/summary/")
    writing.settle(comment=asked, by=manager)
    assert "Shorten all of it." not in read(manager, "write/summary/")


def test_the_cover_says_what_is_asked_for_before_it_is_reviewed(
    draft: Report, read: Any, manager: User
) -> None:
    told = read(manager, "cover/")
    wanted, optional = "(before it is reviewed)", "(optional)"
    for label in ("Purpose", "Recommendations", "Is a direction required?"):
        assert f'{label} <span class="optional">{wanted}</span>' in told
    assert f'Report by <span class="optional">{optional}</span>' in told
