"""What stands behind an outcome, and what is missing. Pure: no Django, no database.

An outcome with no measure, or with no data of any, is a gap (domain words §3); so is evidence
for one side only, and a before without its after.
"""

from dataclasses import dataclass

NO_MEASURE = "no measure"
NO_DATA = "measured, but no data yet"
ONLY_FOR = "evidence for it only: nothing that speaks against it was looked for or found"
ONLY_AGAINST = "evidence against it only"
NO_AFTER = "asked before, not yet after"


@dataclass(frozen=True)
class Cover:
    """How many records of each kind stand behind an outcome."""

    measures: int = 0
    indicators: int = 0
    values: int = 0
    questions: int = 0
    before: int = 0  # responses to questions about it, of before and single waves
    after: int = 0
    supports: int = 0
    contradicts: int = 0
    mixed: int = 0
    stories: int = 0

    @property
    def is_measured(self) -> bool:
        """Whether it is said anywhere how it would be known."""
        return bool(self.measures or self.indicators or self.questions)

    @property
    def excerpts(self) -> int:
        """All that was said about it, whichever way."""
        return self.supports + self.contradicts + self.mixed

    @property
    def has_data(self) -> bool:
        """Whether anything was found out about it."""
        return bool(self.values or self.before or self.after or self.excerpts)

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing, in words, the gravest first."""
        found = []
        if not self.is_measured:
            found.append(NO_MEASURE)
        elif not self.has_data:
            found.append(NO_DATA)
        if self.before and not self.after:
            found.append(NO_AFTER)
        if self.supports and not (self.contradicts or self.mixed):
            found.append(ONLY_FOR)
        if self.contradicts and not (self.supports or self.mixed):
            found.append(ONLY_AGAINST)
        return tuple(found)
