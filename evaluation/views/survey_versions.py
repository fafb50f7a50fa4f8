"""Pages of one version: its outline, its words, its preview, what differs, its publication."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property

from evaluation.actions import survey_questions, survey_sections
from evaluation.actions import surveys as do
from evaluation.actions.survey_details import WordsDetails
from evaluation.forms import surveys as forms
from evaluation.models import Question, Section
from evaluation.presenters import surveys as words
from evaluation.presenters.answering import code_blocks
from evaluation.presenters.form_words import FormWords, Plain
from evaluation.presenters.survey_parts import Names
from evaluation.presenters.survey_preview import preview_pages
from evaluation.rules.questionnaire import Questionnaire, translated
from evaluation.rules.survey_checks import findings
from evaluation.selectors import surveys as ask
from evaluation.selectors.questionnaire import questionnaire
from evaluation.views.survey_base import DraftPage, OfAVersion, RemovePage
from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.people.refusals import RefusedError


class VersionView(OfAVersion):
    """The questionnaire as an outline; of a draft, with the ways to change it."""

    template_name = "evaluation/surveys/version.html"
    change_permission = Permission.EVALUATE

    @cached_property
    def asked(self) -> Questionnaire:
        """All that it asks."""
        return questionnaire(self.version)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move a page or a question one place."""
        form = forms.StepForm(request.POST)
        where = ""
        if form.is_valid():
            what, key = form.cleaned_data["what"], form.cleaned_data["key"]
            where = f"#{what}-{key}"
            try:
                self._move(what, key, form.places)
            except RefusedError as error:
                messages.error(request, f"Not moved. {error.words}")
        return redirect(f"{self.page}{where}")

    def _move(self, what: str, key: int, step: int) -> None:
        gone = RefusedError("Somebody removed it meanwhile.")
        try:
            if what == "section":
                section = ask.find_section(self.version, key)
                survey_sections.move_section(section=section, step=step, by=self.person)
            else:
                question = ask.find_question(self.version, key)
                survey_questions.move_question(question=question, step=step, by=self.person)
        except (Section.DoesNotExist, Question.DoesNotExist) as error:
            raise gone from error

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version, asked = self.version, self.asked
        scales = ask.scales(version)
        texts = ask.texts(version)
        own = [each.language for each in texts]
        around = words.Around(
            scales={each.code: each.name for each in scales},
            outcomes=ask.outcomes_of(version),
            same_as=ask.same_as(version),
            is_first_version=version.number == 1,
        )
        return super().get_context_data(
            caption=self.survey.title,
            pages=words.outline(asked, around),
            asked=asked,
            scales=[words.scale_line(each, asked) for each in scales],
            languages=[(each, len(ask.lacking(asked, each))) for each in texts],
            lacks_own_words=0 if asked.language in own else ask.own_words_lacking(asked, texts),
            edits=self.designs and not version.is_published,
            history=history_of(version, noun="version"),
            breadcrumbs=super().trail()[:2],
            **kwargs,
        )


class PreviewView(OfAVersion):
    """The questionnaire as respondents see it, all pages under each other; nothing is sent."""

    template_name = "evaluation/surveys/preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = questionnaire(self.version)
        texts = ask.texts(self.version)
        wanted = self.request.GET.get("language", "")
        text = next((each for each in texts if each.language == wanted), None)
        said = translated(asked, text.texts, language=text.language) if text else asked
        form_words = FormWords(said.language, text.texts if text else {})
        return super().get_context_data(
            said=said,
            words=form_words,
            plain=Plain(form_words),
            pages=preview_pages(said, form_words),
            code=code_blocks(said.code, {}, form_words),
            languages=texts,
            language=text,
            **kwargs,
        )


class VersionWordsView(DraftPage):
    """The words before and after the questions."""

    title = "Introduction and thanks"

    def form(self, data: Any = None) -> forms.WordsForm:
        details = WordsDetails.of(self.version)
        return self.ready(forms.WordsForm(data, version=details.mark, initial=vars(details)))

    def act(self, form: Any) -> str:
        survey_sections.change_words(
            version=self.version, seen=form.seen, details=form.details(), by=self.person
        )
        return self.lead_on(where="words")


class ChangesView(OfAVersion):
    """What this version asks otherwise than the one before, or than an earlier one."""

    template_name = "evaluation/surveys/changes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked_for = self.request.GET.get("from", "")
        is_number = asked_for.isascii() and asked_for.isdigit() and len(asked_for) < 5
        earlier = int(asked_for) if is_number else None
        if earlier is not None and not 0 < earlier < self.version.number:
            earlier = None
        beside = ask.compared(self.version, earlier=earlier)
        return super().get_context_data(
            beside=beside,
            difference=beside.difference,
            others=range(1, self.version.number),
            **kwargs,
        )


class MappingView(DraftPage):
    """Which questions mean the same as those of the version before."""

    template_name = "evaluation/surveys/mapping.html"
    title = "What means the same as before"

    @cached_property
    def questions(self) -> list[Question]:
        """The questions of this version, in their order."""
        return ask.questions_of(self.version)

    @cached_property
    def earlier(self) -> list[Question]:
        """The questions of the version before."""
        return ask.questions_before(self.version)

    def form(self, data: Any = None) -> forms.MappingForm:
        mark = ask.mapping_details(self.version).mark
        form = forms.MappingForm(data, version=mark, questions=self.questions, earlier=self.earlier)
        return self.ready(form)

    def names(self) -> Names:
        both = [*self.questions, *self.earlier]
        return {"pairs": {each.pk: each.text for each in both}}

    def act(self, form: Any) -> str:
        do.map_questions(
            version=self.version, seen=form.seen, details=form.details(), by=self.person
        )
        return self.lead_on("Saved. Results of both versions are compared accordingly.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(earlier=self.earlier, **kwargs)


class PublishVersionView(DraftPage):
    """What hinders publication, what should be looked at, and the button."""

    template_name = "evaluation/surveys/publish.html"
    title = "Check and publish"

    def form(self, data: Any = None) -> forms.PublishForm:
        form = forms.PublishForm(data, version=self.version.version)
        return self.ready(form)

    def act(self, form: Any) -> str:
        do.publish_version(version=self.version, seen=form.seen, by=self.person)
        messages.success(
            self.request,
            f"Version {self.version.number} is published: waves can ask it now.",
        )
        return self.page

    def compared(self, form: Any, now: Any) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        beside = ask.compared(self.version)
        found = findings(ask.checked(self.version, beside))
        keys = {item.code: item.pk for item in beside.asked.items}
        return super().get_context_data(
            asked=beside.asked,
            beside=beside,
            hinders=[(each, keys.get(each.code)) for each in found if each.hinders],
            warns=[(each, keys.get(each.code)) for each in found if not each.hinders],
            **kwargs,
        )


class DeleteDraftView(RemovePage):
    """Delete a draft with all that is in it."""

    title = "Delete the draft"
    label = "Delete it"

    def act(self, form: Any) -> str:
        is_gone = do.delete_draft(version=self.version, by=self.person)
        messages.success(self.request, "The draft is deleted.")
        return self.at("surveys") if is_gone else self.at("survey", self.survey.slug)

    def told(self) -> dict[str, Any]:
        goes = ["its pages, questions and scales", "its words in every language"]
        if self.version.number == 1:
            goes.append("the survey itself, as it has no other version")
        return {"what": f"version {self.version.number}, a draft", "goes": goes}
