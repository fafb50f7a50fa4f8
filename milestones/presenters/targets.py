"""Targets in words for a page: what is wanted, how far it is, and what counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from milestones.parts import CountedRecord, TargetRow

PAGES = {"event": "event", "service-test": "service-test"}


@dataclass(frozen=True)
class RecordLine:
    """A record behind a target, with its page."""

    name: str
    url: str
    when: str
    where: str
    why_not: str
    report: str


@dataclass(frozen=True)
class TargetLine:
    """A target on a page: what is wanted, how far it is here and there, and what is counted."""

    words: str
    progress: str
    counted_from: str
    by_area: tuple[str, ...]
    towards: tuple[RecordLine, ...]
    others: tuple[RecordLine, ...]
    unlisted: int


def target_lines(targets: Iterable[TargetRow], *, slug: str, where: str) -> list[TargetLine]:
    """The targets; those who see only a part of the programme (`where`) are told of what part."""
    return [
        TargetLine(
            words=target.words_of_a_part if where else target.words,
            progress=_progress_of_a_part(target, where) if where else target.progress,
            counted_from=target.counted_from,
            by_area=tuple(each.words(target.wanted) for each in target.by_area),
            towards=tuple(_line(each, slug) for each in target.towards),
            others=tuple(_line(each, slug) for each in target.others),
            unlisted=target.unlisted,
        )
        for target in targets
    ]


def _progress_of_a_part(target: TargetRow, where: str) -> str:
    """2 recorded, of your own pilot area and the whole programme; or that nothing is."""
    if target.counted is None:
        return target.progress
    return f"{target.counted or 'none'} recorded, of {where}"


def _line(record: CountedRecord, slug: str) -> RecordLine:
    url = reverse(PAGES[record.kind], args=[slug, record.slug])
    return RecordLine(record.name, url, record.when, record.where, record.why_not, record.report)
