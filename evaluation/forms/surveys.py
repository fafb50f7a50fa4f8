"""What is typed of a survey, its versions, its pages and its code."""

from typing import Any

from django import forms

from evaluation.actions.survey_details import (
    CodeDetails,
    CodePartDetails,
    MappingDetails,
    SectionDetails,
    WordsDetails,
)
from evaluation.models import CodeQuestion, Question, Survey
from evaluation.rules.survey_templates import TEMPLATES
from partnership.web.forms import BaseForm, OnceForm, VersionedForm
from pilots.feedback_words import LANGUAGE_CODE
from pilots.forms.fields import LineField, ProseField

CODE_PARTS = 6
NEW = 0  # no question of the version before
SHORT = 120  # letters of a text that is translated on one line
NOTHING = [("", "Nothing: I write all of it")]


def _language(**details: Any) -> forms.RegexField:
    return forms.RegexField(
        regex=f"^{LANGUAGE_CODE}$",
        max_length=10,
        error_messages={"invalid": "Write the code of a language, such as gd, pl or en"},
        **details,
    )


class SurveyFields(BaseForm):
    title = LineField(
        label="Title",
        help_text="Respondents read it. It stays once a version is published.",
    )
    purpose = forms.ChoiceField(
        label="What it is for", choices=Survey.Purpose.choices, widget=forms.RadioSelect
    )
    about = ProseField(
        label="What it is to find out",
        required=False,
        help_text="For colleagues; never shown to respondents.",
    )


