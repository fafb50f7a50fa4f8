"""Versions of the plan, the draft of the next, and who did what to them."""

from datetime import date

from django.db.models import Q, QuerySet

from milestones.models import PlanAnswer, PlanVersion
from partnership.people.history import HistoryLine
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Area

OUT_OF_REACH = "by a group or board elsewhere"


def versions_in(programme: Programme, *, as_at: date) -> QuerySet[PlanVersion]:
    """The versions that were in force by a day, newest first; their rows are not read."""
    found = PlanVersion.objects.filter(programme=programme).in_force(as_at).defer("content")
    return found.select_related("published_by", "decision__group", "decision__body")


def version_and_before(
    programme: Programme, number: int, *, as_at: date
) -> tuple[PlanVersion, PlanVersion | None]:
    """A version in force by a day and the one before it; one query.

    Raises PlanVersion.DoesNotExist, also before it was in force.
    """
    found = PlanVersion.objects.filter(programme=programme).in_force(as_at)
    found = found.filter(Q(number=number) | Q(number=number - 1))
    both = list(found.select_related("published_by", "decision__group", "decision__body"))
    if not both or both[0].number != number:
        raise PlanVersion.DoesNotExist(f"The plan has no version {number} as at this day.")
    return both[0], both[1] if len(both) > 1 else None


def draft_of(programme: Programme) -> PlanVersion | None:
    """The draft of the next version, if one was begun; one query."""
    drafts = programme.plan_versions.filter(state=PlanVersion.State.DRAFT)
    return drafts.select_related("started_by").first()


def draft_and_newest(programme: Programme) -> tuple[PlanVersion | None, PlanVersion | None]:
    """The draft and the version that was published last, where there are any; two queries."""
    published = programme.plan_versions.filter(state=PlanVersion.State.PUBLISHED)
    return draft_of(programme), published.order_by("number").last()


def decided(version: PlanVersion, reach: Reach) -> str:
    """The decision in its words; of one out of reach, only that there is one."""
    decision = version.decision
    if decision is None:
        return ""
    by = decision.group or decision.body
    return decision.text if by and reach.holds(by.area_id) else OUT_OF_REACH


def told_of(version: PlanVersion) -> list[HistoryLine]:
    """Who did what to a version while it was a draft, newest first; one query.

    Its rows are no part of the history: each step says in words what it did.
    """
    steps = version.history.select_related("history_user").order_by("-history_date", "-history_id")
    return [
        HistoryLine(
            who=str(step.history_user or "The service"),
            sentence=step.history_change_reason,
            at=step.history_date,
        )
        for step in steps
        if step.history_change_reason
    ]


def answers_to(version: PlanVersion, *, reach: Reach, as_at: date) -> QuerySet[PlanAnswer]:
    """What places within reach had answered to a version by a day; one query."""
    found = PlanAnswer.objects.filter(version=version, reported_on__lte=as_at).visible_to(reach)
    return found.select_related("area", "milestone", "by").order_by(
        "area__position", "area__name", "milestone__position"
    )


def answers_of(programme: Programme, area: Area | None) -> QuerySet[PlanAnswer]:
    """What a place answered to any version, latest first; one query."""
    found = PlanAnswer.objects.filter(version__programme=programme, area=area)
    found = found.select_related("version", "milestone", "by").defer("version__content")
    return found.order_by("-version__number", "milestone__position")


Named = list[tuple[str, str]]


def groups_kinds_contexts(programme: Programme) -> tuple[Named, Named, Named]:
    """What outputs and targets may name, as (slug, name); three queries."""
    groups = programme.priority_groups.values_list("slug", "name")
    kinds = programme.event_kinds.order_by("name").values_list("slug", "name")
    contexts = programme.test_contexts.order_by("position", "name").values_list("slug", "name")
    return list(groups), list(kinds), list(contexts)
