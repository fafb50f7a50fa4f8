"""What stands behind an outcome, and what is missing. Pure: no Django, no database.

An outcome with no measure, or with no data of any, is a gap (domain words §3); so is a measure
that has none of its own, evidence for one side only, and a before without its after.
"""

from dataclasses import dataclass

NO_MEASURE = "no measure"
NO_DATA = "measured, but no data yet"
ONLY_FOR = "evidence for it only: nothing that speaks against it was looked for or found"
ONLY_AGAINST = "evidence against it only"
NO_AFTER = "asked before, not yet after"
SEE = "no measure of its own: see"
NO_ANSWERS = "to be asked by questionnaire, but no answers yet"
NO_WORDS = "to be heard in interviews or focus groups, but nothing said yet"


@dataclass(frozen=True)
class Cover:
    """How many records of each kind stand behind an outcome."""

    measures: int = 0
    indicators: int = 0
    values: int = 0
    questions: int = 0
    before: int = 0  # responses to questions about it, of waves before
    after: int = 0
    once: int = 0  # the same of waves that ask once: no after is missing
    supports: int = 0
    contradicts: int = 0
    mixed: int = 0
    stories: int = 0
    questionnaires: int = 0  # of the measures
    talks: int = 0  # of the measures: interviews and focus groups
    empty: int = 0  # of the indicators: those without any value

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
        return bool(self.values or self.before or self.after or self.once or self.excerpts)

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing, in words, the gravest first."""
        found = []
        if not self.is_measured:
            found.append(NO_MEASURE)
        elif not self.has_data:
            found.append(NO_DATA)
        else:
            found += self._measures_without_data()
        if self.before and not self.after:
            found.append(NO_AFTER)
        if self.supports and not (self.contradicts or self.mixed):
            found.append(ONLY_FOR)
        if self.contradicts and not (self.supports or self.mixed):
            found.append(ONLY_AGAINST)
        return tuple(found)

    def _measures_without_data(self) -> list[str]:
        """Of an outcome that something is known of: which ways to know it brought nothing yet."""
        found = []
        if self.questionnaires and not (self.before or self.after or self.once):
            found.append(NO_ANSWERS)
        if self.talks and not self.excerpts:
            found.append(NO_WORDS)
        if self.empty:
            several = "indicator" if self.indicators == 1 else "indicators"
            found.append(f"{self.empty} of {self.indicators} {several} without a value")
        return found
