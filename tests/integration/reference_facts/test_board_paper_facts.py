"""The board paper of 24 October 2019, as reference-programme.md gives it."""

from datetime import date

import pytest

from partnership.programmes.models import Programme
from pilots.models import BoardPaper

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(programme: Programme) -> BoardPaper:
    return BoardPaper.objects.get(body__programme=programme)


def test_it_was_put_to_the_north_ayrshire_board(paper: BoardPaper) -> None:
    assert paper.body.name == "North Ayrshire Integration Joint Board"
    assert paper.meeting_on == paper.reported_on == date(2019, 10, 24)


def test_it_has_a_subject_a_purpose_and_a_conclusion(paper: BoardPaper) -> None:
    assert paper.subject == "Co-creating Libraries for Health and Wellbeing"
    assert "developed until June 2020" in paper.purpose
    assert "developed until June 2020" in paper.conclusion
    assert paper.consultation == ""


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        ("a", "Expand the librarian role"),
        ("a", "emerging locality multi-disciplinary teams"),
        ("a", "until December 2020"),
        ("b", "young people's mental health"),
        ("b", "adults' social isolation"),
        ("c", "sustainability across localities"),
    ],
)
def test_it_recommends_three_things(paper: BoardPaper, letter: str, words: str) -> None:
    assert words in paper.recommendations.get(letter=letter).text
    assert paper.recommendations.count() == 3


@pytest.mark.parametrize(
    ("position", "heading", "answer", "words"),
    [
        (1, "Financial", "answered", "Public Library Improvement Fund"),
        (1, "Financial", "answered", "on behalf of the Scottish Government"),
        (2, "Human resources", "none", ""),
        (3, "Legal", "not-applicable", ""),
        (4, "Equality", "answered", "Two areas of inequality"),
        (4, "Equality", "answered", "HSCP Strategic Plan"),
        (5, "Children and young people", "answered", "Positive"),
        (6, "Environmental and sustainability", "answered", "multi-disciplinary pathways"),
        (7, "Key priorities", "answered", "HSCP Strategic Plan and Council Plan"),
        (8, "Risk", "answered", "Key partners are unable to engage"),
        (9, "Community benefits", "not-applicable", ""),
    ],
)
def test_each_implication_is_answered_or_declared(
    paper: BoardPaper, position: int, heading: str, answer: str, words: str
) -> None:
    row = paper.implications.get(heading=heading)

    assert (row.position, row.answer) == (position, answer)
    assert words in row.text
    assert bool(row.text) is bool(words)
    assert paper.implications.count() == 9


def test_no_direction_is_required_of_council_or_health_board(paper: BoardPaper) -> None:
    assert paper.direction_required == "none"
    assert str(paper.body.council) == "North Ayrshire Council"
    assert str(paper.body.health_board) == "NHS Ayrshire & Arran"
