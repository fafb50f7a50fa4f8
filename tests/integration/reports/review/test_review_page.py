"""The page of review: what is read, what has moved, who may do what, and what is refused."""

import re
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from partnership.people.models import Role, User
from partnership.reports import storage
from partnership.reports.actions import looking
from partnership.reports.actions.moving import Mover, digest
from partnership.reports.models import Report, ReportFile
from pilots.models import ReportingBody
from tests.support.builders import a_group, a_person, an_event, code
from tests.support.drafting_reports import a_draft, approved, filled_in, published
from tests.support.report_pages import PAGE, words

REVIEW = f"{PAGE}review/"
SKIP = '<a class="skip" href="#text">Skip to the text</a>'
FROZEN = f"<html><body> {SKIP} <h1>Report</h1>".encode()


def sign(report: Report, **fields: str) -> dict[str, str]:
    seen = {"fingerprint": report.fingerprint, "moved": digest(report.moved)}
    return {"whose": "myself", "has_read": "on"} | seen | fields


def test_the_approver_reads_the_frozen_files_and_their_fingerprint(
    report: Report, signs: Client
) -> None:
    page = signs.get(REVIEW)
    said = words(page)
    assert report.fingerprint in said
    for kind in ("pdf", "xlsx", "docx", "plain"):
        assert f"{PAGE}editions/1/files/{kind}/" in said
    assert f"{PAGE}editions/1/read/" in said
    assert "Approve it" in said


def test_it_is_approved_and_published_from_the_page(report: Report, signs: Client) -> None:
    page = signs.post(f"{REVIEW}approve/", sign(report), follow=True)
    assert "Approved. It can be published now." in words(page)
    page = signs.post(f"{REVIEW}publish/", follow=True)
    assert page.redirect_chain[-1][0] == PAGE
    assert Report.objects.get().stage == "published"


def test_the_writer_is_told_why_they_do_not_approve(
    report: Report, client: Client, writer: User
) -> None:
    client.force_login(writer)
    said = words(client.get(REVIEW))
    assert "You wrote in it, so somebody else decides on it." in said
    assert "I have read the files" not in said
    answer = client.post(f"{REVIEW}approve/", sign(report), follow=True)
    assert "You wrote in it" in words(answer)
    assert Report.objects.get().stage == "in-review"


def test_what_was_changed_since_the_page_was_opened_is_shown_and_not_signed(
    report: Report, signs: Client
) -> None:
    form = sign(report)
    an_event(
        report.body.programme, "Fun Day", area=report.body.area, happened=code("2019-08-05"),
        reported_on="2019-08-06",
    )  # fmt: skip
    page = signs.post(f"{REVIEW}approve/", form)
    assert page.status_code == 409
    assert "Since you looked, records have been changed" in words(page)
    assert "Fun Day" in words(page)
    assert Report.objects.get().stage == "in-review"

    again = Report.objects.get()
    signs.post(f"{REVIEW}approve/", sign(again))
    assert Report.objects.get().stage == "approved"


def test_other_files_than_those_on_the_page_are_not_signed(report: Report, signs: Client) -> None:
    page = signs.post(f"{REVIEW}approve/", sign(report, fingerprint="e" * 64), follow=True)
    assert "It is not what you had before you" in words(page)
    assert Report.objects.get().stage == "in-review"


def test_an_altered_file_is_not_signed(report: Report, signs: Client) -> None:
    file = report.files.get(kind="pdf")
    default_storage.delete(file.path)
    page = signs.post(f"{REVIEW}approve/", sign(report), follow=True)
    assert "PDF: The file is not where it was stored" in words(page)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"has_read": ""}, "Read the files first"),
        ({"whose": "others"}, "Say whose approval it is"),
        ({"whose": "others", "on_behalf_of": "Chair"}, "Say where that approval stands"),
        ({"whose": "nobody"}, "Select a valid choice"),
        ({"whose": "myself", "on_behalf_of": "Chair"}, "You wrote below whose it is"),
        ({"whose": "myself", "authority": "minute 7"}, "You wrote below whose it is"),
    ],
)
def test_an_approval_that_lacks_something_is_answered_in_words(
    report: Report, signs: Client, fields: dict[str, str], said: str
) -> None:
    page = signs.post(f"{REVIEW}approve/", sign(report, **fields))
    assert said in words(page)
    assert Report.objects.get().stage == "in-review"


