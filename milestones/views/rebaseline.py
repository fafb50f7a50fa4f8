"""Moving a delivery's agreed date, dropping it or taking it up again, each by a decision."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet

from milestones.actions import rebaseline as do
from milestones.forms.rebaseline import (
    AgreedDateForm,
    ByDecisionForm,
    NeededAgainForm,
    NotNeededForm,
)
from milestones.presenters import updates as words
from milestones.schedule import Stage
from milestones.selectors import deliveries as ask
from milestones.views.deliveries import OfADelivery
from partnership.people.permissions import Permission
from partnership.programmes.views.forms import FormPage
from partnership.web.forms import Difference
from pilots.models import Decision


class ByDecisionView(OfADelivery, FormPage):
    """A page with a change that a decision authorises."""

    template_name = "milestones/updates/by_decision.html"
    permission = Permission.EDIT_PLAN
    form_class: ClassVar[type[ByDecisionForm]]

    @property
    def decisions(self) -> QuerySet[Decision]:
        """Those that authorise a change to it."""
        return ask.authorities(self.delivery, on=self.today)

    def form(self, data: Any = None) -> ByDecisionForm:
        form = self.form_class(
            data,
            version=self.delivery.version,
            decisions=self.decisions,
            initial={"reported_on": self.today},
        )
        form.cancel_url = self.back
        return form

    def act(self, form: Any) -> str:
        self.change(seen=form.seen, by=self.person, **form.given())
        self.look_again()
        messages.success(
            self.request,
            f"Saved. {self.row.milestone.reference}, {self.row.where}: {self.row.status.words}.",
        )
        return self.back

    def change(self, **given: Any) -> None:
        """Do what the form asks."""
        raise NotImplementedError

    def compared(self, form: Any, now: Any) -> list[Difference]:
        self.look_again()
        standing = self.row.standing
        last = ask.last_words(self.delivery, on=self.today)
        return words.compared_by_decision(form.given(), standing, last[0] if last else None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            has_decisions=self.decisions.exists(), stopped=self.stopped, **kwargs
        )

    @property
    def stopped(self) -> str:
        """Why there is nothing to do here now; nothing where there is."""
        stage = self.row.standing.stage
        if stage is Stage.COMPLETE:
            return "It is done. To change that, say first that it was not done after all."
        return "It is not needed any more, by a decision." if stage is Stage.NOT_NEEDED else ""


class AgreedDateView(ByDecisionView):
    """Agree another date; the slip stays counted from the baseline."""

    title = "Move the agreed date"
    form_class = AgreedDateForm

    def change(self, **given: Any) -> None:
        do.rebaseline(delivery=self.delivery, **given)


class NotNeededView(ByDecisionView):
    """Drop a delivery; or take up again one that was dropped."""

    @property
    def is_dropped(self) -> bool:
        return self.row.standing.stage is Stage.NOT_NEEDED

    @property
    def form_class(self) -> type[ByDecisionForm]:  # type: ignore[override]
        return NeededAgainForm if self.is_dropped else NotNeededForm

    @property
    def title(self) -> str:  # type: ignore[override]
        return "Take it up again" if self.is_dropped else "It is not needed"

    @property
    def stopped(self) -> str:
        return "" if self.is_dropped else super().stopped

    def change(self, **given: Any) -> None:
        act = do.take_up_again if self.is_dropped else do.descope
        act(delivery=self.delivery, **given)
