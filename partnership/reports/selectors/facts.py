"""What a report's figures say of its milestones and of what it counts, to hold its texts against.

Whatever may be meant by a number is among the totals (an area's, a month's, one event's), so that
a right statement is hardly ever pointed out.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import chain

from milestones.parts import DeliveryRow
from partnership.dates import MONTHS, add_months, day_words, month_words
from partnership.reports.rules.contradicted import Counted, Facts
from partnership.reports.snapshot import Snapshot
from pilots.counting import CountType, Tally
from pilots.event_lines import EventLine
from pilots.parts import EventRow

PEOPLE = ("attended", "came", "took part", "visited", "joined", "were reached", "participated")
GROUPS = ("met", "meet", "have met", "are set up", "were set up", "steer")
_BEFORE_A_WORD = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d+) (\w+)")
_PRINTED_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)}) \d{{4}}\b")
_HAS_LETTER_AND_NUMBER = re.compile(r"(?=.*[A-Za-z])(?=.*\d)")


def facts_in(snapshot: Snapshot, texts: Collection[str], figures: Collection[str]) -> Facts:
    """The facts of a snapshot; `texts` is all that is printed of it, `figures` what they quote."""
    own = _milestones(snapshot)
    days = {day for dates in own.values() for day in dates}
    return Facts(
        milestones={key: _in_words(dates) for key, dates in own.items() if _is_key(key)},
        days=(set(figures) - {day_words(day) for day in days}) | set(_in_words(_days(snapshot))),
        months=_months(snapshot) | {m for text in texts for m in _PRINTED_MONTH.findall(text)},
        counted=tuple(_with_printed(_counted(snapshot), texts)),
    )


def _is_key(reference: str) -> bool:
    return bool(_HAS_LETTER_AND_NUMBER.search(reference))


def _in_words(days: Iterable[date]) -> tuple[str, ...]:
    return tuple(day_words(day) for day in sorted(set(days)))


def _milestones(snapshot: Snapshot) -> dict[str, set[date]]:
    """Every day that the report has for a milestone, in any area, by its key."""
    found: dict[str, set[date | None]] = defaultdict(set)
    for milestone in snapshot.plan.milestones:
        found[milestone.reference].add(milestone.planned_on)
    for row in snapshot.plan.deliveries:
        found[row.milestone.reference] |= _dates(row)
    for change in snapshot.changes:
        found[change.reference] |= {change.before_on, change.now_on}
        found[change.reference] |= {change.agreed_before_on, change.agreed_now_on}
    return {key: {day for day in days if day} for key, days in found.items()}


def _dates(row: DeliveryRow) -> set[date | None]:
    stands = row.standing
    judged = row.judged.ends_on if row.judged else None
    return {
        stands.baseline_on,
        stands.agreed_on,
        stands.forecast_on,
        stands.actual_on,
        stands.updated_on,
        row.last_forecast_on,
        row.pushed_to,
        judged,
    }


def _days(snapshot: Snapshot) -> set[date]:
    """Days that may be said beside any milestone: the report's own, and those of events."""
    about, basis = snapshot.particulars, snapshot.basis
    own = {about.period.first, about.period.last, about.as_at, about.ends_on, about.counted_by}
    own |= {about.period.previous.last, about.period.following.last, snapshot.written.meeting_on}
    own |= {basis.as_at if basis else None}
    own |= {row.day for row in chain(snapshot.engagement.rows, snapshot.engagement.planned)}
    return {day for day in own if day}


def _months(snapshot: Snapshot) -> set[str]:
    """The months of the period."""
    period = snapshot.particulars.period
    return {month_words(add_months(period.first, step)) for step in range(period.months)}


def _counted(snapshot: Snapshot) -> Iterator[Counted]:
    rows, groups = snapshot.engagement.rows, snapshot.partnership.groups
    events = snapshot.engagement.now.events
    yield Counted(("events?",), _event_totals(snapshot), f"{events:,}" if events else "none")
    yield from _people(snapshot)
    venues = {(row.venue, row.area) for row in rows}
    if venues and all(row.venue for row in rows):
        by_area = Counter(area for _, area in venues).values()
        names = {venue for venue, _ in venues}
        totals = {len(venues), len(names), *by_area}
        yield Counted(("venues?",), totals, f"{len(names):,}")
    if groups:
        kinds = Counter(row.kind for row in groups).values()
        areas = Counter(row.area for row in groups).values()
        yield Counted(("groups?",), {len(groups), *kinds, *areas}, f"{len(groups):,}", GROUPS)


