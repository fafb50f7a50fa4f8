"""The agenda and the minutes on paper: whole, readable by everybody, and harmless."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from partnership.pdf import PdfTooLargeError
from pilots.printing import (
    ActionLine,
    AgendaLine,
    AgendaPaper,
    Approval,
    Attended,
    Correction,
    Declared,
    MeetingHead,
    MinutesPaper,
    agenda_pdf,
    counted_words,
    minutes_pdf,
)
from pilots.prose import MAX_LINES
from tests.support.pdf import (
    artifacts,
    attachments,
    header_cells,
    language,
    outline,
    tag_tree,
    text_by_page,
)
from tests.support.verapdf import Flavour, verify

ROOT = Path(__file__).parents[3]
HEAD = MeetingHead(
    group="North Ayrshire steering group",
    programme="Libraries and health",
    number=4,
    planned="Thursday 24 October 2019, 10 am",
    held="Thursday 24 October 2019",
    place="Largs Library",
)
ACTIONS = (
    ActionLine("Send the paper to every member", "Library service manager", date(2019, 11, 8)),
    ActionLine("Find out how many came to the film show"),
)
ITEMS = (
    AgendaLine(1, "Welcome"),
    AgendaLine(2, "Fun Day", "It was reported late.\n\nThe group is asked to:\n- note it", ACTIONS),
)
AGENDA = AgendaPaper(HEAD, date(2019, 10, 17), ITEMS)
MINUTES = MinutesPaper(
    HEAD,
    date(2020, 3, 3),
    attended=Attended(
        present=("Co-chair, library service", counted_words(came=8, seats=8, host="the Academy")),
        apologies=("Public health lead",),
        summary="7 of 9 seats were filled; 5 make a quorum.",
    ),
    declarations=(Declared("Development officer", "Paid for a workshop.", "Left for item 2."),),
    items=ITEMS,
    text="The co-chair welcomed everybody.\n\nThe group heard that\n- one thing\n- another",
    decisions=("The group repeats the Fun Day.", "Milestone M7 moves to 31 March 2020."),
    actions=ACTIONS,
    approval=Approval(date(2020, 1, 24), at_meeting=5),
    corrections=(Correction(date(2020, 3, 3), "In 4.1 “co-chair” should read “chair”."),),
)
HOSTILE = (
    "<script>alert(1)</script>",
    '<img src="file:///etc/passwd" alt="x"><iframe src="http://127.0.0.1/"></iframe>',
    '"><style>body { background: url(file:///etc/passwd) }</style>',
    "url(http://127.0.0.1/x) @import 'file:///etc/passwd'; </td></tr></table>",
    "<!-- --> <![CDATA[x]]> <?php ?> &lt;b&gt; {{ paper }} {% include 'base.html' %}",
    '<link rel="attachment" href="file:///etc/passwd">',
    "\x08\x1b\x7f\u2028\ufffe control, \u202eturned, \U0001f44d\ufe0f thumb, 漢字, e\u0301",
)


def words_of(pdf: bytes) -> str:
    return tag_tree(pdf).text


def everywhere(typed: str) -> tuple[AgendaPaper, MinutesPaper]:
    """Both papers with the same words in every field that holds words."""
    head = MeetingHead(typed, typed, 4, typed, typed, typed, True)
    action = ActionLine(typed, typed, date(2019, 11, 8))
    items = (AgendaLine(1, typed, f"{typed}\n- {typed}", (action,)),)
    minutes = replace(
        MINUTES,
        head=head,
        attended=Attended((typed,), (typed,), (typed,), typed),
        declarations=(Declared(typed, typed, typed),),
        items=items,
        text=f"{typed}\n- {typed}",
        decisions=(typed,),
        actions=(action,),
        corrections=(Correction(date(2020, 3, 3), typed),),
    )
    return AgendaPaper(head, date(2019, 10, 17), items), minutes


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
@pytest.mark.parametrize(
    "make",
    [
        lambda: agenda_pdf(AGENDA),
        lambda: minutes_pdf(MINUTES),
        lambda: agenda_pdf(AgendaPaper(HEAD, date(2019, 10, 17))),
        lambda: minutes_pdf(MinutesPaper(HEAD, date(2019, 10, 24))),
    ],
    ids=["agenda", "minutes", "agenda without an item", "minutes without a word"],
)
def test_both_papers_conform_to_both_standards(make: Callable[[], bytes], flavour: Flavour) -> None:
    pdf = make()
    assert verify(pdf, flavour) == []
    assert language(pdf) == "en-GB"


def test_the_same_paper_gives_the_same_bytes_and_another_gives_others() -> None:
    assert minutes_pdf(MINUTES) == minutes_pdf(MINUTES)
    assert minutes_pdf(MINUTES) != minutes_pdf(replace(MINUTES, text="Other words"))


def test_the_first_page_says_whose_paper_it_is_and_how_it_stands() -> None:
    first = " ".join(text_by_page(minutes_pdf(MINUTES))[0].split())
    assert first.startswith("North Ayrshire steering group Minutes of meeting 4")
    assert "Libraries and health Approved on 24 January 2020 at meeting 5" in first
    assert "Held Thursday 24 October 2019" in first
    assert "Place Largs Library" in first


def test_the_foot_says_group_meeting_and_page_and_is_no_part_of_the_reading() -> None:
    pdf = minutes_pdf(replace(MINUTES, text="A paragraph of the minutes.\n\n" * 80))
    pages = text_by_page(pdf)
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        *_, foot = page.strip().splitlines()
        assert "North Ayrshire steering group · Meeting 4: minutes" in foot
        assert foot.endswith(f"Page {number} of {len(pages)}")
    assert "Meeting 4: minutes" in artifacts(pdf, 1)
    assert "Meeting 4: minutes" not in words_of(pdf)


def test_every_page_of_a_draft_says_so() -> None:
    draft = replace(MINUTES, approval=None, corrections=(), text="A paragraph.\n\n" * 80)
    pages = text_by_page(minutes_pdf(draft))
    assert all("Draft – not approved" in page for page in pages)
    assert not any("Approved" in page for page in pages)


def test_a_cancelled_and_an_invented_meeting_say_so() -> None:
    pdf = agenda_pdf(replace(AGENDA, head=replace(HEAD, is_cancelled=True, is_illustrative=True)))
    assert "Cancelled" in words_of(pdf)
    assert "Illustrative – invented to show the product" in words_of(pdf)
    assert "Cancelled" not in words_of(agenda_pdf(AGENDA))


def test_the_agenda_numbers_its_items_and_what_stands_under_them() -> None:
    pdf = agenda_pdf(AGENDA)
    assert [words for _, words in outline(pdf)] == ["Agenda of meeting 4", "1 Welcome", "2 Fun Day"]
    assert "2.1 It was reported late. 2.2 The group is asked to: • note it" in words_of(pdf)
    assert "2.3 Send the paper to every member" in words_of(pdf)


def test_the_minutes_have_their_sections_in_order() -> None:
    levels = outline(minutes_pdf(MINUTES))
    assert [words for level, words in levels if words[0].isdigit()] == [
        "1 Attendance",
        "2 Declarations of interest",
        "3 Agenda",
        "4 Minutes",
        "5 Decisions",
        "6 Actions",
        "7 Corrections",
    ]


def test_the_minutes_say_everything_that_is_recorded() -> None:
    words = words_of(minutes_pdf(MINUTES))
    for each in (
        "1.1 7 of 9 seats were filled; 5 make a quorum.",
        "Present Co-chair, library service 8 of 8 people from the Academy present",
        "Apologies Public health lead Absent None",
        "2.1 Development officer: Paid for a workshop. What was done: Left for item 2.",
        "Item 1 Welcome Item 2 Fun Day It was reported late.",
        "4.1 The co-chair welcomed everybody. 4.2 The group heard that",
        "5.2 Milestone M7 moves to 31 March 2020.",
        "6.1 Send the paper to every member Library service manager 8 November 2019",
        "6.2 Find out how many came to the film show Not recorded Not recorded",
        "7.1 3 March 2020: In 4.1 “co-chair” should read “chair”.",
    ):
        assert each in words


def test_what_is_not_recorded_is_said_to_be_so() -> None:
    words = words_of(minutes_pdf(MinutesPaper(MeetingHead("G", "P", 1), date(2019, 10, 24))))
    for each in (
        "Held Not recorded",
        "Attendance is not recorded.",
        "No declaration is recorded.",
        "Nothing is written yet.",
        "No decision is recorded.",
        "No action is recorded.",
    ):
        assert each in words
    assert "Corrections" not in words


def test_totals_alone_say_nothing_of_who_was_absent() -> None:
    totals = Attended(summary="12 present and 2 apologies; who they were is not recorded.")
    words = words_of(minutes_pdf(replace(MINUTES, attended=totals)))
    assert "1.1 12 present and 2 apologies" in words
    assert "Absent" not in words
    assert "Attendance is not recorded." in words_of(
        minutes_pdf(replace(MINUTES, attended=Attended()))
    )


def test_lists_are_lists_and_headers_head_their_cells() -> None:
    pdf = minutes_pdf(MINUTES)
    items = [tag.text for tag in tag_tree(pdf).all("LI")]
    assert {"• one thing", "• another"} <= set(items)
    scopes = {cell.text: cell.scope for cell in header_cells(pdf)}
    assert {scopes[word] for word in ("Action", "Owner", "Due")} == {"Column"}
    assert {scopes[word] for word in ("6.1", "Present", "Place")} == {"Row"}


@pytest.mark.parametrize(
    ("came", "seats", "words"),
    [
        (8, 8, "8 of 8 people from the Academy present"),
        (0, 8, "0 of 8 people from the Academy present"),
        (1, 1, "1 of 1 person from the Academy present"),
        (None, 8, "8 people from the Academy: how many came is not recorded"),
    ],
)
def test_a_counted_seat_is_a_number_and_its_host(came: int | None, seats: int, words: str) -> None:
    assert counted_words(came=came, seats=seats, host="the Academy") == words


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_print_as_words_and_read_nothing(typed: str) -> None:
    for pdf in (agenda_pdf(everywhere(typed)[0]), minutes_pdf(everywhere(typed)[1])):
        assert verify(pdf, "3a") == []
        assert verify(pdf, "ua1") == []
        assert attachments(pdf) == []
        assert "root:" not in words_of(pdf)
        assert b"/JavaScript" not in pdf
        assert b"/URI" not in pdf


def test_markup_is_printed_as_it_was_typed() -> None:
    words = words_of(minutes_pdf(everywhere("<b>bold</b> &amp; <!-- c -->")[1]))
    assert words.count("<b>bold</b> &amp; <!-- c -->") >= 15


def test_a_long_word_stays_on_the_page() -> None:
    pdf = minutes_pdf(replace(MINUTES, text=f"Before {'x' * 5000} after"))
    lines = [line for page in text_by_page(pdf) for line in page.splitlines()]
    assert sum(line.count("x") for line in lines) >= 5000
    assert max(line.count("x") for line in lines) < 120


def test_the_longest_text_that_may_be_typed_prints() -> None:
    pdf = minutes_pdf(replace(MINUTES, text="Words of the minutes.\n\n" * MAX_LINES))
    assert f"4.{MAX_LINES}" in words_of(pdf)


@pytest.mark.parametrize("typed", ["Words. " * 40_000, "word\n\n" * 3_000])
def test_what_is_too_long_is_refused_at_once_in_words(typed: str) -> None:
    with pytest.raises(PdfTooLargeError, match="Minutes of meeting 4: too long to print"):
        minutes_pdf(replace(MINUTES, text=typed))


def test_a_page_that_links_to_a_paper_does_not_load_the_printer() -> None:
    code = "import sys, pilots.printing; sys.exit('weasyprint' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
