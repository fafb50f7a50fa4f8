"""What a person may decide of an excerpt: its codes, and whether others may read it."""

from typing import Any

from django import forms

from evaluation.actions.excerpts import LONGEST, Codes, Release
from evaluation.forms.logic import KeysField
from evaluation.models import Coding, Excerpt, Outcome
from evaluation.rules.names import Likely, likely_names
from evaluation.selectors.conversations import Names
from evaluation.selectors.themes import Branch
from partnership.web.forms import BaseForm, VersionedForm
from pilots.forms.fields import LineField, ProseField

NOT_ASKED = "not-asked"  # an empty value is no answer of a form
STANCES = [("", "–"), *(pair for pair in Coding.Stance.choices if pair[0])]


class CodeFields(BaseForm):
    """Themes to tick, and a stance to choose for each outcome that it speaks of."""

    themes = KeysField(label="Themes", help_text="What it is about. None: leave all unticked.")

    def __init__(
        self, *args: Any, branches: list[Branch], outcomes: list[Outcome], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = {f"outcome_{each.pk}": each for each in outcomes}
        if branches:
            field: Any = self.fields["themes"]
            field.choices = [(each.theme.pk, branch_words(each)) for each in branches]
        else:
            del self.fields["themes"]
        for name, outcome in self.outcomes.items():
            self.fields[name] = forms.ChoiceField(
                label=str(outcome), required=False, choices=STANCES,
                error_messages={"invalid_choice": f"Choose a stance on {outcome.reference} anew"},
            )  # fmt: skip

    @property
    def stances(self) -> list[Any]:
        """The fields of the outcomes."""
        return [self[name] for name in self.outcomes]

    def codes(self) -> Codes:
        """What was chosen; only of a valid form."""
        given = self.cleaned_data
        return Codes(
            themes=given.get("themes", frozenset()),
            stances={each.pk: given[name] for name, each in self.outcomes.items()},
        )


def branch_words(branch: Branch) -> str:
    """Its name, with a dash for each theme above it."""
    return f"{'– ' * branch.depth}{branch.theme.name}"


class CodeForm(CodeFields, VersionedForm):
    """The codes of one excerpt."""

    submit_label = "Save the codes"


class JudgedField(forms.MultipleChoiceField):
    """Words that were judged; those that were taken out of the text since do no harm."""

    def valid_value(self, value: Any) -> bool:
        return True


class ReleaseForm(VersionedForm):
    """Words for others to read, looked at for names by a person.

    Whatever looks like a name is listed, and each has to be judged to be none, or taken out.
    """

    submit_label = "Release it"

    released_text = ProseField(
        label="The words that others read",
        rows=6,
        max_length=LONGEST,
        help_text="Leave out what would give somebody away, and put […] where it stood.",
    )
    said_by = LineField(
        label="Who said it, as it is printed",
        required=False,
        max_length=120,
        help_text="A post and a place: such as Librarian, North Ayrshire.",
    )
    quotable = forms.ChoiceField(
        label="May it be quoted?",
        choices=[
            (Excerpt.Quotable.YES, "Yes, whoever said it agreed"),
            (Excerpt.Quotable.NO, "No"),
            (NOT_ASKED, "They were not asked"),
        ],
        widget=forms.RadioSelect,
    )
    cleared = JudgedField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="These look like names: tick each that names nobody",
        help_text="Take the others out of the words above.",
    )
    checked = forms.BooleanField(
        required=False,
        label="I have read these words: nobody can be recognised by them",
    )

    def __init__(self, *args: Any, names: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        self.found = self._found()
        offered = {each.words: f"{each.words} – {each.why}" for each in self.found}
        if offered:
            self.fields["cleared"].choices = list(offered.items())  # type: ignore[attr-defined]
        else:
            del self.fields["cleared"]

    def _found(self) -> tuple[Likely, ...]:
        """Likely names of what is in the boxes now."""
        texts = []
        for name in ("released_text", "said_by"):
            field: Any = self.fields[name]
            value = field.to_python(self[name].value()) or ""
            texts.append(str(value)[:LONGEST])
        return likely_names("\n".join(texts), people=self.names.people, known=self.names.places)

    def clean_quotable(self) -> str:
        """As it is stored."""
        chosen = str(self.cleaned_data["quotable"])
        return "" if chosen == NOT_ASKED else chosen

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("quotable") != Excerpt.Quotable.YES:
            return given  # nothing is released, so nothing has to be read for names
        left = {each.words for each in self.found} - set(given.get("cleared", []))
        if left:
            named = ", ".join(f"“{each}”" for each in sorted(left))
            self.add_error(
                "cleared",
                f"{named} may name somebody: take the words out, or tick that they name nobody.",
            )
        if not given.get("checked"):
            self.add_error("checked", "Read the words for names, and tick that you have.")
        return given

    def release(self) -> Release:
        """What was decided; only of a valid form."""
        given = self.cleaned_data
        return Release(
            text=given["released_text"],
            said_by=given["said_by"],
            quotable=given["quotable"],
            cleared=len({each.words for each in self.found} & set(given.get("cleared", []))),
        )


class WithdrawForm(VersionedForm):
    """Why released words are taken back."""

    submit_label = "Withdraw it"

    why = LineField(label="Why", max_length=300, help_text="Such as: it names somebody after all.")


class RemoveForm(VersionedForm):
    """Nothing but the press of a button."""

    submit_label = "Remove it"


class QuotationFilter(BaseForm):
    """How the released words are narrowed."""

    method = "get"
    submit_label = "Show"

    theme = forms.ChoiceField(required=False)
    outcome = forms.ChoiceField(required=False)
    stance = forms.ChoiceField(
        required=False, choices=[("", "All"), *STANCES[1:]], label="Which way it speaks"
    )
    area = forms.ChoiceField(required=False)
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        branches: list[Branch],
        outcomes: list[Outcome],
        areas: list[Any],
        area_word: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "theme": [(each.theme.slug, branch_words(each)) for each in branches],
            "outcome": [(str(each.pk), str(each)) for each in outcomes],
            "area": [*((each.slug, each.name) for each in areas), ("*", "Whole programme")],
        }
        for name, pairs in offered.items():
            field: Any = self.fields[name]
            field.choices = [("", "All"), *pairs]
        self.fields["area"].label = area_word.capitalize()
