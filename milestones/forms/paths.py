"""To which milestone a person asks for the path."""

from collections.abc import Sequence
from typing import Any

from django import forms

from milestones.parts import MilestoneRow
from partnership.web.forms import BaseForm


class PathFilter(BaseForm):
    """One milestone of the plan."""

    method = "get"
    submit_label = "Show"

    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    to = forms.ChoiceField(required=False, label="Path to")

    def __init__(self, asked: Any, *, rows: Sequence[MilestoneRow], last: int) -> None:
        named = {row.key: row.reference for row in rows}
        to = asked.get("to") or named.get(last, "")
        super().__init__({"to": to, "as_at": asked.get("as_at", "")})
        self.keys = {row.reference: row.key for row in rows}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (row.reference, f"{row.reference} {row.title}") for row in rows
        ]
        self.fields["to"].error_messages["invalid_choice"] = (
            "The plan of this day has no milestone “%(value)s”: choose one from the list"
        )
        self.last = last

    def asked(self) -> int:
        """The key of the milestone that was asked for, else of the plan's last."""
        self.is_valid()
        return self.keys.get(self.cleaned_data.get("to", ""), self.last)
