"""What a person may write in a report: a section's text and answers, its cover, a comment."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.forms.boundfield import BoundField

from partnership.dates import day_words
from partnership.reports.actions.writing import (
    LONGEST_ANSWER,
    LONGEST_ASKED,
    LONGEST_COMMENT,
    LONGEST_TEXT,
    MOST_ASKED,
    CoverDetails,
)
from partnership.reports.models import ImplicationAnswer, ReportComment, ReportText
from partnership.reports.rules.layout import RowLayout
from partnership.web.forms import BaseForm, OnceForm, VersionedForm
from pilots.forms.fields import LineField, ProseField
from pilots.models import BodyMeeting
from pilots.models.paper import Implication

TEXT = "text"
UNKNOWN_MEETING = "Not known yet"


class WholeProseField(ProseField):
    """Prose that a browser never cuts off: what is too long is refused in words, and kept."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """What its box has; it is read from the right where its words are."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs | {"dir": "auto"}


class SectionForm(BaseForm):
    """The text of a section, and the implications where it has them.

    Each piece says which version its writer saw, 0 where there was none, and what it said then
    (as a digest): what they left as it was is not theirs to be overtaken in.
    """

    def __init__(
        self,
        *args: Any,
        text: ReportText | None,
        rows: Sequence[RowLayout] = (),
        answers: Mapping[str, ImplicationAnswer],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.fields[TEXT] = WholeProseField(
            label="Text",
            required=False,
            max_length=LONGEST_TEXT,
            rows=4 if rows else 14,
            help_text="An empty line begins a new paragraph; paragraphs are numbered in print.",
        )
        self._note(TEXT, text.version if text else 0, text.text if text else "")
        for row in rows:
            self._add_row(row, answers.get(row.key))

    def _note(self, piece: str, version: int, *said: str) -> None:
        """Keep in the form what its writer has before them."""
        self.fields[f"seen_{piece}"] = forms.IntegerField(
            initial=version, min_value=0, widget=forms.HiddenInput
        )
        self.fields[f"was_{piece}"] = forms.CharField(
            initial=digest(*said), required=False, max_length=64, widget=forms.HiddenInput
        )

    def _add_row(self, row: RowLayout, given: ImplicationAnswer | None) -> None:
        answer, words = (given.answer, given.text) if given else ("", "")
        self.fields[f"answer_{row.key}"] = forms.ChoiceField(
            label=row.heading,
            help_text=row.help,
            required=False,
            choices=Implication.Answer.choices,
            initial=answer,
            widget=forms.RadioSelect,
        )
        self.fields[f"words_{row.key}"] = WholeProseField(
            label=f"{row.heading}: in words, or the reason",
            required=False,
            max_length=LONGEST_ANSWER,
            rows=2,
            initial=words,
        )
        self._note(row.key, given.version if given else 0, answer, words)

    def said(self, piece: str) -> tuple[str, ...]:
        """What was typed of a piece; only of a valid form."""
        given = self.cleaned_data
        names = (TEXT,) if piece == TEXT else (f"answer_{piece}", f"words_{piece}")
        return tuple(given[name] for name in names)

    def seen(self, piece: str) -> int:
        """The version of a piece that its writer saw."""
        return int(self.cleaned_data[f"seen_{piece}"])

    def is_changed(self, piece: str) -> bool:
        """Whether its writer said something else than stood there."""
        return self.cleaned_data[f"was_{piece}"] != digest(*self.said(piece))

    def hidden(self, piece: str) -> list[BoundField]:
        """What the form notes of a piece."""
        return [self[f"seen_{piece}"], self[f"was_{piece}"]]


def noted(piece: str, version: int, *said: str) -> dict[str, str]:
    """What a form notes of a piece that stands like that, by the names of its fields."""
    return {f"seen_{piece}": str(version), f"was_{piece}": digest(*said)}


def digest(*said: str) -> str:
    """What was said, in a few letters that are the same for the same words."""
    return sha256("\0".join(said).encode()).hexdigest()[:32]


class CoverForm(VersionedForm):
    """What is asked of the body, by whom, and for which meeting."""

    submit_label = "Save the cover"
    wanted_later = ("purpose", "recommendations", "direction")  # saved without, not reviewed so
    keep = ""  # whose it is, where the browser keeps what is typed
    is_overtaken = False  # both covers are before the person, who saves by hand then

    purpose = forms.ChoiceField(label="Purpose", required=False, widget=forms.RadioSelect)
    recommendations = WholeProseField(
        label="Recommendations",
        required=False,
        rows=5,
        max_length=MOST_ASKED * LONGEST_ASKED,
    )
    meeting = forms.ChoiceField(label="Meeting that it is written for", required=False)
    report_by = LineField(
        label="Report by", required=False, max_length=120, help_text="A post, not a name."
    )
    direction = forms.ChoiceField(
        label="Is a direction required?", required=False, widget=forms.RadioSelect
    )

    @property
    def helper(self) -> FormHelper:
        """Saved while it is typed, where a script runs."""
        helper = super().helper
        helper.attrs |= {"data-module": "report-writing", "data-keep": self.keep}
        helper.attrs |= {"data-then": self.cancel_url}
        if self.is_overtaken:
            helper.attrs |= {"data-wait": True}
        return helper

    def offer(
        self,
        *,
        purposes: Sequence[str],
        asks: str,
        meetings: Sequence[BodyMeeting],
        directions: Sequence[tuple[str, str]],
    ) -> None:
        """Fill in what can be chosen; a paper that asks for no direction leaves that out."""
        said = self.initial.get("purpose", "")
        known = [*purposes, *([said] if said and said not in purposes else [])]
        self._choices("purpose", [(each, each) for each in known])
        self.fields[
            "recommendations"
        ].help_text = (
            f"One a line; they are lettered in print, after “{asks}”. Such as: note the progress"
        )
        self.meetings = {str(each.pk): each for each in meetings}
        self._choices(
            "meeting",
            [("", UNKNOWN_MEETING), *((key, meeting_words(m)) for key, m in self.meetings.items())],
        )
        if directions:
            self._choices("direction", directions)
        else:
            del self.fields["direction"]

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def details(self) -> CoverDetails:
        """What was given; only of a valid form."""
        given = self.cleaned_data
        asked = (line.strip() for line in given["recommendations"].splitlines())
        return CoverDetails(
            purpose=given["purpose"],
            recommendations="\n".join(line for line in asked if line),
            report_by=given["report_by"],
            direction=given.get("direction", self.initial.get("direction", "")),
            meeting=self.meetings.get(given["meeting"]),
        )


def meeting_words(meeting: BodyMeeting | None) -> str:
    """A meeting with the day on which its papers are due; or that it is not known."""
    if meeting is None:
        return UNKNOWN_MEETING
    return f"{day_words(meeting.meeting_on)}, papers due {day_words(meeting.papers_due_on)}"


class CommentForm(OnceForm):
    """A word to whoever writes it, or approves it."""

    submit_label = "Say it"

    kind = forms.ChoiceField(
        label="What is it?",
        choices=ReportComment.Kind.choices,
        initial=ReportComment.Kind.COMMENT,
        widget=forms.RadioSelect,
    )
    said = WholeProseField(label="Comment or request", max_length=LONGEST_COMMENT, rows=3)
