"""How a corrected decision is told beneath minutes that are approved. Pure: no Django."""

from dataclasses import dataclass

from partnership.dates import PartialDate


@dataclass(frozen=True)
class DecisionStands:
    """How a decision is recorded."""

    text: str
    decided: PartialDate
    authorises_plan_change: bool


def correction_words(before: DecisionStands, after: DecisionStands, why: str) -> str:
    """What the record of a decision says now, what it said before, and why."""
    said = [f"The decision “{before.text}” was corrected."]
    if after.text != before.text:
        said.append(f"It reads now: “{after.text}”.")
    if after.decided != before.decided:
        said.append(f"Date of the decision: {after.decided.words}, before {before.decided.words}.")
    if after.authorises_plan_change != before.authorises_plan_change:
        verb = "authorises" if after.authorises_plan_change else "does not authorise"
        said.append(f"It {verb} a change to the plan.")
    return " ".join([*said, f"Why: {why}"])
