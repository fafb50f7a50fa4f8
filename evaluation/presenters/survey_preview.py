"""A questionnaire drawn as respondents see it, with what decides whether a question is shown."""

from dataclasses import dataclass

from evaluation.forms.answering import fresh
from evaluation.presenters.answering import Block, blocks
from evaluation.presenters.form_words import FormWords
from evaluation.presenters.surveys import condition_words
from evaluation.rules.answering import Examined
from evaluation.rules.questionnaire import Page, Questionnaire


@dataclass(frozen=True)
class PreviewPage:
    """One page, its progress in words, and its questions, each with its condition in words."""

    page: Page
    progress: str
    blocks: tuple[tuple[Block, str], ...]


def preview_pages(said: Questionnaire, words: FormWords) -> list[PreviewPage]:
    """Every page, with questions that are shown on a condition among the others."""
    everything = Examined(said, shown=tuple(item.code for item in said.items))
    pages, typed = len(said.pages), fresh(said.language)
    return [
        PreviewPage(
            page=page,
            progress=words.said("page_of", page=number, pages=pages),
            blocks=tuple(
                (block, condition_words(block.item, said))
                for block in blocks(everything, said, number, typed, words)
            ),
        )
        for number, page in enumerate(said.pages, start=1)
    ]
