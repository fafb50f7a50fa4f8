"""What a person may answer to a change of the plan."""

from typing import Any

from django import forms

from milestones.forms.fields import LARGEST
from partnership.web.forms import BaseForm
from pilots.forms.fields import ProseField

ACCEPT, DECLINE, ACCEPT_ALL = "accept", "decline", "accept-all"
RECONSIDER = "accept-after-all"  # what was declined

NOT_A_KEY = ("invalid", "min_value", "max_value")
OPEN_AGAIN = "Open this page again, then press Accept or Decline"


class AnswerForm(BaseForm):
    """An answer to one row of the version that was seen, or to all that remain."""

    answer = forms.ChoiceField(
        choices=[(each, each) for each in (ACCEPT, DECLINE, RECONSIDER, ACCEPT_ALL)],
        widget=forms.HiddenInput,
        error_messages={"required": "Press Accept or Decline"},
    )
    seen = forms.IntegerField(
        min_value=0,
        max_value=LARGEST,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", *NOT_A_KEY), OPEN_AGAIN),
    )
    key = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=LARGEST,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(NOT_A_KEY, OPEN_AGAIN),
    )
    reason = ProseField(
        label="Reason, if you decline",
        required=False,
        rows=2,
        max_length=1000,
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        answer = found.get("answer")
        if answer in (ACCEPT, DECLINE, RECONSIDER) and found.get("key", 0) is None:
            self.add_error("key", "Choose a milestone of the plan")
        if answer == DECLINE and not found.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Say in a few words why the area declines this change")
        return found
