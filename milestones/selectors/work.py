"""What of the plan waits for a person, across all programmes that they are in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from milestones.models import Delivery, PlanVersion, Risk, RiskReview
from milestones.schedule import Stage, Standing
from milestones.selectors.answers import waiting_answers
from partnership.people.models import Role, User
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.programmes.reach import Reach
from pilots.models import Area

NOTHING = Q(pk__in=[])
SOON = timedelta(days=7)  # before a review is due, it waits


@dataclass(frozen=True)
class Mine:
    """An open delivery of a person's, with how it stands; `changed` is its last change."""

    delivery: Delivery
    standing: Standing
    changed: datetime


def deliveries_due(person: User, entries: Iterable[Entry], on: date) -> list[Mine]:
    """The person's own open deliveries due within the programme's horizon, or past; one query.

    The longest overdue first.
    """
    horizons = {entry.programme.pk: entry.programme.horizon_days for entry in entries}
    found = _open(_readable(entries) & Q(owner_user=person), on)
    due = [
        mine
        for mine in found
        if mine.standing.agreed_on <= on + timedelta(days=horizons[mine.delivery.programme_id])
    ]
    return sorted(due, key=lambda mine: (mine.standing.agreed_on, mine.delivery.pk))


def deliveries_to_come(person: User, entries: Iterable[Entry], on: date) -> list[Mine]:
    """Every open delivery of the person's own, and of the areas that they manage; one query."""
    managed = [
        held.area for entry in entries for held in entry.held if held.role is Role.AREA_MANAGER
    ]
    return _open(_readable(entries) & (Q(owner_user=person) | Q(area__in=managed)), on)


def _readable(entries: Iterable[Entry]) -> Q:
    """The condition that a delivery is of a programme, and an area, that the person reads."""
    found = NOTHING
    for entry in entries:
        if Permission.READ in entry.permissions:
            found |= Q(programme=entry.programme.pk) & entry.reach.q("area")
    return found


def _open(which: Q, on: date) -> list[Mine]:
    deliveries: QuerySet[Delivery] = Delivery.objects.filter(which, from_on__lte=on)
    history = Delivery.history.filter(id=OuterRef("pk")).order_by().values("id")
    standing = deliveries.standing_at(on).annotate(  # type: ignore[attr-defined]
        stage=F("stood__stage"),
        agreed_on=F("stood__agreed_on"),
        forecast_on=F("stood__forecast_on"),
        updated_on=F("stood__reported_on"),
        recorded_at=F("stood__recorded_at"),
        changed=Subquery(history.annotate(last=Max("history_date")).values("last")),
    )
    rows = standing.select_related("milestone", "area", "programme").order_by("pk")
    found = {row.pk: _mine(row) for row in rows}  # two judgements of a day give two rows
    return [mine for mine in found.values() if mine.standing.is_open]


def _mine(row: "Delivery") -> Mine:
    said = vars(row)  # what was annotated
    since = timezone.make_aware(datetime.combine(row.from_on, time.min))
    stage = said["stage"]
    standing = Standing(
        baseline_on=row.baseline_on,
        agreed_on=said["agreed_on"] or row.baseline_on,
        stage=Stage(stage) if stage else Stage.NOT_STARTED,
        forecast_on=said["forecast_on"],
        updated_on=said["updated_on"],
    )
    changed = [moment for moment in (said["recorded_at"], said["changed"]) if moment]
    return Mine(row, standing, max(changed, default=since))


def risks_to_review(person: User, entries: Iterable[Entry], on: date) -> list[Risk]:
    """The person's own open risks and issues whose next review is near, or past; one query.

    The longest overdue first. One that was reviewed on or after that day waits no more.
    """
    reviews = RiskReview.objects.filter(risk=OuterRef("pk"), reported_on__lte=on)
    last = reviews.order_by("-reported_on", "-number")
    found = Risk.objects.filter(
        _readable(entries), owner_user=person, review_on__lte=on + SOON, reported_on__lte=on
    ).annotate(
        state=Subquery(last.values("state")[:1]),
        reviewed_on=Subquery(last.values("reported_on")[:1]),
    )
    waiting = found.filter(
        Q(state=None) | Q(state=RiskReview.State.OPEN),
        Q(reviewed_on=None) | Q(reviewed_on__lt=F("review_on")),
    )
    return list(waiting.select_related("programme", "area").order_by("review_on", "pk"))


@dataclass(frozen=True)
class Unanswered:
    """How many changed rows of the newest plan wait for an answer; no area: the whole's."""

    entry: Entry
    area: Area | None
    count: int


def answers_waiting(entries: Sequence[Entry]) -> list[Unanswered]:
    """What waits for the person's answer: of the areas that they manage, or of the whole.

    One query, and six for each programme whose plan has changed at all.
    """
    asked = [entry for entry in entries if Permission.UPDATE_DELIVERIES in entry.permissions]
    changed = set(
        PlanVersion.objects.published()
        .filter(programme__in=[entry.programme.pk for entry in asked], number__gt=1)
        .values_list("programme", flat=True)
    )
    found: list[Unanswered] = []
    for entry in asked:
        if entry.programme.pk in changed:
            found += _unanswered(entry)
    return found


def _unanswered(entry: Entry) -> list[Unanswered]:
    places = {held.area for held in entry.places(Permission.UPDATE_DELIVERIES)}
    counts = waiting_answers(entry.programme, Reach.of(*(key for key in places if key)))
    areas = Area.objects.in_bulk([key for key in counts if key in places and key])
    return [
        Unanswered(entry, areas.get(key) if key else None, count)
        for key, count in counts.items()
        if key in places
    ]