class NewSurveyForm(SurveyFields, OnceForm):
    """A survey to begin, with or without a template."""

    submit_label = "Begin the draft"

    template = forms.ChoiceField(
        label="What it begins with",
        required=False,
        choices=[*((each.slug, f"{each.name}: {each.about}") for each in TEMPLATES.values())],
        widget=forms.RadioSelect,
        help_text="Everything in it can be changed.",
    )
    language = _language(
        label="Language of its first wording",
        initial="en",
        help_text="Its code: en for English, gd for Gaelic, pl for Polish.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        template: Any = self.fields["template"]
        template.choices = [*NOTHING, *template.choices]
        template.initial = ""
        self.order_fields(["title", "purpose", "template", "about", "language"])


class SurveyForm(SurveyFields, VersionedForm):
    """A survey to speak of otherwise."""

    def __init__(self, *args: Any, is_published: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_published:
            del self.fields["title"]


class RetireForm(VersionedForm):
    """Nothing but the press of a button."""


class StartForm(OnceForm):
    submit_label = "Start the draft"


class PublishForm(VersionedForm):
    submit_label = "Publish it"


class WordsForm(VersionedForm):
    """What stands around the questions."""

    introduction = ProseField(
        label="Introduction",
        required=False,
        rows=5,
        help_text="Who asks, and what for. What happens with answers is said by each wave’s own"
        " information for respondents.",
    )
    thanks = ProseField(
        label="Thanks",
        required=False,
        help_text="Shown when the answers are sent. Say where results will appear.",
    )
    changed = LineField(
        label="What is new in this version",
        required=False,
        max_length=300,
        help_text="For colleagues; never shown to respondents.",
    )

    def details(self) -> WordsDetails:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        return WordsDetails(given["introduction"], given["thanks"], given["changed"])


class SectionFields(BaseForm):
    title = LineField(label="Heading of the page", help_text="Such as: You and your work.")
    introduction = ProseField(
        label="Words under it", required=False, help_text="What respondents should know first."
    )

    def details(self) -> SectionDetails:
        """What was typed; only of a valid form."""
        return SectionDetails(self.cleaned_data["title"], self.cleaned_data["introduction"])


class NewSectionForm(SectionFields, OnceForm):
    submit_label = "Add the page"


class SectionForm(SectionFields, VersionedForm):
    pass


class StepForm(forms.Form):
    """A page or a question moved one place, from the outline."""

    what = forms.ChoiceField(choices=[("section", ""), ("question", "")])
    key = forms.IntegerField(min_value=1, max_value=2**31)
    step = forms.TypedChoiceField(choices=[("up", ""), ("down", "")])

    @property
    def places(self) -> int:
        """-1 for up, 1 for down."""
        return -1 if self.cleaned_data["step"] == "up" else 1


class CodeForm(VersionedForm):
    """The questions of the self-made code; an empty line is none."""

    def __init__(self, *args: Any, standing: CodeDetails, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = range(1, CODE_PARTS + 1)
        for number in self.numbers:
            there = standing.parts[number - 1] if number <= len(standing.parts) else None
            self._add(number, there)

    def _add(self, number: int, there: CodePartDetails | None) -> None:
        self.fields[f"text_{number}"] = LineField(
            label=f"Question {number}", required=False, initial=there.text if there else ""
        )
        self.fields[f"kind_{number}"] = forms.ChoiceField(
            label="Answered in",
            choices=CodeQuestion.Kind.choices,
            required=False,
            initial=there.kind if there else CodeQuestion.Kind.LETTERS,
        )
        self.fields[f"length_{number}"] = forms.TypedChoiceField(
            label="How many",
            coerce=int,
            choices=[(length, str(length)) for length in range(1, 5)],
            required=False,
            empty_value=None,
            initial=there.length if there else 2,
        )
        self.fields[f"example_{number}"] = LineField(
            label="Example",
            required=False,
            max_length=120,
            initial=there.example if there else "",
        )

    def shown(self) -> list[tuple[int, list[Any]]]:
        """The fields of each question."""
        names = ("text", "kind", "length", "example")
        return [(number, [self[f"{name}_{number}"] for name in names]) for number in self.numbers]

    def details(self) -> CodeDetails:
        """The questions that were worded, in their order."""
        given = self.cleaned_data
        return CodeDetails(
            tuple(
                CodePartDetails(
                    text=given[f"text_{number}"],
                    kind=given[f"kind_{number}"] or CodeQuestion.Kind.LETTERS,
                    length=given[f"length_{number}"] or 2,
                    example=given[f"example_{number}"],
                )
                for number in self.numbers
                if given[f"text_{number}"]
            )
        )


class MappingForm(VersionedForm):
    """Which question of the version before each one means the same as."""

    def __init__(
        self, *args: Any, questions: list[Question], earlier: list[Question], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            alike = [(each.pk, each.text) for each in earlier if each.kind == question.kind]
            self.fields[f"same_{question.pk}"] = forms.TypedChoiceField(
                label=question.text,
                coerce=int,
                choices=[(NEW, "Means something new"), *alike],
                initial=question.same_as_id or NEW,
            )

    def details(self) -> MappingDetails:
        """The pairs; only of a valid form."""
        pairs = ((each.pk, self.cleaned_data[f"same_{each.pk}"]) for each in self.questions)
        return MappingDetails(tuple((pk, to) for pk, to in sorted(pairs) if to))


class NewLanguageForm(OnceForm):
    """A language more."""

    submit_label = "Add the language"

    language = _language(
        label="Code of the language", help_text="Such as gd for Gaelic, pl for Polish."
    )
    name = LineField(
        label="Name of the language",
        max_length=60,
        help_text="As its readers call it: Gàidhlig.",
    )


def _text_field(words: str, initial: str, language: str) -> forms.CharField:
    """A line for a few words, a box for more."""
    given: dict[str, Any] = {"label": words, "required": False, "initial": initial}
    attrs = {"lang": language, "dir": "auto"}
    if len(words) <= SHORT and "\n" not in words:
        widget = forms.TextInput(attrs={"class": "ds_input", **attrs})
        return LineField(max_length=300, widget=widget, **given)
    rows = min(8, 2 + len(words) // 70)
    return ProseField(
        widget=forms.Textarea(attrs={"class": "ds_input", "rows": rows, **attrs}), **given
    )


class TextsForm(VersionedForm):
    """The translated texts of one part; fields are numbered, keys are kept beside them."""

    def __init__(
        self, *args: Any, originals: dict[str, str], texts: dict[str, str], language: str,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.keys = list(originals)
        for number, (key, words) in enumerate(originals.items()):
            self.fields[f"text_{number}"] = _text_field(words, texts.get(key, ""), language)

    def given(self) -> dict[str, str]:
        """The texts by their keys; only of a valid form."""
        return {key: self.cleaned_data[f"text_{at}"] for at, key in enumerate(self.keys)}
