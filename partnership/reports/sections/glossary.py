"""Words that the paper explains: on its cover while they are few, else in their own section."""

from collections.abc import Iterable

from partnership.reports.document import Column, Section, Table, text
from partnership.reports.snapshot import Snapshot

ROOM = 500  # characters beneath the cover's other rows and its recommendations


def fits_the_cover(terms: Iterable[tuple[str, str]]) -> bool:
    """Whether the cover stays one page with them."""
    return sum(len(term) + len(meaning) for term, meaning in terms) <= ROOM


def glossary(snapshot: Snapshot) -> Section:
    """Every term with its meaning."""
    table = Table(
        name="Glossary",
        caption="What words in this paper mean",
        columns=(Column("Word"), Column("Meaning", "wide")),
        rows=tuple((text(term), text(meaning)) for term, meaning in snapshot.glossary),
    )
    return Section("Glossary", (table,))
