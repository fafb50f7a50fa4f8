"""How a person narrows the pictures of the plan."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from milestones.comparison import BY_PLACE
from milestones.schedule import Rag
from milestones.timeline import BY_AREA, BY_PHASE, View
from partnership.programmes.periods import Period
from partnership.web.forms import BaseForm

Choices = Sequence[tuple[str, str]]


class AreaFilter(BaseForm):
    """One area, or all of them."""

    method = "get"
    submit_label = "Show"

    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    area = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, areas: Choices, word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].label = word.capitalize()
        self.choose("area", areas)

    def choose(self, name: str, choices: Choices, none: str = "All") -> None:
        """Offer choices for a field, before them that nothing is chosen."""
        self.fields[name].choices = [("", none), *choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What was chosen; nothing where a part of it can't be."""
        return self.cleaned_data if self.is_valid() else {}


class PictureFilter(AreaFilter):
    """Area and phase; each may be left open."""

    phase = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, phases: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("phase", [(phase, phase) for phase in phases])


class ComparisonFilter(BaseForm):
    """In which order areas are compared."""

    method = "get"
    submit_label = "Show"

    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    order = forms.ChoiceField(required=False, label="Order")

    def __init__(self, *args: Any, word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["order"].choices = [  # type: ignore[attr-defined]
            ("", "Furthest from the baseline first"),
            (BY_PLACE, word.capitalize()),
        ]

    @property
    def order_asked(self) -> str:
        """The order that was chosen; by slip where it can't be."""
        return self.cleaned_data["order"] if self.is_valid() else ""


class MatrixFilter(PictureFilter):
    """Area, phase and status."""

    status = forms.ChoiceField(required=False, choices=[(rag.value, rag.value) for rag in Rag])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("status", [(rag.value, rag.value) for rag in Rag], none="Any")


class TimelineFilter(PictureFilter):
    """Rows by phase or by area, and which stretch of the plan to look at."""

    by = forms.ChoiceField(required=False, label="Rows by")
    quarter = forms.ChoiceField(required=False)
    milestone = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    field_order = ("as_at", "milestone", "by", "area", "phase", "quarter")

    def __init__(self, *args: Any, quarters: Iterable[Period], word: str, **kwargs: Any) -> None:
        super().__init__(*args, word=word, **kwargs)
        self.choose("by", [(BY_AREA, word.capitalize())], none="Phase")
        self.choose("quarter", [(each.last.isoformat(), each.words) for each in quarters])

    def view(self) -> View:
        """What was asked for; everything where a part of it can't be."""
        asked = self.asked()
        if not asked:
            return View()
        quarter = asked["quarter"]
        return View(
            by=asked["by"] or BY_PHASE,
            phase=asked["phase"],
            area=asked["area"],
            milestone=asked["milestone"],
            quarter=Period.ending(date.fromisoformat(quarter)) if quarter else None,
        )
