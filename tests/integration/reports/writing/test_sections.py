"""A section is written beside its figures and the last report; nothing that was typed is lost."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from partnership.people.models import User
from partnership.reports.models import Cover, ImplicationAnswer, Report, ReportText
from partnership.reports.selectors import as_printed
from partnership.reports.views.writing.section import OVERTAKEN
from pilots.models import ReportingBody
from tests.support.builders import an_event, code
from tests.support.drafting_reports import QUARTER, a_draft, filled_in, frozen, published
from tests.support.plans import a_milestone, a_plan
from tests.support.report_pages import PAGE

pytestmark = pytest.mark.django_db
SUMMARY, IMPLIED = "write/summary/", "write/implications/"


def test_a_section_shows_what_is_printed_beneath_its_text(read: Any, manager: User) -> None:
    told = read(manager, SUMMARY)

    assert "<h1>1 Executive summary</h1>" in told
    assert "What a member should know who reads no further" in told
    assert "What is printed beneath the text" in told
    assert "This report covers July to September 2019" in told
    assert 'class="paragraph-number">1.2</span>' in told, "1.1 is the text"
    assert "Not written yet." not in told, "that is said where the text will be"


def test_a_text_is_saved_and_the_next_section_is_opened(send: Any, manager: User) -> None:
    answer = send(manager, SUMMARY, text="Going well.\r\n\r\nSecond.", then="next")

    assert answer.headers["Location"].endswith("/write/what-changed/")
    assert ReportText.objects.get().text == "Going well.\n\nSecond."
    assert send(manager, SUMMARY, text="Better.").headers["Location"].endswith("/write/summary/")
    assert ReportText.objects.get().version == 2


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> & <b>bold</b>",
        "مرحبا بالعالم",
        "Reading 📚👩🏽‍⚕️ for all",
        "שלום {{ x }}",
    ],
)
def test_what_was_typed_is_shown_as_it_was_typed(
    send: Any, read: Any, manager: User, text: str
) -> None:
    send(manager, SUMMARY, text=text)

    assert ReportText.objects.get().text == text
    told = read(manager, SUMMARY)
    assert text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in told
    assert "<script>alert" not in told


def test_200_kilobytes_are_refused_with_the_limit_and_come_back(send: Any, manager: User) -> None:
    answer = send(manager, SUMMARY, text="Words. " * 29_000)

    told = answer.content.decode()
    assert "to 20,000 characters or fewer: it has 202999" in told
    assert told.count("Words. ") >= 28_999
    assert 'maxlength="20000"' not in told, "a browser would cut what is pasted"
    assert not ReportText.objects.exists()


def test_of_two_writers_the_second_sees_both_texts_and_saves_over_it(
    send: Any, opened: Any, manager: User, other: User
) -> None:
    before = opened(other, SUMMARY)
    send(manager, SUMMARY, text="The same.\n\nTheirs.")

    answer = send(other, SUMMARY, opened=before, text="The same.\n\nMine.")

    told = " ".join(answer.content.decode().split())
    assert "Somebody else wrote here while you did" in told
    assert '<td data-label="Stands now" dir="auto"><p>Theirs.</p>' in told
    assert '<td data-label="You wrote" dir="auto"><p>Mine.</p>' in told
    assert ReportText.objects.get().text == "The same.\n\nTheirs."

    again = send(other, SUMMARY, opened=answer, text="The same.\n\nTheirs. Mine.")
    assert again.status_code == 302
    assert ReportText.objects.get().text == "The same.\n\nTheirs. Mine."


def test_who_left_a_piece_as_it_was_is_not_overtaken_in_it(
    send: Any, opened: Any, manager: User, other: User
) -> None:
    before = opened(other, IMPLIED)
    send(manager, IMPLIED, answer_legal="none")

    answer = send(other, IMPLIED, opened=before, answer_risk="not-applicable")

    assert answer.status_code == 302
    assert dict(ImplicationAnswer.objects.values_list("row", "answer")) == {
        "legal": "none",
        "risk": "not-applicable",
    }


def test_what_one_implication_lacks_keeps_no_other_from_being_saved(
    send: Any, manager: User
) -> None:
    answer = send(
        manager, IMPLIED, answer_legal="none", answer_risk="not-required", words_equality="Words"
    )

    told = answer.content.decode()
    assert "Risk: Write the reason." in told
    assert "Choose an answer for “Equality”" in told
    assert list(ImplicationAnswer.objects.values_list("row", flat=True)) == ["legal"]


def test_a_script_is_told_what_it_saved_and_how_the_section_stands(
    send: Any, manager: User
) -> None:
    answer = send(manager, SUMMARY, json=True, text="Typed.")

    told = answer.json()
    assert (told["words"], told["tone"], told["problems"]) == ("Written", "green", [])
    assert told["notes"]["seen_text"] == "1"
    again = send(manager, SUMMARY, json=True, text="Typed on.", **told["notes"])
    assert again.json()["notes"]["seen_text"] == "2"


def test_a_script_is_told_that_its_text_was_overtaken_and_nothing_is_written_over(
    send: Any, opened: Any, manager: User, other: User
) -> None:
    before = opened(other, SUMMARY)
    send(manager, SUMMARY, text="Theirs.")

    answer = send(other, SUMMARY, opened=before, json=True, text="Mine.")

    assert (answer.status_code, answer.json()["notes"]) == (OVERTAKEN, {})
    assert ReportText.objects.get().text == "Theirs."


def test_a_script_without_a_session_is_told_so(client: Client, draft: Report) -> None:
    answer = client.post(PAGE + SUMMARY, {"text": "x"}, headers={"Accept": "application/json"})

    assert answer.status_code == 401


def test_a_script_is_told_why_a_report_in_review_takes_no_more(
    send: Any, opened: Any, manager: User, draft: Report
) -> None:
    before = opened(manager, SUMMARY)
    Report.objects.filter(pk=draft.pk).update(stage=Report.Stage.IN_REVIEW)

    answer = send(manager, SUMMARY, opened=before, json=True, text="Late.")

    assert answer.json()["problems"] == [
        "It is in review: take it back first, and it can be written in."
    ]
    shown = send(manager, SUMMARY, opened=before, text="Late.").content.decode()
    assert "take it back first" in shown
    assert "Late.</textarea>" in shown


def test_the_last_reports_text_is_beside_and_can_be_used(
    body: ReportingBody, read: Any, send: Any, opened: Any, manager: User, draft: Report
) -> None:
    last = published(body, QUARTER.previous)
    last.texts.filter(section="summary").update(text="As in spring.")
    last.implications.filter(row="legal").update(answer="answered", text="A contract.")

    told = read(manager, SUMMARY)
    assert "April to June 2019" in told
    assert "As in spring." in told
    send(manager, SUMMARY, text="Now.")
    used = opened(manager, f"{SUMMARY}?use=last")
    assert used.context["form"]["text"].value() == "Now.\n\nAs in spring."
    assert ReportText.objects.get(report=draft).text == "Now.", "nothing is saved yet"
    rows = opened(manager, f"{IMPLIED}?use=last").context["form"]
    assert rows["words_legal"].value() == "A contract."


def test_a_text_that_was_copied_or_quotes_what_changed_is_pointed_out(
    body: ReportingBody, read: Any, send: Any, manager: User, monkeypatch: Any
) -> None:
    last = published(body, QUARTER.previous)
    figures = {last.fingerprint: frozenset({"468", "31 May 2019"})}
    monkeypatch.setattr(
        "partnership.reports.selectors.desk.figures_of",
        lambda fingerprint, load: figures.get(fingerprint, frozenset({"640"})),
    )
    last.texts.filter(section="summary").update(text="As in spring.")

    send(manager, SUMMARY, text="As in  spring.")
    assert "It is the text of the last report, unchanged." in read(manager, SUMMARY)
    assert "As last time: look again" in read(manager)

    send(manager, SUMMARY, text="468 came to 640 places by 31 May 2019.")
    told = read(manager, SUMMARY)
    assert "It says <strong>31 May 2019</strong> and <strong>468</strong>: so did" in told
    assert "Says what changed: look again" in told


def test_figures_that_the_last_report_printed_are_read_from_what_it_froze(
    body: ReportingBody, read: Any, send: Any, manager: User
) -> None:
    published(body, QUARTER.previous.previous)
    send(manager, SUMMARY, text="All of 24 months; we said so by 31 March 2019.")

    assert "It says <strong>31 March 2019</strong>: so did" in read(manager, SUMMARY)


def test_in_a_first_report_what_its_own_figures_contradict_is_pointed_out(
    body: ReportingBody, read: Any, send: Any, manager: User, draft: Report
) -> None:
    a_plan(body.programme, areas=0)
    a_milestone(body.programme, "M4", due_month=9)
    for name in ("Fun Day", "Open Day"):
        an_event(
            body.programme,
            name,
            area=body.area,
            happened=code("2019-08-01"),
            reported_on=date(2019, 8, 2),
        )
    frozen(draft)

    send(manager, SUMMARY, text="99 events were held. M4 is expected on 3 March 2027.")

    told = read(manager, SUMMARY)
    assert "It says 99 events; this report counts 2." in told
    assert "It says 3 March 2027 for M4; this report has 30 September 2019." in told
    assert "Says what the figures don’t: look again" in read(manager)
    send(manager, SUMMARY, text="2 events were held. M4 was due on 30 September 2019.")
    assert "Look at this text again" not in read(manager, SUMMARY)


def test_implications_and_recommendations_are_held_against_the_figures_too(
    read: Any, send: Any, manager: User, draft: Report
) -> None:
    wrong = {"text": "99 events were held."}
    filled_in(draft)
    ImplicationAnswer.objects.filter(row="financial").update(answer="answered", **wrong)
    Cover.objects.update(recommendations="note that 98 events were held")

    assert "It says 99 events; this report counts none." in read(manager, IMPLIED)
    assert "It says 98 events; this report counts none." in read(manager, "cover/")
    assert read(manager).count("Says what the figures don’t: look again") == 2
    ImplicationAnswer.objects.filter(row="financial").update(text="No event was held.")
    Cover.objects.update(recommendations="note that no event was held")
    assert "Look at" not in read(manager, IMPLIED) + read(manager, "cover/")
    assert "look again" not in read(manager)


def test_an_earlier_text_can_be_gone_back_to(
    send: Any, read: Any, opened: Any, manager: User, other: User
) -> None:
    send(manager, SUMMARY, text="First words.")
    send(other, SUMMARY, text="Other words.")

    told = read(manager, f"{SUMMARY}earlier/")

    assert "First words." in told
    assert "Other words." not in told
    earlier = ReportText.objects.get().history.earliest("history_id")
    assert f"?use={earlier.pk}#text-here" in told
    used = opened(manager, f"{SUMMARY}?use={earlier.pk}")
    assert 'id="text-here"' in used.content.decode()
    assert "nothing of it is saved before" in used.content.decode()
    assert used.context["form"]["text"].value() == "Other words.\n\nFirst words."
    assert "There is no earlier text." in read(manager, "write/conclusion/earlier/")


def test_without_figures_the_text_can_still_be_written(
    send: Any, read: Any, manager: User, draft: Report
) -> None:
    Report.objects.filter(pk=draft.pk).update(snapshot=None, fingerprint="", state="queued")

    assert "Its figures wait to be gathered" in read(manager, SUMMARY)
    assert send(manager, SUMMARY, text="Meanwhile.").status_code == 302
    Report.objects.filter(pk=draft.pk).update(state="failed", failure="The disk is full.")
    assert "could not be gathered: The disk is full." in read(manager, SUMMARY)


def test_the_publics_summary_is_written_like_a_section(send: Any, read: Any, manager: User) -> None:
    assert "Summary in plain words" in read(manager, "write/plain-summary/")
    send(manager, "write/plain-summary/", text="We read together.")
    assert ReportText.objects.get().section == "plain-summary"


def test_a_section_that_the_paper_lacks_is_not_found(read: Any, manager: User) -> None:
    read(manager, "write/no-such/", status=404)
    read(manager, "write/no-such/comment/", status=404)


@pytest.mark.parametrize("path", ["write/", SUMMARY, "cover/", "comment/", f"{SUMMARY}earlier/"])
def test_a_period_without_a_report_is_said_in_words(
    client: Client, manager: User, draft: Report, path: str
) -> None:
    client.force_login(manager)
    for there in (PAGE.replace("2019-09-30", "2019-06-30"), PAGE.replace("2019-09-30", "never")):
        answer = client.get(there + path)
        assert answer.status_code == 404
        assert "<h1>" in answer.content.decode()


def test_the_section_of_a_report_on_many_others_asks_no_more(
    body: ReportingBody,
    client: Client,
    manager: User,
    draft: Report,
    django_assert_max_num_queries: Any,
) -> None:
    published(body, QUARTER.previous)
    filled_in(draft)
    client.force_login(manager)
    client.get(PAGE + SUMMARY)
    for quarter in (QUARTER.previous.previous, QUARTER.following):
        a_draft(body, quarter)
    for day in range(1, 9):
        body.meetings.create(meeting_on=date(2019, 11, day), papers_due_on=date(2019, 11, 1))
    for path in (SUMMARY, IMPLIED, "write/", "cover/"):
        as_printed._known.clear()  # as for the first who opens it
        with django_assert_max_num_queries(15):
            client.get(PAGE + path)


def test_without_a_script_what_was_sent_after_signing_out_is_back_after_signing_in(
    client: Client, opened: Any, manager: User
) -> None:
    form = opened(manager, SUMMARY).context["form"]
    typed = {each.html_name: each.value() for each in form if each.value() is not None}
    client.logout()

    answer = client.post(PAGE + SUMMARY, typed | {"text": "Written for an hour."})

    assert answer.headers["Location"].startswith("/sign-in/")
    assert not ReportText.objects.exists()
    kept = client.session["kept_form"]
    client.force_login(manager)
    session = client.session
    session["kept_form"] = kept  # signing in by hand takes it along
    session.save()
    told = client.get(PAGE + SUMMARY).content.decode()
    assert "What you typed is here again" in told
    assert "Written for an hour.</textarea>" in told


def test_a_form_of_somebody_else_who_was_signed_in_here_is_not_saved(
    client: Client, opened: Any, manager: User, other: User
) -> None:
    form = opened(manager, SUMMARY).context["form"]
    typed = {each.html_name: each.value() for each in form if each.value() is not None}
    client.force_login(other)

    answer = client.post(PAGE + SUMMARY, typed | {"text": "Not mine."})

    assert answer.status_code == 409
    assert "written by somebody else" in answer.content.decode()
    assert not ReportText.objects.exists()


def test_of_two_answers_to_one_implication_the_second_sees_both(
    send: Any, opened: Any, manager: User, other: User
) -> None:
    before = opened(other, IMPLIED)
    send(manager, IMPLIED, answer_legal="answered", words_legal="A contract.")

    answer = send(other, IMPLIED, opened=before, answer_legal="none")

    told = " ".join(answer.content.decode().split())
    assert '<td data-label="Stands now" dir="auto"><p>Answered</p><p>A contract.</p>' in told
    assert '<td data-label="You wrote" dir="auto"><p>None</p>' in told
    assert ImplicationAnswer.objects.get().answer == "answered"
    assert send(other, IMPLIED, opened=answer).status_code == 302
    assert ImplicationAnswer.objects.get().answer == "none"


def test_after_the_last_section_comes_the_page_of_all(send: Any, manager: User) -> None:
    answer = send(manager, "write/plain-summary/", text="Plain.", then="next")

    assert answer.headers["Location"].endswith("/2019-09-30/write/")


def test_what_no_form_of_ours_sends_is_refused(client: Client, manager: User, read: Any) -> None:
    read(manager, SUMMARY)
    answer = client.post(PAGE + SUMMARY, {"text": "x"}, headers={"Accept": "application/json"})

    assert answer.status_code == 422
    assert answer.json()["problems"]
    client.post(PAGE + SUMMARY, {"text": "x", "seen_text": "-1"})
    assert not ReportText.objects.exists()
