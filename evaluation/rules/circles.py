"""Steps that lead round in a circle. Pure."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def circle(steps: Mapping[int, Iterable[int]]) -> list[int]:
    """The keys of one circle, each leading to the next and the last to the first; or nothing."""
    before = {to: [here for here, there in steps.items() if to in there] for to in _ends(steps)}
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        return list(error.args[1][:-1])  # it names its first part twice
    return []


def _ends(steps: Mapping[int, Iterable[int]]) -> set[int]:
    return {to for there in steps.values() for to in there}
