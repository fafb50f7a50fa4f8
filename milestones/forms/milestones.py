"""How a person narrows the list of milestones."""

from typing import Any

from django import forms

from milestones.schedule import Rag
from partnership.web.forms import BaseForm


class MilestoneFilter(BaseForm):
    """Area, phase and status; each may be left open."""

    method = "get"
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    submit_label = "Show"

    area = forms.ChoiceField(required=False)
    phase = forms.ChoiceField(required=False)
    status = forms.ChoiceField(
        required=False, choices=[("", "Any"), *((rag.value, rag.value) for rag in Rag)]
    )

    def __init__(
        self, *args: Any, areas: list[tuple[str, str]], phases: list[str], word: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].label = word.capitalize()
        self.fields["area"].choices = [("", "All"), *areas]  # type: ignore[attr-defined]
        self.fields["phase"].choices = [("", "All"), *((p, p) for p in phases)]  # type: ignore[attr-defined]
