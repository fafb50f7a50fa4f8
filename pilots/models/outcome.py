"""What comes out of meetings: decisions, and actions with their history."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.utils import timezone
from simple_history.models import HistoricalRecords

from partnership.fields import PartialDateField
from partnership.people.models import Versioned
from partnership.programmes.models import Programme, Sourced
from partnership.programmes.reach import Reach
from pilots.models.body import ReportingBody
from pilots.models.group import Group
from pilots.models.meeting import Meeting
from pilots.models.scoped import OfAGroupQuerySet


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, reach: Reach) -> "DecisionQuerySet":
        """Those of groups and bodies within reach."""
        by_group = Q(group__isnull=False) & reach.q("group__area")
        return self.filter(by_group | Q(body__isnull=False) & reach.q("body__area"))


class Decision(Sourced, Versioned):
    """What a group or a reporting body decided; it may authorise a plan change."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="decisions")
    slug = models.SlugField(max_length=80)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    body = models.ForeignKey(
        ReportingBody, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    decided = PartialDateField()
    text = models.TextField("what was decided")
    authorises_plan_change = models.BooleanField(
        "authorises a change to the plan",
        default=False,
        help_text="A milestone’s agreed date moves only by a decision that authorises it.",
    )

    objects = DecisionQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["reported_on", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="decision_slug_once"),
            models.CheckConstraint(
                condition=Q(group__isnull=False, body__isnull=True)
                | Q(group__isnull=True, body__isnull=False),
                name="decision_by_a_group_or_a_body",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ActionQuerySet(OfAGroupQuerySet["Action"]):
    def as_at(self, day: date) -> Self:
        """Those reported by a day, each with how it stood: owner_then, due_then, done_then, …

        What was last reported of it by then counts; outcome_then says what was done.
        """
        found = self.filter(reported_on__lte=day)
        if day >= timezone.localdate():  # nothing is reported of a day to come
            return found.annotate(**{then: F(now) for then, (now, _) in THEN.items()})
        said = ActionUpdate.objects.filter(action=OuterRef("pk"), reported_on__lte=day)
        last = said.order_by("-reported_on", "-number")
        return found.annotate(
            **{
                then: Case(When(Exists(said), then=Subquery(last.values(it)[:1])), default=F(now))
                for then, (now, it) in THEN.items()
            }
        )

    def open_on(self, day: date) -> Self:
        """Those reported by a day that had been neither done nor dropped by then."""
        return self.as_at(day).filter(
            Q(done_then__isnull=True) | Q(done_then__gt=day),
            Q(dropped_then__isnull=True) | Q(dropped_then__gt=day),
        )

    def closed_on(self, day: date, *ends: str) -> Self:
        """Those that had been done or dropped by a day; `ends` names one of the two."""
        ended = Q()
        for end in ends or ("done_then", "dropped_then"):
            ended |= Q(**{f"{end}__lte": day})
        return self.as_at(day).filter(ended)

    def overdue_on(self, day: date) -> Self:
        """Those that were open on a day after the one they were due on."""
        return self.open_on(day).filter(due_then__lt=day)


# How an action stood, by the field that says it now and the one of its updates.
THEN = {
    "owner_then": ("owner", "owner"),
    "due_then": ("due_on", "due_on"),
    "done_then": ("done_on", "done_on"),
    "dropped_then": ("dropped_on", "dropped_on"),
    "outcome_then": ("outcome", "why"),
}


class Action(Sourced, Versioned):
    """What somebody is to do by a day; as it stands now, its updates say how it stood.

    `owner` is the post; `owner_user` the account of whoever holds it, where there is one.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="actions")
    slug = models.SlugField(max_length=80)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    text = models.TextField("what is to be done")
    owner = models.CharField(max_length=200, help_text="A post, not a name.")
    owner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="actions",
        verbose_name="owner’s account",
    )
    due_on = models.DateField("due day", null=True, blank=True)
    done_on = models.DateField("day it was done", null=True, blank=True)
    dropped_on = models.DateField("day it was no longer needed", null=True, blank=True)
    outcome = models.TextField(
        "what was done", blank=True, help_text="What was done, or why it isn't needed."
    )

    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["due_on", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["group", "slug"], name="action_slug_once"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(dropped_on__isnull=True),
                name="action_not_done_and_dropped",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ActionUpdate(Sourced):
    """How an action stood once something was said of it (domain words §3, History).

    Written from the first change on: number 0 keeps the action as it was recorded,
    the last one agrees with the action.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="updates")
    number = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=200)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    why = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["action", "number"]
        constraints = [
            models.UniqueConstraint(fields=["action", "number"], name="action_update_once"),
        ]

    def __str__(self) -> str:
        return f"{self.action}, update {self.number}"
