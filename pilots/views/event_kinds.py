"""Pages on which the kinds of event are kept: added, renamed, retired, removed."""

from dataclasses import fields
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.views.forms import FormPage
from pilots.actions import kinds as do
from pilots.forms.event_kinds import KindForm, NewKindForm, RemoveKindForm
from pilots.models import EventKind
from pilots.presenters.event_kinds import asked_words
from pilots.selectors.event_kinds import kinds_with_use


class KindsPage(FormPage):
    """A page about the kinds, for those who manage the programme."""

    section = "events"
    permission = Permission.MANAGE
    lead: ClassVar[str] = ""

    @cached_property
    def kinds(self) -> list[EventKind]:
        """All of them in their order, each with how many events are of it."""
        return list(kinds_with_use(self.programme))

    @property
    def list_address(self) -> str:
        """Where all of them are."""
        return reverse("event-kinds", args=[self.programme.slug])

    def lead_on(self, words: str) -> str:
        """Say what was done, and lead to the list."""
        messages.success(self.request, words)
        return self.list_address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        trail = [("Events", reverse("events", args=[self.programme.slug]))]
        kwargs.setdefault("breadcrumbs", trail)
        kwargs.setdefault("lead", self.lead)
        return super().get_context_data(
            kinds=[(kind, asked_words(kind)) for kind in self.kinds], **kwargs
        )


class KindsView(KindsPage):
    """The kinds, and one more."""

    template_name = "pilots/events/kinds.html"
    title = "Kinds of event"
    lead = (
        "What a kind asks for is asked first, and named on the event’s page until it is there."
        " Nothing is demanded: any event can have more, or less. Kinds are offered in this order."
    )

    def form(self, data: Any = None) -> NewKindForm:
        return NewKindForm(data)

    def act(self, form: Any) -> str:
        kind = do.add_kind(programme=self.programme, details=form.details(), by=self.person)
        return self.lead_on(f"“{kind.name}” is added: events of it can be logged now.")


class OneKind(KindsPage):
    """A page about one kind."""

    template_name = "pilots/events/kind.html"

    @cached_property
    def kind(self) -> EventKind:
        """The kind of the address."""
        found = [each for each in self.kinds if each.slug == self.kwargs["kind"]]
        if not found:
            raise Http404("The programme has no such kind of event.")
        return found[0]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            caption=self.kind.name,
            history=history_of(self.kind, noun="kind"),
            breadcrumbs=[("Kinds of event", self.list_address)],
            **kwargs,
        )


class ChangeKindView(OneKind):
    """Rename a kind, retire it, or change what it asks."""

    title = "Change a kind of event"

    def form(self, data: Any = None) -> KindForm:
        kind = self.kind
        initial = {field.name: getattr(kind, field.name) for field in fields(do.KindDetails)}
        form = KindForm(data, version=kind.version, initial=initial)
        form.cancel_url = self.list_address
        return form

    def act(self, form: Any) -> str:
        do.change_kind(kind=self.kind, seen=form.seen, details=form.details(), by=self.person)
        return self.lead_on(f"“{form.cleaned_data['name']}” is saved.")


class MoveKindView(OneKind):
    """Let a kind be offered before, or after, its neighbour."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["way"] not in ("up", "down"):
            raise Http404("A kind moves up or down.")
        do.move_kind(kind=self.kind, up=kwargs["way"] == "up", by=self.person)
        return redirect(f"{self.list_address}#{self.kind.slug}")


class RemoveKindView(OneKind):
    """Remove a kind that nothing uses."""

    title = "Remove a kind of event"
    lead = "Only a kind that nothing uses can be removed. Any other can be retired."

    def form(self, data: Any = None) -> RemoveKindForm:
        form = RemoveKindForm(data, version=self.kind.version)
        form.cancel_url = self.list_address
        return form

    def act(self, form: Any) -> str:
        name = self.kind.name
        do.remove_kind(kind=self.kind, seen=form.seen, by=self.person)
        return self.lead_on(f"“{name}” is removed.")
