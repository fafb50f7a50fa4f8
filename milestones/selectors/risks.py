"""The register of risks and issues within a person's reach, as it stood on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max, QuerySet
from django.utils import timezone

from milestones.models import Milestone, Risk, RiskReview
from milestones.parts import RiskRow
from milestones.risk_rules import Trend, is_review_overdue, score_of, trend
from milestones.selectors.plans import plan_at
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period, local_day
from partnership.programmes.reach import Reach
from pilots.models import Area


@dataclass(frozen=True)
class _Review:
    """What a review said: on which day, likelihood, impact, and whether it closed the entry."""

    on: date
    likelihood: int | None
    impact: int | None
    is_closed: bool


@dataclass(frozen=True)
class Entry:
    """An entry of the register on a day, with how its score moved since the last quarter."""

    key: int
    owner_key: int | None
    row: RiskRow
    trend: Trend
    is_overdue: bool
    reviews: tuple[_Review, ...] = ()

    def on(self, day: date) -> RiskRow | None:
        """The same as scored on an earlier day, None where it was not in the register yet."""
        if self.row.reported_on > day:
            return None
        last = next((each for each in reversed(self.reviews) if each.on <= day), None)
        return replace(
            self.row,
            likelihood=last.likelihood if last else None,
            impact=last.impact if last else None,
            closed_on=last.on if last and last.is_closed else None,
        )


@dataclass(frozen=True)
class Register:
    """The entries, gravest first, open before closed; and the plan's milestones by then.

    A milestone is its reference and its words.
    """

    entries: tuple[Entry, ...]
    milestones: tuple[tuple[str, str], ...]


def register(programme: Programme, *, as_at: date, reach: Reach) -> Register:
    """Every risk and issue within reach; three queries, and one more for a day gone by."""
    found = Risk.objects.filter(programme=programme).visible_to(reach).select_related("area")
    plan: dict[str, str] = {}
    bears_on: dict[int, tuple[str, ...]] = {}
    milestones = programme.milestones.filter(reported_on__lte=as_at).order_by("position")
    for reference, title, risk in milestones.values_list("reference", "title", "threats__risk"):
        plan[reference] = f"{reference} {title}"
        bears_on[risk] = (*bears_on.get(risk, ()), reference)
    return Register(tuple(_entries(programme, found, bears_on, as_at)), tuple(plan.items()))


@dataclass(frozen=True)
class Told:
    """How a risk stood on a day, its reviews by then and what it bears on."""

    entry: Entry
    reviews: tuple[RiskReview, ...]
    milestones: tuple[Milestone, ...]


def told(programme: Programme, risk: Risk, *, as_at: date) -> Told:
    """What there is to say of a risk on a day by which it was reported; five queries at most."""
    milestones = tuple(milestones_of(risk, as_at=as_at))
    bears_on = {risk.pk: tuple(each.reference for each in milestones)}
    found = Risk.objects.filter(pk=risk.pk).select_related("area")
    (entry,) = _entries(programme, found, bears_on, as_at)
    reviews = risk.reviews.filter(reported_on__lte=as_at).select_related("by", "source")
    return Told(entry, tuple(reviews), milestones)


def risk_of(programme: Programme, reference: str, *, reach: Reach, as_at: date) -> Risk:
    """One risk within reach; one query. Raises Risk.DoesNotExist."""
    found = Risk.objects.filter(programme=programme, reported_on__lte=as_at).visible_to(reach)
    return found.select_related("programme", "area", "owner_user", "source").get(
        reference=reference
    )


def milestones_of(risk: Risk, *, as_at: date | None = None) -> QuerySet[Milestone]:
    """The milestones that a risk bears on, in the plan's order; those of a day if one is given."""
    found = risk.milestones.order_by("position")
    return found.filter(reported_on__lte=as_at) if as_at else found


def milestones_to_name(programme: Programme, held: Risk | None = None) -> QuerySet[Milestone]:
    """What a risk may bear on: the plan's milestones today, and those that it has been tied to.

    One that was dropped from the plan is offered to no other risk; without a
    published plan there are all of them. Two queries at most until it is read.
    """
    planned = set(plan_at(programme, timezone.localdate()).by_key)
    found = programme.milestones.order_by("position")
    if not planned:
        return found
    tied = held.bears_on.values_list("milestone", flat=True) if held else ()
    return found.filter(pk__in={*planned, *tied})


