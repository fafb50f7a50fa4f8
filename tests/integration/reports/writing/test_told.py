"""What a script is told of a cover or a section that it sent, and people of what they sent."""

from typing import Any

import pytest

from partnership.people.models import User
from partnership.reports.models import Cover, Report
from tests.integration.reports.writing.conftest import Sending
from tests.support.report_pages import PAGE

CONCLUSION = "write/conclusion/"


def test_a_cover_is_saved_again_over_what_it_was_told(send: Sending, manager: User) -> None:
    first = send(manager, "cover/", json=True, recommendations="note it")
    assert first.status_code == 200
    told = first.json()
    assert (told["problems"], len(told["at"])) == ([], 5)
    page = {"seen_version": told["notes"]["seen_version"]}
    again = send(manager, "cover/", json=True, recommendations="note it now", **page)
    assert again.status_code == 200
    assert Cover.objects.get().recommendations == "note it now"


def test_a_cover_is_not_written_over_anothers(
    send: Sending, opened: Any, manager: User, other: User
) -> None:
    before = opened(other, "cover/")
    send(manager, "cover/", json=True, recommendations="note it")
    late = send(other, "cover/", opened=before, json=True, recommendations="approve it")
    assert late.status_code == 412
    assert Cover.objects.get().recommendations == "note it"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"recommendations": "a\n" * 27}, "27 recommendations"),
        ({"purpose": "For ever"}, "Select a valid choice"),
    ],
)
def test_what_a_cover_can_not_say_is_told(
    send: Sending, manager: User, typed: dict[str, str], said: str
) -> None:
    answer = send(manager, "cover/", json=True, **typed)
    assert answer.status_code == 422
    assert said in " ".join(answer.json()["problems"])
    assert not Cover.objects.exists()


@pytest.mark.parametrize("path", ["cover/", CONCLUSION])
def test_nothing_is_said_to_be_saved_in_a_report_that_was_given_away(
    send: Sending, opened: Any, manager: User, path: str
) -> None:
    before = opened(manager, path)
    Report.objects.update(stage="in-review")
    typed = {"recommendations": "note it"} if path == "cover/" else {"text": "All is well."}
    answer = send(manager, path, opened=before, json=True, **typed)
    assert answer.status_code == 422
    assert "It is in review" in " ".join(answer.json()["problems"])


@pytest.mark.parametrize("path", ["cover/", CONCLUSION])
def test_who_pressed_a_button_is_told_on_the_next_page(
    client: Any, send: Sending, manager: User, path: str
) -> None:
    send(manager, path, json=True)
    assert "is saved." not in client.get(f"{PAGE}write/").content.decode()
    send(manager, path, json=True, by_hand="yes")
    assert "is saved." in client.get(f"{PAGE}write/").content.decode()


def test_letters_that_the_pdf_lacks_are_named(send: Sending, manager: User, client: Any) -> None:
    for path, name in (("cover/", "recommendations"), (CONCLUSION, "text")):
        send(manager, path, **{name: "Plain words"})
        assert "can’t print every letter" not in client.get(f"{PAGE}{path}").content.decode()
        send(manager, path, **{name: "\u6f22\u5b57 here"})
        page = client.get(f"{PAGE}{path}").content.decode()
        assert "<bdi>\u6f22</bdi>" in page
        assert "<bdi>h</bdi>" not in page


def test_of_two_covers_the_other_meeting_is_shown(
    send: Sending, opened: Any, manager: User, other: User, draft: Report
) -> None:
    meeting = draft.body.meetings.create(meeting_on="2019-12-11", papers_due_on="2019-11-20")
    send(manager, "cover/", recommendations="note it")
    before = opened(other, "cover/")
    send(manager, "cover/", recommendations="note it", meeting=str(meeting.pk))
    page = send(other, "cover/", opened=before, recommendations="note it").content.decode()
    assert "same as what stands now" not in page
    assert "11 December 2019, papers due 20 November 2019</td>" in page


@pytest.mark.parametrize("path", ["write/", CONCLUSION])
def test_a_comment_typed_before_signing_out_is_there_again(
    opened: Any, client: Any, manager: User, path: str
) -> None:
    form = opened(manager, path).context["comment_form"]
    typed = {field.html_name: field.value() for field in form if field.value()}
    client.logout()
    there = f"{PAGE}comment/" if path == "write/" else f"{PAGE}{path}comment/"
    client.post(there, typed | {"said": "Why is M3 late?"})
    client.force_login(manager)
    assert "Why is M3 late?" in client.get(there).content.decode()