def test_an_approval_on_behalf_is_said_with_its_authority(
    report: Report, signs: Client, client: Client
) -> None:
    given = sign(report, whose="others", on_behalf_of="Chair", authority="minute 7")
    page = signs.post(f"{REVIEW}approve/", given, follow=True)
    assert "on behalf of Chair (minute 7)" in words(page)


def test_it_is_sent_back_with_words_and_only_with_words(report: Report, signs: Client) -> None:
    page = signs.post(f"{REVIEW}send-back/", {"why": " "})
    assert "Say what is to be changed" in words(page)
    page = signs.post(f"{REVIEW}send-back/", {"why": "Why is M3 late? <b>"}, follow=True)
    assert "Sent back" in words(page)
    assert Report.objects.get().stage == "draft"
    assert Report.objects.get().comments.get().text == "Why is M3 late? <b>"


def test_requests_are_shown_escaped_with_who_and_where(
    report: Report, signs: Client, approver: User
) -> None:
    report.comments.create(text="<script>", by=approver, section="executive-summary")
    page = words(signs.get(REVIEW))
    assert "&lt;script&gt;" in page
    assert "<script>" not in page.replace("<script src", "")
    assert "Comment" in page


def test_a_draft_says_what_is_missing_and_is_given_when_nothing_is(
    body: ReportingBody, client: Client, writer: User
) -> None:
    report = a_draft(body)
    client.force_login(writer)
    assert "Still missing:" in words(client.get(REVIEW))
    assert "Still missing" in words(client.post(f"{REVIEW}submit/", follow=True))
    filled_in(report)
    assert "Give it to be reviewed" in words(client.get(REVIEW))
    page = client.post(f"{REVIEW}submit/", follow=True)
    assert "Waiting for a worker" in words(page)
    assert Report.objects.get().stage == "in-review"


def test_while_its_files_are_made_the_page_asks_again_and_opens_anew_when_they_are(
    report: Report, signs: Client
) -> None:
    Report.objects.update(state="making", step="pdf", lease_until="2030-01-01T00:00Z")
    page = signs.get(REVIEW)
    assert f'hx-get="{REVIEW}"' in words(page)
    assert "not made yet" in words(page)
    part = signs.get(REVIEW, headers={"HX-Request": "true"})
    assert "HX-Refresh" not in part
    seen = {"shown": part.context["mark"]}
    assert signs.get(REVIEW, seen, headers={"HX-Request": "true"}).status_code == 204
    Report.objects.update(state="ready")
    part = signs.get(REVIEW, seen, headers={"HX-Request": "true"})
    assert part["HX-Refresh"] == "true"


def test_records_are_compared_when_asked(report: Report, signs: Client) -> None:
    assert "have not been compared yet" in words(signs.get(REVIEW))
    page = signs.post(f"{REVIEW}compare/", follow=True)
    assert "Nothing that it was made from has been changed" in words(page)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.IJB_OFFICER, Role.EVALUATOR])
def test_who_only_reads_is_told_who_could_open_it(
    report: Report, signed_in: Callable, role: Role
) -> None:
    for answer in (signed_in(role).get(REVIEW), signed_in(role).post(f"{REVIEW}publish/")):
        assert answer.status_code == 403
    assert Report.objects.get().stage == "in-review"


