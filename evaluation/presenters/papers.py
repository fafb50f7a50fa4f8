"""A wave as it is printed, in one of its languages."""

from evaluation.models import Wave
from evaluation.presenters.form_words import FormWords, notice_told
from evaluation.presenters.waves import is_printable, link_of
from evaluation.printing.papers import WavePaper
from evaluation.rules.questionnaire import texts_of
from evaluation.selectors.asked import asked_version
from partnership.dates import day_words
from partnership.pdf import PdfNotMadeError


def paper_of(wave: Wave, language: str) -> WavePaper:
    """What is printed of the wave in a language, or in its first wording."""
    asked = asked_version(wave.version_asked)
    spoken = asked.spoken_in(language)
    words = FormWords(spoken.language, spoken.texts)
    age = age_of(wave)
    return WavePaper(
        wave=wave.name,
        programme=wave.programme.name,
        said=spoken.questionnaire,
        words=words,
        notice=notice_told(wave.notice, words, asked.first.language),
        link=link_of(wave),
        dated=wave.opens_on,
        until=words.said("until", day=day_words(wave.closes_on)),
        promise=words.said("what_happens", day=day_words(wave.delete_on)),
        of_age=words.said("age", age=age) if age else "",
        asks_code=wave.asks_code,
        by_invitation=wave.by_invitation,
        is_once=wave.stage == Wave.Stage.SINGLE,
        is_illustrative=wave.programme.is_illustrative,
    )


def age_of(wave: Wave) -> int:
    """From which age one may answer; 0: nobody is asked."""
    age = wave.notice.minimum_age
    return wave.programme.consent_age if age is None else age


def refuse_unprintable(paper: WavePaper) -> None:
    """Raise PdfNotMadeError where our letters don't have those of the language."""
    if not is_printable(" ".join(texts_of(paper.said).values())):
        raise PdfNotMadeError(
            "Our letters can’t print this language. Put the QR code into a document of your own:"
            " it can be downloaded beside this."
        )
