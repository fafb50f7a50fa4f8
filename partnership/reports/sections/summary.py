"""The summary: what the reader should know first."""

from partnership.dates import day_words
from partnership.reports.document import Paragraph, Section
from partnership.reports.sections.words import first_of
from partnership.reports.snapshot import Snapshot

NAMED = 6  # places of a milestone, and milestones of a day; the table of what is due has all


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
    """The milestones that are due on the next day on which any is, each with its places."""
    rows = snapshot.plan.next_due
    if not rows:
        return "No open milestone is due after this period."
    when = day_words(rows[0].standing.agreed_on)
    places: dict[str, list[str]] = {}
    for row in rows:
        what = f"{row.milestone.reference}, {row.milestone.title}"
        places.setdefault(what, []).append(row.area or "the whole programme")
    if len(places) == 1:
        ((what, where),) = places.items()
        return f"Next due is {what}, on {when}: {first_of(where, NAMED)}."
    said = [f"{what} ({first_of(where, NAMED)})" for what, where in places.items()]
    more = len(said) - NAMED
    others = f"; and {more:,} more" if more > 0 else ""
    return f"Next due on {when} are {'; '.join(said[:NAMED])}{others}."
