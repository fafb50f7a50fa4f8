"""Changes of a meeting's parts in sentences, those of one save together."""

from collections.abc import Sequence
from dataclasses import dataclass

VERBS = {
    "agendaitem": {
        "+": "added {} to the agenda",
        "~": "changed {} of the agenda",
        "-": "took {} off the agenda",
    },
    "attendance": {"~": "changed the attendance of {}", "-": "took back the attendance of {}"},
    "declaration": {
        "+": "recorded a declaration of interest by {}",
        "~": "changed what was done about the interest declared by {}",
        "-": "removed a declaration of interest by {}",
    },
}
NAMED = 2  # so many are named, more are counted
NOUNS = {"agendaitem": "items", "attendance": "seats", "declaration": "seats"}


@dataclass(frozen=True)
class Step:
    """What was done at once: the kind of part, added (+), changed (~) or removed (-), and which."""

    kind: str
    type: str
    names: Sequence[str]


def told_together(step: Step) -> str:
    """added 6 items to the agenda; changed the attendance of “Depute head”."""
    names = list(dict.fromkeys(step.names))
    if len(names) <= NAMED:
        said = " and ".join(f"“{name}”" for name in names)
    else:
        said = f"{len(names)} {NOUNS[step.kind]}"
    return VERBS[step.kind][step.type].format(said)
