"""Feedback on events: the public form by its code, its words, and what was answered."""

from datetime import date
from typing import Any

from django.db.models import Aggregate, Count, Exists, OuterRef, QuerySet, Sum
from django.utils import timezone

from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.feedback_words import Wording, wordings
from pilots.models import (
    Event,
    FeedbackAnswer,
    FeedbackForm,
    FeedbackTally,
    FeedbackWording,
)

OF_THE_FORM = ("code", "opens_on", "closes_on", "closed_at", "asks_comment")
OF_ITS_EVENT = ("name", "happened", "status", "programme__is_illustrative")
OF_ITS_STATUS = ("held_reported_on", "confirmed_on", "cancelled_reported_on")
OF_ITS_MONTH = ("version", "area", "kind", "reported_on", *OF_ITS_STATUS)
PUBLIC = (*OF_THE_FORM, *(f"event__{name}" for name in (*OF_ITS_EVENT, *OF_ITS_MONTH)))


def form_by_code(code: str) -> FeedbackForm:
    """The public form of that code, however it was typed, with what its pages say of the event
    and what says in which month it counts; one query. Raises FeedbackForm.DoesNotExist.
    """
    forms = FeedbackForm.objects.select_related("event__programme").only(*PUBLIC)
    return forms.get(code=code.lower())


def wordings_of(programme: Programme | int) -> list[Wording]:
    """Every language in which the programme's forms are shown, English first; one query."""
    given = FeedbackWording.objects.filter(programme=programme)
    return wordings([Wording.of(each) for each in given])


def languages_of(programme: Programme) -> QuerySet[FeedbackWording]:
    """The wordings that the programme itself gave."""
    return FeedbackWording.objects.filter(programme=programme).order_by("language_name")


def event_asked_about(programme: Programme, slug: str, *, reach: Reach) -> Event:
    """An event within reach; one query. Raises Event.DoesNotExist."""
    found = programme.events.as_at(timezone.localdate()).visible_to(reach)
    return found.select_related("area", "kind", "venue", "programme").get(slug=slug)


def form_of(event: Event) -> FeedbackForm | None:
    """The event's public form, if there is one; one query."""
    return FeedbackForm.objects.filter(event=event).first()


def points_given(event: Event, *, as_at: date) -> dict[int, int]:
    """How often each of the five points counts, of what had come in by a day; one query.

    Today's comes from the tally; an earlier day's from the answers themselves.
    """
    if as_at >= timezone.localdate():
        tallies = FeedbackTally.objects.filter(event=event)
        return dict(tallies.values_list("satisfaction", "answers"))
    return points_of(counted(event).filter(received_on__lte=as_at))


def points_by_event(events: QuerySet[Event], *, as_at: date) -> dict[int, dict[int, int]]:
    """`points_given` of many events at once, by their keys; one query."""
    rows, answers = points_rows(events, as_at=as_at)
    found: dict[int, dict[int, int]] = {}
    for event, point, number in rows.values_list("event", "satisfaction").annotate(answers):
        found.setdefault(event, {})[point] = number
    return found


def points_rows(events: QuerySet[Event], *, as_at: date) -> tuple[QuerySet[Any], Aggregate]:
    """What had been answered at the events by a day, and how many of them give a point."""
    there = events.order_by().values("pk")
    if as_at >= timezone.localdate():
        tallies = FeedbackTally.objects.filter(event__in=there, answers__gt=0)
        return tallies.order_by(), Sum("answers")
    return answers_by(as_at).filter(event__in=there), Count("pk")


def is_answered(as_at: date) -> Exists:
    """Whether anybody at an event said how satisfied they were, as far as had come by a day."""
    if as_at >= timezone.localdate():
        return Exists(FeedbackTally.objects.filter(event=OuterRef("pk"), answers__gt=0))
    return Exists(answers_by(as_at).filter(event=OuterRef("pk")))


def answers_by(as_at: date) -> QuerySet[FeedbackAnswer]:
    """The answers that say how satisfied somebody was, had come by a day, and count."""
    return FeedbackAnswer.objects.filter(
        set_aside_why="", received_on__lte=as_at, satisfaction__isnull=False
    ).order_by()


def counted(event: Event) -> QuerySet[FeedbackAnswer]:
    """The event's answers that are not set aside."""
    return FeedbackAnswer.objects.filter(event=event, set_aside_why="")


def points_of(answers: QuerySet[FeedbackAnswer]) -> dict[int, int]:
    """The recount: how often each point was given among these answers."""
    given = answers.filter(satisfaction__isnull=False).order_by()
    return dict(given.values_list("satisfaction").annotate(Count("pk")))


def came_by(event: Event, *, as_at: date) -> dict[str, int]:
    """How many answers that count had come by each channel by a day; one query."""
    came = counted(event).filter(received_on__lte=as_at).order_by()
    return dict(came.values_list("channel").annotate(Count("pk")))


def typed_in(event: Event) -> dict[int | None, int]:
    """How many paper forms gave each point (None: no tick), of those that count; one query."""
    papers = counted(event).filter(channel=FeedbackAnswer.Channel.PAPER).order_by()
    return dict(papers.values_list("satisfaction").annotate(Count("pk")))


def left_out(event: Event, *, as_at: date) -> dict[str, int]:
    """How many of the answers that had come by a day are set aside, by the reason; one query."""
    aside = answers_of(event).filter(received_on__lte=as_at).exclude(set_aside_why="").order_by()
    return dict(aside.values_list("set_aside_why").annotate(Count("pk")))


def answers_of(event: Event) -> QuerySet[FeedbackAnswer]:
    """Every answer one by one, set aside or not, newest first."""
    return FeedbackAnswer.objects.filter(event=event).order_by("-pk")