def last_review(risk: Risk, *, by: date | None = None) -> RiskReview | None:
    """The review that stands (by a day), if there was one."""
    found = risk.reviews.order_by("reported_on", "number")
    return (found.filter(reported_on__lte=by) if by else found).last()


def next_number(risk: Risk) -> int:
    """The number of the next review; ask it while the risk is locked."""
    return (risk.reviews.aggregate(last=Max("number"))["last"] or 0) + 1


def area_choices(programme: Programme, *, reach: Reach) -> list[tuple[str, str]]:
    """The areas within reach: (slug, name); one query."""
    return list(areas_in(programme, reach=reach).values_list("slug", "name"))


def areas_in(programme: Programme, *, reach: Reach) -> QuerySet[Area]:
    """The areas within reach, in their order."""
    return Area.objects.filter(reach.q("pk"), programme=programme)


def _entries(
    programme: Programme,
    risks: QuerySet[Risk],
    bears_on: Mapping[int, tuple[str, ...]],
    as_at: date,
) -> list[Entry]:
    found = list(risks.filter(reported_on__lte=as_at))
    reviews = _reviews([risk.pk for risk in found], as_at)
    if as_at < timezone.localdate():
        _as_they_were(found, as_at)
    since = Period.holding(as_at, year_starts=programme.year_starts).previous.last
    entries = [
        _entry(risk, reviews.get(risk.pk, []), bears_on.get(risk.pk, ()), as_at, since)
        for risk in found
    ]
    return sorted(entries, key=lambda entry: entry.row.gravity)


def _reviews(risks: Sequence[int], as_at: date) -> Mapping[int, list[_Review]]:
    """Each risk's reviews by a day, in order; one query."""
    found: dict[int, list[_Review]] = defaultdict(list)
    reviews = RiskReview.objects.filter(risk__in=risks, reported_on__lte=as_at)
    for risk, on, likelihood, impact, state in reviews.order_by(
        "reported_on", "number"
    ).values_list("risk", "reported_on", "likelihood", "impact", "state"):
        found[risk].append(_Review(on, likelihood, impact, state == RiskReview.State.CLOSED))
    return found


def _as_they_were(risks: Iterable[Risk], as_at: date) -> None:
    """Put back the kind and the next review as they were at the end of a day; one query.

    Of what was recorded only later, how it was recorded first.
    """
    by_key = {risk.pk: risk for risk in risks}
    then: dict[int, tuple[str, date | None]] = {}
    rows = Risk.history.filter(id__in=by_key).order_by("history_date", "history_id")
    for key, kind, review_on, at in rows.values_list("id", "kind", "review_on", "history_date"):
        if key not in then or local_day(at) <= as_at:
            then[key] = (kind, review_on)
    for key, (kind, review_on) in then.items():
        by_key[key].kind, by_key[key].review_on = kind, review_on


def _entry(
    risk: Risk, reviews: Sequence[_Review], milestones: tuple[str, ...], as_at: date, since: date
) -> Entry:
    last = reviews[-1] if reviews else None
    row = _row(risk, last, milestones)
    earlier = [review for review in reviews if review.on <= since]
    before = score_of(earlier[-1].likelihood, earlier[-1].impact) if earlier else None
    return Entry(
        key=risk.pk,
        owner_key=risk.owner_user_id,
        row=row,
        trend=trend(row.score, before, was_there=risk.reported_on <= since),
        is_overdue=is_review_overdue(
            row.review_on, on=as_at, is_closed=not row.is_open, reviewed_on=row.reviewed_on
        ),
        reviews=tuple(reviews),
    )


def _row(risk: Risk, last: _Review | None, milestones: tuple[str, ...]) -> RiskRow:
    is_closed = last is not None and last.is_closed
    return RiskRow(
        reference=risk.reference,
        kind=risk.get_kind_display(),
        title=risk.title,
        area=risk.area.name if risk.area else "",
        owner=risk.owner,
        response=risk.response,
        likelihood=last.likelihood if last else None,
        impact=last.impact if last else None,
        state="Closed" if is_closed else "Open",
        reported_on=risk.reported_on,
        reviewed_on=last.on if last else None,
        approach=risk.get_approach_display(),
        area_slug=risk.area.slug if risk.area else "",
        review_on=risk.review_on,
        milestones=milestones,
        closed_on=last.on if last and is_closed else None,
    )
