"""Conversations and their excerpts in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from evaluation.models import Coding, Conversation, Excerpt
from evaluation.rules.passages import Paragraph, paragraphs
from partnership.dates import day_words

DELETED_FOR_GOOD = (
    "The text and the words of every excerpt that is not released go for good, and can’t be put"
    " back. What was coded still counts; released words stay: withdraw those first that are to"
    " go too. Summaries in the framework matrix stay."
)
TAKEN_WORDS = (
    "Each answer becomes a paragraph, in no order that tells who answered when. The text is deleted"
    " on the day on which the wave’s raw answers are, and a respondent’s own words when they ask."
)
WHOLE_PROGRAMME = "The whole programme"
TONES = {"supports": "green", "contradicts": "red", "mixed": "orange"}


def place_words(conversation: Conversation) -> str:
    """Its area, or that it is of the whole programme."""
    return conversation.area.name if conversation.area else WHOLE_PROGRAMME


def facts(conversation: Conversation) -> list[tuple[str, Any]]:
    """What is known of it."""
    people = conversation.people
    return [
        ("Kind", conversation.get_kind_display()),
        ("When", conversation.when.words),
        ("Where", place_words(conversation)),
        ("Who spoke", conversation.who),
        ("How many people", None if people is None else str(people)),
        ("Sector", conversation.get_sector_display() if conversation.sector else ""),
        ("Consent", _consent(conversation)),
        ("Who may read the text", conversation.get_readers_display()),
        ("Test of the service model", conversation.service_test or "None"),
        ("Measure", conversation.measure or "None"),
        ("Text", text_words(conversation)),
    ]


def _consent(conversation: Conversation) -> str:
    if not conversation.consent:
        return ""
    note = f" ({conversation.consent_note})" if conversation.consent_note else ""
    return f"{conversation.get_consent_display()}{note}"


def text_words(conversation: Conversation) -> str:
    """Whether there is a text, and how long it is kept."""
    if conversation.deleted_at:
        return f"Deleted on {day_words(timezone.localdate(conversation.deleted_at))}"
    held = "Held" if conversation.text else "Not typed yet"
    if not conversation.delete_on:
        return held
    return f"{held}; it is deleted on {day_words(conversation.delete_on)}"


def paragraphs_of(conversation: Conversation) -> tuple[Paragraph, ...]:
    """Its text in numbered paragraphs."""
    return paragraphs(conversation.text)


@dataclass(frozen=True)
class ExcerptLine:
    """An excerpt as a list shows it."""

    excerpt: Excerpt
    words: str
    state: str
    tone: str
    themes: tuple[str, ...]
    stances: tuple[Coding, ...]

    @property
    def name(self) -> str:
        """What a link to it says: its first words."""
        if not self.words:
            return "Words that were deleted"
        return self.words if len(self.words) <= 60 else f"{self.words[:60].rsplit(' ', 1)[0]} …"


def excerpt_lines(excerpts: Iterable[Excerpt]) -> list[ExcerptLine]:
    """Each with its words, how it stands, and its codes; codes were loaded with it."""
    return [excerpt_line(each) for each in excerpts]


def excerpt_line(excerpt: Excerpt) -> ExcerptLine:
    codings = list(excerpt.codings.all())
    state, tone = state_of(excerpt)
    return ExcerptLine(
        excerpt=excerpt,
        words=excerpt.text or excerpt.released_text,
        state=state,
        tone=tone,
        themes=tuple(each.theme.name for each in codings if each.theme),
        stances=tuple(each for each in codings if each.outcome),
    )


def state_of(excerpt: Excerpt) -> tuple[str, str]:
    """Released, withdrawn, or what keeps it from being released; and its tone."""
    if excerpt.withdrawn_on:
        return f"Withdrawn {day_words(excerpt.withdrawn_on)}: {excerpt.withdrawn_why}", "red"
    if excerpt.released_on:
        return f"Released {day_words(excerpt.released_on)}", "green"
    if excerpt.quotable == Excerpt.Quotable.NO:
        return "May not be quoted", "grey"
    return "Not released", "grey"


FILE_HEADS = (
    "Words", "Who said it", "Kind", "When", "Where", "Themes", "Supports", "Contradicts", "Mixed",
    "Released on",
)  # fmt: skip


def file_row(excerpt: Excerpt) -> list[str]:
    """A released excerpt as a row of a file."""
    codings = list(excerpt.codings.all())
    conversation = excerpt.conversation

    def spoken(stance: str) -> str:
        told = [str(each.outcome) for each in codings if each.outcome and each.stance == stance]
        return "; ".join(told)

    return [
        excerpt.released_text,
        excerpt.said_by,
        conversation.get_kind_display(),
        conversation.when.words,
        place_words(conversation),
        "; ".join(each.theme.name for each in codings if each.theme),
        *(spoken(stance) for stance in ("supports", "contradicts", "mixed")),
        str(excerpt.released_on),
    ]
