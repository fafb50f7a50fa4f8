"""Everything that an event's page says beyond the record's own words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partnership.programmes.models import Programme
from pilots.counting import Check, Count, CountType, Tally
from pilots.models import CountCorrection, Event, EventActivity, EventPartner, ReportingBody
from pilots.presenters import events as words
from pilots.selectors.events import counts_as_at

NAMED = ("priority_groups", "methods", "bodies")


@dataclass(frozen=True)
class EventTold:
    """An event in words."""

    when: str
    status: str
    tone: str
    is_held: bool
    ages: str
    is_silent: bool
    footfall: str | None
    attendance: str | None
    attendance_parts: str
    participations: str | None
    participation_note: str
    check: Check
    counts: tuple[words.CountLine, ...]
    confirmed: str
    cancelled: str
    corrections: tuple[tuple[CountCorrection, str], ...]
    activities: tuple[tuple[EventActivity, str], ...]
    priority_groups: tuple[str, ...]
    methods: tuple[str, ...]
    bodies: tuple[str, ...]
    coverage: tuple[str, ...]
    partners: tuple[tuple[EventPartner, str], ...]
    sectors: tuple[tuple[str, str], ...]
    feedback: tuple[words.FeedbackLine, ...]
    belongs: tuple[words.BelongsTo, ...]
    why_belongs: str


def told(
    event: Event,
    counts: Sequence[Count],
    *,
    linked: Mapping[str, Sequence[tuple[int | None, str, str]]],
    bodies: Iterable[ReportingBody],
    programme: Programme,
    as_at: date,
) -> EventTold:
    """An event with its own `counts` and `linked` rows, as it stood on a day."""
    totals = {type: _known(tally) for type, tally in words.totals([event], counts, as_at).items()}
    activities, status = list(event.activities.all()), event.status_on(as_at)
    return EventTold(
        when=words.when_words(event),
        status=status.label,
        tone=words.TONES[status],
        is_held=event.was_held_by(as_at),
        ages=words.ages(event),
        is_silent=words.is_silent(event, as_at),
        footfall=totals[CountType.FOOTFALL],
        attendance=totals[CountType.ATTENDANCE],
        attendance_parts=words.attendance_parts(counts),
        participations=totals[CountType.PARTICIPATION],
        participation_note=words.participation_note(activities),
        check=words.attendance_check(event, counts),
        counts=tuple(words.count_lines(counts_as_at(event, as_at))),
        confirmed=words.confirmed(event) if status == Event.Status.CONFIRMED else "",
        cancelled=words.cancelled(event) if status == Event.Status.CANCELLED else "",
        corrections=tuple(
            (each, words.of_what(each.type, each.group))
            for each in (event.corrections.all() if event.confirmed_on else ())
            if each.reported_on <= as_at
        ),
        activities=tuple((each, words.participations(each)) for each in activities),
        partners=tuple((each, words.given(each)) for each in event.partners.all()),
        sectors=tuple(words.sector_lines(linked.get("participants", ()))),
        coverage=tuple(f"{medium}: {what}" for _, medium, what in linked.get("coverage", ())),
        **{name: tuple(each[2] for each in linked.get(name, ())) for name in NAMED},
        feedback=tuple(words.feedback_lines(event.feedback.all())),
        belongs=tuple(words.belongs_to(event, bodies, programme)),
        why_belongs=words.why_belongs(event, as_at),
    )


def _known(tally: Tally) -> str | None:
    """The figure; None where nothing is recorded, for a component to say so."""
    return None if tally.value is None else tally.figure
