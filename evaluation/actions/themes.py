"""Themes are named, put under one another and removed; cells of the framework matrix are filled."""

from dataclasses import dataclass

from django.db import transaction

from evaluation.models import CaseSummary, Conversation, Theme
from evaluation.rules.circles import circle
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError, changing
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug

MOST = 200


@dataclass(frozen=True)
class ThemeDetails:
    """What is said of a theme; `place` is its place among those beside it, from 1."""

    name: str
    meaning: str
    part_of: Theme | None
    place: int | None = None


@transaction.atomic
def add_theme(*, programme: Programme, details: ThemeDetails, by: User) -> Theme:
    """Add a theme after those beside it; RefusedError where its name is taken."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    others = list(programme.themes.all())
    if len(others) >= MOST:
        raise RefusedError(f"There are {MOST} themes already: remove what nothing is coded to.")
    _refuse_name(details.name, others)
    theme = Theme(
        programme=programme,
        slug=fresh_slug(details.name, programme.themes, otherwise="theme"),
        name=details.name,
        meaning=details.meaning,
        part_of=details.part_of,
        position=len(others) + 1,
    )
    record_by(theme, by=by)
    theme.save()
    _arrange(theme, details.place)
    return theme


@transaction.atomic
def change_theme(*, theme: Theme, seen: int, details: ThemeDetails, by: User) -> None:
    """Name it otherwise, or put it elsewhere in the tree; RefusedError where that is a circle."""
    Programme.objects.select_for_update().get(pk=theme.programme_id)
    others = list(theme.programme.themes.exclude(pk=theme.pk))
    _refuse_name(details.name, others)
    _refuse_circle(theme, details.part_of, others)
    with changing(theme, seen=seen, by=by) as now:
        now.name, now.meaning, now.part_of = details.name, details.meaning, details.part_of
    _arrange(theme, details.place)


@transaction.atomic
def remove_theme(*, theme: Theme, seen: int, by: User) -> None:
    """Remove a theme to which nothing is coded; what was under it moves up. RefusedError."""
    used = theme.codings.count(), theme.summaries.count()
    if any(used):
        raise RefusedError(
            f"It is in use: {_counted(used[0], 'excerpt')} coded to it, {_counted(used[1], 'cell')}"
            " of the matrix filled. Code them to other themes first."
        )
    now = Theme.objects.select_for_update().get(pk=theme.pk)
    if now.version != seen:
        raise ChangedMeanwhileError(now)
    now.parts.update(part_of=now.part_of)
    record_by(now, by=by)
    now.delete()


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _refuse_name(name: str, others: list[Theme]) -> None:
    if any(each.name.casefold() == name.casefold() for each in others):
        raise RefusedError(f"There is a theme “{name}” already.", "name")


def _refuse_circle(theme: Theme, part_of: Theme | None, others: list[Theme]) -> None:
    if part_of is None:
        return
    steps = {each.pk: {each.part_of_id} for each in others if each.part_of_id}
    if circle({**steps, theme.pk: {part_of.pk}}):
        raise RefusedError("It can’t be part of a theme that is part of it.", "part_of")


def _arrange(theme: Theme, place: int | None) -> None:
    """Put it at its place among those beside it; the others keep their order."""
    beside = Theme.objects.filter(programme=theme.programme_id, part_of=theme.part_of_id)
    others = list(beside.exclude(pk=theme.pk).order_by("position", "name"))
    at = len(others) if place is None else max(0, min(place - 1, len(others)))
    for position, each in enumerate([*others[:at], theme, *others[at:]], start=1):
        Theme.objects.filter(pk=each.pk).exclude(position=position).update(position=position)


@transaction.atomic
def write_summary(
    *, conversation: Conversation, theme: Theme, seen: int, text: str, by: User
) -> None:
    """Say in a cell what a conversation says on a theme; empty empties it.

    `seen` is 0 where the cell was empty; ChangedMeanwhileError where somebody was quicker.
    """
    Conversation.objects.select_for_update().get(pk=conversation.pk)
    cell = CaseSummary.objects.filter(conversation=conversation, theme=theme).first()
    if cell is None and not text:
        return
    if cell is None:
        if seen:
            raise RefusedError("Somebody emptied the cell meanwhile: open it again.")
        cell = CaseSummary(conversation=conversation, theme=theme)
    elif cell.version != seen:
        raise ChangedMeanwhileError(cell)
    else:
        cell.version += 1
    record_by(cell, by=by)
    if text:
        cell.text = text
        cell.save()
    else:
        cell.delete()
