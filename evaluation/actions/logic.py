"""The logic model is kept: parts added, changed, dropped on a day, and taken up again."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from evaluation.actions.logic_details import ARROWS, Arrows, Details, Keys, OutcomeDetails
from evaluation.models import Framework, Outcome, OutcomeLink, Standing
from evaluation.rules.circles import circle
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug

MOST = 100  # of one kind: more is no model that anybody could read


@dataclass(frozen=True)
class Among:
    """Where a new part stands: in a programme, or in one of its frameworks."""

    programme: Programme
    framework: Framework | None = None

    @property
    def owner(self) -> dict[str, Any]:
        """What its parts are of."""
        return {"framework": self.framework} if self.framework else {"programme": self.programme}

    def others(self, model: type[Standing]) -> Any:
        return model._default_manager.filter(**self.owner)


@transaction.atomic
def add_part(
    *, model: Any, among: Among, details: Details, reported_on: date, by: User
) -> Standing:
    """Add a part, such as an Input, after the others of its kind.

    Raises RefusedError where its reference is taken, or where it could not be reported then.
    """
    _lock(among.programme)
    others = list(among.others(model))
    if len(others) >= MOST:
        raise RefusedError(f"There are {MOST} of them already: drop what no longer stands.")
    _refuse_day(reported_on, "reported_on")
    _refuse_taken(details, others)
    part: Any = model(**among.owner, reported_on=reported_on)
    details.put_on(part)
    _place(part, others)
    record_by(part, by=by)
    part.save()
    _link(part, details)
    standing: Standing = part
    return standing


def _place(part: Any, others: list[Any]) -> None:
    """Its place after the others, and a slug where its kind has one."""
    if hasattr(part, "position"):
        part.position = max((each.position for each in others), default=0) + 1
    if hasattr(part, "slug"):
        among = type(part)._default_manager.filter(programme=part.programme)
        part.slug = fresh_slug(part.name, among, otherwise="part")


@transaction.atomic
def change_part(*, part: Standing, seen: int, details: Details, by: User) -> None:
    """Say something else of a part, or link it otherwise; history tells which links changed.

    Raises RefusedError where its reference is taken, ChangedMeanwhileError.
    """
    among = _among(part)
    _lock(among.programme)
    _refuse_taken(details, list(among.others(type(part)).exclude(pk=part.pk)))
    _refuse_circle(part, details)
    with changing(part, seen=seen, by=by, why=_changes(part, details)) as now:
        details.put_on(now)
    _link(part, details)


@transaction.atomic
def drop_part(*, part: Standing, seen: int, on: date, why: str, by: User) -> None:
    """Drop a part from a day on: a look back at an earlier day still shows it."""
    _refuse_day(on, "on")
    said = getattr(part, "reported_on", None)
    if said and on < said:
        raise RefusedError(
            f"It was reported on {said:%-d %B %Y} and can't have been dropped before.", "on"
        )
    with changing(part, seen=seen, by=by) as now:
        if now.dropped_on:
            raise RefusedError("Somebody dropped it already.")
        now.dropped_on, now.dropped_why = on, why


@transaction.atomic
def take_up(*, part: Standing, seen: int, by: User) -> None:
    """Take a dropped part up again, as if it had never been dropped; history keeps both."""
    with changing(part, seen=seen, by=by) as now:
        now.dropped_on, now.dropped_why = None, ""


def _among(part: Any) -> Among:
    if isinstance(part, Outcome):
        return Among(part.framework.programme, part.framework)
    return Among(part.programme)


def _link(part: Any, details: Details) -> None:
    """Draw the links that are wanted and no others; today is when they are drawn or dropped."""
    today = timezone.localdate()
    for name, arrows in ARROWS.get(type(part), {}).items():
        wanted, have = getattr(details, name), arrows.standing(part)
        _undraw(arrows, part, have - wanted, today)
        for key in sorted(wanted - have):
            _draw(arrows, part, key, today)


def _undraw(arrows: Arrows, part: Standing, keys: Keys, today: date) -> None:
    gone = arrows.of(part).filter(**{f"{arrows.far}__in": keys})
    if arrows.dated:
        gone.filter(reported_on=today).delete()
        gone.update(dropped_on=today)
    else:
        gone.delete()


def _draw(arrows: Arrows, part: Standing, key: int, today: date) -> None:
    """One row a pair: a link that is drawn again forgets that it was dropped."""
    ends: dict[str, Any] = {arrows.near: part, f"{arrows.far}_id": key}
    if not arrows.dated:
        arrows.model._default_manager.get_or_create(**ends)
        return
    link, is_new = arrows.model._default_manager.get_or_create(
        **ends, defaults={"reported_on": today}
    )
    if not is_new:
        link.dropped_on = None  # type: ignore[attr-defined]
        link.save(update_fields=["dropped_on"])


def _changes(part: Standing, details: Details) -> str:
    """Which links change, for the history: “Leads to: O3 added, O1 dropped.”"""
    told = []
    for name, arrows in ARROWS.get(type(part), {}).items():
        wanted, have = getattr(details, name), arrows.standing(part)
        words = [
            *_named(arrows, wanted - have, "added"),
            *_named(arrows, have - wanted, "dropped"),
        ]
        if words:
            told.append(f"{arrows.words}: {', '.join(words)}")
    return ". ".join(told)


def _named(arrows: Arrows, keys: Keys, verb: str) -> list[str]:
    found = arrows.linked._default_manager.filter(pk__in=keys)
    return [f"{getattr(each, 'reference', '') or each} {verb}" for each in found]


def _refuse_taken(details: Details, others: list[Any]) -> None:
    """No two parts of a kind with one reference, or with one name where that is all they have."""
    at = "reference" if hasattr(details, "reference") else "name"
    given = getattr(details, at)
    if any(getattr(each, at).casefold() == given.casefold() for each in others):
        raise RefusedError(f"“{given}” is taken by another: choose a different one.", at)


def _refuse_day(day: date, at: str) -> None:
    if day > timezone.localdate():
        raise RefusedError("That day has not come yet: give today or an earlier day.", at)


def _refuse_circle(part: Standing, details: Details) -> None:
    """Outcomes that lead to each other in a circle lead nowhere."""
    if not (isinstance(part, Outcome) and isinstance(details, OutcomeDetails)):
        return
    if part.pk in details.same_as:
        raise RefusedError("An outcome can't be its own equal.", "same_as")
    steps = defaultdict(set)
    for outcome, to in OutcomeLink.objects.filter(
        outcome__framework__programme=part.framework.programme, dropped_on__isnull=True
    ).values_list("outcome", "leads_to"):
        steps[outcome].add(to)
    steps[part.pk] = set(details.leads_to)
    if round_trip := circle(steps):
        names = Outcome.objects.in_bulk(round_trip)
        told = " → ".join(names[key].reference for key in [*round_trip, round_trip[0]])
        raise RefusedError(f"Outcomes would lead to each other in a circle: {told}.", "leads_to")


def _lock(programme: Programme) -> None:
    """One change of the logic model at a time."""
    Programme.objects.select_for_update().get(pk=programme.pk)
