"""The second page: the status in one sentence, five figures, statuses in words, what changed.

A member who reads no further than this and the cover knows what the paper says.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from milestones.changes import Change
from milestones.parts import DeliveryRow
from milestones.schedule import Rag
from partnership.dates import day_words
from partnership.reports.document import (
    Block,
    Cell,
    Column,
    KeyFigure,
    KeyFigures,
    Listing,
    Statement,
    StatusSentence,
    Subheading,
    Table,
    number,
    text,
)
from partnership.reports.sections.words import (
    first_of,
    linked,
    listed,
    plural,
    rag_word,
    tally_cell,
)
from partnership.reports.snapshot import Snapshot
from partnership.reports.tracing import Records
from pilots.counting import Tally

HEADING = "At a glance"
URGENT = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.NOT_STARTED, Rag.COMPLETE, Rag.NOT_NEEDED)
NAMED = 6  # milestones of one status: the section of milestones has them all
ROOM = 420  # characters of changes, or the page would run over
FIRST = "first report"


def glance(snapshot: Snapshot) -> tuple[Block, ...]:
    """The page that follows the cover."""
    return (
        StatusSentence(status_sentence(snapshot)),
        KeyFigures(figures(snapshot)),
        *_statuses(snapshot),
        Subheading("What changed since the last report"),
        *_changes(snapshot),
    )


def status_sentence(snapshot: Snapshot) -> str:
    """How many of the deliveries stand how, in the body's words."""
    about, tally = snapshot.particulars, snapshot.plan.tally
    count = sum(tally.values())
    if not count:
        return "The plan has no milestone yet."
    counts = [
        f"{number:,} {'is' if number == 1 else 'are'} {rag_word(about, rag).lower()}"
        for rag, number in tally.items()
        if number
    ]
    where = about.area or f"all {about.area_word_plural} and the whole programme"
    verb = "bears" if count == 1 else "bear"
    whole = f"{plural(count, 'milestone delivery', 'milestone deliveries')} that {verb} on {where}"
    return f"Of {whole}, {listed(counts)}."


def figures(snapshot: Snapshot) -> tuple[KeyFigure, ...]:
    """Five figures, each with the last report's."""
    now, tally = snapshot.engagement.now, snapshot.plan.tally
    records = Records.behind(snapshot)
    said = (
        ("Milestones complete", _deliveries(Rag.COMPLETE, tally[Rag.COMPLETE], records)),
        ("Milestones red", _deliveries(Rag.RED, tally[Rag.RED], records)),
        ("Events held", linked(number(now.events), records.events())),
        ("Attendance", _people(now.attendance, now.events, records)),
        ("Participations", _people(now.participation, now.events, records)),
    )
    return tuple(
        KeyFigure(_label(snapshot, label), cell, _before(snapshot, label)) for label, cell in said
    )


def _label(snapshot: Snapshot, label: str) -> str:
    """What a figure is called; a status by the body's own word."""
    own = snapshot.particulars.status_words
    called = {f"Milestones {rag.value.lower()}": own.get(rag.value, "").lower() for rag in Rag}
    return f"Milestones {called[label]}" if called.get(label) else label


def _deliveries(rag: Rag, count: int, records: Records) -> Cell:
    """How many have a status, with the way to them."""
    return linked(number(count), records.deliveries(rag.value))


def _people(tally: Tally, events: int, records: Records) -> Cell:
    """What the events counted; where there was no event, there is nothing to count."""
    counted = linked(tally_cell(tally), records.events(tally.type.value))
    return counted if events else Cell("no event reported")


def _before(snapshot: Snapshot, label: str) -> str:
    then = snapshot.since.then if snapshot.since else {}
    is_told = snapshot.basis is not None and snapshot.basis.is_published
    when = "in the last report" if is_told else "in the period before"
    return f"{then[label]} {when}" if label in then else FIRST


def _statuses(snapshot: Snapshot) -> Iterator[Block]:
    rows = snapshot.plan.deliveries
    if not rows:
        return
    records = Records.behind(snapshot)
    by_status = {rag: [row for row in rows if row.status.rag is rag] for rag in URGENT}
    yield Table(
        name="Status",
        caption=f"Status of milestones as at {day_words(snapshot.particulars.as_at)}",
        columns=(
            Column("Status"), Column("Deliveries", is_number=True), Column("Which"),
        ),
        rows=tuple(
            (
                Cell(rag.value, rag.value, status=rag.value),
                _deliveries(rag, len(found), records),
                text(_which(found, snapshot.particulars.area_word_plural)),
            )
            for rag, found in by_status.items()
            if found
        ),
    )  # fmt: skip


def _which(rows: Sequence[DeliveryRow], areas_word: str) -> str:
    """M1 and M3 (2 areas): each milestone once, with in how many areas where they are several."""
    places: dict[str, int] = {}
    for row in rows:
        places[row.milestone.reference] = places.get(row.milestone.reference, 0) + 1
    said = [
        f"{name} ({count:,} {areas_word})" if count > 1 else name for name, count in places.items()
    ]
    return first_of(said, NAMED)


def _changes(snapshot: Snapshot) -> Iterator[Block]:
    """The first of what changed, and how much more; the section after it has all, with reasons."""
    risks = snapshot.since.risks if snapshot.since else ()
    said = [
        *(_change_words(change) for change in snapshot.changes),
        *(f"{risk.kind.value} in the register: {risk.reference} {risk.title}" for risk in risks),
    ]
    if not said:
        yield Statement(_nothing(snapshot))
        return
    first = _fitting(said)
    yield Listing(first)
    if more := len(said) - len(first):
        verb = "is" if more == 1 else "are"
        yield Statement(f"{more} more {verb} told further on, all with their reasons.")


def _fitting(said: Sequence[str]) -> tuple[str, ...]:
    """As many of the first as the page has room for; at least one."""
    ends = accumulate(map(len, said))
    return tuple(words for words, end in zip(said, ends, strict=True) if end <= ROOM) or (said[0],)


def _nothing(snapshot: Snapshot) -> str:
    if not snapshot.has_earlier_period:
        return "This is the first report: there is nothing earlier to compare it with."
    return "No date or stage of a milestone, and nothing in the register of risks, has changed."


def _change_words(change: Change) -> str:
    """Slipped: M5 Workshops, North Ayrshire: 31 August 2019, now 30 September 2019."""
    what = f"{change.kind.value}: {change.reference} {change.title}, {change.where}"
    if change.before_on is None or change.before_on == change.now_on:
        return f"{what}: {day_words(change.now_on)}"
    return f"{what}: {day_words(change.before_on)}, now {day_words(change.now_on)}"
