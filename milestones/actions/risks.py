"""Risks and issues recorded, changed, reviewed, closed and turned into one another.

How grave an entry is, its reviews say; whatever else of it changes is in its history.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from milestones.actions import risk_limits as limits
from milestones.models import Milestone, Risk, RiskMilestone, RiskReview
from milestones.risk_rules import next_reference
from milestones.selectors.risks import last_review, milestones_of, next_number
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError, changing
from partnership.programmes.models import Programme
from pilots.actions.actions import Owner
from pilots.models import Area

LETTERS = {Risk.Kind.RISK: "R", Risk.Kind.ISSUE: "I"}
BEARS_ON = "It bears on"  # begins the reason of a change of milestones


WHOLE = "The whole programme"


@dataclass(frozen=True)
class Where:
    """The place of an entry: an area, or (None) the whole programme."""

    area: Area | None

    @property
    def words(self) -> str:
        return self.area.name if self.area else WHOLE

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Worded:
    """What an entry says of itself, apart from how grave it is."""

    area: Area | None
    title: str
    owner: Owner
    approach: str = ""
    response: str = ""
    review_on: date | None = None
    milestones: Sequence[Milestone] = ()


@dataclass(frozen=True)
class Judged:
    """How likely and how grave it is, with a word on why; None is not recorded."""

    likelihood: int | None = None
    impact: int | None = None
    note: str = ""

    def __bool__(self) -> bool:
        return self.likelihood is not None or self.impact is not None or bool(self.note)


@transaction.atomic
def record_risk(
    *,
    programme: Programme,
    kind: Risk.Kind,
    worded: Worded,
    judged: Judged = Judged(),
    reported_on: date | None = None,
    by: User,
) -> Risk:
    """Put a risk or an issue in the register, with its first review if it was judged.

    Its reference is the next that is free: R8, I3. Raises RefusedError for what
    can't be: a day or a score out of range, an owner who left, a milestone or an
    area of another programme.
    """
    day = reported_on or timezone.localdate()
    limits.refuse_reported_day(day, programme)
    limits.refuse_next_review(worded.review_on)
    _refuse_worded(worded, programme)
    # Two at once get two references; other records of the programme go on being written.
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    risk = Risk(programme=programme, kind=kind, reported_on=day)
    taken = list(programme.risks.values_list("reference", flat=True))
    risk.reference = next_reference(LETTERS[kind], taken)
    _put(worded, risk)
    record_by(risk, by=by, why=_bears_on((), worded.milestones))
    risk.save()
    _link(risk, worded.milestones)
    if judged:
        _review(risk, day, judged, by=by)
    return risk


def change_risk(*, risk: Risk, seen: int, worded: Worded, why: str = "", by: User) -> None:
    """Change what an entry says of itself; how grave it is changes by a review.

    Raises RefusedError, and ChangedMeanwhileError where somebody else was quicker.
    """
    before = tuple(milestones_of(risk))
    moved = _bears_on(before, worded.milestones)
    reason = " ".join(part for part in (moved, why) if part)
    try:
        with changing(risk, seen=seen, by=by, why=reason) as now:
            if worded.review_on != now.review_on:
                limits.refuse_closed(now)
                limits.refuse_next_review(worded.review_on)
            _refuse_worded(worded, now.programme, was=now)
            _put(worded, now)
            if moved:
                _link(now, worded.milestones)
    except ChangedMeanwhileError as error:
        error.now.on_milestones = list(milestones_of(error.now))
        error.now.where = Where(error.now.area)
        raise


def review_risk(
    *,
    risk: Risk,
    seen: int,
    reviewed_on: date,
    judged: Judged,
    review_on: date | None = None,
    by: User,
) -> None:
    """Say how grave an entry is on a day, and when to look again.

    A review for an earlier day takes its place there. One for a day on which the
    entry was closed opens it again, and says why. Raises RefusedError, and
    ChangedMeanwhileError where somebody else was quicker.
    """
    with _judging(risk, seen=seen, by=by) as now:
        limits.refuse_day(reviewed_on, now, field="reviewed_on")
        limits.refuse_next_review(review_on)
        if _is_closed(now, by=reviewed_on) and not judged.note:
            raise RefusedError("Say why it is open again.", "note")
        _review(now, reviewed_on, judged, by=by)
        if not _is_closed(now):
            now.review_on = review_on


def close_risk(*, risk: Risk, seen: int, closed_on: date, note: str, by: User) -> None:
    """Close an entry with a word on what happened; its last scores stay.

    Raises RefusedError, and ChangedMeanwhileError where somebody else was quicker.
    """
    with _judging(risk, seen=seen, by=by) as now:
        limits.refuse_closed(now)
        limits.refuse_day(closed_on, now, field="closed_on")
        limits.refuse_before_last(closed_on, now)
        last = last_review(now)
        scores = (last.likelihood, last.impact) if last else (None, None)
        judged = Judged(*scores, note)
        _review(now, closed_on, judged, by=by, state=RiskReview.State.CLOSED)
        now.review_on = None


def change_kind(*, risk: Risk, seen: int, kind: Risk.Kind, why: str, by: User) -> None:
    """Make an issue of a risk that came true, or a risk again of an issue, with the reason.

    Its reference stays: papers and e-mails name it. Raises RefusedError, and
    ChangedMeanwhileError where somebody else was quicker.
    """
    with changing(risk, seen=seen, by=by, why=why) as now:
        limits.refuse_closed(now)
        if now.kind == kind:
            word = "an issue" if kind == Risk.Kind.ISSUE else "a risk"
            raise RefusedError(f"It is {word} already: nothing was changed.")
        now.kind = kind


@contextmanager
def _judging(risk: Risk, *, seen: int, by: User) -> Iterator[Risk]:
    """Lock an entry for a review; whoever was overtaken is told what the last review says."""
    try:
        with changing(risk, seen=seen, by=by) as now:
            yield now
    except ChangedMeanwhileError as error:
        last = last_review(error.now)
        for name in ("likelihood", "impact", "note"):
            setattr(error.now, name, getattr(last, name, None))
        raise


def _is_closed(risk: Risk, *, by: date | None = None) -> bool:
    last = last_review(risk, by=by)
    return last is not None and last.state == RiskReview.State.CLOSED


def _review(
    risk: Risk,
    day: date,
    judged: Judged,
    *,
    by: User,
    state: RiskReview.State = RiskReview.State.OPEN,
) -> None:
    limits.refuse_scores(judged.likelihood, judged.impact)
    RiskReview.objects.create(
        risk=risk, number=next_number(risk), reported_on=day, state=state, by=by,
        likelihood=judged.likelihood, impact=judged.impact, note=judged.note,
    )  # fmt: skip


def _refuse_worded(worded: Worded, programme: Programme, was: Risk | None = None) -> None:
    limits.refuse_elsewhere(programme, worded.area, worded.milestones)
    user = worded.owner.user
    is_same = was and (user and user.pk, worded.area) == (was.owner_user_id, was.area)
    if not is_same:
        limits.refuse_owner_who_left(worded.owner.user, programme, worded.area)


def _put(worded: Worded, risk: Risk) -> None:
    risk.area, risk.title, risk.review_on = worded.area, worded.title, worded.review_on
    risk.approach, risk.response = worded.approach, worded.response
    risk.owner, risk.owner_user = worded.owner.words, worded.owner.user


def _link(risk: Risk, milestones: Sequence[Milestone]) -> None:
    risk.bears_on.exclude(milestone__in=milestones).delete()
    RiskMilestone.objects.bulk_create(
        [RiskMilestone(risk=risk, milestone=milestone) for milestone in milestones],
        ignore_conflicts=True,
    )


def _bears_on(before: Sequence[Milestone], now: Sequence[Milestone]) -> str:
    """It bears on M1 and M3, before on M2. Nothing where that did not change."""
    was, present = (sorted((each.position, each.reference) for each in x) for x in (before, now))
    if was == present:
        return ""
    then = f", before on {_named(was)}" if was else ""
    return f"{BEARS_ON} {_named(present)}{then}."


def _named(milestones: Sequence[tuple[int, str]]) -> str:
    *others, last = (reference for _, reference in milestones) if milestones else ["no milestone"]
    return f"{', '.join(others)} and {last}" if others else last
