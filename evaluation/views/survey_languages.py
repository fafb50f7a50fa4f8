"""Pages on which a draft is put into further languages."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404

from evaluation.actions import survey_translations as do
from evaluation.forms import surveys as forms
from evaluation.models import VersionText
from evaluation.presenters import surveys as words
from evaluation.rules.questionnaire import Questionnaire
from evaluation.selectors import surveys as ask
from evaluation.selectors.questionnaire import questionnaire
from evaluation.views.survey_base import DraftPage, OfAVersion, RemovePage
from partnership.people.permissions import Permission


class NewLanguageView(DraftPage):
    """Begin a translation."""

    title = "Add a language"

    def form(self, data: Any = None) -> forms.NewLanguageForm:
        return self.ready(forms.NewLanguageForm(data))

    def act(self, form: Any) -> str:
        text = do.add_language(version=self.version, by=self.person, **self._given(form))
        messages.success(self.request, f"{text.language_name} is begun: give its words.")
        return self.of_version("survey-language", text.pk)

    def _given(self, form: Any) -> dict[str, str]:
        return {name: form.cleaned_data[name] for name in ("language", "name")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            lead="Nothing is translated by a machine: the words are those that you give.", **kwargs
        )


class OfALanguage(OfAVersion):
    """A page about the translation of the address."""

    permission = Permission.READ

    @cached_property
    def text(self) -> VersionText:
        """The translation."""
        for each in ask.texts(self.version):
            if each.pk == self.kwargs["text"]:
                return each
        raise Http404("The questionnaire has no such language.")

    @cached_property
    def asked(self) -> Questionnaire:
        """What is translated."""
        return questionnaire(self.version)

    @cached_property
    def originals(self) -> dict[str, str]:
        """The first wording of all that is translated, by its keys."""
        return ask.to_translate(self.asked, self.text.language)

    @property
    def shown_instead(self) -> str:
        """What respondents read where a text is lacking."""
        is_first = self.text.language == self.asked.language
        return "English" if is_first else "the first wording"

    @property
    def groups(self) -> list[words.TextGroup]:
        """Its parts, with how much each lacks."""
        lacking = ask.lacking(self.asked, self.text)
        return words.text_groups(self.asked, list(self.originals), lacking)


class LanguageView(OfALanguage):
    """How far a translation is, part by part, and which words it lacks."""

    template_name = "evaluation/surveys/language.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = self.groups
        return super().get_context_data(
            text=self.text,
            groups=groups,
            lacking=[self.originals[key] for key in ask.lacking(self.asked, self.text)],
            all_texts=len(self.originals),
            instead=self.shown_instead,
            edits=self.designs and not self.version.is_published,
            **kwargs,
        )


class TextsView(OfALanguage, DraftPage):
    """Give the words of one part."""

    template_name = "evaluation/surveys/texts.html"
    permission = Permission.EVALUATE

    @cached_property
    def group(self) -> words.TextGroup:
        """The part of the address."""
        for each in self.groups:
            if each.number == self.kwargs["part"]:
                return each
        raise Http404("The questionnaire has no such part.")

    def form(self, data: Any = None) -> forms.TextsForm:
        originals = {key: self.originals[key] for key in self.group.keys}
        form = forms.TextsForm(
            data,
            version=do.part_of(self.text.texts, list(originals)).mark,
            originals=originals,
            texts=self.text.texts,
            language=self.text.language,
        )
        return self.ready(form, self.of_version("survey-language", self.text.pk))

    def act(self, form: Any) -> str:
        more = do.set_texts(text=self.text, seen=form.seen, given=form.given(), by=self.person)
        told = "Saved."
        if more > 0:
            told += f" {more} more {'text' if more == 1 else 'texts'} of the same words filled in."
        messages.success(self.request, told)
        return self.of_version("survey-language", self.text.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=f"{self.text.language_name}: {self.group.title}",
            lead=f"What is left empty is shown in {self.shown_instead}.",
            **kwargs,
        )


class RemoveLanguageView(OfALanguage, RemovePage):
    """Take a language out of a draft."""

    permission = Permission.EVALUATE
    title = "Take the language out"
    label = "Take it out"

    def act(self, form: Any) -> str:
        do.remove_language(text=self.text, by=self.person)
        return self.lead_on(f"{self.text.language_name} is taken out.", "languages")

    def told(self) -> dict[str, Any]:
        return {"what": f"{self.text.language_name} with all its words", "goes": []}
