"""Outcomes and the logic model, indicators, surveys and answers, evidence and its stories."""

from evaluation.models.indicator import Indicator, IndicatorAim, IndicatorValue
from evaluation.models.logic import Activity, ActivityInput, ActivityOutcome, Input, OutcomeLink
from evaluation.models.measure import Measure
from evaluation.models.outcome import Framework, Outcome, OutcomeMapping
from evaluation.models.qualitative import CaseSummary, Coding, Conversation, Excerpt, Theme
from evaluation.models.response import Answer, Match, PairTally, Response, ShownTable, Tally
from evaluation.models.standing import Standing
from evaluation.models.story import Story, StoryEdition, StoryEvidence, StorySection
from evaluation.models.survey import (
    Choice,
    CodeQuestion,
    GridRow,
    Question,
    ScoredScale,
    Section,
    Survey,
    SurveyVersion,
    VersionText,
)
from evaluation.models.wave import Deletion, Invitation, PrivacyNotice, Wave

__all__ = [
    "Activity",
    "ActivityInput",
    "ActivityOutcome",
    "Answer",
    "CaseSummary",
    "Choice",
    "CodeQuestion",
    "Coding",
    "Conversation",
    "Deletion",
    "Excerpt",
    "Framework",
    "GridRow",
    "Indicator",
    "IndicatorAim",
    "IndicatorValue",
    "Input",
    "Invitation",
    "Match",
    "Measure",
    "Outcome",
    "OutcomeLink",
    "OutcomeMapping",
    "PairTally",
    "PrivacyNotice",
    "Question",
    "Response",
    "ScoredScale",
    "Section",
    "ShownTable",
    "Standing",
    "Story",
    "StoryEdition",
    "StoryEvidence",
    "StorySection",
    "Survey",
    "SurveyVersion",
    "Tally",
    "Theme",
    "VersionText",
    "Wave",
]
