"""The story of a milestone in lines for its page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from milestones.addresses import address_in
from milestones.models import DeliveryUpdate, Judgement, OutputDelivered, Risk, RiskReview
from milestones.parts import DeliveryRow
from milestones.presenters.links import anchor
from milestones.presenters.milestones import StatusGroup, grouped
from milestones.risk_rules import score_words
from milestones.selectors.stories import (
    Decided,
    Neighbour,
    Story,
    ToldUpdate,
    VersionStep,
)
from partnership.dates import day_words

WHOLE = "Whole programme"
PUSHES_NAMED = 6  # one of the whole programme may push every area


@dataclass(frozen=True)
class DeliveryLine:
    """One delivery on the milestone's page; addresses are empty where nothing may be changed."""

    row: DeliveryRow
    anchor: str
    pushes: tuple[str, ...]
    update_url: str = ""
    owner_url: str = ""


def delivery_lines(story: Story, *, slug: str, may_change: Sequence[str]) -> list[DeliveryLine]:
    """The deliveries, each with what it pushes; `may_change` are places by area's slug."""
    pushed = _pushed(story.plan.part.deliveries)
    return [
        DeliveryLine(
            row=row,
            anchor=anchor(row.area_slug),
            pushes=push_words(pushed.get(row.key, ())),
            **(_change_urls(slug, row) if row.area_slug in may_change else {}),
        )
        for row in story.deliveries
    ]


def _pushed(deliveries: Sequence[DeliveryRow]) -> Mapping[int, list[DeliveryRow]]:
    """The deliveries that each pushes by itself, by its key."""
    found: dict[int, list[DeliveryRow]] = defaultdict(list)
    for row in deliveries:
        for pusher in row.pushed_by:
            found[pusher.key].append(row)
    return found


def push_words(pushed: Sequence[DeliveryRow]) -> tuple[str, ...]:
    """M5, Midlothian to 12 December 2019; of many, how many."""
    if len(pushed) > PUSHES_NAMED:
        return (f"{len(pushed)} deliveries",)
    return tuple(
        f"{row.milestone.reference}, {row.where} to {day_words(row.pushed_to)}"
        for row in pushed
        if row.pushed_to
    )


def _change_urls(slug: str, row: DeliveryRow) -> dict[str, str]:
    where = (slug, row.milestone.reference, row.area_slug)
    return {
        "owner_url": address_in("delivery-owner", *where),
        "update_url": address_in("delivery-update", *where),
    }


@dataclass(frozen=True)
class EvidenceLine:
    """What shows that an output was left behind in one place."""

    where: str
    words: str
    reported_on: date
    who: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OutputLine:
    """An output, what its wording differs in, and its evidence place by place."""

    text: str
    difference: str
    evidence: tuple[EvidenceLine, ...]


def output_lines(story: Story, *, slug: str) -> list[OutputLine]:
    """What the milestone must leave behind, with the evidence within reach."""
    return [
        OutputLine(
            output.text,
            output.difference,
            tuple(_evidence(each, slug) for each in story.evidence.get(output.number, ())),
        )
        for output in story.detail.outputs
    ]


def _evidence(shown: OutputDelivered, slug: str) -> EvidenceLine:
    links = []
    if shown.link:
        links.append(("Link", shown.link))
    if shown.attachment:
        links.append(
            (shown.attachment.name, reverse("attachment", args=[slug, shown.attachment.pk]))
        )
    if shown.event:
        links.append((shown.event.name, reverse("event", args=[slug, shown.event.slug])))
    return EvidenceLine(
        where=_where(shown.delivery.area),
        words=shown.evidence,
        reported_on=shown.reported_on,
        who=str(shown.by or ""),
        links=tuple(links),
    )


def _where(area: Any) -> str:
    return str(area.name) if area else WHOLE


@dataclass(frozen=True)
class DependencyLine:
    """A milestone with which this one is tied, and how it stands."""

    reference: str
    title: str
    planned_on: date
    groups: tuple[StatusGroup, ...]


def dependency_lines(neighbours: Sequence[Neighbour], *, areas_word: str) -> list[DependencyLine]:
    """Those that it waits for, or that wait for it, in the plan's order."""
    return [
        DependencyLine(
            each.milestone.reference,
            each.milestone.title,
            each.milestone.planned_on,
            grouped(each.deliveries, areas_word),
        )
        for each in neighbours
    ]


