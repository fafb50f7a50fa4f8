"""Somebody answers, page by page, with a browser that runs no script."""

from typing import Any

from evaluation.models import Answer
from tests.support.answering import Respondent


def stored() -> dict[str, list[Any]]:
    """Every answer by its question and row."""
    found: dict[str, list[Any]] = {}
    for each in Answer.objects.select_related("question", "row").order_by("value"):
        name = each.question.code + (f".{each.row.code}" if each.row else "")
        found.setdefault(name, []).append(each.text or each.value)
    return found


def test_a_form_is_answered_page_by_page_without_a_cookie(person: Respondent) -> None:
    assert person.heading == "What do you think?"
    person.start()
    assert person.heading == "You"
    person.press(q__confident="3")
    assert person.heading == "What you use"
    person.send({"q.trust.libraries": "1", "q.trust.health": "2", "q.used": ["1", "3"]})
    assert person.heading == "More"
    person.press(q__visits="4", q__since="2019", m__since="10", q__words="It helped")
    assert person.heading == "Your own code"
    person.send({"code.1": "7", "code.2": "Ann"}, go="send")

    assert person.answer.status_code == 302
    thanks = person.read(person.client.get(person.answer["Location"]))
    assert "It helps us." in thanks.content.decode()
    assert stored() == {
        "confident": [3],
        "trust.libraries": [1],
        "trust.health": [2],
        "used": [1, 3],
        "visits": [4],
        "since": ["2019-10"],
        "words": ["It helped"],
    }
    assert not person.client.cookies