def _event_totals(snapshot: Snapshot) -> set[int]:
    """How many events there were, of any kind, place or month, and how many are planned."""
    part, now, before = snapshot.engagement, snapshot.engagement.now, snapshot.engagement.before
    found = {now.events, before.events, now.events + before.events}
    found |= {now.confirmed, now.events - now.confirmed, now.sectors_told, now.sectors_asked}
    found |= {now.answered_at, part.undated, len(part.planned), part.planned_in_all}
    found |= {now.footfall.missing, now.attendance.missing, now.participation.missing}
    found |= {count for _, count in (*now.by_kind, *before.by_kind)}
    found |= {count for row in snapshot.learning for count in (row.events, row.areas)}
    for detail in snapshot.detail.values():
        for target in detail.targets:
            found |= {target.wanted, target.wanted_in_all, target.counted or 0}
    parts = Counter(key for row in part.rows for key in _parts(row))
    return found | set(parts.values())


def _parts(row: EventRow | EventLine) -> Iterator[tuple[object, ...]]:
    """What an event is a part of: its area, venue and month, with its kind and without."""
    month = month_words(row.day) if row.day else row.when
    for place in (("area", row.area), ("venue", row.venue), ("month", month)):
        yield place
        yield (*place, row.kind)


def _people(snapshot: Snapshot) -> Iterator[Counted]:
    """People through the door, at events and in activities: in the report's words for each."""
    now = snapshot.engagement.now
    counts = {tally.type: tally for tally in (now.footfall, now.attendance, now.participation)}
    totals = {type: set(_tallies(snapshot, type)) for type in counts}
    told = {type: f"{tally.type.words.lower()} {tally.words}" for type, tally in counts.items()}
    whole = "; ".join(told[type] for type, tally in counts.items() if tally.value is not None)
    if not whole:
        return
    every = set().union(*totals.values()) | {t.value or 0 for _, t in now.sectors}
    yield Counted(("people", "visitors?"), every, whole, PEOPLE)
    yield Counted(("participants?", "attendees?"), every, whole)
    for type, noun in ((CountType.ATTENDANCE, "attendances?"),
                       (CountType.PARTICIPATION, "participations?")):  # fmt: skip
        if counts[type].value is not None:
            yield Counted((noun,), totals[type], counts[type].words)


def _tallies(snapshot: Snapshot, type: CountType) -> Iterator[int]:
    """What was counted of a type in all, by area and by kind, at each event and before."""
    part = snapshot.engagement
    sums: Counter[tuple[str, str]] = Counter()
    for whole in (part.now, part.before):
        yield _tally(whole, type).value or 0
    for row in part.rows:
        value = _tally(row, type).value or 0
        yield value
        sums["area", row.area] += value
        sums["kind", row.kind] += value
        sums["venue", row.venue] += value
    yield from sums.values()
    if type is CountType.PARTICIPATION:
        yield from (each.participations.value or 0 for row in part.held for each in row.activities)
    if type is CountType.ATTENDANCE:
        yield from (tally.value or 0 for row in part.held for _, tally in row.attendance_by_group)


def _tally(row: object, type: CountType) -> Tally:
    found: Tally = getattr(row, type.value)
    return found


def _with_printed(counted: Iterable[Counted], texts: Collection[str]) -> Iterator[Counted]:
    """The same with every number that is printed directly before its word."""
    printed: dict[str, set[int]] = defaultdict(set)
    for text in texts:
        for number, noun in _BEFORE_A_WORD.findall(text):
            printed[noun.casefold()].add(int(number.replace(",", "")))
    for each in counted:
        nouns = re.compile("|".join(each.nouns))
        more = (values for noun, values in printed.items() if nouns.fullmatch(noun))
        yield Counted(each.nouns, set(each.totals).union(*more), each.said, each.followed_by)