@dataclass(frozen=True)
class ToldLine:
    """One thing that was reported: an update, or a judgement."""

    on: date
    where: str
    who: str
    words: str
    note: str = ""
    why: str = ""
    source: str = ""
    late: str = ""
    decided: Decided | None = None
    order: tuple[date, int, int] = field(default=(date.min, 0, 0), repr=False)


def told_lines(story: Story, *, as_at: date) -> list[ToldLine]:
    """All that was said of it, the newest first."""
    lines = [_update(told) for told in story.updates]
    lines += [_judgement(each, as_at) for each in story.judgements]
    return sorted(lines, key=lambda line: line.order, reverse=True)


def _update(told: ToldUpdate) -> ToldLine:
    update: DeliveryUpdate = told.update
    return ToldLine(
        on=update.reported_on,
        where=_where(update.delivery.area),
        who=update.reported_by or str(update.by or ""),
        words=update.words,
        note=update.note,
        why=update.reason,
        source=f"{update.source}, {day_words(update.source.dated_on)}" if update.source else "",
        late=_late(update) if told.is_late else "",
        decided=told.decided,
        order=(update.reported_on, 1, update.number),
    )


def _late(update: DeliveryUpdate) -> str:
    recorded = timezone.localdate(update.recorded_at)
    return f"Late entry, recorded {day_words(recorded)}"


def _judgement(judged: Judgement, as_at: date) -> ToldLine:
    withdrawn = judged.withdrawn_on
    is_over = withdrawn is not None and withdrawn <= as_at
    ends = f"taken back {day_words(withdrawn)}" if withdrawn and is_over else (
        f"until {day_words(judged.ends_on)}"
    )  # fmt: skip
    return ToldLine(
        on=judged.reported_on,
        where=_where(judged.delivery.area),
        who=str(judged.by or ""),
        words=f"Judged {judged.rag}, {ends}",
        why=judged.reason,
        order=(judged.reported_on, 0, judged.pk),
    )


@dataclass(frozen=True)
class StepLine:
    """A version of the plan that changed the milestone, and who answered what to it."""

    number: int
    in_force_on: date
    who: str
    kind: str
    details: tuple[tuple[str, str, str], ...]
    why: str
    decided: Decided | None
    accepted: str
    declined: tuple[tuple[str, str], ...]


def step_lines(story: Story) -> list[StepLine]:
    """How the plan came to word it so, the newest version first."""
    return [_step(each) for each in story.versions]


def _step(step: VersionStep) -> StepLine:
    version = step.version
    assert version.number is not None  # only published versions are told of
    assert version.in_force_on is not None
    no = {_where(each.area): each.reason for each in step.answers if not each.is_accepted}
    yes = [_where(each.area) for each in step.answers if each.is_accepted]
    after_all = {where for where in yes if where in no}
    return StepLine(
        number=version.number,
        in_force_on=version.in_force_on,
        who=str(version.published_by or ""),
        kind=step.change.kind.value,
        details=tuple((each.what, each.before, each.after) for each in step.change.details),
        why=version.why,
        decided=step.decided,
        accepted=", ".join(f"{each} (after all)" if each in after_all else each for each in yes),
        declined=tuple((where, why) for where, why in no.items() if where not in after_all),
    )


@dataclass(frozen=True)
class RiskLine:
    """A risk or issue that bears on the milestone; its score may be not recorded."""

    reference: str
    title: str
    kind: str
    where: str
    state: str
    score_words: str


def risk_lines(risks: Sequence[Risk]) -> list[RiskLine]:
    """The entries of the register, each as last reviewed, the gravest first."""
    return [
        RiskLine(
            reference=risk.reference,
            title=risk.title,
            kind=risk.get_kind_display(),
            where=_where(risk.area),
            state=str(RiskReview.State(getattr(risk, "state", None) or "open").label),
            score_words=score_words(getattr(risk, "score", None)),
        )
        for risk in sorted(risks, key=_gravity)
    ]


def _gravity(risk: Risk) -> tuple[bool, int]:
    """Sorts the gravest first, and open before closed."""
    is_closed = getattr(risk, "state", None) == RiskReview.State.CLOSED
    return is_closed, -(getattr(risk, "score", None) or 0)
