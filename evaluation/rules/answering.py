"""Answering page by page: what is shown, what is wrong, what is left to be stored.

Pure: no Django, no clock, no database. Nothing is kept between pages: each time, all that was
sent so far is read anew, so that going back, forward or straight to a page changes nothing.
Step 0 tells what the survey is about and asks for consent, steps 1 to n are the
questionnaire's pages, and step n + 1 asks for the parts of the self-made code.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from evaluation.rules.conditions import shown
from evaluation.rules.questionnaire import (
    GRID,
    AnswerRefusedError,
    Given,
    Item,
    Questionnaire,
    read,
)

START = 0
MISSING = "missing"  # what is wrong where a question that must be answered was not
MISSING_ROWS = "missing-rows"
Sent = Mapping[str, Sequence[str]]  # by the names of the parts of questions


@dataclass(frozen=True)
class Examined:
    """All that was sent so far, read; `faults` by the question's code, in words or MISSING."""

    questionnaire: Questionnaire
    given: Mapping[str, tuple[Given, ...]] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of the pages that have something to ask or to tell, from 1."""
        asked = set(self.shown)
        return tuple(
            number
            for number, page in enumerate(self.questionnaire.pages, start=1)
            if not page.items or any(item.code in asked for item in page.items)
        )

    def items(self, page: int) -> tuple[Item, ...]:
        """The questions of a page, whether they are shown or not."""
        return self.questionnaire.pages[page - 1].items

    def waiting(self, page: int) -> frozenset[str]:
        """Questions not shown yet that an answer on this same page would bring up."""
        there, found = {item.code for item in self.items(page)}, set()
        for item in self.items(page):
            if item.code not in self.shown and item.asked.shown_if in there:
                found.add(item.code)
        return frozenset(found)

    def wrong_on(self, page: int) -> dict[str, str]:
        """What is wrong on a page, by the question's code, in the order of the questions."""
        codes = (item.code for item in self.items(page))
        return {code: self.faults[code] for code in codes if code in self.faults}

    def came_up(self, page: int, seen: Collection[str]) -> tuple[str, ...]:
        """Questions of a page that its own answers brought up after it had been shown."""
        there = {item.code for item in self.items(page)}
        return tuple(code for code in self.shown if code in there and code not in seen)

    @property
    def answers(self) -> dict[str, tuple[Given, ...]]:
        """What is stored: the answers to questions that are asked; others are dropped."""
        return {code: self.given[code] for code in self.shown if self.given.get(code)}


def examine(questionnaire: Questionnaire, sent: Sent, *, must: bool = True) -> Examined:
    """Read all that was sent. Names that no question has are passed over.

    With `must` False nothing has to be answered: so are paper forms, which are as they are.
    """
    given: dict[str, tuple[Given, ...]] = {}
    faults: dict[str, str] = {}
    for item in questionnaire.items:
        try:
            given[item.code] = read(item, sent)
        except AnswerRefusedError as error:
            faults[item.code] = str(error)
    asked = shown(questionnaire.asked, {code: _values(each) for code, each in given.items()})
    if must:
        faults |= _missing(questionnaire, asked, given, faults)
    return Examined(
        questionnaire=questionnaire,
        given=given,
        shown=asked,
        faults={code: faults[code] for code in asked if code in faults},
    )


def _values(given: Sequence[Given]) -> set[object]:
    return {each.text if each.value is None else each.value for each in given}


def _missing(
    questionnaire: Questionnaire,
    asked: Collection[str],
    given: Mapping[str, tuple[Given, ...]],
    faults: Collection[str],
) -> dict[str, str]:
    found = {}
    for item in questionnaire.items:
        if item.asked.is_required and item.code in asked and item.code not in faults:
            answers = given.get(item.code, ())
            if not answers:
                found[item.code] = MISSING
            elif item.kind == GRID and len(answers) < len(item.rows):
                found[item.code] = MISSING_ROWS
    return found
