"""All sheets, in the order in which they are loaded: what is referred to first."""

from django.db import models

from partnership.workbook.sheet import Sheet
from partnership.workbook.sheets import areas, evaluation, events, groups, milestones, programme

SHEETS: tuple[Sheet, ...] = (
    *programme.SHEETS,
    *areas.SHEETS,
    *groups.SHEETS,
    *events.SHEETS,
    *milestones.SHEETS,
    *evaluation.SHEETS,
)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}


def sheet_of(model: type[models.Model]) -> Sheet:
    """The sheet whose rows are records of `model`; KeyError where it has none."""
    return {sheet.model: sheet for sheet in SHEETS}[model]
