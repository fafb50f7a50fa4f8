"""Judging a delivery otherwise than the rule, and taking that back."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.forms import BaseForm

from milestones.actions import judgements as do
from milestones.forms.judgements import JudgementForm, TakeBackForm
from milestones.presenters import updates as words
from milestones.selectors import deliveries as ask
from milestones.views.deliveries import OfADelivery
from partnership.programmes.views.forms import FormPage
from partnership.web.forms import Difference

HOLDS_FOR = timedelta(days=28)  # what stands in the form at first


class ChangesJudgement(OfADelivery, FormPage):
    """A page that changes the judgement of a delivery."""

    template_name = "milestones/updates/judgement.html"
    done = ""

    def act(self, form: BaseForm) -> str:
        self.change(form)
        messages.success(self.request, self.done)
        return self.back

    def change(self, form: Any) -> None:
        """Do what the form asks."""
        raise NotImplementedError

    def compared(self, form: Any, now: Any) -> list[Difference]:
        self.look_again()
        judged = self.row.judged.words if self.row.judged else ""
        typed = form.cleaned_data
        yours = f"Judged {typed['rag'].value}: {typed['reason']}" if "rag" in typed else ""
        last = ask.last_words(self.delivery, on=self.today)
        return words.compared_judgement(judged, yours, last[0] if last else None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        judgement = ask.judgement_of(self.delivery, on=self.today)
        return super().get_context_data(judgement=judgement, **kwargs)


class JudgeView(ChangesJudgement):
    """Both are always shown: the status by rule, and the judgement with its reason."""

    title = "Judge it otherwise"
    done = "Saved. It stands beside the status by rule."

    def form(self, data: Any = None) -> JudgementForm:
        first = {"ends_on": self.today + HOLDS_FOR}
        form = JudgementForm(data, version=self.delivery.version, initial=first)
        form.cancel_url = self.back
        return form

    def change(self, form: Any) -> None:
        names = ("rag", "reason", "ends_on")
        do.judge(
            delivery=self.delivery,
            seen=form.seen,
            by=self.person,
            **{name: form.cleaned_data[name] for name in names},
        )


class TakeBackView(ChangesJudgement):
    """End the judgement that stands; the days on which it stood keep it."""

    title = "Take the judgement back"
    done = "Taken back. The status by rule stands alone."

    def form(self, data: Any = None) -> TakeBackForm:
        form = TakeBackForm(data, version=self.delivery.version)
        form.cancel_url = self.back
        return form

    def change(self, form: Any) -> None:
        do.take_back(delivery=self.delivery, seen=form.seen, by=self.person)
