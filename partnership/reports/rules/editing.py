"""Parts of a layout that have a key – sections, implications – put in, put otherwise, moved. Pure.

Each function leaves what it was given as it is, and raises GoneError for a key that isn't there.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

Keyed = TypeVar("Keyed", bound=Any)
Part = TypeVar("Part")


class GoneError(LookupError):
    """Nothing has this key: somebody took it out."""


def place_of(parts: Sequence[Keyed], key: str) -> int:
    """Where the part with this key stands, counted from 0."""
    for place, each in enumerate(parts):
        if each.key == key:
            return place
    raise GoneError(key)


def found(parts: Sequence[Keyed], key: str) -> Keyed:
    """The part with this key."""
    return parts[place_of(parts, key)]


def added(parts: Sequence[Keyed], part: Keyed) -> tuple[Keyed, ...]:
    """With one more, at the end."""
    return (*parts, part)


def replaced(parts: Sequence[Keyed], part: Keyed) -> tuple[Keyed, ...]:
    """With this one in place of that with its key."""
    place = place_of(parts, part.key)
    return (*parts[:place], part, *parts[place + 1 :])


def without(parts: Sequence[Keyed], key: str) -> tuple[Keyed, ...]:
    """Without the part with this key."""
    place = place_of(parts, key)
    return (*parts[:place], *parts[place + 1 :])


def moved(parts: Sequence[Keyed], key: str, step: int) -> tuple[Keyed, ...]:
    """With the part of this key one place up (-1) or down (1); at an end nothing moves."""
    place = place_of(parts, key)
    return shifted(parts, place, step)


def shifted(parts: Sequence[Part], place: int, step: int) -> tuple[Part, ...]:
    """With what stands at a place one place up (-1) or down (1); at an end nothing moves."""
    order = list(parts)
    there = place + step
    if 0 <= there < len(order):
        order.insert(there, order.pop(place))
    return tuple(order)


def kept_in_order(before: Sequence[Part], chosen: Sequence[Part]) -> tuple[Part, ...]:
    """What is chosen: what was there before in its order, what is new after it."""
    stays = [each for each in before if each in chosen]
    return (*stays, *(each for each in chosen if each not in stays))
