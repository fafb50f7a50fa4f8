"""Sheets of the plan's versions: what each of them held, row by row.

Only the version itself is a record; its rows are kept within it. They have sheets
of their own, of the same form as those of the plan, so that people can read them.
"""

from dataclasses import replace

from django.db import models

from milestones.models import Milestone, PlanAnswer, PlanVersion
from partnership.workbook.columns import Column, Kind
from partnership.workbook.sheet import Sheet, finder, sheet
from partnership.workbook.sheets.milestones import (
    AREA_OF_DELIVERY,
    MILESTONE_PARTS,
    MILESTONES,
    OUTPUTS,
    TARGETS,
)
from partnership.workbook.sheets.programme import PHASES


class OfAVersion(models.Model):
    """What stands in a version's content, one class a sheet; never a record."""

    class Meta:
        abstract = True


class PhaseOfVersion(OfAVersion):
    class Meta:
        abstract = True


class RowOfVersion(OfAVersion):
    class Meta:
        abstract = True


class PartOfRow(OfAVersion):
    class Meta:
        abstract = True


class OutputOfRow(OfAVersion):
    class Meta:
        abstract = True


class TargetOfRow(OfAVersion):
    class Meta:
        abstract = True


def _version() -> Column:
    return finder("version*", PlanVersion, "The number of the version.")


def _row() -> Column:
    words = "The milestone, by the reference that it has now; a row of this version."
    return Column(
        "milestone", Kind.REFERENCE, words, True, True, to=RowOfVersion, within=("version",)
    )


def _as_in(sheet: Sheet, *names: str, **words: str) -> list[Column]:
    """Columns of the plan's own sheet, as one version held them."""
    columns = [sheet.column(name) for name in names]
    return [replace(each, help=words.get(each.name, each.help)) for each in columns]


def _required(model: type[models.Model], name: str, words: str) -> Column:
    """A column that a record may leave empty, and a row may not."""
    column = sheet("", model, [name], "").column(name)
    return replace(column, is_required=True, default=None, help=words)


PLAN_VERSIONS = sheet(
    "plan_versions",
    PlanVersion,
    [
        replace(
            _required(PlanVersion, "number", "Counted from 1, in the order of publishing."),
            is_key=True,
        ),
        _required(PlanVersion, "in_force_on", "The day from which it holds."),
        "why",
        "decision",
    ],
    "The versions of the plan that were published. A published version never changes. The newest"
    " may stand here without rows in the sheets that follow: then the plan's own sheets are its"
    " rows. What moves or drops a milestone of a published plan is told so, with its decision;"
    " other differences become the next version by themselves.",
    help={"decision": "The decision that authorised it: one that authorises changes."},
    only=(("state", PlanVersion.State.PUBLISHED.value),),
)

PLAN_PHASES = Sheet(
    "plan_phases",
    PhaseOfVersion,
    (_version(), *_as_in(PHASES, "number", "name")),
    "The phases, as a version of the plan had them.",
)

PLAN_ROWS = Sheet(
    "plan_rows",
    RowOfVersion,
    (
        _version(),
        finder("milestone*", Milestone, "The milestone, by the reference that it has now."),
        Column(
            "position",
            Kind.WHOLE,
            "Its place in the version: 1, 2, 3 and so on; dropped rows come last.",
            is_required=True,
            default=None,
            field=MILESTONES.column("position").field,
        ),
        replace(
            MILESTONES.column("reference"), is_key=False, help="The reference that it had then."
        ),
        Column(
            "phase",
            Kind.WHOLE,
            "The number of its phase in this version.",
            is_required=True,
            default=None,
            field=PHASES.column("number").field,
        ),
        *_as_in(MILESTONES, "title", "due_month", "scope", "scope_inferred_from", "kotter_step"),
        replace(MILESTONES.column("depends_on"), links=None),
        replace(
            MILESTONES.column("reported_on"),
            is_required=False,
            help="The day from which it is part of the plan; empty: the milestone's.",
        ),
        Column(
            "gone_outputs",
            Kind.TEXTS,
            "The numbers of outputs that it had before, and has no longer.",
            default=(),
        ),
        Column(
            "is_dropped",
            Kind.YES_NO,
            "Whether the version no longer has the row, and shows it as it last was.",
            default=False,
        ),
    ),
    "The milestones, as a version of the plan had them: every one, also those that it left as"
    " they were.",
)

PLAN_PARTS = Sheet(
    "plan_parts",
    PartOfRow,
    (_version(), _row(), *_as_in(MILESTONE_PARTS, "number", "text", number="1, 2, 3 and so on.")),
    "Sub-items of milestones, as a version of the plan had them.",
)

PLAN_OUTPUTS = Sheet(
    "plan_outputs",
    OutputOfRow,
    (_version(), _row(), *_as_in(OUTPUTS, "number", "text", "group_named", "priority_group")),
    "What milestones must leave behind, as a version of the plan had it.",
)

PLAN_TARGETS = Sheet(
    "plan_targets",
    TargetOfRow,
    (
        _version(),
        _row(),
        *_as_in(TARGETS, "number", "wanted", "what", "per", "counts", "event_kind"),
        replace(TARGETS.column("contexts"), links=None),
    ),
    "Numbers that milestones need, as a version of the plan had them.",
)

PLAN_ANSWERS = sheet(
    "plan_answers",
    PlanAnswer,
    [
        "version*",
        "milestone*",
        "area*",
        "is_accepted*",
        "reason",
        _required(PlanAnswer, "reported_on", "The day of the answer."),
    ],
    "What areas said to rows that a version changed. A change without an answer waits for one."
    " What was declined and accepted later has two rows.",
    help={
        "version": "The number of the version.",
        "milestone": "The milestone.",
        "area": AREA_OF_DELIVERY,
        "is_accepted": "Whether the area works to the changed row from then on.",
        "reason": "Why not; also why, where something was said.",
    },
    scope="version__programme",
)

OF_VERSIONS = (PLAN_PHASES, PLAN_ROWS, PLAN_PARTS, PLAN_OUTPUTS, PLAN_TARGETS)
SHEETS: tuple[Sheet, ...] = (PLAN_VERSIONS, *OF_VERSIONS, PLAN_ANSWERS)
