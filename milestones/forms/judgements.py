"""How a manager may judge a delivery otherwise than the rule."""

from django import forms

from milestones.actions.judgements import JUDGED
from milestones.schedule import Rag
from partnership.web.forms import DayField, OnceForm, VersionedForm
from pilots.forms.fields import ProseField


class JudgementForm(OnceForm, VersionedForm):
    """A status, why, and until when."""

    submit_label = "Save the judgement"

    rag = forms.TypedChoiceField(
        label="How do you judge it?",
        choices=[(rag.value, rag.value) for rag in JUDGED],
        coerce=Rag,
        widget=forms.RadioSelect,
    )
    reason = ProseField(label="Why do you judge otherwise?", rows=3)
    ends_on = DayField(
        label="Until when does it hold?",
        help_text="A year at most. The status by rule is shown beside it all the time.",
    )


class TakeBackForm(VersionedForm):
    """End the judgement that stands."""

    submit_label = "Take the judgement back"
