"""Outcomes, the logic model that leads to them, and how they are measured."""

from evaluation.models.logic import Activity, ActivityInput, ActivityOutcome, Input, OutcomeLink
from evaluation.models.measure import Measure
from evaluation.models.outcome import Framework, Outcome, OutcomeMapping

__all__ = [
    "Activity",
    "ActivityInput",
    "ActivityOutcome",
    "Framework",
    "Input",
    "Measure",
    "Outcome",
    "OutcomeLink",
    "OutcomeMapping",
]
