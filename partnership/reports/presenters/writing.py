"""How a report that is being written is said: its sections with what is missing, its stages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from partnership.letters_in_print import unprintable
from partnership.reports.models import Report
from partnership.reports.rules.completeness import NEEDS_WORDS, Answered
from partnership.reports.rules.layout import SectionLayout
from partnership.reports.rules.parts import Part
from partnership.reports.rules.stale import Stale
from partnership.reports.selectors.desk import PLAIN, Desk
from partnership.reports.snapshot import PLAIN_SUMMARY
from partnership.reports.standing import missing_in
from pilots.models.paper import Implication

COVER = "cover"
NEXT = {
    Report.Stage.DRAFT: "It is being written.",
    Report.Stage.IN_REVIEW: "It is in review, and nothing is written in it meanwhile.",
    Report.Stage.APPROVED: "It is approved, and waits to be published.",
    Report.Stage.PUBLISHED: "It is published, and never changes.",
    Report.Stage.SUPERSEDED: "A newer edition stands in its place.",
}
FIGURES = {
    Report.State.QUEUED: "Its figures wait to be gathered; that takes a minute or two.",
    Report.State.MAKING: "Its figures are being gathered; that takes a minute or two.",
    Report.State.FAILED: "Its figures could not be gathered:",
}
FIGURES_HELP = (
    "Say what the figures mean, and what the board should know of them: why, and what next."
)
HELP = {
    Part.IMPLICATIONS: "Answer each: in words, none, not applicable, or not required with the"
    " reason. Until all that must be answered is, the report can’t be reviewed.",
    Part.DIRECTION: "Whether a direction is required is said on the cover; here, why.",
    Part.LOGIC_MODEL: "It is drawn from the records: nothing need be written.",
    Part.FULL_PLAN: "It is printed from the records: nothing need be written.",
}
ANSWERS: dict[str, Any] = dict(Implication.Answer.choices)


@dataclass(frozen=True)
class Item:
    """One section in the list of sections; its tone is grey where nothing is to be done."""

    key: str
    heading: str
    url: str
    words: str
    tone: str = "grey"
    requests: int = 0


def next_words(report: Report) -> str:
    """How it stands, in a sentence."""
    return NEXT[Report.Stage(report.stage)]


def figures_words(report: Report) -> str:
    """Where its figures are, if they are not there."""
    told = FIGURES.get(Report.State(report.state), "")
    return f"{told} {report.failure}" if report.state == Report.State.FAILED else told


def items(desk: Desk) -> list[Item]:
    """The cover, the sections in the order of the paper, and the public's summary."""
    sections = [*desk.layout.sections, PLAIN]
    return [_cover_item(desk), *(section_item(desk, each) for each in sections)]


def section_item(desk: Desk, section: SectionLayout) -> Item:
    """A section with what is missing in it, and how many requests wait."""
    words, tone = _state(desk, section)
    return Item(
        key=section.key,
        heading=section.heading,
        url=address(desk.report, section.key),
        words=words,
        tone=tone,
        requests=desk.requests(section.key),
    )


def _state(desk: Desk, section: SectionLayout) -> tuple[str, str]:
    has_text = bool(desk.written.texts.get(section.key, "").strip())
    if section.is_mandatory and not has_text:
        return "To be written", "orange"
    if found := desk.stale(section.key):
        return _stale_words(found), "orange"
    if Part.IMPLICATIONS in section.parts:
        return _answered(desk)
    if has_text:
        return "Written", "green"
    return ("Figures only" if section.parts else "Left out unless written"), "grey"


def _stale_words(found: Stale) -> str:
    if found.is_copy:
        return "As last time: look again"
    return f"Says what {'changed' if found.quotes else 'the figures don’t'}: look again"


def _answered(desk: Desk) -> tuple[str, str]:
    rows = desk.layout.rows
    done = sum(is_answered(desk, each.key) for each in rows)
    if done < len(rows):
        return f"{done} of {len(rows)} answered", "orange"
    for each in rows:
        if found := desk.stale_answer(each.key):
            return _stale_words(found), "orange"
    return f"{done} of {len(rows)} answered", "green"


def answer_words(given: Answered | None) -> str:
    """An answer with its words; nothing where there is none."""
    if given is None:
        return ""
    parts = (str(ANSWERS.get(given.answer, given.answer)), given.text)
    return "\n\n".join(part for part in parts if part)


def is_answered(desk: Desk, row: str) -> bool:
    """Whether an implication is answered, with its words where they are needed."""
    given = desk.written.answers.get(row)
    return bool(given and (given.text.strip() or given.answer not in NEEDS_WORDS))


def _cover_item(desk: Desk) -> Item:
    words, tone = _cover_state(desk)
    url = reverse("report-cover", args=where(desk.report))
    return Item(COVER, "Cover", url, words, tone)


def _cover_state(desk: Desk) -> tuple[str, str]:
    if desk.stale_asked:
        return _stale_words(desk.stale_asked), "orange"
    lacks = list(cover_lacks(desk))
    return (f"No {', no '.join(lacks)} yet", "orange") if lacks else ("Written", "green")


def cover_lacks(desk: Desk) -> Iterator[str]:
    """What the cover does not say yet, each in a word or two."""
    written = desk.written
    if not written.purpose:
        yield "purpose"
    if not written.recommendations:
        yield "recommendation"
    if written.meeting_on is None:
        yield "meeting"
    if asks_for_direction(desk) and not written.direction:
        yield "word on directions"


def unprintable_in_section(desk: Desk, section: SectionLayout) -> str:
    """The letters in a section’s text and answers that the PDF can’t print."""
    rows = desk.layout.rows if Part.IMPLICATIONS in section.parts else ()
    given = (desk.written.answers.get(each.key) for each in rows)
    said = (desk.written.texts.get(section.key, ""), *(each.text for each in given if each))
    return unprintable("".join(said))


def unprintable_on_cover(desk: Desk) -> str:
    """The letters on the cover that the PDF can’t print."""
    return unprintable(f"{desk.cover.recommendations}{desk.cover.report_by}")


def asks_for_direction(desk: Desk) -> bool:
    """Whether the paper says if a direction is required."""
    return any(Part.DIRECTION in each.parts for each in desk.layout.sections)


def missing_words(desk: Desk) -> tuple[str, ...]:
    """What hinders it from being reviewed."""
    return missing_in(desk.written) if desk.is_draft else ()


def where(report: Report) -> list[str]:
    """The arguments of a report’s addresses."""
    body = report.body
    return [body.programme.slug, body.slug, report.period_last.isoformat()]


def address(report: Report, key: str) -> str:
    """Where a section is written."""
    return reverse("report-section", args=[*where(report), key])


def around(desk: Desk, key: str) -> tuple[Item | None, Item | None]:
    """The sections before and after one."""
    found = items(desk)
    at = next((place for place, each in enumerate(found) if each.key == key), 0)
    return (found[at - 1] if at else None), (found[at + 1] if at + 1 < len(found) else None)


def help_for(section: SectionLayout) -> str:
    """What belongs in a section: the template’s words, or what its figures leave to be said."""
    if section.help:
        return section.help
    if section.key == PLAIN_SUMMARY or not section.parts:
        return ""
    told = (words for part, words in HELP.items() if part in section.parts)
    return next(told, FIGURES_HELP)
