"""Decisions of groups and bodies, within a person's reach, as reported by a day."""

from datetime import date

from django.db.models import F, Q, QuerySet

from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Decision, Group, Meeting, ReportingBody

GROUP, BODY = "group:", "body:"


def decisions_in(programme: Programme, *, reach: Reach, as_at: date) -> QuerySet[Decision]:
    """The programme's decisions within reach that had been reported by a day."""
    found = Decision.objects.filter(programme=programme, reported_on__lte=as_at)
    return found.visible_to(reach).select_related("group__area", "body__area", "meeting")


def register(
    programme: Programme,
    *,
    reach: Reach,
    as_at: date,
    by: str = "",
    authorises: bool = False,
    words: str = "",
) -> QuerySet[Decision]:
    """Decisions, latest reported first; `by` is “group:” or “body:” with a slug."""
    found = decisions_in(programme, reach=reach, as_at=as_at)
    if by:
        kind, _, slug = by.partition(":")
        theirs = Q(**{f"{kind}__slug": slug})
        found = found.filter(theirs | Q(body__group__slug=slug) if kind == "group" else theirs)
    if authorises:
        found = found.filter(authorises_plan_change=True)
    for word in words.split():
        found = found.filter(Q(text__icontains=word))
    return found.order_by(F("reported_on").desc(), "slug")


def decider_choices(programme: Programme, *, reach: Reach) -> list[tuple[str, str]]:
    """The groups and reporting bodies within reach, by name, for `register`; two queries.

    A body that is one of the groups is offered once, as the group.
    """
    groups = Group.objects.filter(programme=programme).visible_to(reach)
    bodies = ReportingBody.objects.filter(programme=programme, group=None).visible_to(reach)
    found = [
        (f"{kind}{slug}", name)
        for kind, rows in ((GROUP, groups), (BODY, bodies))
        for slug, name in rows.order_by().values_list("slug", "name")
    ]
    return sorted(found, key=lambda choice: choice[1].lower())


def decision_of(programme: Programme, slug: str, *, reach: Reach, as_at: date) -> Decision:
    """One decision within reach; raises Decision.DoesNotExist, also before it was reported."""
    found = decisions_in(programme, reach=reach, as_at=as_at)
    return found.select_related("group__area", "body__area", "meeting", "source").get(slug=slug)


def meeting_of(group: Group, number: str) -> Meeting | None:
    """The group's meeting of that number, as an address gives it; None where there is none."""
    is_number = number.isascii() and number.isdigit() and len(number) <= 4
    return group.meetings.filter(number=int(number)).first() if is_number else None
