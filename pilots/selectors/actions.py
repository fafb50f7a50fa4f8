"""Actions across groups, within a person's reach, as they stood on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.utils import timezone

from partnership.people.models import User
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.action_rules import Said, Standing, stands
from pilots.models import Action, ActionUpdate, Group, Meeting
from pilots.models.outcome import ActionQuerySet
from pilots.selectors.meetings import has_begun
from pilots.selectors.owners import owner_is_here

OPEN, OVERDUE, DONE, DROPPED, ALL = "open", "overdue", "done", "dropped", "all"


def actions_in(programme: Programme, *, reach: Reach) -> ActionQuerySet:
    """The programme's actions within reach, each with its group and meeting."""
    found = Action.objects.filter(group__programme=programme).visible_to(reach)
    return found.select_related("group__area", "meeting")


def register(
    programme: Programme,
    *,
    reach: Reach,
    as_at: date,
    group: str = "",
    owner: str = "",
    owned_by: User | None = None,
    state: str = OPEN,
    words: str = "",
) -> QuerySet[Action]:
    """Actions as they stood on a day, soonest due first, without a day last.

    `state` is one of open, overdue, done, dropped and all. Each of the `words`
    must be in what is to be done, in the owner, or in what was done.
    """
    found = _in_state(actions_in(programme, reach=reach), state, as_at)
    wanted = {"group__slug": group, "owner_then": owner, "owner_user": owned_by}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    for word in words.split():
        found = found.filter(_with_word(word))
    found = found.annotate(owner_has_left=_owner_has_left(as_at))
    return found.order_by(F("due_then").asc(nulls_last=True), "group__name", "slug", "pk")


def _in_state(actions: ActionQuerySet, state: str, day: date) -> ActionQuerySet:
    return {
        OPEN: lambda: actions.open_on(day),
        OVERDUE: lambda: actions.overdue_on(day),
        DONE: lambda: actions.closed_on(day, "done_then"),
        DROPPED: lambda: actions.closed_on(day, "dropped_then"),
    }.get(state, lambda: actions.as_at(day))()


def _with_word(word: str) -> Q:
    anywhere = Q()
    for name in ("text", "owner_then", "outcome_then"):
        anywhere |= Q(**{f"{name}__icontains": word})
    return anywhere


def _owner_has_left(on: date) -> Case:
    """Whether an open action is with an account to which it could not be given any more.

    Of a day gone by nobody asks: whom to ask instead matters today.
    """
    if on < timezone.localdate():
        return Case(default=Value(False), output_field=BooleanField())
    gone = Q(owner_user__isnull=False, done_on=None, dropped_on=None) & ~owner_is_here(on)
    return Case(When(gone, then=Value(True)), default=Value(False), output_field=BooleanField())


def group_choices(programme: Programme, *, reach: Reach) -> list[tuple[str, str]]:
    """The groups within reach: (slug, name), by name; one query."""
    groups = Group.objects.filter(programme=programme).visible_to(reach)
    return list(groups.order_by("name").values_list("slug", "name"))


def owner_choices(programme: Programme, *, reach: Reach, as_at: date) -> list[str]:
    """Everybody who owned an action on a day, by name; one query."""
    found: Any = actions_in(programme, reach=reach).as_at(as_at)
    owners = found.select_related(None).order_by().values_list("owner_then", flat=True).distinct()
    return sorted(owners, key=str.lower)


def action_of(programme: Programme, group: str, slug: str, *, reach: Reach, as_at: date) -> Action:
    """One action within reach; one query.

    Raises Action.DoesNotExist, also where it had not been reported by that day.
    """
    found = actions_in(programme, reach=reach).filter(reported_on__lte=as_at)
    found = found.select_related("group__area", "meeting", "source", "owner_user")
    return found.annotate(owner_has_left=_owner_has_left(as_at)).get(group__slug=group, slug=slug)


def trail_of(action: Action, *, as_at: date) -> list[ActionUpdate]:
    """What was said of an action by a day, in order; number 0 is the action as recorded."""
    return list(action.updates.filter(reported_on__lte=as_at).select_related("by", "source"))


def said_in(trail: Sequence[ActionUpdate], action: Action) -> list[Said]:
    """The trail for the rules; of an action of which nothing more was said, how it is."""
    if not trail:
        return [now_of(action)]
    return [
        Said(each.reported_on, each.owner, each.due_on, each.done_on, each.dropped_on, each.why)
        for each in trail
    ]


def now_of(action: Action) -> Said:
    """How an action is now, as one word on it."""
    return Said(
        action.reported_on,
        action.owner,
        action.due_on,
        action.done_on,
        action.dropped_on,
        action.outcome,
    )


def stood(action: Action, *, on: date) -> Standing:
    """How an action of a query `as_at` a day stood then."""
    then: Any = action
    said = Said(
        action.reported_on,
        then.owner_then,
        then.due_then,
        then.done_then,
        then.dropped_then,
        then.outcome_then,
    )
    return stands(said, on=on)


def is_owner(action: Action, person: User) -> bool:
    """Whether the action is that person's to do."""
    return action.owner_user_id == person.pk


def meetings_of(group: Group) -> QuerySet[Meeting]:
    """The group's meetings of which something can be recorded, latest first; two queries.

    Those that were held or whose day has come, unless their minutes are approved.
    """
    today = timezone.localdate()
    found = group.meetings.exclude(minutes_state=Meeting.MinutesState.APPROVED)
    begun = [each.pk for each in found if has_begun(each, on=today)]
    return found.filter(pk__in=begun).order_by("-number")