def test_a_move_that_there_is_not_and_a_period_without_a_report(
    report: Report, signs: Client
) -> None:
    assert signs.post(f"{REVIEW}burn/").status_code == 404
    assert signs.get(f"{REVIEW}publish/").status_code == 405
    nowhere = signs.get(REVIEW.replace("2019-09-30", "2019-06-30"))
    assert nowhere.status_code == 404
    assert "Nobody has asked yet" in words(nowhere)
    assert signs.post(f"{REVIEW}publish/".replace("2019-09-30", "x")).status_code == 404


def test_two_approvers_at_once_are_one_approval(
    body: ReportingBody, report: Report, signs: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second was asked about while the first one's approval was under way."""
    look = looking.look_again

    def and_overtaken(found: Report) -> list[str]:
        moved = look(found)
        Report.objects.update(stage="approved", approved_at="2019-10-03T10:00Z", authority="first")
        return moved

    monkeypatch.setattr(looking, "look_again", and_overtaken)
    page = signs.post(f"{REVIEW}approve/", sign(report), follow=True)
    assert "Somebody was quicker" in words(page)
    assert Report.objects.get().authority == "first"


# -- Readers -----------------------------------------------------------------


def test_readers_see_a_report_from_its_publication_on(
    body: ReportingBody, signed_in: Callable
) -> None:
    report = approved(body)
    officer = signed_in(Role.IJB_OFFICER)
    for address in (PAGE, f"{PAGE}read/", f"{PAGE}files/pdf/", f"{PAGE}editions/1/"):
        assert officer.get(address).status_code == 404
    Report.objects.filter(pk=report.pk).update(stage="published", published_at="2019-10-04T10:00Z")
    for address in (PAGE, f"{PAGE}read/", f"{PAGE}files/pdf/", f"{PAGE}editions/1/files/pdf/"):
        assert officer.get(address).status_code == 200
    assert "Published on 4 October 2019" in words(officer.get(PAGE))


def test_a_superseded_edition_is_marked_and_leads_on(
    body: ReportingBody, writer: User, mover: Callable[[User], Mover], signed_in: Callable
) -> None:
    old = published(body)
    Report.objects.filter(pk=old.pk).update(stage="superseded", superseded_at="2019-11-04T10:00Z")
    new = approved_correction(old)
    officer = signed_in(Role.IJB_OFFICER)
    page = words(officer.get(f"{PAGE}editions/1/"))
    assert "This edition is superseded" in page
    assert f"{PAGE}editions/2/" in page
    assert f"{PAGE}decision/?edition=1" in page, "what the board did with this one"
    assert "It corrects" in words(officer.get(PAGE))
    editions = words(officer.get(f"{PAGE}editions/"))
    assert "Why it was corrected:</strong> A count was wrong" in editions
    assert new.fingerprint in editions
    assert old.fingerprint in editions
    assert officer.get(f"{PAGE}editions/3/").status_code == 404


def test_what_is_read_of_a_superseded_edition_says_so_and_its_file_stays(
    body: ReportingBody, signed_in: Callable
) -> None:
    old = published(body)
    kept = f"{ReportFile.Kind.HTML} of {old.fingerprint}"
    read, file = f"{PAGE}editions/1/read/", f"{PAGE}editions/1/files/html/"
    officer = signed_in(Role.IJB_OFFICER)
    with patch.object(storage, "read", return_value=FROZEN):
        assert "Superseded" not in words(officer.get(read))
        Report.objects.update(stage="superseded", superseded_at="2019-11-04T10:00Z")
        approved_correction(old)
        page = words(officer.get(read))
        assert f"{SKIP}<aside" in page, "the way to the text stays the first"
        assert f'<a href="{PAGE}editions/2/read/">Read edition 2</a>' in page
        assert "<h1>Report</h1>" in page
    assert officer.get(file).content.decode() == kept


def approved_correction(old: Report) -> Report:
    """The second edition, published."""
    return Report.objects.create(
        body=old.body, period_first=old.period_first, period_last=old.period_last, edition=2,
        corrects=old, why="A count was wrong", stage="published", state="ready",
        snapshot=old.snapshot, fingerprint="c" * 64, made_at="2019-11-04T10:00Z",
        approved_at="2019-11-04T10:00Z", published_at="2019-11-04T10:00Z",
    )  # fmt: skip


def test_a_correction_is_begun_once_with_its_reason(
    body: ReportingBody, client: Client, writer: User
) -> None:
    published(body)
    client.force_login(writer)
    form = client.get(f"{PAGE}correct/").context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert "Say what is wrong" in words(client.post(f"{PAGE}correct/", sent))
    sent["why"] = "A count was wrong."
    for _ in range(2):
        page = client.post(f"{PAGE}correct/", sent, follow=True)
        assert page.redirect_chain[-1][0] == REVIEW
    assert Report.objects.get(edition=2).why == "A count was wrong."
    assert "It is being corrected" in words(client.get(f"{PAGE}editions/1/"))


def test_the_begun_correction_is_thrown_away_from_the_page(
    body: ReportingBody, client: Client, writer: User
) -> None:
    old = published(body)
    Report.objects.create(
        body=body, period_first=old.period_first, period_last=old.period_last, edition=2,
        corrects=old, why="A count was wrong", template=old.template, state="",
    )  # fmt: skip
    client.force_login(writer)
    assert "Throw the correction away" in words(client.get(REVIEW))
    page = words(client.post(f"{REVIEW}discard/"))
    assert "Say that what was written in it may go" in page
    assert Report.objects.count() == 2
    client.post(f"{REVIEW}discard/", {"is_sure": "on"})
    assert Report.objects.get() == old


# -- What was typed ----------------------------------------------------------


def buttons(page: object) -> list[str]:
    """The words of the page's main buttons, in its content."""
    content = words(page).partition("<main")[2]
    return re.findall(r'<button class="ds_button"[^>]*>([^<]+)', content)


def test_the_page_has_one_main_action(report: Report, signs: Client) -> None:
    assert buttons(signs.get(REVIEW)) == ["Approve it"]
    Report.objects.update(stage="approved", approved_at="2019-10-03T10:00Z")
    assert buttons(signs.get(REVIEW)) == ["Publish it"]


def test_who_was_overtaken_by_records_keeps_whose_approval_it_is(
    report: Report, signs: Client
) -> None:
    given = sign(report, moved="e" * 64, whose="others", on_behalf_of="Chair", authority="minute 7")
    page = signs.post(f"{REVIEW}approve/", given)
    assert page.status_code == 409
    form = page.context["approve_form"]
    kept = [form[name].value() for name in ("whose", "on_behalf_of", "authority")]
    assert kept == ["others", "Chair", "minute 7"]
    assert form["moved"].value() == digest(Report.objects.get().moved)
    assert not form["has_read"].value()


def test_what_could_not_be_sent_back_is_not_lost(report: Report, signs: Client) -> None:
    Report.objects.update(stage="draft")
    page = signs.post(f"{REVIEW}send-back/", {"why": "Why is M3 <b> late?"})
    said = words(page)
    assert page.status_code == 409
    assert "Somebody was quicker" in said
    assert "Why is M3 &lt;b&gt; late?" in said


def test_a_page_with_a_problem_says_so_in_its_title(report: Report, signs: Client) -> None:
    for move in ("send-back", "approve"):
        assert "<title>Error: " in words(signs.post(f"{REVIEW}{move}/"))


def test_files_that_could_not_be_made_are_not_waited_for(
    report: Report, signs: Client, client: Client
) -> None:
    Report.objects.update(state="failed", failure="The disk is full.")
    said = words(signs.get(REVIEW))
    assert "The disk is full." in said
    assert "wait until they are there" not in said
    assert "Make them again" in said
    group = a_group(report.body.programme, "North group", area=report.body.area)
    client.force_login(a_person(Role.CHAIR, group))
    said = words(client.get(REVIEW))
    assert "Make them again" not in said
    assert "Programme managers and managers of the area can have them made again." in said
