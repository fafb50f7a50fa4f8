"""Pages on which the contexts of a programme's tests are kept: added, renamed, ordered, removed."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.views.forms import FormPage
from pilots.actions import test_contexts as do
from pilots.forms.cycles import ContextForm, NewContextForm, RemoveContextForm
from pilots.models import TestContext
from pilots.selectors import service_tests as ask
from pilots.views.service_tests import trail


class ContextsPage(FormPage):
    """A page about the contexts, for those who edit the plan."""

    section = "milestones"
    permission = Permission.EDIT_PLAN

    @cached_property
    def contexts(self) -> list[TestContext]:
        """All of them in their order, each with how many tests use it."""
        return list(ask.contexts_with_use(self.programme))

    def list_address(self) -> str:
        return reverse("test-contexts", args=[self.programme.slug])

    def ready(self, form: Any) -> Any:
        """The form with the way back."""
        form.cancel_url = self.list_address()
        return form

    def lead_on(self, said: str) -> str:
        """Say what was done, and lead to the list."""
        messages.success(self.request, said)
        return self.list_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("breadcrumbs", trail(self.programme.slug))
        return super().get_context_data(contexts=self.contexts, **kwargs)


class ContextsView(ContextsPage):
    """The contexts, and one more."""

    template_name = "pilots/service_tests/contexts.html"
    title = "Contexts of the service tests"

    def form(self, data: Any = None) -> NewContextForm:
        return NewContextForm(data)

    def act(self, form: Any) -> str:
        context = do.add_context(
            programme=self.programme, name=form.cleaned_data["name"], by=self.person
        )
        return self.lead_on(f"“{context.name}” is added. Every area has a gap for it now.")


class OneContext(ContextsPage):
    """A page about one context."""

    template_name = "pilots/service_tests/context.html"

    @cached_property
    def context(self) -> TestContext:
        found = [each for each in self.contexts if each.slug == self.kwargs["context"]]
        if not found:
            raise Http404("The programme has no such context.")
        return found[0]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        steps = [*trail(self.programme.slug), ("Contexts", self.list_address())]
        return super().get_context_data(
            test_context=self.context,
            caption=self.context.name,
            history=history_of(self.context, noun="context"),
            breadcrumbs=steps,
            **kwargs,
        )


class EditContextView(OneContext):
    """Rename a context, or give it another place."""

    title = "Change a context"

    def form(self, data: Any = None) -> ContextForm:
        context = self.context
        initial = {"name": context.name, "position": self.contexts.index(context) + 1}
        others = [each for each in self.contexts if each != context]
        return self.ready(
            ContextForm(data, version=context.version, others=others, initial=initial)
        )

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do.change_context(
            context=self.context,
            seen=form.seen,
            name=given["name"],
            position=given["position"],
            by=self.person,
        )
        return self.lead_on(f"“{given['name']}” is saved.")


class RemoveContextView(OneContext):
    """Remove a context that no test uses."""

    title = "Remove a context"

    def form(self, data: Any = None) -> RemoveContextForm:
        return self.ready(RemoveContextForm(data, version=self.context.version))

    def act(self, form: Any) -> str:
        name = self.context.name
        do.remove_context(context=self.context, seen=form.seen, by=self.person)
        return self.lead_on(f"“{name}” is removed.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault(
            "lead",
            "Only a context that no test uses, and no target of the plan counts, can be removed.",
        )
        return super().get_context_data(**kwargs)
