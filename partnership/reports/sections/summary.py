"""The summary: what the reader should know first."""

from partnership.dates import day_words
from partnership.reports.document import (
    Paragraph,
    Section,
)
from partnership.reports.sections.words import listed
from partnership.reports.snapshot import Snapshot


def executive_summary(snapshot: Snapshot) -> Section:
    """What the reader should know first, beneath the status and the figures of the second page."""
    return Section(
        "Executive summary",
        (
            Paragraph(_where_it_is(snapshot)),
            Paragraph(_next(snapshot)),
            *(Paragraph(f"Aim {place}: {aim}") for place, aim in _aims(snapshot)),
            *(Paragraph(f"Funding: {fund}.") for fund in snapshot.particulars.funding),
        ),
    )


def _aims(snapshot: Snapshot) -> list[tuple[int, str]]:
    return list(enumerate(snapshot.particulars.aims, start=1))


def _where_it_is(snapshot: Snapshot) -> str:
    about = snapshot.particulars
    return (
        f"This report covers {about.period.words} and says what had been reported by"
        f" {day_words(about.as_at)}, in month {about.month_number} of {about.length_months}."
        f" The programme’s agreed end is {day_words(about.ends_on)}."
    )


def _next(snapshot: Snapshot) -> str:
    rows = snapshot.plan.next_due
    if not rows:
        return "No open milestone is due after this period."
    first = rows[0]
    where = listed(row.where if row.area else "the whole programme" for row in rows[:6])
    more = f" and {len(rows) - 6} more" if len(rows) > 6 else ""
    return (
        f"Next due is {first.milestone.reference}, {first.milestone.title}, on"
        f" {day_words(first.standing.agreed_on)}: {where}{more}."
    )
