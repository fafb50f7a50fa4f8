"""The words of the public form: the languages that a programme offers, for its managers."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from pilots.actions import feedback_wordings as do
from pilots.feedback_words import BUILT_IN, ENGLISH, TEXTS
from pilots.forms import feedback as forms
from pilots.models import FeedbackWording
from pilots.selectors import feedback as ask

GIVEN = ("language_name", *TEXTS)


class WordingsPage(ProgrammePage):
    """A page about the words of the programme's forms."""

    section = "about"
    permission = Permission.MANAGE

    @property
    def list_address(self) -> str:
        return reverse("feedback-wordings", args=[self.programme.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        settings = ("Settings", reverse("programme-settings", args=[self.programme.slug]))
        return super().get_context_data(settings_trail=[settings], **kwargs)


class WordingsView(WordingsPage):
    """The languages, English first."""

    template_name = "pilots/feedback/wordings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = list(ask.languages_of(self.programme))
        has_english = any(each.language == BUILT_IN for each in given)
        kwargs = super().get_context_data(**kwargs)
        return kwargs | {
            "given": given,
            "built_in": None if has_english else ENGLISH,
            "breadcrumbs": kwargs["settings_trail"],
        }


class WordingStep(WordingsPage, FormPage):
    """A page that changes the words of a language."""

    def ready(self, form: Any) -> Any:
        form.cancel_url = self.list_address
        return form

    def lead_on(self, said: str) -> str:
        messages.success(self.request, said)
        return self.list_address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs = super().get_context_data(**kwargs)
        trail = [*kwargs["settings_trail"], ("Words of the feedback form", self.list_address)]
        return kwargs | {"breadcrumbs": trail}


class NewWordingView(WordingStep):
    """A language more, or English in the programme's own words."""

    title = "Add a language to the feedback form"

    def form(self, data: Any = None) -> forms.NewWordingForm:
        initial: dict[str, str] = {}
        if self.request.GET.get("language") == BUILT_IN:
            initial = {name: getattr(ENGLISH, name) for name in ("language", *GIVEN)}
        return self.ready(forms.NewWordingForm(data, initial=initial))

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do.add_wording(
            programme=self.programme,
            language=given["language"],
            texts={name: given[name] for name in GIVEN},
            by=self.person,
        )
        return self.lead_on(f"Every form can be answered in {given['language_name']} from now on.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["lead"] = (
            "Have the words written or checked by somebody who speaks the language: people read"
            " them as the voice of the programme."
        )
        return super().get_context_data(**kwargs)


class OfAWording(WordingStep):
    """A page about one language."""

    @cached_property
    def wording(self) -> FeedbackWording:
        for each in ask.languages_of(self.programme):
            if each.language == self.kwargs["language"]:
                return each
        raise Http404("The programme has no words in this language.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("caption", self.wording.language_name)
        return super().get_context_data(wording=self.wording, **kwargs)


class EditWordingView(OfAWording):
    """Other words in a language."""

    template_name = "pilots/feedback/wording.html"
    title = "Change the words of the feedback form"

    def form(self, data: Any = None) -> forms.WordingForm:
        initial = {name: getattr(self.wording, name) for name in GIVEN}
        return self.ready(forms.WordingForm(data, version=self.wording.version, initial=initial))

    def act(self, form: Any) -> str:
        texts = {name: form.cleaned_data[name] for name in GIVEN}
        do.change_wording(wording=self.wording, seen=form.seen, texts=texts, by=self.person)
        return self.lead_on(f"The words in {texts['language_name']} are saved.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(history=history_of(self.wording, noun="words"), **kwargs)


class RemoveWordingView(OfAWording):
    """A language no more offered."""

    title = "Remove a language from the feedback form"

    def form(self, data: Any = None) -> forms.RemoveWordingForm:
        return self.ready(forms.RemoveWordingForm(data))

    def act(self, form: Any) -> str:
        name = self.wording.language_name
        do.remove_wording(wording=self.wording, by=self.person)
        return self.lead_on(f"Forms are no longer offered in {name}.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["lead"] = "Answers that were given in it stay. English is always offered."
        return super().get_context_data(**kwargs)
