"""How a person narrows the register of risks and issues; every choice is in the address."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms

from milestones.models import Risk
from milestones.risk_rules import (
    IMPACT,
    LIKELIHOOD,
    Level,
    impact_words,
    likelihood_words,
)
from milestones.selectors.risks import Entry
from partnership.web.forms import BaseForm
from pilots.forms.actions import MINE, offer

WHOLE_PROGRAMME = "*whole"  # no area's slug is like it
UNSCORED, OVERDUE, NEVER = "none", "overdue", "never"
Choices = Sequence[tuple[str, str]]


class RiskFilter(BaseForm):
    """Where, what, how grave, whose, and whether a review is due; each may be left open."""

    method = "get"
    submit_label = "Show"

    area = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False, choices=[("", "Any"), *Risk.Kind.choices])
    state = forms.ChoiceField(
        required=False, choices=[("", "Any"), ("open", "Open"), ("closed", "Closed")]
    )
    level = forms.ChoiceField(
        required=False,
        choices=[
            ("", "Any"),
            *((level.value, level.value) for level in reversed(Level)),
            (UNSCORED, "Not scored"),
        ],
    )
    milestone = forms.ChoiceField(required=False)
    owner = forms.ChoiceField(required=False)
    review = forms.ChoiceField(
        required=False, choices=[("", "Any"), (OVERDUE, "Overdue"), (NEVER, "Never reviewed")]
    )
    # Asked for by the cells of the heat map.
    likelihood = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", ""), *((each, each) for each in LIKELIHOOD)],
        widget=forms.HiddenInput,
    )
    impact = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", ""), *((each, each) for each in IMPACT)],
        widget=forms.HiddenInput,
    )
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        word: str,
        areas: Choices,
        milestones: Choices,
        owners: Iterable[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].label = word.capitalize()
        offer(self, "area", [("", "All"), (WHOLE_PROGRAMME, "Whole programme"), *areas])
        offer(self, "milestone", [("", "Any"), *milestones])
        posts = sorted(set(owners) - {""}, key=str.lower)
        offer(self, "owner", [("", "Anybody"), (MINE, "Me"), *((each, each) for each in posts)])

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for; what can't be read is left out, and said."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        given.pop("as_at", None)
        return given

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.asked)

    @property
    def cell_words(self) -> str:
        """The cell of the heat map that was asked for, if one was."""
        likelihood, impact = self.asked.get("likelihood"), self.asked.get("impact")
        parts = [f"likelihood {likelihood_words(likelihood)}"] if likelihood else []
        parts += [f"impact {impact_words(impact)}"] if impact else []
        return " and ".join(parts)

    def narrowed(self, entries: Sequence[Entry], *, person: int) -> list[Entry]:
        """The entries that fit all that was asked for."""
        tests = [CHECKS[name](value, person) for name, value in self.asked.items()]
        return [entry for entry in entries if all(test(entry) for test in tests)]


Check = Callable[[Entry], bool]
CHECKS: dict[str, Callable[[Any, int], Check]] = {
    "area": lambda slug, _: lambda e: e.row.area_slug == ("" if slug == WHOLE_PROGRAMME else slug),
    "kind": lambda kind, _: lambda e: e.row.kind == Risk.Kind(kind).label,
    "state": lambda state, _: lambda e: e.row.is_open is (state == "open"),
    "level": lambda level, _: lambda e: (e.row.level.value if e.row.level else UNSCORED) == level,
    "milestone": lambda reference, _: lambda e: reference in e.row.milestones,
    "owner": lambda post, person: (
        lambda e: e.owner_key == person if post == MINE else e.row.owner == post
    ),
    "review": lambda asked, _: (
        lambda e: e.is_overdue if asked == OVERDUE else e.row.reviewed_on is None
    ),
    "likelihood": lambda value, _: lambda e: e.row.likelihood == value,
    "impact": lambda value, _: lambda e: e.row.impact == value,
}
