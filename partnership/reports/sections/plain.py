"""What a report says to the public, in words that need no explaining.

No board's status word, no name, no figure that the report itself does not print.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from milestones.schedule import Rag
from partnership.dates import day_words
from partnership.reports.sections.marks import mark_of
from partnership.reports.sections.words import listed, plural
from partnership.reports.sections.written import paragraphs
from partnership.reports.snapshot import PLAIN_SUMMARY, Frozen, Snapshot

SAID = {
    Rag.COMPLETE: "finished",
    Rag.GREEN: "going to plan",
    Rag.AMBER: "in need of attention",
    Rag.RED: "late or expected to be late",
    Rag.NOT_STARTED: "not started yet",
    Rag.NOT_NEEDED: "no longer needed",
}
STEPS_NAMED = 3


@dataclass(frozen=True)
class PlainSummary:
    """A page of it: under each heading a few sentences."""

    title: str
    subtitle: str
    mark: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    fingerprint: str


def plain_summary(frozen: Frozen) -> PlainSummary:
    """The summary in plain words; what nobody wrote is left out, figures never are."""
    snapshot = frozen.snapshot
    about = snapshot.particulars
    where = f" in {about.area}" if about.area else ""
    written = snapshot.written.texts.get(PLAIN_SUMMARY, "")
    sections = (
        ("In short", tuple(each.text for each in paragraphs(written))),
        ("What it is for", about.aims),
        ("How it is going", tuple(_going(snapshot))),
        ("What happened", tuple(_happened(snapshot))),
        ("What comes next", tuple(_next(snapshot))),
        ("Where this is from", tuple(_source(snapshot))),
    )
    return PlainSummary(
        title=f"{about.programme}{where}",
        subtitle=f"What was done from {about.period.words}, in plain words"
        if " to " in about.period.words
        else f"What was done in {about.period.words}, in plain words",
        mark=mark_of(about),
        sections=tuple((heading, said) for heading, said in sections if said),
        fingerprint=frozen.fingerprint,
    )


def _going(snapshot: Snapshot) -> Iterator[str]:
    about, tally = snapshot.particulars, snapshot.plan.tally
    count = sum(tally.values())
    if not count:
        yield "The plan has no steps yet."
        return
    counts = [f"{number} {_are(number)} {SAID[rag]}" for rag, number in tally.items() if number]
    yield (
        f"This was month {about.month_number} of {about.length_months}."
        f" The plan has {plural(count, 'step')} here: {listed(counts)}."
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _happened(snapshot: Snapshot) -> Iterator[str]:
    now = snapshot.engagement.now
    if not now.events:
        yield "No event was reported for this time."
        return
    yield f"{plural(now.events, 'event')} {'was' if now.events == 1 else 'were'} held."
    if now.attendance.value is not None:
        yield (
            f"People who came: {now.attendance.words}. Somebody who came to two events is counted"
            " at both."
        )
    elif now.participation.value is not None:
        yield (
            f"Places taken in activities: {now.participation.words}. Somebody who joined in two"
            " activities is counted in both."
        )
    else:
        yield "How many people came was not recorded."


def _next(snapshot: Snapshot) -> Iterator[str]:
    rows = snapshot.plan.next_due
    titles = list(dict.fromkeys(row.milestone.title for row in rows))
    if not titles:
        return
    more = len(titles) - STEPS_NAMED
    named = "; ".join(titles[:STEPS_NAMED]) + (f"; and {more} more" if more > 0 else "")
    yield f"By {day_words(rows[0].standing.agreed_on)}: {named}."


def _source(snapshot: Snapshot) -> Iterator[str]:
    about = snapshot.particulars
    yield (
        f"The figures are those of the progress report to the {about.body.removeprefix('The ')},"
        f" and say what had been reported by {day_words(about.as_at)}."
    )
