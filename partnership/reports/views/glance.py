"""The plan at a glance on a programme's first page, made anew only where the plan differs."""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from milestones.parts import PlanPart
from milestones.presenters.links import MilestoneLinks
from milestones.presenters.milestones import matrix, tally_sentence
from milestones.presenters.overview_rows import overview_rows
from partnership.web.remembered import Remembered


@dataclass(frozen=True)
class Seen:
    """What it depends on beside the plan; `changed_since` is the last day of the quarter before."""

    slug: str
    area_word: str
    query: str
    changed_since: date


def _glance(_: str, plan: PlanPart, seen: Seen) -> SafeString:
    found = matrix(plan)
    context = {
        "matrix": found,
        "matrix_rows": overview_rows(found, MilestoneLinks(seen.slug, seen.query)),
        "tally": tally_sentence(plan),
        "areas": plan.areas,
        "as_at": plan.as_at,
        **vars(seen),
    }
    return render_to_string("reports/_glance.html", context)


GLANCES = Remembered(_glance, most=8)
