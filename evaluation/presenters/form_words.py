"""The words of the answering form in a language; what that language lacks is marked as English."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from evaluation.answer_words import ENGLISH, PREFIX
from evaluation.models import PrivacyNotice
from pilots.feedback_words import InALanguage

# What the browser says itself, where it runs our script.
FOR_SCRIPT = (
    "kept",
    "forget",
    "forgotten",
    "began",
    "go_on",
    "afresh",
    "offline",
    "sending",
    "clear",
)


class FormWords(InALanguage):
    """In templates `words.next`; with something to fill in, `words.said("page_of", page=1)`."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def __getitem__(self, name: str) -> SafeString:
        return self.said(name)

    def said(self, name: str, **details: object) -> SafeString:
        """The words as HTML, with the language that they are in where it is another."""
        words = self.plain(name, **details)
        if self.is_english or self._texts.get(PREFIX + name):
            return conditional_escape(words)
        return format_html('<span lang="en-GB" dir="ltr">{}</span>', words)

    def plain(self, name: str, **details: object) -> str:
        """The words alone, as for a title. Raises KeyError for a name that there is not."""
        words = self._texts.get(PREFIX + name) or ENGLISH[name]
        for detail, value in details.items():
            words = words.replace(f"{{{detail}}}", str(value))
        return words

    def english(self, words: str) -> SafeString:
        """Words that there are in English alone, marked where the form is in another language."""
        if self.is_english:
            return conditional_escape(words)
        return format_html('<span lang="en-GB" dir="ltr">{}</span>', words)


class Plain:
    """The same words without HTML, for titles: `plain.look_again`."""

    def __init__(self, words: FormWords) -> None:
        self._words = words

    def __getitem__(self, name: str) -> str:
        return self._words.plain(name)


@dataclass(frozen=True)
class NoticeTold:
    """What respondents are told and agree to; foreign where it is in English alone."""

    information: str
    consent: str
    is_foreign: bool = False


def notice_told(notice: PrivacyNotice, words: FormWords, first: str) -> NoticeTold:
    """The notice in the language of the form, else as it was first written.

    `first` is the language of the survey’s first wording, which notices are written in too.
    """
    said = notice.texts.get(words.language, {})
    if said.get("information") and said.get("consent"):
        return NoticeTold(said["information"], said["consent"])
    is_foreign = words.language != first and not words.is_english
    return NoticeTold(notice.information, notice.consent, is_foreign)
