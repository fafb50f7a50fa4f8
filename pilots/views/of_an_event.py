"""The ground of pages that change one event."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnership.people.permissions import Permission
from pilots.event_access import require_change
from pilots.models import Event
from pilots.selectors.event_log import event_to_change
from pilots.views.kept import KeptFormPage


class EventFormPage(KeptFormPage):
    """A page with one form that changes an event, for those who may.

    `closed()` says why nothing can be done now; its words are then read on the
    event's own page, to which such a visitor is led.
    """

    section = "events"
    permission = Permission.LOG_EVENTS
    done: ClassVar[str] = "Saved."
    lead: ClassVar[str] = ""
    event: Event

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.event = self.found()
            self.require()

    def found(self) -> Event:
        """The event of the address as it stands now; not found where it is out of reach."""
        try:
            return event_to_change(self.programme, self.kwargs["event"], self.entry)
        except Event.DoesNotExist as error:
            raise Http404("There is no such event.") from error

    def require(self) -> None:
        """Refuse who may not."""
        require_change(self.entry, self.event, self.person)

    def closed(self) -> str:
        """Why this can't be done now; empty where it can."""
        return ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if words := self.closed():
            messages.warning(request, words)
            return redirect(self.page)
        return super().get(request, *args, **kwargs)

    @property
    def page(self) -> str:
        """The event's own page."""
        return reverse("event", args=[self.programme.slug, self.event.slug])

    def ready(self, form: Any) -> Any:
        """The form with the way back."""
        form.cancel_url = self.page
        return form

    def lead_back(self, words: str = "") -> str:
        """Say that it is done, and lead to the event."""
        messages.success(self.request, words or self.done)
        return self.page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.programme.slug
        trail = [
            ("Overview", reverse("overview", args=[slug])),
            ("Events", reverse("events", args=[slug])),
            (self.event.name, self.page),
        ]
        kwargs.setdefault("caption", self.event.name)
        kwargs.setdefault("lead", self.lead)
        kwargs.setdefault("event", self.event)
        return super().get_context_data(breadcrumbs=trail, **kwargs)
