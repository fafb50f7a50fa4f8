"""Which function says which part of a report."""

from collections.abc import Callable, Mapping

from partnership.reports.document import Section
from partnership.reports.rules.parts import Part
from partnership.reports.sections.areas import areas
from partnership.reports.sections.boards_word import boards_word
from partnership.reports.sections.changed import what_changed
from partnership.reports.sections.engagement import engagement
from partnership.reports.sections.evaluation import evaluation, logic_model
from partnership.reports.sections.implications import direction, implications
from partnership.reports.sections.learning import learning
from partnership.reports.sections.partnership import partnership
from partnership.reports.sections.plan import due_next, full_plan, milestones, risks
from partnership.reports.sections.summary import executive_summary
from partnership.reports.snapshot import Snapshot

PARTS: Mapping[Part, Callable[[Snapshot], Section]] = {
    Part.SUMMARY: executive_summary,
    Part.WHAT_CHANGED: what_changed,
    Part.AREAS: areas,
    Part.MILESTONES: milestones,
    Part.DUE_NEXT: due_next,
    Part.ENGAGEMENT: engagement,
    Part.EVALUATION: evaluation,
    Part.PARTNERSHIP: partnership,
    Part.LEARNING: learning,
    Part.RISKS: risks,
    Part.BOARDS_WORD: boards_word,
    Part.IMPLICATIONS: implications,
    Part.DIRECTION: direction,
    Part.LOGIC_MODEL: logic_model,
    Part.FULL_PLAN: full_plan,
}
