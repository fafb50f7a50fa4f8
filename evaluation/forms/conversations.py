"""What a person may say of a conversation: its facts, its text, what is taken from it."""

from dataclasses import fields
from typing import Any

from django import forms

from evaluation.actions.conversations import LONGEST_TEXT, ConversationDetails
from evaluation.actions.excerpts import LONGEST, Taken
from evaluation.models import Conversation
from evaluation.rules.passages import Paragraph, numbers_of, place, taken, where
from partnership.people.models import Sector
from partnership.programmes.models import Programme
from partnership.web.forms import BaseForm, DayField, OnceForm, PartialDateFormField, VersionedForm
from pilots.forms.fields import LineField, ProseField

CONSENTS = [pair for pair in Conversation.Consent.choices if pair[0]]
LARGEST_NUMBER = 32_767  # that its column holds


class ConversationFilter(BaseForm):
    """How the list is narrowed."""

    method = "get"
    submit_label = "Show"

    kind = forms.ChoiceField(
        required=False, choices=[("", "All"), *Conversation.Kind.choices], label="Kind"
    )
    area = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, areas: list[Any], area_word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        field.choices = [("", "All"), *((each.slug, each.name) for each in areas)]
        field.label = area_word.capitalize()

    def asked(self) -> dict[str, str]:
        """What was asked for; what can’t be read is left out."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("kind", "area")}


class ConversationFields(BaseForm):
    title = LineField(label="Title", help_text="No name of anybody: such as Library staff, spring.")
    kind = forms.ChoiceField(
        label="Kind", choices=Conversation.Kind.choices, widget=forms.RadioSelect
    )
    when = PartialDateFormField(label="When")
    area: Any = forms.ModelChoiceField(
        queryset=None, required=False, empty_label="The whole programme"
    )
    sector = forms.ChoiceField(
        label="Sector of whoever spoke", required=False, choices=Sector.choices
    )
    who = LineField(
        label="Who spoke",
        required=False,
        help_text="Posts, never names: such as two librarians and a link worker.",
    )
    people = forms.IntegerField(
        label="How many people",
        required=False,
        min_value=1,
        max_value=LARGEST_NUMBER,
        help_text="Empty: not recorded.",
    )
    consent = forms.ChoiceField(
        label="On what basis they spoke",
        required=False,
        choices=[*CONSENTS, ("", "Not recorded")],
        widget=forms.RadioSelect,
        help_text="Without one nothing of it can be released.",
    )
    consent_note = LineField(
        label="More about the consent",
        required=False,
        max_length=300,
        help_text="Such as: form of 3 March, kept by the evaluator.",
    )
    readers = forms.ChoiceField(
        label="Who may read the whole text",
        choices=Conversation.Readers.choices,
        initial=Conversation.Readers.EVALUATORS,
        widget=forms.RadioSelect,
        help_text="Only what people agreed to. Words that are released are read by everybody.",
    )
    delete_on = DayField(
        label="The day on which its text is deleted",
        required=False,
        help_text="What was coded still counts, and released words stay.",
    )
    service_test: Any = forms.ModelChoiceField(
        label="Test of the service model that it is about",
        required=False,
        queryset=None,
        empty_label="None",
    )
    measure: Any = forms.ModelChoiceField(
        label="Measure that it belongs to", required=False, queryset=None, empty_label="None"
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Any] = {
            "area": programme.areas.all(),
            "service_test": programme.service_tests.all(),
            "measure": programme.measures.filter(dropped_on__isnull=True),
        }
        for name, records in offered.items():
            self.fields[name].queryset = records  # type: ignore[attr-defined]
        self.fields["area"].label = programme.area_word.capitalize()

    def details(self) -> ConversationDetails:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        return ConversationDetails(
            **{each.name: given[each.name] for each in fields(ConversationDetails)}
        )


class TextField(ProseField):
    """The words of a whole conversation."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rows=20, max_length=LONGEST_TEXT, required=False, **kwargs)


class NewConversationForm(ConversationFields, OnceForm):
    """A conversation to record."""

    submit_label = "Record it"

    text = TextField(
        label="Text",
        help_text="Leave names out as you type. A blank line begins a new paragraph; it can be"
        " typed later.",
    )


class WordsForm(OnceForm):
    """Which answers become a text."""

    submit_label = "Take the words"

    answers = forms.ChoiceField(
        label="The answers to", widget=forms.RadioSelect,
        error_messages={"required": "Choose a question."},
    )  # fmt: skip

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answers"].choices = offered  # type: ignore[attr-defined]


class ConversationForm(ConversationFields, VersionedForm):
    """Other facts of it."""


class ConversationTextForm(VersionedForm):
    """Its text."""

    text = TextField(label="Text", help_text="A blank line begins a new paragraph.")


class DeleteTextForm(VersionedForm):
    """Why its text goes before its day."""

    submit_label = "Delete the text for good"

    why = LineField(label="Why", max_length=200, help_text="Such as: they took their consent back.")


class TakeExcerptForm(OnceForm):
    """What is taken from a text: passages ticked, or words typed."""

    submit_label = "Take it"

    passages = forms.MultipleChoiceField(
        required=False,
        label="Paragraphs and sentences",
        error_messages={"invalid_choice": "The text was changed meanwhile: tick again."},
    )
    words = ProseField(
        label="Or type the words",
        required=False,
        max_length=LONGEST,
        help_text="As they stand in the text, or from your notes.",
    )
    is_quotation = forms.BooleanField(
        label="In their own words", required=False, initial=True,
        help_text="Untick it where you tell what was said: that is no quotation.",
    )  # fmt: skip
    said_by = LineField(
        label="Who said it, as it may be printed",
        required=False,
        max_length=120,
        help_text="A post and a place: such as Librarian, North Ayrshire.",
    )

    def __init__(self, *args: Any, paragraphs: tuple[Paragraph, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paragraphs = paragraphs
        field: Any = self.fields["passages"]
        field.choices = [(number, number) for number in sorted(numbers_of(paragraphs))]
        if not paragraphs:
            del self.fields["passages"]

    def clean(self) -> dict[str, Any]:
        """Ticked or typed, and typed as it stands where it is called a quotation."""
        given = super().clean() or {}
        ticked, words = given.get("passages", []), given.get("words", "")
        if ticked and words:
            self.add_error("words", "Tick passages or type words: one of the two.")
        elif not ticked and not words and not self.errors:
            self.add_error("words", "Tick what is taken, or type the words.")
        elif self._is_misquoted(words, given):
            self.add_error(
                "words",
                "These words don’t stand in the text: copy them as they are, or untick “In their"
                " own words”.",
            )
        return given

    def _is_misquoted(self, words: str, given: dict[str, Any]) -> bool:
        if not (words and given.get("is_quotation") and self.paragraphs):
            return False
        return where(self.paragraphs, words) is None

    def taken(self) -> Taken:
        """What is to be taken; only of a valid form."""
        given = self.cleaned_data
        ticked = given.get("passages", [])
        at = place(self.paragraphs, ticked) if ticked else where(self.paragraphs, given["words"])
        return Taken(
            text=taken(self.paragraphs, ticked) if ticked else given["words"],
            position=at or 0,
            is_quotation=given["is_quotation"],
            said_by=given["said_by"],
        )
