"""The last pages: how the figures were made, what they leave out, the fingerprint."""

from partnership.dates import day_words
from partnership.reports.document import Block, Code, Column, Paragraph, Section, Table, day, text
from partnership.reports.sections.status_words import mapping_words
from partnership.reports.sections.words import plural
from partnership.reports.snapshot import Snapshot

HOW = (
    "An empty figure is “not recorded”: it is never counted as 0, and a total over such figures"
    " says how many it leaves out.",
    "“About” and “at least” survive into every total. Footfall (through the door), attendance"
    " (there in person) and participations (taking part in an activity) are never added together,"
    " and no number of people is worked out from participations.",
    "Where a source gave words rather than a number, the words are kept. Slip is measured from"
    " the baseline, the plan as first agreed, so that a moved date cannot hide one.",
    "Of few answers to a questionnaire or a feedback form only counts are given, and of some more,"
    " shares with their base. What a small number would tell of few people is hidden, and so is"
    " what it could be worked out from.",
)


def data_notes(snapshot: Snapshot, fingerprint: str) -> Section:
    """Counting methods, suppression, late data, dates that sources state, editions, fingerprint."""
    about = snapshot.particulars
    blocks: list[Block] = [Paragraph(note) for note in HOW]
    if words := mapping_words(about):
        blocks.append(Paragraph(words))
    blocks.append(
        Paragraph(
            f"Cut-off: what had been reported by the end of {day_words(about.as_at)},"
            " Europe/London time. What was reported later belongs to the next report, where it is"
            " labelled a late entry if it is about an earlier day."
        )
    )
    if about.counted_by:
        known = f"Counts of events are those known on {day_words(about.counted_by)}, corrected."
        blocks.append(Paragraph(known))
    blocks.append(Paragraph(_undated_words(snapshot)))
    blocks.append(Paragraph(_edition_words(about.edition)))
    blocks.append(Code("Fingerprint of the frozen figures (SHA-256)", fingerprint))
    if snapshot.claims:
        blocks += [Paragraph(_claims_words(snapshot)), _claims_table(snapshot)]
    return Section("Data notes", tuple(blocks), is_data_notes=True)


def _edition_words(edition: int) -> str:
    if edition == 1:
        return "Edition 1 of this report; there is no earlier one."
    return (
        f"Edition {edition} of this report. It corrects edition {edition - 1}, which is kept as it"
        " was published and marked as superseded."
    )


def _undated_words(snapshot: Snapshot) -> str:
    """What becomes of events without a day, and how many there are."""
    rule = "An event whose day is not recorded belongs to the period in which it was reported"
    undated = snapshot.engagement.undated
    if not undated:
        return f"{rule}; there is none in this one."
    return f"{rule}, and is left out of series by date: {plural(undated, 'event')} here."


def _claims_words(snapshot: Snapshot) -> str:
    differing = sum(claim.agrees is False for claim in snapshot.claims)
    said = f"The programme’s agreed end is {day_words(snapshot.particulars.ends_on)}."
    if not differing:
        return f"{said} No statement of a paper would mean another end."
    return (
        f"{said} Papers state its length in other ways too:"
        f" {plural(differing, 'statement')} of {len(snapshot.claims):,} would mean another end."
    )


def _claims_table(snapshot: Snapshot) -> Table:
    words = {True: "Agrees", False: "Differs", None: "Names no date"}
    return Table(
        name="Date statements",
        caption="What papers state of the programme’s dates",
        columns=(
            Column("About", "wide"), Column("As stated", "wide"), Column("Where", "wide"),
            Column("Reported"), Column("Against the agreed end"),
        ),
        rows=tuple(
            (
                text(claim.about),
                text(claim.as_stated),
                text(claim.source),
                day(claim.reported_on),
                text(words[claim.agrees]),
            )
            for claim in snapshot.claims
        ),
        is_compact=True,
    )  # fmt: skip
