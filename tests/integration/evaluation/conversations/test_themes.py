"""Themes stand in a tree; the framework matrix is written cell by cell and taken away."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client

from evaluation.models import CaseSummary, Coding, Conversation, Excerpt, Theme
from partnership.people.models import Role
from partnership.programmes.models import Programme

pytestmark = pytest.mark.django_db
WHERE = "/programmes/co-creating/"
CELL = "framework-matrix/talk/trust/"
Read = Callable[..., str]


def test_themes_are_added_under_others_and_put_in_order(
    programme: Programme, theme: Theme, send: Any, read: Read
) -> None:
    send("new-theme/", name="Staff", part_of=theme.pk, meaning="What they say of staff")
    send("new-theme/", name="Barriers", place="1")

    told = read("themes/")
    places = [told.index(f">{name}</a>") for name in ("Barriers", "Trust", "Staff")]
    assert places == sorted(places)
    assert "theme--1" in told


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "trust"}, "There is a theme “trust” already."),
        ({"name": ""}, "Fill in “Name”"),
        ({"name": "New", "part_of": "999"}, "Select a valid choice"),
        ({"name": "New", "place": "0"}, "Enter 1 or more for"),
    ],
)
def test_what_is_wrong_is_said(theme: Theme, send: Any, typed: dict[str, str], words: str) -> None:
    assert words in send("new-theme/", **typed).content.decode()
    assert Theme.objects.count() == 1


def test_a_theme_is_not_part_of_itself_however_far_round(
    programme: Programme, theme: Theme, send: Any
) -> None:
    send("new-theme/", name="Staff", part_of=theme.pk)
    staff = Theme.objects.get(name="Staff")

    answer = send("themes/trust/edit/", name="Trust", part_of=staff.pk, seen_version=1)

    assert "It can’t be part of a theme that is part of it." in answer.content.decode()
    theme.refresh_from_db()
    assert theme.part_of is None


def test_a_theme_goes_only_when_nothing_is_coded_to_it(
    theme: Theme, excerpt: Excerpt, send: Any
) -> None:
    send("new-theme/", name="Staff", part_of=theme.pk)
    code = Coding.objects.create(excerpt=excerpt, theme=theme, coded_on="2019-10-01")
    assert (
        "It is in use: 1 excerpt coded to it, 0 cells of the matrix filled."
        in send("themes/trust/remove/", seen_version=1).content.decode()
    )

    code.delete()
    assert send("themes/trust/remove/", seen_version=1).status_code == 302
    assert list(Theme.objects.values_list("name", "part_of")) == [("Staff", None)]


def test_a_cell_is_written_with_what_was_coded_beside_it(
    theme: Theme, excerpt: Excerpt, send: Any, read: Read
) -> None:
    Coding.objects.create(excerpt=excerpt, theme=theme, coded_on="2019-10-01")
    assert "They asked me in." in read(CELL)

    assert send(CELL, text="Being asked in mattered most", seen_version=0).status_code == 302

    told = read("framework-matrix/")
    assert "Being asked in mattered most" in told
    assert "1 excerpt" in told
    assert send(CELL, text="", seen_version=1).status_code == 302
    assert not CaseSummary.objects.exists()


@pytest.mark.parametrize("seen", [0, 1])
def test_two_who_write_one_cell_both_learn_of_it(
    theme: Theme, talk: Conversation, send: Any, seen: int
) -> None:
    send(CELL, text="The first", seen_version=0)
    send(CELL, text="The second", seen_version=1)

    answer = send(CELL, text="The third", seen_version=seen)

    assert "Somebody changed this while you were writing" in answer.content.decode()
    assert CaseSummary.objects.get().text == "The second"


def test_the_matrix_is_of_the_cases_and_themes_asked_for(
    programme: Programme, theme: Theme, talk: Conversation, send: Any, read: Read
) -> None:
    Conversation.objects.create(
        programme=programme,
        slug="letter",
        title="A letter",
        kind="letter",
        reported_on="2019-10-01",
    )
    send("new-theme/", name="Staff", part_of=theme.pk)
    send("new-theme/", name="Barriers")

    whole = read("framework-matrix/")
    assert "2 cases by 3 themes" in whole.lower()
    assert "Barriers</th>" not in read("framework-matrix/?theme=trust")
    assert "Staff</th>" in read("framework-matrix/?theme=trust")
    assert "A letter" not in read("framework-matrix/?area=here")


def test_the_matrix_is_taken_away_and_no_cell_is_a_formula(
    theme: Theme, talk: Conversation, send: Any, evaluator: Client
) -> None:
    send(CELL, text='=HYPERLINK("http://127.0.0.1")', seen_version=0)

    csv: Any = evaluator.get(f"{WHERE}framework-matrix.csv")
    assert "'=HYPERLINK" in b"".join(csv.streaming_content).decode()
    xlsx: Any = evaluator.get(f"{WHERE}framework-matrix.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(xlsx.streaming_content))).worksheets[0]
    heads, row = sheet.iter_rows(values_only=True)
    assert heads[:5] == ("Case", "Kind", "When", "Where", "Trust")
    assert row[4].endswith('=HYPERLINK("http://127.0.0.1")')
    assert all(cell.data_type != "f" for cells in sheet.iter_rows() for cell in cells)
    assert evaluator.get(f"{WHERE}framework-matrix.pdf").status_code == 404


def test_empty_pages_say_what_to_do(programme: Programme, area: object, read: Read) -> None:
    assert "There is no theme yet." in read("themes/")
    assert "There is no theme yet." in read("framework-matrix/")
    assert "No conversation is recorded." in read("conversations/")
    assert "Nothing has been released by this day." in read("what-people-said/")


@pytest.mark.parametrize("page", ["themes/", "framework-matrix/", "framework-matrix.csv"])
def test_others_are_told_who_could(
    theme: Theme, as_role: Callable[[Role], Client], page: str
) -> None:
    answer = as_role(Role.PROGRAMME_MANAGER).get(f"{WHERE}{page}")

    assert answer.status_code == 403
    assert "An evaluator can" in answer.content.decode()


def test_the_matrix_costs_the_same_for_many(
    programme: Programme, theme: Theme, talk: Conversation, evaluator: Client, queries_of: Any
) -> None:
    one = queries_of(evaluator, f"{WHERE}framework-matrix/")
    for number in range(8):
        case = Conversation.objects.create(
            programme=programme, slug=f"t{number}", title=f"T{number}", kind="letter",
            reported_on="2019-10-01",
        )  # fmt: skip
        column = Theme.objects.create(programme=programme, slug=f"t{number}", name=f"T{number}")
        CaseSummary.objects.create(conversation=case, theme=column, text="x")
    assert queries_of(evaluator, f"{WHERE}framework-matrix/") == one <= 8
