"""What is typed about feedback on an event, by those who asked and by those who answer."""

from typing import Any
from unicodedata import category

from django import forms

from partnership.web.forms import BaseForm, DayField, OnceForm, VersionedForm
from pilots.feedback_words import ENGLISH, LANGUAGE_CODE, TEXTS
from pilots.forms.fields import ProseField
from pilots.models import Satisfaction

LONGEST_COMMENT = 2000
POINTS = [(point.value, point.label) for point in reversed(Satisfaction)]
LONGEST_KEY = 19  # of digits: what a database can hold, and fewer
UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")  # characters that leave no mark
# What is wrong, by field: where the page leads to, and which of its words it says.
FAULTS = {"satisfaction": ("point-5", "answer_first"), "comment": ("comment", "too_long")}
ANY_FAULT = ("", "try_again")


class CommentField(ProseField):
    """A comment as people type it, whatever their keyboard slips in; one of which nothing can
    be seen is none.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_COMMENT, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return text if any(category(each) not in UNSEEN for each in text) else ""


class AnswerForm(forms.Form):
    """What the public sends. `key` makes an answer sent twice one; `website` is a trap."""

    key = forms.UUIDField()
    satisfaction = forms.TypedChoiceField(
        choices=POINTS, coerce=int, empty_value=None, required=False
    )
    comment = CommentField()
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, asks_comment: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_comment:
            del self.fields["comment"]

    def clean_website(self) -> str:
        """Programs fill in what people don't see; a person is let through at the second try."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Filled in by a program.", "trap")
        return ""

    def clean(self) -> dict[str, Any]:
        """An answer or a comment, or both."""
        data = super().clean() or self.cleaned_data
        if not self.errors and data.get("satisfaction") is None and not data.get("comment"):
            self.add_error("satisfaction", "Nothing was answered.")
        return data

    @property
    def faults(self) -> list[tuple[str, str]]:
        """(part of the page, name of the words) of each fault."""
        return [FAULTS.get(name, ANY_FAULT) for name in self.errors]


def _asking() -> dict[str, forms.Field]:
    return {
        "opens_on": DayField(label="First day on which it takes answers"),
        "closes_on": DayField(label="Last day on which it takes answers"),
        "asks_comment": forms.BooleanField(
            required=False,
            label="Ask for a comment as well",
            help_text="Comments are read by evaluators only.",
        ),
    }


class AskForm(OnceForm):
    """A new public form for an event."""

    submit_label = "Make the form"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= _asking()


class ChangeForm(VersionedForm):
    """The form that there is, with other days."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= _asking()


class CloseForm(VersionedForm):
    submit_label = "Close the form"


class ReopenForm(VersionedForm):
    submit_label = "Open it again"

    closes_on = DayField(label="Last day on which it takes answers")


class AnswersChosen(forms.TypedMultipleChoiceField):
    """Keys of answers. Others come in while a page is read, so any is taken here: the action
    sees to it that they are answers about the event.
    """

    def valid_value(self, value: str) -> bool:
        return value.isdecimal() and len(value) < LONGEST_KEY


class AnswersForm(BaseForm):
    """Which answers are set aside and why, or counted again."""

    answers = AnswersChosen(
        coerce=int, error_messages={"required": "Tick the answers that are meant"}
    )
    why = forms.CharField(
        required=False,
        max_length=200,
        label="Why",
        help_text="Such as: tried out by staff; abuse; not about this event.",
    )


def _box(label: str, *, longest: int, rows: int = 1, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(label=label, max_length=longest, widget=widget, help_text=help_text)


def _texts() -> dict[str, forms.Field]:
    return {
        "language_name": _box(
            "Name of the language", longest=60, help_text="As its readers call it: Gàidhlig."
        ),
        "introduction": _box(
            "Introduction", longest=600, rows=3, help_text="Say that nobody is asked for a name."
        ),
        "question": _box("Question", longest=200),
        "very_satisfied": _box("Very satisfied", longest=80),
        "satisfied": _box("Satisfied", longest=80),
        "neither": _box("Neither satisfied nor dissatisfied", longest=80),
        "dissatisfied": _box("Dissatisfied", longest=80),
        "very_dissatisfied": _box("Very dissatisfied", longest=80),
        "comment": _box("Question for a comment", longest=200, rows=2),
        "no_names": _box(
            "Under it: please give no names",
            longest=200,
            rows=2,
            help_text="Say that it can be left empty, and ask for no names, anybody’s.",
        ),
        "answer_first": _box(
            "When nothing was answered", longest=200, help_text="Ask to choose an answer first."
        ),
        "too_many": _box(
            "When too many answer at once",
            longest=300,
            rows=3,
            help_text="Say that nothing is lost, and to press the button again in ten minutes.",
        ),
        "not_sent": _box(
            "Heading over what is wrong", longest=80, help_text="Say that it is not sent yet."
        ),
        "too_long": _box(
            "When a comment is too long",
            longest=200,
            rows=2,
            help_text="Name the limit, 2,000 characters. The page adds how many there are.",
        ),
        "try_again": _box(
            "When a page came incomplete",
            longest=200,
            rows=2,
            help_text="Ask to press the button again.",
        ),
        "send": _box("Words of the button", longest=40),
        "thanks": _box("Thanks", longest=600, rows=3),
        "another": _box(
            "Link to answer for somebody else", longest=80, help_text="Stands under the thanks."
        ),
        "closed": _box("When the form is closed", longest=200, rows=2),
        "not_yet": _box(
            "When the form is not open yet",
            longest=200,
            rows=2,
            help_text="The page adds the day on which it opens.",
        ),
        "not_stored": _box(
            "When an answer came too early or too late",
            longest=200,
            rows=2,
            help_text="Say that what was sent is not stored.",
        ),
        "camera": _box(
            "On poster and cards: how to use the square",
            longest=120,
            rows=2,
            help_text="The address stands after it.",
        ),
        "tick_one": _box("On the paper form: tick one box", longest=80),
        "give_back": _box("On the paper form: where to give it back", longest=200, rows=2),
    }


def _texts_beside_english() -> dict[str, forms.Field]:
    """Each text, with what it says in English: what is to be said in the other language."""
    found = _texts()
    for name in TEXTS:
        english = f"In English: “{getattr(ENGLISH, name)}”"
        found[name].help_text = f"{found[name].help_text} {english}".strip()
    return found


class WordingForm(VersionedForm):
    """The words of a language that the programme has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= _texts_beside_english()


class NewWordingForm(OnceForm):
    """A language more."""

    submit_label = "Add the language"

    language = forms.RegexField(
        regex=f"^{LANGUAGE_CODE}$",
        max_length=10,
        label="Code of the language",
        help_text="Such as gd for Gaelic, pl for Polish, en for English in your own words.",
        error_messages={"invalid": "Write the code of a language, such as gd, pl or en"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= _texts_beside_english()


class RemoveWordingForm(OnceForm):
    submit_label = "Remove the language"
