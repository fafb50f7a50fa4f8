"""One set of figures on any layout, with everything written in it or nothing."""

from dataclasses import replace
from datetime import date
from itertools import cycle

from partnership.reports.rules.completeness import Answered
from partnership.reports.rules.layout import Layout
from partnership.reports.snapshot import PLAIN_SUMMARY, Frozen, Snapshot, Written, freeze

PARAGRAPHS = (
    "The quarter went as planned: 12 sessions were held in four libraries, and two more are"
    " booked. Librarians and link workers now meet every other week.",
    "What was late is late for one reason.\nThe trainer's post was vacant until August.",
    "In other scripts: مرحبا بكم في المكتبة; שלום; Ласкаво просимо; \N{GRINNING FACE}.",
)
OWN_WORDS = {
    "Complete": "complete", "Green": "on target", "Amber": "slightly adrift",
    "Red": "significantly adrift",
}  # fmt: skip
ANSWERS = (
    Answered("answered", "It is paid by the fund; no further money is asked for."),
    Answered("none"),
    Answered("not-applicable"),
    Answered("not-required", "No assessment is needed where nothing is decided."),
)


def on(snapshot: Snapshot, layout: Layout) -> Frozen:
    """The figures on a layout, with texts, answers and a cover; not a draft any more."""
    written = Written(
        layout=layout,
        version=1,
        texts={each.key: "\n\n".join(PARAGRAPHS) for each in layout.sections}
        | {PLAIN_SUMMARY: "\n\n".join(PARAGRAPHS)},
        answers={row.key: answer for row, answer in zip(layout.rows, cycle(ANSWERS), strict=False)},
        purpose=layout.purposes[0] if layout.purposes else "",
        recommendations=("note the progress made", "agree the next steps", PARAGRAPHS[2]),
        report_by="Programme manager",
        direction="none",
        directions=(("none", "No direction required"), ("council", "North Ayrshire Council")),
        meeting_on=date(2020, 2, 13),
    )
    about = replace(
        snapshot.particulars,
        is_draft=False,
        marking="CLASSIFICATION: PUBLIC",
        status_words=OWN_WORDS,
    )
    return freeze(replace(snapshot, written=written, particulars=about))


def blank_on(snapshot: Snapshot, layout: Layout) -> Frozen:
    """The figures on a layout in which nobody wrote anything."""
    return freeze(replace(snapshot, written=Written(layout)))
