"""Pages on which the programme's learning methods are kept: added, renamed, removed."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.programmes.views.forms import FormPage
from pilots.actions import learning_methods as do
from pilots.forms import learning as forms
from pilots.models import LearningMethod
from pilots.selectors.learning import methods_with_use


class MethodsPage(FormPage):
    """A page about the methods, for those who manage the programme."""

    section = "about"
    permission = Permission.MANAGE

    @cached_property
    def methods(self) -> list[LearningMethod]:
        """All of them by name, each with how often it is named."""
        return list(methods_with_use(self.programme))

    @property
    def list_address(self) -> str:
        return reverse("learning-methods", args=[self.programme.slug])

    def lead_on(self, words: str) -> str:
        """Say what was done, and lead to the list."""
        messages.success(self.request, words)
        return self.list_address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        settings = ("Settings", reverse("programme-settings", args=[self.programme.slug]))
        kwargs.setdefault("breadcrumbs", [settings])
        return super().get_context_data(methods=self.methods, **kwargs)


class MethodsView(MethodsPage):
    """The methods, and one more."""

    template_name = "pilots/learning/methods.html"
    title = "Learning methods"

    def form(self, data: Any = None) -> forms.NewMethodForm:
        return forms.NewMethodForm(data)

    def act(self, form: Any) -> str:
        method = do.add_method(programme=self.programme, name=form.cleaned_data["name"])
        return self.lead_on(f"“{method.name}” is added.")


class OneMethod(MethodsPage):
    """A page about one method."""

    @cached_property
    def learning_method(self) -> LearningMethod:
        """The method of the address."""
        for each in self.methods:
            if each.slug == self.kwargs["method"]:
                return each
        raise Http404("The programme has no such learning method.")

    def ready(self, form: Any) -> Any:
        form.cancel_url = self.list_address
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        settings = ("Settings", reverse("programme-settings", args=[self.programme.slug]))
        kwargs["breadcrumbs"] = [settings, ("Learning methods", self.list_address)]
        return super().get_context_data(caption=self.learning_method.name, **kwargs)


class RenameMethodView(OneMethod):
    """Call a method otherwise, wherever it is named."""

    title = "Rename a learning method"

    def form(self, data: Any = None) -> forms.MethodForm:
        name = self.learning_method.name
        return self.ready(forms.MethodForm(data, initial={"name": name, "seen": name}))

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do.rename_method(method=self.learning_method, name=given["name"], seen=given["seen"])
        return self.lead_on(f"It is called “{given['name']}” now, wherever it is named.")


class RemoveMethodView(OneMethod):
    """Remove a method that nothing names."""

    title = "Remove a learning method"

    def form(self, data: Any = None) -> forms.RemoveMethodForm:
        return self.ready(forms.RemoveMethodForm(data))

    def act(self, form: Any) -> str:
        name = self.learning_method.name
        do.remove_method(method=self.learning_method)
        return self.lead_on(f"“{name}” is removed.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["lead"] = "Only a method that no event and no resource names can be removed."
        return super().get_context_data(**kwargs)
