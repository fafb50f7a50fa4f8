"""All sheets, in the order in which they are loaded: what is referred to first."""

from django.db import models

from partnership.workbook.sheet import Sheet
from partnership.workbook.sheets import (
    areas,
    evaluation,
    events,
    feedback,
    groups,
    learning,
    milestones,
    plan,
    programme,
    service_tests,
)

SHEETS: tuple[Sheet, ...] = (
    *programme.SHEETS,
    *areas.SHEETS,
    *groups.SHEETS,
    *learning.SHEETS,
    *events.SHEETS,
    *feedback.SHEETS,
    *service_tests.SHEETS,
    *milestones.OF_THE_PLAN,
    *plan.SHEETS,
    *milestones.OF_DELIVERIES,
    *milestones.OF_RISKS,
    *evaluation.SHEETS,
)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}


def sheet_of(model: type[models.Model]) -> Sheet:
    """The sheet whose rows are records of `model`; KeyError where it has none."""
    return {sheet.model: sheet for sheet in SHEETS}[model]
