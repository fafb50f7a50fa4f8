"""A programme's settings, for those who manage it."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.urls import reverse

from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.actions.settings import change_settings
from partnership.programmes.forms.settings import SETTINGS, SettingsForm
from partnership.programmes.views.forms import FormPage


class SettingsView(FormPage):
    """Its words, tolerances and thresholds, and who changed them when."""

    template_name = "programmes/settings.html"
    title = "Programme settings"
    section = "about"
    permission = Permission.MANAGE

    def form(self, data: Any = None) -> SettingsForm:
        initial = {name: getattr(self.programme, name) for name in SETTINGS}
        return SettingsForm(data, version=self.programme.version, initial=initial)

    def act(self, form: BaseForm) -> str:
        assert isinstance(form, SettingsForm)
        given = {name: form.cleaned_data[name] for name in (*SETTINGS, "why")}
        change_settings(programme=self.programme, seen=form.seen, by=self.person, **given)
        messages.success(self.request, "Saved. It holds for what is worked out from now on.")
        return reverse("programme-settings", args=[self.programme.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.programme.slug
        about = [("About", reverse("about", args=[slug]))]
        return super().get_context_data(
            history=history_of(self.programme),
            breadcrumbs=about if Permission.READ in self.permissions else [],
            **kwargs,
        )
