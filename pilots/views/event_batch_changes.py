"""What is done with a whole sheet of events, each after a question."""

from typing import Any

from django.contrib import messages
from django.urls import reverse

from partnership.programmes.views.forms import FormPage
from partnership.web.forms import BaseForm
from pilots.actions import event_batches as do
from pilots.selectors.event_batches import numbers_of
from pilots.views.event_batches import OfOneBatch, trail


class AskFirst(OfOneBatch, FormPage):
    """A question about a sheet, and what is done once it is answered."""

    button = ""

    def form(self, data: Any = None) -> BaseForm:
        form = BaseForm(data)
        form.submit_label, form.cancel_url = self.button, self.address
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        way = [*trail(self.programme.slug), (str(self.batch), self.address)]
        return super().get_context_data(breadcrumbs=way, lead=self.lead, **kwargs)

    @property
    def lead(self) -> str:
        """What happens, in a sentence."""
        raise NotImplementedError


class StoreView(AskFirst):
    """Store the events of a checked sheet, all or none."""

    title = "Store these events?"
    button = "Store the events"

    @property
    def lead(self) -> str:
        numbers = numbers_of(self.batch)
        return (
            f"{numbers.added:,} event{'' if numbers.added == 1 else 's'} will be added, all"
            " together or none. You can take them back for 24 hours."
        )

    def act(self, form: Any) -> str:
        do.store(batch=self.batch)
        return self.address


class DiscardView(AskFirst):
    """Throw a sheet away that was not stored."""

    title = "Throw this sheet away?"
    button = "Throw it away"
    lead = "Its rows are removed. No event is changed."

    def act(self, form: Any) -> str:
        do.discard(batch=self.batch)
        messages.success(self.request, f"“{self.batch}” is thrown away.")
        return reverse("event-batches", args=[self.programme.slug])


class UndoView(AskFirst):
    """Take back what a sheet added, within a day."""

    title = "Take these events back?"
    button = "Take the events back"
    lead = (
        "Every event that this sheet added is removed with its counts, if none of them was"
        " changed since. What was there before stays."
    )

    def act(self, form: Any) -> str:
        count = do.undo(batch=self.batch, by=self.person)
        messages.success(self.request, f"{count:,} event{'' if count == 1 else 's'} taken back.")
        return self.address
