"""Questions that are asked only after some answers: what is shown, what is missing, what is kept.

Pure: no Django, no clock, no database. A question may depend on one earlier question. It is
shown if that one is shown, was answered, and its answer passes the test; so what depends on a
hidden question is hidden too, and an answer to a hidden question is no answer.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

Answers = Mapping[str, Collection[object]]  # by question: the values chosen; none: no answer


class Test(Enum):
    """What the answer to the earlier question must be; the value is its code."""

    ALWAYS = ""
    ONE_OF = "one-of"
    NONE_OF = "none-of"
    ANSWERED = "answered"

    __test__ = False  # for pytest, which would take it for a test of its own


@dataclass(frozen=True)
class Asked:
    """A question by its code, in the order in which it is asked.

    `values` are those that the test looks for; one of several chosen is enough for "one of".
    """

    code: str
    is_required: bool = False
    shown_if: str = ""
    test: Test = Test.ALWAYS
    values: frozenset[object] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a question's condition, in words."""

    code: str
    words: str


def faults(questions: Sequence[Asked]) -> tuple[Fault, ...]:
    """Conditions that can't work, in the order of the questions; none where all of them do."""
    place = {question.code: at for at, question in enumerate(questions)}
    loops = _loops(questions)
    found = [(question.code, _wrong(question, place, loops)) for question in questions]
    return tuple(Fault(code, words) for code, words in found if words)


def _wrong(question: Asked, place: Mapping[str, int], loops: Mapping[str, tuple[str, ...]]) -> str:
    on = question.shown_if
    if question.test is Test.ALWAYS:
        return ""
    if on not in place:
        return "It depends on a question that is not in this questionnaire."
    if question.code in loops:
        return f"These questions wait for each other: {' → '.join(loops[question.code])}."
    if place[on] >= place[question.code]:
        return f"It depends on “{on}”, which is asked later: it can depend on an earlier one only."
    if question.test is not Test.ANSWERED and not question.values:
        return f"It does not say which answers to “{on}” it waits for."
    return ""


def _loops(questions: Sequence[Asked]) -> dict[str, tuple[str, ...]]:
    """Each question that waits for itself in the end, with the way round, back to itself."""
    waits_for = {each.code: each.shown_if for each in questions if each.test is not Test.ALWAYS}
    loops = {}
    for code in waits_for:
        way = [code]
        while (then := waits_for.get(way[-1])) and then not in way:
            way.append(then)
        if then == code:
            loops[code] = (*way, code)
    return loops


def shown(questions: Sequence[Asked], answers: Answers) -> tuple[str, ...]:
    """The codes of the questions that are asked, given the answers so far; in their order."""
    asked: dict[str, None] = {}
    for question in questions:
        if _is_shown(question, asked, answers):
            asked[question.code] = None
    return tuple(asked)


def _is_shown(question: Asked, asked: Collection[str], answers: Answers) -> bool:
    if question.test is Test.ALWAYS:
        return True
    given = set(answers.get(question.shown_if, ()))
    if question.shown_if not in asked or not given:
        return False
    if question.test is Test.ANSWERED:
        return True
    return bool(given & question.values) == (question.test is Test.ONE_OF)


def unanswered(questions: Sequence[Asked], answers: Answers) -> tuple[str, ...]:
    """The required questions that are asked and have no answer, in their order."""
    asked = set(shown(questions, answers))
    return tuple(
        each.code
        for each in questions
        if each.is_required and each.code in asked and not answers.get(each.code)
    )


def kept(questions: Sequence[Asked], answers: Answers) -> dict[str, Collection[object]]:
    """The answers to questions that are asked; those to hidden or unknown ones are dropped."""
    return {code: answers[code] for code in shown(questions, answers) if answers.get(code)}
