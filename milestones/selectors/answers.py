"""What waits for an area's answer, or the whole programme's, to the newest plan."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone

from milestones.answering import Effect, Seen, asked, effect, still_declined
from milestones.models import Delivery, PlanAnswer, PlanVersion
from milestones.plan_changes import RowChange
from milestones.schedule import Stage, Standing
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING, Reach
from pilots.models import Area

Versions = Mapping[tuple[int, bool], Seen]
"""Versions by their keys, each as an area (True) or the whole programme sees it."""


@dataclass(frozen=True)
class Asked:
    """A row that waits for an answer, with its dates there and what accepting would do.

    `reason` is why it was declined, of one that was.
    """

    change: RowChange
    delivery: int | None
    standing: Standing | None
    was_due_on: date | None
    due_on: date | None
    effect: Effect
    reason: str = ""


@dataclass(frozen=True)
class Asking:
    """The newest version, all that it asks of one place, and what the place declined of it."""

    version: PlanVersion
    rows: tuple[Asked, ...]
    declined: tuple[Asked, ...] = ()


def asking(programme: Programme, area: Area | None) -> Asking | None:
    """What the newest version asks of an area (None: the whole programme); four queries.

    None where no version is in force.
    """
    newest = _newest(programme)
    if newest is None:
        return None
    stood = _deliveries(programme, area)
    declined = _declined(programme, Q(area=area)).get(area.pk if area else None, {})
    works_to = {row.milestone: row.works_to for row in stood.values()}
    seen = _seen(newest, [*works_to.values(), *(no.version for no in declined.values())])
    given = _given(newest, area is not None, seen, works_to, declined)
    place = area or programme
    told = (
        tuple(_asked(change, stood.get(change.key), place, newest) for change in rule(**given))
        for rule in (asked, still_declined)
    )
    waits, refused = told
    reasons = {key: no.reason for key, no in declined.items()}
    return Asking(
        newest, waits, tuple(replace(row, reason=reasons[row.change.key]) for row in refused)
    )


def _given(
    newest: PlanVersion,
    is_area: bool,
    seen: Versions,
    works_to: Mapping[int, int | None],
    declined: "Mapping[int, _No]",
) -> dict[str, Any]:
    """What the rule of answers asks for, of one place."""
    return {
        "newest": seen[newest.pk, is_area],
        "works_to": {key: seen[pk or newest.pk, is_area] for key, pk in works_to.items()},
        "declined": {key: seen[no.version, is_area] for key, no in declined.items()},
    }


def _newest(programme: Programme) -> PlanVersion | None:
    found = PlanVersion.objects.published().filter(programme=programme).order_by("number")
    return found.select_related("decision").last()


def _asked(
    change: RowChange, stood: "_Stood | None", place: Area | Programme, newest: PlanVersion
) -> Asked:
    standing = stood.standing if stood else None
    due_on = place.end_of_month(change.row.due_month)
    has_decision = newest.decision_id is not None
    return Asked(
        change=change,
        delivery=stood.pk if stood else None,
        standing=standing,
        was_due_on=place.end_of_month(change.before.due_month) if change.before else None,
        due_on=due_on if change.after else None,
        effect=effect(change, standing, due_on=due_on, has_decision=has_decision),
    )


@dataclass(frozen=True)
class _Stood:
    pk: int
    milestone: int
    works_to: int | None
    standing: Standing


def _deliveries(programme: Programme, area: Area | None) -> dict[int, _Stood]:
    """The deliveries of a place by milestone, as they stand today; one query."""
    found = Delivery.objects.filter(programme=programme, area=area)
    values = found.standing_at(timezone.localdate()).values_list(  # type: ignore[misc]
        "pk", "milestone", "works_to", "baseline_on", "stood__stage", "stood__agreed_on",
        "stood__forecast_on", "stood__actual_on",
    )  # fmt: skip
    return {
        milestone: _Stood(
            pk,
            milestone,
            works_to,
            Standing(
                baseline_on=baseline,
                agreed_on=agreed or baseline,
                stage=Stage(stage) if stage else Stage.NOT_STARTED,
                forecast_on=forecast,
                actual_on=actual,
            ),
        )
        for pk, milestone, works_to, baseline, stage, agreed, forecast, actual in values
    }


class _No(NamedTuple):
    """The version in which a row was declined, and why."""

    version: int
    reason: str


def _declined(programme: Programme, where: Q) -> dict[int | None, dict[int, _No]]:
    """What each place said when it last declined each row; one query."""
    found = PlanAnswer.objects.filter(where, version__programme=programme, is_accepted=False)
    rows = found.order_by("version__number").values_list("area", "milestone", "version", "reason")
    last: dict[int | None, dict[int, _No]] = defaultdict(dict)
    for area, milestone, version, reason in rows:
        last[area][milestone] = _No(version, reason)
    return last


def _seen(newest: PlanVersion, keys: Iterable[int | None]) -> Versions:
    """Versions as both kinds of place see them; one query, none where only the newest is."""
    wanted = {key for key in keys if key is not None and key != newest.pk}
    others = PlanVersion.objects.in_bulk(wanted) if wanted else {}
    plans = {version.pk: (version, version.plan) for version in (newest, *others.values())}
    return {
        (pk, in_an_area): Seen(version.number or 0, plan, in_an_area)
        for pk, (version, plan) in plans.items()
        for in_an_area in (True, False)
    }


# -- How much waits ----------------------------------------------------------------


def waiting_answers(programme: Programme, reach: Reach) -> dict[int | None, int]:
    """How many rows wait for the answer of each area, and of the whole programme (None).

    Only places where some wait, of the areas within reach; at most five queries.
    """
    newest = _newest(programme)
    if newest is None:
        return {}
    areas = set(
        Area.objects.filter(programme=programme).visible_to(reach).values_list("pk", flat=True)
    )
    counts = dict.fromkeys([*areas, None], 0)
    for area, _ in _waiting(programme, newest, [*areas, None], reach):
        counts[area] += 1
    return {area: count for area, count in counts.items() if count}


def unasked(programme: Programme, newest: PlanVersion) -> list[int]:
    """The deliveries that work to an older version in which the newest changes nothing."""
    areas = [*programme.areas.values_list("pk", flat=True), None]
    waiting = set(_waiting(programme, newest, areas, EVERYTHING, forget_declined=True))
    found = programme.deliveries.exclude(works_to=newest).filter(works_to__isnull=False)
    rows = found.values_list("pk", "area", "milestone")
    return [pk for pk, area, milestone in rows if (area, milestone) not in waiting]


def _waiting(
    programme: Programme,
    newest: PlanVersion,
    places: Iterable[int | None],
    reach: Reach,
    *,
    forget_declined: bool = False,
) -> Iterator[tuple[int | None, int]]:
    """Each place with each milestone that it is asked about."""
    works_to: dict[int | None, dict[int, int | None]] = defaultdict(dict)
    found = Delivery.objects.filter(programme=programme).visible_to(reach).order_by()
    for area, milestone, version in found.values_list("area", "milestone", "works_to"):
        works_to[area][milestone] = version
    nothing: dict[int | None, dict[int, _No]] = {}
    declined = nothing if forget_declined else _declined(programme, reach.q("area"))
    versions = [pk for rows in works_to.values() for pk in rows.values()]
    seen = _seen(newest, [*versions, *_versions(declined)])
    for place in places:
        is_area, no = place is not None, declined.get(place, {})
        changes = asked(**_given(newest, is_area, seen, works_to[place], no))
        yield from ((place, change.key) for change in changes)


def _versions(declined: Mapping[int | None, Mapping[int, _No]]) -> Iterator[int]:
    return (no.version for said in declined.values() for no in said.values())
