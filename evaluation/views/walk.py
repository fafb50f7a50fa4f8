"""The way through an answering form: which page comes next, and what stands on it.

A walk is made anew for each request, of what that request brought; nothing is kept of it.
"""

from dataclasses import replace
from functools import cached_property
from typing import Any

from evaluation.actions.invitations import is_open_to
from evaluation.forms.answering import BACK, NEXT, SHOW, Typed
from evaluation.models import Wave
from evaluation.presenters.answering import (
    FaultLine,
    blocks,
    carried,
    code_blocks,
    fault_words,
    names_on,
)
from evaluation.presenters.form_words import FOR_SCRIPT, FormWords, Plain, notice_told
from evaluation.presenters.papers import age_of
from evaluation.rules.answering import START, Examined, examine
from evaluation.rules.codes import name_of, read_code
from evaluation.rules.questionnaire import CodePart, Item
from evaluation.selectors.asked import asked_version
from partnership.dates import day_words


class Walk:
    """One person's way through a wave's form, as far as they have sent it."""

    def __init__(self, wave: Wave, typed: Typed) -> None:
        self.wave, self.typed = wave, typed
        self.asked = asked_version(wave.version_asked)
        self.spoken = self.asked.spoken_in(typed.language)
        self.words = FormWords(self.spoken.language, self.spoken.texts)

    @cached_property
    def examined(self) -> Examined:
        """Everything that was answered so far."""
        return examine(self.asked.first, self.typed.sent(self.asked.first))

    @property
    def parts(self) -> tuple[CodePart, ...]:
        """What the self-made code is made of; nothing where the wave doesn't ask for it."""
        return self.spoken.questionnaire.code if self.wave.asks_code else ()

    @cached_property
    def code(self) -> tuple[tuple[str, ...], tuple[CodePart, ...]]:
        """The parts of the code that were given, and those that can't be."""
        return read_code(self.parts, self.typed.code)

    @property
    def code_step(self) -> int:
        """The number of the page that asks for the code."""
        return len(self.asked.first.pages) + 1

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """The pages that there are, given the answers so far."""
        last = (self.code_step,) if self.parts else ()
        return (START, *self.examined.pages, *last)

    @property
    def here(self) -> int:
        """The page that was sent, or the last one before it that there is."""
        return max(step for step in self.steps if step <= max(self.typed.step, START))

    @property
    def age(self) -> int:
        """From which age one may answer; 0: there is no such age."""
        return age_of(self.wave)

    # -- What is wrong -----------------------------------------------------------------

    def faults(self, step: int) -> list[FaultLine]:
        """What is wrong on a page, in the order of the page."""
        if step == START:
            return self._faults_of_start()
        if step == self.code_step:
            shown = code_blocks(self.parts, self.typed.code, self.words, self.code[1])
            return [FaultLine(each.ident, each.fault) for each in shown if each.fault]
        wrong = self.examined.wrong_on(step)
        if not wrong:
            return []
        there = blocks(self.examined, self.spoken.questionnaire, step, self.typed, self.words)
        first = {each.item.code: each.first for each in there}
        return [FaultLine(first[code], fault_words(why, self.words)) for code, why in wrong.items()]

    def _faults_of_start(self) -> list[FaultLine]:
        faults = []
        if self.age and not self.typed.is_old_enough:
            faults.append(FaultLine("age", self.words.said("age_first", age=self.age)))
        if not self.typed.agrees:
            faults.append(FaultLine("consent", self.words["consent_first"]))
        return faults

    def is_invited(self) -> bool:
        """Whether the key of the invitation is one that can be used; one query."""
        return not self.wave.by_invitation or is_open_to(wave=self.wave, key=self.typed.invitation)

    def first_wrong(self) -> int | None:
        """The first page on which something is wrong, or new to be asked."""
        wrong = (step for step in self.steps if self.faults(step))
        return next(wrong, None)

    def came_up(self, step: int) -> bool:
        """Whether the page's own answers brought up something more to ask on it."""
        is_section = START < step < self.code_step
        return is_section and bool(self.examined.came_up(step, self.typed.seen))

    # -- Where to ------------------------------------------------------------------------

    def next_step(self) -> int:
        """The page after the one that was sent; that one itself where something is wrong on it."""
        here, go = self.here, self.typed.go
        if go == SHOW:
            return here
        if go == BACK:
            return max((step for step in self.steps if step < here), default=START)
        if self.faults(here) or self.came_up(here):
            return here
        return min((step for step in self.steps if step > here), default=here)

    def is_refused(self, step: int) -> bool:
        """Whether the page comes back because of what is wrong on it."""
        return self.typed.go == NEXT and step == self.here and bool(self.faults(step))

    # -- What is drawn -------------------------------------------------------------------

    def context(self, step: int, **more: Any) -> dict[str, Any]:
        """All that the template of a page needs."""
        steps, said = self.steps, self.spoken.questionnaire
        numbered = steps.index(step)
        return {
            "wave": self.wave,
            "programme": self.wave.programme,
            "walk": self,
            "typed": self.typed,
            "words": self.words,
            "said": said,
            "step": step,
            "languages": [each for each in self.asked.spoken if each != self.spoken],
            "is_start": step == START,
            "is_last": step == steps[-1],
            "progress": self.words.said("page_of", page=numbered, pages=len(steps) - 1),
            "faults": [],
            "plain": Plain(self.words),
            **self._told(),
            **self._drawn(step, is_told=bool(more.get("faults"))),
            **more,
        }

    def _told(self) -> dict[str, Any]:
        """What a wave’s days and notice say, in the language of the form."""
        words, wave = self.words, self.wave
        gone = day_words(wave.delete_on)
        return {
            "notice": notice_told(wave.notice, words, self.asked.first.language),
            "promise": words.said("what_happens", day=gone),
            "not_by_code": words.said("delete_none", day=gone),
            "until": words.said("until", day=day_words(wave.closes_on)),
            "opens": words.said("opens", day=day_words(wave.opens_on)),
            "of_age": words.said("age", age=self.age),
            "for_script": [(name, words.plain(name)) for name in FOR_SCRIPT],
        }

    def _drawn(self, step: int, *, is_told: bool) -> dict[str, Any]:
        if step == START:
            told = self.faults(START) if is_told else []
            said = {f"{line.at}_wrong": line.words for line in told}
            return {"carried": carried(self.typed, without=set()), **said}
        if step == self.code_step:
            own = {name_of(part) for part in self.parts}
            wrong = self.code[1] if is_told else ()
            return {
                "code": code_blocks(self.parts, self.typed.code, self.words, wrong),
                "carried": carried(self.typed, without=own),
            }
        return self._section(step, is_told)

    def _section(self, step: int, is_told: bool) -> dict[str, Any]:
        page = self.spoken.questionnaire.pages[step - 1]
        examined = self.examined if is_told else replace(self.examined, faults={})
        drawn = blocks(examined, self.spoken.questionnaire, step, self.typed, self.words)
        items: tuple[Item, ...] = page.items
        own = names_on(items, {each.item.code for each in drawn})
        return {
            "section": page,
            "blocks": drawn,
            "carried": carried(self.typed, without=own),
        }
