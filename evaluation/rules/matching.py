"""Self-made codes, matched before and after: exact, then nearly alike for a person to confirm.

Pure: no Django, no clock, no database. A code is several parts, each opaque (a digest, never what
was typed). Two answers match where every part is the same; they are proposed where exactly one
part differs and neither has another such answer on the other side. A code that came twice in one
wave is nobody's: it is neither matched nor proposed by itself, because it can't be told whose
answer is whose. Parts that were left empty differ from everything, themselves included.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)  # an answer's own key, such as its number
Code = tuple[str, ...]


@dataclass(frozen=True)
class Matches(Generic[Key]):
    """Pairs of keys, (before, after), and what was left; in the order of the first wave.

    `proposed` are the pairs that an evaluator may confirm; their answers count as unmatched
    until then. `ambiguous` counts answers whose code came more than once in their wave.
    """

    matched: tuple[tuple[Key, Key], ...] = ()
    proposed: tuple[tuple[Key, Key], ...] = ()
    unmatched_before: tuple[Key, ...] = ()
    unmatched_after: tuple[Key, ...] = ()
    ambiguous_before: tuple[Key, ...] = ()
    ambiguous_after: tuple[Key, ...] = ()

    @property
    def before(self) -> int:
        """How many answers the first wave had."""
        return len(self.matched) + len(self.unmatched_before)

    @property
    def after(self) -> int:
        """How many answers the second wave had."""
        return len(self.matched) + len(self.unmatched_after)


class _Wave(Generic[Key]):
    """One wave's whole codes, and whose answers came with them; `open`: not yet matched."""

    def __init__(self, codes: Mapping[Key, Sequence[str]], settled: Container[Key]) -> None:
        self.keys_of: dict[Code, list[Key]] = defaultdict(list)
        for key, code in codes.items():
            if key not in settled and all(code):
                self.keys_of[tuple(code)].append(key)

    @property
    def once(self) -> dict[Code, Key]:
        return {code: keys[0] for code, keys in self.keys_of.items() if len(keys) == 1}

    @property
    def more_than_once(self) -> tuple[Key, ...]:
        return tuple(key for keys in self.keys_of.values() if len(keys) > 1 for key in keys)


def match(
    before: Mapping[Key, Sequence[str]],
    after: Mapping[Key, Sequence[str]],
    *,
    confirmed: Iterable[tuple[Key, Key]] = (),
) -> Matches[Key]:
    """Match two waves' codes by the answers' keys; pairs that an evaluator confirmed come first.

    A confirmed pair whose answers are gone is passed over. Raises ValueError for codes of
    different lengths or a key confirmed twice.
    """
    _same_length(before, after)
    pairs = _still_there(before, after, confirmed)
    first, second = _Wave(before, {b for b, _ in pairs}), _Wave(after, {a for _, a in pairs})
    others = second.once
    pairs += [(key, others[code]) for code, key in first.once.items() if code in others]
    after_of, before_of = dict(pairs), {a: b for b, a in pairs}
    return Matches(
        matched=tuple((key, after_of[key]) for key in before if key in after_of),
        proposed=tuple(_near(_Wave(before, after_of), _Wave(after, before_of))),
        unmatched_before=tuple(key for key in before if key not in after_of),
        unmatched_after=tuple(key for key in after if key not in before_of),
        ambiguous_before=first.more_than_once,
        ambiguous_after=second.more_than_once,
    )


def _still_there(
    before: Container[Key], after: Container[Key], confirmed: Iterable[tuple[Key, Key]]
) -> list[tuple[Key, Key]]:
    pairs = [(b, a) for b, a in confirmed if b in before and a in after]
    if len({b for b, _ in pairs}) < len(pairs) or len({a for _, a in pairs}) < len(pairs):
        raise ValueError("An answer was confirmed as the match of two others.")
    return pairs


def _same_length(*waves: Mapping[Key, Sequence[str]]) -> None:
    lengths = {len(code) for wave in waves for code in wave.values()}
    if len(lengths) > 1 or 0 in lengths:
        raise ValueError("Codes of a pair of waves have the same number of parts, at least one.")


def _near(left: _Wave[Key], right: _Wave[Key]) -> list[tuple[Key, Key]]:
    """The pairs of which exactly one part differs, where neither side has another such answer.

    Codes are looked up with one part left out, so that no wave is compared code by code.
    """
    slots: dict[tuple[int, Code], list[Code]] = defaultdict(list)
    for code in right.keys_of:
        for slot in _slots(code):
            slots[slot].append(code)
    found = [
        (mine, theirs)
        for code in left.keys_of
        for slot in _slots(code)
        for other in slots.get(slot, ())
        if other != code
        for mine in left.keys_of[code]
        for theirs in right.keys_of[other]
    ]
    often_left = Counter(mine for mine, _ in found)
    often_right = Counter(theirs for _, theirs in found)
    return [(b, a) for b, a in found if often_left[b] == often_right[a] == 1]


def _slots(code: Code) -> list[tuple[int, Code]]:
    return [(at, code[:at] + code[at + 1 :]) for at in range(len(code))]
