"""A wave's papers: the poster, the form to fill in by hand, and slips with invitations.

The paper form is made of the same Questionnaire as the page on a phone, so that both ask the
same. Each in one language, accessible (PDF/UA-1). No clock, no database.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from evaluation.presenters.answering import code_blocks
from evaluation.presenters.form_words import FormWords, NoticeTold
from evaluation.rules.questionnaire import (
    GRID,
    MULTIPLE,
    SCALE,
    SINGLE,
    TEXT,
    Item,
    Page,
    Questionnaire,
)
from partnership.pdf import render_pdf
from pilots.qr import QrCode

Render = Callable[..., bytes]  # called as `render_pdf` is
MOST_LARGE = 200  # letters of title and introduction that the large poster has room for
MOST = 300  # that any poster has room for
LONG_TITLE = 90
MOST_ACROSS = 6  # points of a scale that one line has room for
MANY = 6  # answers that stand in two columns
LANDSCAPE = 7  # options of a grid beyond which its rows are asked one by one


@dataclass(frozen=True)
class WavePaper:
    """What is printed of one wave in one language; `dated` is the day the file gives as its own."""

    wave: str
    programme: str
    said: Questionnaire
    words: FormWords
    notice: NoticeTold
    link: str
    dated: date
    until: str  # what is said of its last day
    promise: str  # what is said of what becomes of answers
    of_age: str = ""  # what is ticked of one’s age, if anything
    asks_code: bool = False
    by_invitation: bool = False
    is_once: bool = False  # it is asked neither before nor after
    is_illustrative: bool = False

    @property
    def code(self) -> QrCode:
        return QrCode(self.link)

    @property
    def address(self) -> str:
        """The link as people type it."""
        return typed(self.link)

    @property
    def is_long(self) -> bool:
        """Whether its words need smaller letters to stay on one page."""
        return len(self.said.title) + len(self.on_poster) > MOST_LARGE

    @property
    def size(self) -> str:
        """The class that says how small the poster’s letters have to be."""
        if len(self.said.title) > LONG_TITLE:
            return " long longest"
        return " long" if self.is_long else ""

    @property
    def on_poster(self) -> str:
        """The introduction, where there is room for it; on a phone it stands anyway."""
        said = self.said
        fits = len(said.title) + len(said.introduction) <= MOST
        return said.introduction if fits else ""


def typed(link: str) -> str:
    """A link as people type it."""
    return link.removeprefix("https://").removeprefix("http://").rstrip("/")


def _letters(columns: int) -> int:
    """How many of 11 pt, 2 mm each, fit beside a box where so many share a line of 170 mm."""
    return int((170 * 0.96 / columns - 8.5) / 2)


@dataclass(frozen=True)
class Asking:
    """A question as it stands on paper: its number, and when it is to be passed over."""

    number: int
    item: Item
    only_if: str = ""

    @property
    def is_ticked(self) -> bool:
        return self.item.kind in (SCALE, SINGLE, MULTIPLE)

    @property
    def is_several(self) -> bool:
        return self.item.kind == MULTIPLE

    @property
    def laid(self) -> str:
        """How its boxes stand: across the page as a scale is read, in two columns, or below."""
        texts = [each.text for each in self.item.options]
        if self.item.kind == SCALE and 2 <= len(texts) <= MOST_ACROSS:
            longest = max(len(word) for text in texts for word in text.split())
            return f"across across-{len(texts)}" if longest <= _letters(len(texts)) else ""
        is_list = self.item.kind != SCALE and len(texts) >= MANY
        return "across across-2" if is_list and max(map(len, texts)) <= _letters(2) else ""

    @property
    def is_table(self) -> bool:
        """Whether its rows fit into a table."""
        return self.item.kind == GRID and len(self.item.options) < LANDSCAPE

    @property
    def is_words(self) -> bool:
        return self.item.kind == TEXT


def asking(said: Questionnaire, words: FormWords) -> Iterator[tuple[Page, list[Asking]]]:
    """Each page with its questions, numbered through."""
    numbers = {item.code: number for number, item in enumerate(said.items, start=1)}
    for page in said.pages:
        yield (
            page,
            [Asking(numbers[each.code], each, only_if(each, said, words)) for each in page.items],
        )


def only_if(item: Item, said: Questionnaire, words: FormWords) -> str:
    """Only if you answered “Agree” or “Neither” to question 1."""
    asked = item.asked
    decider = said.by_code.get(asked.shown_if)
    if decider is None:
        return ""
    number = 1 + [each.code for each in said.items].index(decider.code)
    if not asked.values:
        return words.said("only_if_any", number=number)
    chosen = [f"“{each.text}”" for each in decider.options if each.value in asked.values]
    name = "only_if_not" if asked.test.value == "none-of" else "only_if"
    answers = f" {words.plain('or')} ".join(chosen)
    return words.said(name, answers=answers, number=number)


def poster_pdf(paper: WavePaper, *, render: Render = render_pdf) -> bytes:
    """The poster, on one page. Raises a PdfError with words for a person."""
    return _print("poster", "Poster", paper, "feedback.css", render, {})


def form_pdf(paper: WavePaper, *, render: Render = render_pdf) -> bytes:
    """The form to fill in by hand. Raises a PdfError with words for a person."""
    parts = code_blocks(paper.said.code if paper.asks_code else (), {}, paper.words)
    more = {"pages": list(asking(paper.said, paper.words)), "parts": parts}
    return _print("form", "Paper form", paper, "survey.css", render, more)


def slips_pdf(paper: WavePaper, keys: Sequence[str], *, render: Render = render_pdf) -> bytes:
    """A slip for each key, to be cut apart; eight on a page."""
    slips = [(key, QrCode(f"{paper.link}#{key}")) for key in keys]
    return _print("slips", "Invitations", paper, "survey.css", render, {"slips": slips})


def _print(
    kind: str, title: str, paper: WavePaper, sheet: str, render: Render, more: dict[str, object]
) -> bytes:
    context = {"paper": paper, "words": paper.words, "said": paper.said, **more}
    html = render_to_string(f"evaluation/print/{kind}.html", context)
    return render(
        html,
        title=f"{title}: {paper.said.title}",
        subject=paper.programme,
        author=paper.programme,
        identifier=html,
        dated=paper.dated,
        stylesheet=sheet,
        language=paper.words.lang,
    )
