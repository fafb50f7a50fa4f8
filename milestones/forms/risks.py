"""What a person may type about a risk or an issue, and how the register is narrowed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from milestones.actions.risks import WHOLE, Judged, Where, Worded
from milestones.models import Milestone, Risk, RiskReview
from milestones.risk_rules import IMPACT, LIKELIHOOD
from milestones.selectors.risks import milestones_to_name
from partnership.programmes.models import Programme
from partnership.web.forms import BaseForm, DayField, OnceForm, VersionedForm
from pilots.forms.actions import WithOwner, reported_field
from pilots.forms.fields import LineField, ProseField
from pilots.models import Area
from pilots.selectors.owners import Candidate

REVIEWED_EVERY = 91  # days: a quarter, which the form suggests


def in_a_quarter() -> date:
    """The next review that is suggested where none is planned."""
    return timezone.localdate() + timedelta(days=REVIEWED_EVERY)


def _score_field(label: str, words: dict[int, str]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", "Not judged"),
            *((value, f"{value} {word}") for value, word in words.items()),
        ],
        error_messages={
            "invalid_choice": f"{label} runs from 1 to 5, and “%(value)s” is not one of them"
        },
    )


def _next_review_field() -> DayField:
    return DayField(
        label="Look at it again on",
        required=False,
        help_text="Its owner is reminded by e-mail. Empty: no review is planned.",
    )


class JudgingForm(BaseForm):
    """The part of a form that says how likely and how grave it is."""

    likelihood = _score_field("Likelihood", LIKELIHOOD)
    impact = _score_field("Impact", IMPACT)
    note = ProseField(required=False, label="Why so?", rows=3)

    @property
    def judged(self) -> Judged:
        """What was judged; only of a valid form."""
        given = self.cleaned_data
        return Judged(given["likelihood"], given["impact"], given["note"])


class WordingForm(WithOwner):
    """The part of a form that says what the entry is, whose it is and what is done about it."""

    where = forms.ModelChoiceField(
        queryset=Area.objects.none(),
        to_field_name="slug",
        required=False,
        label="Where",
        error_messages={"invalid_choice": "Choose one of the areas in the list"},
    )
    title = LineField(label="In a sentence", help_text="What may happen, or what has happened.")
    approach = forms.ChoiceField(
        required=False,
        label="Approach",
        choices=[("", "Not decided yet"), *Risk.Approach.choices],
    )
    response = ProseField(required=False, label="What is done about it", rows=4)
    review_on = _next_review_field()
    on_milestones = forms.ModelMultipleChoiceField(
        queryset=Milestone.objects.none(),
        to_field_name="reference",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Milestones that it bears on",
        error_messages={
            "invalid_choice": "The programme has no milestone “%(value)s”: choose those it has"
        },
    )

    def offer(
        self,
        programme: Programme,
        *,
        areas: Sequence[Area | None],
        owners: Sequence[Candidate],
        held: Risk | None = None,
    ) -> None:
        """Offer the places (None: the whole programme), owners and milestones there are."""
        fields: Any = self.fields
        fields["owner"].required = False
        fields["owner"].help_text = "Without an account, nobody is reminded by e-mail."
        self.offer_people(owners, held=held)
        fields["owner"].choices = [
            ("", "Nobody in this list"),
            *list(fields["owner"].choices)[1:],
        ]
        if held and "owner" not in self.initial:
            self.initial["owner_post"] = held.owner  # whose account has left: the post stays
        where = fields["where"]
        where.queryset = Area.objects.filter(pk__in=[each.pk for each in areas if each])
        where.required = None not in areas
        where.empty_label = None if where.required else WHOLE
        fields["on_milestones"].queryset = milestones_to_name(programme, held)

    @property
    def worded(self) -> Worded:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        names = ("title", "owner", "approach", "response", "review_on")
        return Worded(
            **{name: given[name] for name in names},
            area=given["where"].area,
            milestones=given["on_milestones"],
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "on_milestones" in cleaned:
            cleaned["on_milestones"] = list(cleaned["on_milestones"])
        if "where" in cleaned:
            cleaned["where"] = Where(cleaned["where"])
        return cleaned


class RiskForm(WordingForm, JudgingForm, OnceForm):
    """A new entry of the register, scored where that is known."""

    submit_label = "Put it in the register"
    field_order = [
        "kind", "where", "title", "likelihood", "impact", "note", "owner", "owner_post",
        "approach", "response", "review_on", "on_milestones", "reported_on",
    ]  # fmt: skip

    kind = forms.ChoiceField(
        label="What is it?",
        widget=forms.RadioSelect,
        choices=[
            (Risk.Kind.RISK.value, "A risk: it may happen"),
            (Risk.Kind.ISSUE.value, "An issue: it has happened"),
        ],
        initial=Risk.Kind.RISK.value,
    )
    reported_on = reported_field()


class RiskChangeForm(WordingForm, VersionedForm):
    """An entry worded anew, given to somebody else, or tied to other milestones."""

    field_order = [
        "where", "title", "owner", "owner_post", "approach", "response", "review_on",
        "on_milestones", "why",
    ]  # fmt: skip

    why = ProseField(required=False, label="Why it changes", rows=2)


class ReviewForm(JudgingForm, OnceForm, VersionedForm):
    """How likely and how grave an entry is on a day, and when to look at it again."""

    submit_label = "Save the review"
    field_order = ["likelihood", "impact", "note", "review_on", "reviewed_on"]

    review_on = _next_review_field()
    reviewed_on = DayField(
        label="As of",
        initial=timezone.localdate,
        help_text="The day for which this holds: today, or a day since it was reported.",
    )

    def __init__(self, *args: Any, last: RiskReview | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if last is not None:
            self.initial.update(likelihood=last.likelihood, impact=last.impact)
        if last is not None and last.state == RiskReview.State.CLOSED:
            note = self.fields["note"]
            note.label, note.required = "Why is it open again?", True
            note.error_messages["required"] = "Say why it is open again"
            self.submit_label = "Open it again"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.judged:
            self.add_error("note", "Say how likely or how grave it is, or write a word about it")
        return cleaned


class RiskCloseForm(OnceForm, VersionedForm):
    """An entry closed, with a word on what happened."""

    submit_label = "Close it"

    note = ProseField(
        label="What happened?",
        help_text="A word is enough: “All partners have signed.”",
        rows=3,
    )
    closed_on = DayField(label="On which day?", initial=timezone.localdate)


class KindForm(OnceForm, VersionedForm):
    """A risk that came true, or an issue that is a risk again."""

    why = ProseField(label="What happened?", rows=3)
