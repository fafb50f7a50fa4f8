"""Words in further languages, as the first wording changes under them. Pure.

A translation is of words, not of a place: it goes along where a question is moved or renamed,
and goes where its words change, so that what lacks a translation is known.
"""

from collections.abc import Mapping

Texts = Mapping[str, str]  # by key, as rules.questionnaire.texts_of gives them


def carried(texts: Texts, *, before: Texts, after: Texts) -> dict[str, str]:
    """The translated texts once the first wording has become `after`."""
    known = _by_words(texts, before)
    kept = {}
    for key, words in after.items():
        said = texts.get(key, "") if before.get(key) == words else known.get(words, "")
        if said:
            kept[key] = said
    return kept


def filled(texts: Texts, original: Texts) -> dict[str, str]:
    """The texts with what is lacking taken from where the same words are translated."""
    known = _by_words(texts, original)
    found = {key: texts.get(key, "").strip() or known.get(original[key], "") for key in original}
    return {key: said for key, said in found.items() if said}


def _by_words(texts: Texts, original: Texts) -> dict[str, str]:
    known: dict[str, str] = {}
    for key, words in original.items():
        if said := texts.get(key, "").strip():
            known.setdefault(words, said)
    return known
