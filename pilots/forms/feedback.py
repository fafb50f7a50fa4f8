"""What is typed about feedback on an event, by those who asked and by those who answer."""

from typing import Any

from django import forms

from partnership.web.forms import BaseForm, DayField, OnceForm, VersionedForm
from pilots.feedback_words import LANGUAGE_CODE
from pilots.models import Satisfaction

LONGEST_COMMENT = 2000
POINTS = [(point.value, point.label) for point in reversed(Satisfaction)]
NONE = "none"
MOST_FORMS = 1000
CHOOSE = "Choose one of the five answers"  # the page says it in the words of its language
TOO_LONG = f"Write {LONGEST_COMMENT:,} characters at most: this comment has more"
TRAP = (
    "A field that people don’t see was filled in, perhaps by your browser. It is empty again:"
    " press the button once more"
)
OLD_PAGE = "This page had been cut short. It is whole again: press the button once more"


class AnswerForm(forms.Form):
    """What the public sends. `key` makes an answer sent twice one; `website` is a trap."""

    key = forms.UUIDField(error_messages={"required": OLD_PAGE, "invalid": OLD_PAGE})
    satisfaction = forms.TypedChoiceField(
        choices=POINTS,
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": CHOOSE},
    )
    comment = forms.CharField(
        required=False, max_length=LONGEST_COMMENT, error_messages={"max_length": TOO_LONG}
    )
    website = forms.CharField(required=False, max_length=200, error_messages={"max_length": TRAP})

    def __init__(self, *args: Any, asks_comment: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_comment:
            del self.fields["comment"]

    def clean_website(self) -> str:
        """Programs fill in what people don't see; a person is let through at the second try."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(TRAP, "trap")
        return ""

    def clean(self) -> dict[str, Any]:
        """An answer or a comment, or both."""
        data = super().clean() or self.cleaned_data
        if not self.errors and data.get("satisfaction") is None and not data.get("comment"):
            self.add_error("satisfaction", CHOOSE)
        return data

    @property
    def faults(self) -> list[tuple[str, str]]:
        """(field, what is wrong) of each fault."""
        return [(name, str(words)) for name, found in self.errors.items() for words in found]


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


class PapersForm(OnceForm):
    """How many paper forms gave each answer."""

    submit_label = "Save these forms"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in [*((f"point_{n}", words) for n, words in POINTS), (NONE, "No tick")]:
            self.fields[name] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=MOST_FORMS,
                label=label,
                widget=forms.NumberInput(attrs={"class": "ds_input--fixed-4"}),
            )

    @property
    def given(self) -> dict[int | None, int]:
        """How many forms gave each point; None: ticked nothing. Only of a valid form."""
        typed = self.cleaned_data
        points: dict[int | None, int] = {n: typed[f"point_{n}"] or 0 for n, _ in POINTS}
        return points | {None: typed[NONE] or 0}


class OnePaperForm(OnceForm):
    """One paper form."""

    submit_label = "Save, and the next"

    satisfaction = forms.TypedChoiceField(
        choices=[(n, f"{n} – {words}") for n, words in POINTS],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        label="What was ticked",
        help_text="The keys 1 to 5 choose, Enter saves.",
    )
    comment = forms.CharField(
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="Comment",
        help_text="Leave names out: write “[name]” for one.",
    )


class AnswersForm(BaseForm):
    """Which answers are set aside and why, or counted again."""

    answers = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "Tick the answers that are meant"}
    )
    why = forms.CharField(
        required=False,
        max_length=200,
        label="Why",
        help_text="Such as: tried out by staff; abuse; not about this event.",
    )

    def __init__(self, *args: Any, answers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answers"].choices = [(pk, str(pk)) for pk in answers]  # type: ignore[attr-defined]


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
        "send": _box("Words of the button", longest=40),
        "thanks": _box("Thanks", longest=600, rows=3),
        "closed": _box("When the form is closed", longest=200, rows=2),
    }


class WordingForm(VersionedForm):
    """The words of a language that the programme has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= _texts()


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
        self.fields |= _texts()


class RemoveWordingForm(OnceForm):
    submit_label = "Remove the language"
