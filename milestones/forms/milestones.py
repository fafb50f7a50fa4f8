"""How a person narrows the list of milestones."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from milestones.narrowing import Asked
from milestones.parts import PlanPart
from milestones.schedule import Rag
from partnership.web.forms import BaseForm, DayField

MINE = "*me"  # no post is called so


class MilestoneFilter(BaseForm):
    """Where, which, whose, how it stands and when it is due; everything may be left open."""

    method = "get"
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    submit_label = "Show"

    words = forms.CharField(required=False, max_length=100, label="With the words")
    area = forms.ChoiceField(required=False)
    phase = forms.ChoiceField(required=False)
    status = forms.ChoiceField(
        required=False, choices=[("", "Any"), *((rag.value, rag.value) for rag in Rag)]
    )
    owner = forms.ChoiceField(required=False)
    due_from = DayField(required=False, label="Due from")
    due_to = DayField(required=False, label="Due by")
    late = forms.BooleanField(required=False, label="Only what is late")

    def __init__(self, *args: Any, plan: PlanPart, word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phases = list(dict.fromkeys(row.phase for row in plan.milestones))
        owners = sorted({row.owner for row in plan.deliveries if row.owner})
        self.fields["area"].label = word.capitalize()
        self._offer("area", [("", "All"), *plan.areas])
        self._offer("phase", [("", "All"), *((each, each) for each in phases)])
        people = [("", "Anybody"), (MINE, "Me"), *((each, each) for each in owners)]
        self._offer("owner", people)

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def wants_mine(self) -> bool:
        """Whether only the deliveries of whoever looks were asked for."""
        self.is_valid()
        return bool(self.cleaned_data.get("owner") == MINE)

    def asked(self, mine: Collection[int] = ()) -> Asked:
        """What was asked for, what can't be read left out; `mine` are the person's deliveries."""
        self.is_valid()
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "as_at" and value not in ("", None)
        }
        if given.get("owner") == MINE:
            del given["owner"]
            given["only"] = frozenset(mine)
        return Asked(**given)
