"""What was sent of a section, saved piece by piece: what one piece lacks keeps no other waiting."""

from dataclasses import dataclass, field
from typing import Any

from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.reports.actions import writing as do
from partnership.reports.forms.writing import TEXT, SectionForm, noted
from partnership.reports.presenters.writing import answer_words
from partnership.reports.rules.completeness import Answered
from partnership.reports.rules.layout import RowLayout, SectionLayout
from partnership.reports.selectors.desk import Desk
from pilots import text_changes


@dataclass(frozen=True)
class Overtaken:
    """A piece that somebody else wrote meanwhile: where the two differ, paragraph by paragraph."""

    label: str
    by: str
    now: str
    changes: tuple[text_changes.Change, ...]


@dataclass
class Saving:
    """Saves the pieces of a valid form; `notes` is what the form is to note of each from now on."""

    desk: Desk
    section: SectionLayout
    form: SectionForm
    by: User
    notes: dict[str, str] = field(default_factory=dict)
    overtaken: list[Overtaken] = field(default_factory=list)
    problems: list[tuple[str | None, str]] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether all that was sent is saved."""
        return not self.overtaken and not self.problems

    def save(self) -> "Saving":
        if self.form.is_changed(TEXT):
            self._text()
        for row in self.form.rows:
            if self.form.is_changed(row.key):
                self._row(row)
        return self

    def _text(self) -> None:
        (text,) = self.form.said(TEXT)
        try:
            now = do.write_text(
                report=self.desk.report,
                layout=self.desk.layout,
                section=self.section.key,
                seen=self.form.seen(TEXT),
                text=text,
                by=self.by,
            )
        except ChangedMeanwhileError as error:
            who = str(error.now.written_by or "")
            self._was_overtaken(TEXT, self.section.heading, error.now, text, who)
        except RefusedError as error:
            self.problems.append((TEXT, error.words))
        else:
            self.notes |= noted(TEXT, now.version, now.text)
            self.desk.written.texts[self.section.key] = text

    def _row(self, row: RowLayout) -> None:
        given, text = self.form.said(row.key)
        if not given:
            said = f"Choose an answer for “{row.heading}”, and it is saved with your words"
            self.problems.append((f"answer_{row.key}", said))
            return
        try:
            now = do.answer(
                report=self.desk.report,
                layout=self.desk.layout,
                row=row.key,
                seen=self.form.seen(row.key),
                given=given,
                text=text,
                by=self.by,
            )
        except ChangedMeanwhileError as error:
            typed = answer_words(Answered(given, text))
            self._was_overtaken(row.key, row.heading, error.now, typed, "")
        except RefusedError as error:
            self.problems.append((f"words_{row.key}", f"{row.heading}: {error.words}"))
        else:
            self.notes |= noted(row.key, now.version, given, text)
            self.desk.written.answers[row.key] = Answered(given, text)

    def _was_overtaken(self, piece: str, label: str, now: Any, typed: str, by: str) -> None:
        """Keep both for the person to choose; what they send next is written over what stands."""
        said: tuple[str, ...] = (now.text,) if piece == TEXT else (now.answer, now.text)
        stands = now.text if piece == TEXT else answer_words(Answered(*said))
        changes = text_changes.differences(stands, typed)
        self.overtaken.append(Overtaken(label, by, stands, changes))
        self.notes |= noted(piece, now.version, *said)
