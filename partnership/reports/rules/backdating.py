"""By when things are to be done for a report, counted back from its paper deadline. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

FIGURES, DRAFT, SIGN, PAPER = "figures", "draft", "sign", "paper"
EVERYTHING = frozenset({FIGURES, DRAFT, SIGN, PAPER})
DONE_IN = {  # by the stage that a report has reached
    "draft": frozenset[str](),
    "in-review": frozenset({FIGURES, DRAFT}),
    "approved": frozenset({FIGURES, DRAFT, SIGN}),
    "published": EVERYTHING,
    "superseded": EVERYTHING,
}
OPEN_IN = {  # done once, it is to be done again where a report comes back to that stage
    stage: EVERYTHING - done - {FIGURES} for stage, done in DONE_IN.items()
}


@dataclass(frozen=True)
class Lead:
    """Days before the paper deadline by which each thing is done; 0 and more, none later."""

    figures: int = 21
    draft: int = 14
    sign: int = 5

    def __post_init__(self) -> None:
        if not self.figures >= self.draft >= self.sign >= 0:
            raise ValueError("Figures come before the draft, the draft before the approval.")


def tasks(*, period_last: date, papers_due: date, lead: Lead) -> Mapping[str, date]:
    """The day of each task, in their order.

    Nothing is due before the period is over: where the deadline comes so soon after, what is
    left of the time is shared in the same proportions, whole days, earlier ones rounded down.
    Raises ValueError for a deadline that lies within the period.
    """
    room = (papers_due - period_last).days
    if room < 1:
        raise ValueError("Papers are due before the period they are about has ended.")
    wanted = {FIGURES: lead.figures, DRAFT: lead.draft, SIGN: lead.sign, PAPER: 0}
    if lead.figures < room:
        return {name: papers_due - timedelta(days) for name, days in wanted.items()}
    shared = (room - 1) / lead.figures
    return {name: papers_due - timedelta(int(days * shared)) for name, days in wanted.items()}
