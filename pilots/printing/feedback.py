"""What asks for feedback on paper: a poster, cards for tables, a form to fill in and give back.

Each in one language, accessible (PDF/UA-1) like the other papers. No clock, no database.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from partnership.dates import day_words
from partnership.pdf import PdfNotMadeError, render_pdf
from pilots.feedback_words import TEXTS, Wording
from pilots.qr import QrCode

MOST_LARGE = 250  # letters of event, question and introduction that the large ones have room for
Render = Callable[..., bytes]  # called as `render_pdf` is
TITLES = {"poster": "Feedback poster", "cards": "Feedback cards", "form": "Feedback form"}
TEMPLATES = {kind: f"pilots/print/feedback_{kind}.html" for kind in TITLES}


@dataclass(frozen=True)
class FeedbackPaper:
    """What is printed for one event in one language; `dated` is the day the file gives as its own.

    Without `link` (no public form) only the paper form can be printed.
    """

    event: str
    programme: str
    words: Wording
    dated: date
    link: str = ""
    day: str = ""
    closes_on: date | None = None
    asks_comment: bool = True
    is_illustrative: bool = False

    @property
    def code(self) -> QrCode:
        return QrCode(self.link)

    @property
    def address(self) -> str:
        """The link as people type it."""
        return self.link.removeprefix("https://").removeprefix("http://").rstrip("/")

    @property
    def is_long(self) -> bool:
        """Whether its words need smaller letters to stay on one page."""
        words = self.words
        return len(self.event) + len(words.question) + len(words.introduction) > MOST_LARGE

    @property
    def until(self) -> str:
        """24 October 2019."""
        return day_words(self.closes_on) if self.closes_on else ""


def feedback_pdf(kind: str, paper: FeedbackPaper, *, render: Render = render_pdf) -> bytes:
    """The poster, the cards or the form. Raises a PdfError with words for a person."""
    html = render_to_string(TEMPLATES[kind], {"paper": paper, "words": paper.words})
    refuse_unprintable(paper.words)
    return render(
        html,
        title=f"{TITLES[kind]}: {paper.event}",
        subject=paper.programme,
        author=paper.programme,
        identifier=html,
        dated=paper.dated,
        stylesheet="feedback.css",
        language=paper.words.lang,
    )


def is_printable(words: Wording) -> bool:
    """Whether our letters have those of the language."""
    texts = "".join(getattr(words, name) for name in TEXTS)
    return not any(ord(each) > LAST_LETTER and each.isalpha() for each in texts)


def refuse_unprintable(words: Wording) -> None:
    """Raise PdfNotMadeError where our letters don't have those of the language."""
    if not is_printable(words):
        raise PdfNotMadeError(
            f"Our letters can’t print {words.language_name}. Put the QR code into a document of"
            " your own: it can be downloaded beside this."
        )


LAST_LETTER = 0x052F  # Latin, Greek and Cyrillic end here; Roboto has no other script
