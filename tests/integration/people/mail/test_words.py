"""What an e-mail says: text and HTML alike, harmless whatever a title holds."""

from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

import pytest
from django.core import mail as mailbox
from lxml import html

from partnership.people.mail import Purpose, Words, letters, register, send
from partnership.people.mail.sending import deliver
from partnership.people.models import User

HOSTILE = [
    "Plan\r\nBcc: everyone@example.org",
    "Plan\nX-Header: yes\n\nanother body",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "Plan & <b>bold</b> “quoted” ‘so’",
    "{{ secret }}{% include 'x' %}",
    "nul\x00 bell\x07 half\ud800 right‮tleft zero​width",
    "=?utf-8?q?Encoded?=",
    "p" * 3000,
    ".",
    "\n\n",
]


def the_email(words: Words, person: User, **fields: Any) -> Message:
    """The e-mail with these words as a mail client reads it."""
    given = {"why": "this action is yours"} | fields
    purpose = register(Purpose(name="own", words=lambda row: words, **given))
    deliver(send(to=person, purpose=purpose, key="1", about={}).pk)
    (sent,) = mailbox.outbox
    return message_from_bytes(sent.message().as_bytes(), policy=default)


def text_of(email: Any) -> str:
    return email.get_body(["plain"]).get_content()


def page_of(email: Any) -> html.HtmlElement:
    return html.document_fromstring(email.get_body(["html"]).get_content())


def words_in(text: str) -> set[str]:
    return set(text.replace(":", " ").replace(".", " ").split())


def test_it_says_its_title_its_link_why_and_where_to_change_that(person: User) -> None:
    email = the_email(Words("Book the hall", "/work/hall/", "Open the action"), person)
    assert email["Subject"] == "Book the hall"
    assert text_of(email).splitlines() == [
        "Book the hall",
        "",
        "Open the action:",
        "http://127.0.0.1:8000/work/hall/",
        "",
        "-- ",
        "You get this e-mail because this action is yours.",
        "Choose how often you get e-mails:",
        "http://127.0.0.1:8000/account/",
        "Partnership programme manager, 127.0.0.1:8000",
    ]


def test_its_html_says_the_same_with_links(person: User) -> None:
    email = the_email(
        Words(
            "Reset",
            "/x/",
            "Choose",
            facts={"time": "3 days"},
            items=(("Book the hall", "/hall/"), ("Two & three", "/more/")),
        ),
        person,
        template="mail/password_reset.txt",
    )
    page, text = page_of(email), text_of(email)
    assert page.get("lang") == "en-GB"
    assert [each.text for each in page.iter("h1")] == ["Reset"]
    links = {each.text: each.get("href") for each in page.iter("a")}
    assert links == {
        "Book the hall": "http://127.0.0.1:8000/hall/",
        "Two & three": "http://127.0.0.1:8000/more/",
        "Choose": "http://127.0.0.1:8000/x/",
        "Choose how often you get e-mails": "http://127.0.0.1:8000/account/",
    }
    assert all(f"{name}" in text and address in text for name, address in links.items())
    said = words_in(page.find("body").text_content())
    in_html_alone = words_in(
        "If the link does not work, copy this address into your browser http //127"
    )
    assert said - in_html_alone <= words_in(text)
    assert words_in(text) - {"*", "--"} <= said | words_in(" ".join(links.values()))
    assert "for 3 days" in text


def test_its_html_is_simple_enough_for_any_reader(person: User) -> None:
    page = page_of(the_email(Words("Title", "/x/"), person))
    assert not list(page.iter("table", "img", "script", "style", "link", "form"))


def test_an_urgent_one_offers_no_choice(person: User) -> None:
    text = text_of(the_email(Words("Fire"), person, urgent=True))
    assert "Your account:\nhttp://127.0.0.1:8000/account/" in text
    assert "Choose how" not in text


def test_a_stranger_is_told_of_no_account(db: None) -> None:
    text = text_of(the_email(Words("Come in", "/x/"), "stranger@example.org"))  # type: ignore[arg-type]
    assert "/account/" not in text
    assert "You get this e-mail because" in text


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_title_stays_a_title(person: User, title: str) -> None:
    shown = letters.title_of(Words(title))
    email = the_email(
        Words(title, "/x/", title, facts={"day": title, "time": "1"}, items=((title, "/y/"),)),
        person,
        template="mail/security_notice.txt",
    )
    assert email["Subject"].strip() == shown  # folding adds a space before a very long word
    assert email["To"] == person.email
    assert "Bcc" not in email
    assert "X-Header" not in email
    page = page_of(email)
    assert not list(page.iter("script", "img", "b"))
    assert [each.text_content() for each in page.iter("h1")] == [shown]
    assert text_of(email).startswith(shown)


def test_facts_are_escaped_once_in_html_and_not_in_text(person: User) -> None:
    email = the_email(
        Words("T", facts={"day": "R&D <day>", "time": "1"}),
        person,
        template="mail/security_notice.txt",
    )
    assert "R&D <day>" in text_of(email)
    assert "R&D <day>" in page_of(email).text_content()


def test_a_title_too_long_for_a_subject_is_cut(person: User) -> None:
    assert len(letters.title_of(Words("word " * 500))) <= letters.LONGEST_TITLE
    assert letters.title_of(Words("word " * 500)).endswith("word…")


def test_no_out_of_office_answers(person: User) -> None:
    assert the_email(Words("T"), person)["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(("makes_token", "same"), [(False, True), (True, False)])
def test_a_second_copy_is_known_as_one_unless_its_link_is_new(
    person: User, makes_token: bool, same: bool
) -> None:
    purpose = register(
        Purpose(
            name="own", words=lambda row: Words("T"), why="x", urgent=True, makes_token=makes_token
        )
    )
    row = send(to=person, purpose=purpose, key="1", about={})
    for _ in range(2):
        deliver(row.pk)
        type(row).objects.update(state="queued")
    first, second = (each.message()["Message-ID"] for each in mailbox.outbox)
    assert (first == second) is same


@pytest.mark.parametrize(
    ("sender", "domain"),
    [("Us <no-reply@mail.example.org>", "mail.example.org"), ("us@example.org", "example.org")],
)
def test_its_identity_is_of_the_domain_it_comes_from(
    person: User, settings: Any, sender: str, domain: str
) -> None:
    settings.DEFAULT_FROM_EMAIL = sender
    email = the_email(Words("T"), person)
    assert email["Message-ID"].endswith(f"@{domain}>")
    assert email["From"] == sender
