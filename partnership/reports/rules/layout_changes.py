"""What one version of a template asks otherwise than another. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from partnership.reports.rules.layout import Layout, RowLayout, SectionLayout

Held = SectionLayout | RowLayout
NEW, REMOVED, CHANGED, MOVED = "New", "Removed", "Changed", "Moved"


@dataclass(frozen=True)
class Detail:
    """One thing that is said otherwise; either may be empty."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Became:
    """What became of one section or implication, by the heading that it has now."""

    heading: str
    what: str
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True)
class LayoutChanges:
    """All that differs: the cover's words, sections, implications."""

    cover: tuple[Detail, ...] = ()
    sections: tuple[Became, ...] = ()
    rows: tuple[Became, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cover or self.sections or self.rows)


def changes(before: Layout, after: Layout) -> LayoutChanges:
    """What differs, in the order of the newer one; what was removed comes last."""
    return LayoutChanges(
        cover=tuple(_cover(before, after)),
        sections=_became(before.sections, after.sections, "Its text must be written"),
        rows=_became(before.rows, after.rows, "It must be answered"),
    )


def _cover(before: Layout, after: Layout) -> Iterator[Detail]:
    yield from _detail("Words before the recommendations", before.asks, after.asks)
    yield from _detail("Purposes", "\n".join(before.purposes), "\n".join(after.purposes))


def _became(before: Sequence[Held], after: Sequence[Held], must: str) -> tuple[Became, ...]:
    was = {each.key: each for each in before}
    is_now = {each.key: each for each in after}
    strayed = _strayed([key for key in was if key in is_now], [key for key in is_now if key in was])
    found = [_one(was.get(each.key), each, must, each.key in strayed) for each in after]
    gone = [Became(each.heading, REMOVED) for each in before if each.key not in is_now]
    return (*(each for each in found if each), *gone)


def _one(before: Held | None, after: Held, must: str, is_moved: bool) -> Became | None:
    if before is None:
        return Became(after.heading, NEW, tuple(_details(None, after, must)))
    details = tuple(_details(before, after, must))
    if details:
        return Became(after.heading, f"{CHANGED}, moved" if is_moved else CHANGED, details)
    return Became(after.heading, MOVED) if is_moved else None


def _details(before: Held | None, after: Held, must: str) -> Iterator[Detail]:
    if before:
        yield from _detail("Heading", before.heading, after.heading)
    yield from _detail("Help", before.help if before else "", after.help)
    yield from _detail(must, _yes(before), _yes(after))
    yield from _detail("Printed beneath it", _parts(before), _parts(after))


def _detail(label: str, before: str, after: str) -> Iterator[Detail]:
    if before != after:
        yield Detail(label, before, after)


def _yes(held: Held | None) -> str:
    return "" if held is None else "yes" if held.is_mandatory else "no"


def _parts(held: Held | None) -> str:
    parts = held.parts if isinstance(held, SectionLayout) else ()
    return "\n".join(each.words for each in parts)


def _strayed(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The fewest keys that, taken out of both orders, leave the same order (longest run kept)."""
    longest: list[list[str]] = []
    place = {key: at for at, key in enumerate(before)}
    for key in after:
        longest.append([*_longest(run for run in longest if place[run[-1]] < place[key]), key])
    return set(after) - set(_longest(longest))


def _longest(runs: Iterable[list[str]]) -> list[str]:
    return max(runs, key=lambda run: len(run), default=[])
