"""Pages on which the pages and questions of a draft are added, changed, removed."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from evaluation.actions import survey_questions as do
from evaluation.actions import survey_sections
from evaluation.actions.survey_details import (
    ChoiceDetails,
    ConditionDetails,
    QuestionDetails,
    SectionDetails,
)
from evaluation.forms import survey_questions as forms
from evaluation.forms.surveys import NewSectionForm, SectionForm
from evaluation.models import Question, Section
from evaluation.presenters import surveys as words
from evaluation.presenters.survey_parts import Names
from evaluation.rules.questionnaire import Questionnaire
from evaluation.rules.survey_checks import CHOSEN, named
from evaluation.rules.survey_templates import SETS
from evaluation.selectors import surveys as ask
from evaluation.selectors.logic import choices
from evaluation.selectors.questionnaire import questionnaire
from evaluation.views.survey_base import DraftPage, RemovePage

MORE = "more"


class NewSectionView(DraftPage):
    """Add a page to the questionnaire."""

    title = "Add a page"

    def form(self, data: Any = None) -> NewSectionForm:
        return self.ready(NewSectionForm(data))

    def act(self, form: Any) -> str:
        section = survey_sections.add_section(
            version=self.version, details=form.details(), by=self.person
        )
        return self.lead_on("The page is added: add its first question.", f"section-{section.pk}")


class OfASection(DraftPage):
    """A page about one page of the questionnaire."""

    @cached_property
    def part(self) -> Section:
        """The page of the address."""
        try:
            return ask.find_section(self.version, self.kwargs["section"])
        except Section.DoesNotExist as error:
            raise Http404("The questionnaire has no such page.") from error


class SectionView(OfASection):
    """Word a page otherwise."""

    title = "Change the page"

    def form(self, data: Any = None) -> SectionForm:
        details = SectionDetails.of(self.part)
        return self.ready(SectionForm(data, version=details.mark, initial=vars(details)))

    def act(self, form: Any) -> str:
        survey_sections.change_section(
            section=self.part, seen=form.seen, details=form.details(), by=self.person
        )
        return self.lead_on(where=f"section-{self.part.pk}")


class RemoveSectionView(OfASection, RemovePage):
    """Remove a page with its questions."""

    title = "Remove the page"

    def act(self, form: Any) -> str:
        survey_sections.remove_section(section=self.part, by=self.person)
        return self.lead_on("The page is removed.")

    def told(self) -> dict[str, Any]:
        goes = [f"the question “{each.text}”" for each in self.part.questions.all()]
        return {"what": f"the page “{self.part.title}”", "goes": goes}


class QuestionPage(DraftPage):
    """A page with the form of a question."""

    template_name = "evaluation/surveys/question.html"

    @cached_property
    def outcomes(self) -> list[tuple[int, str]]:
        """What a question can show."""
        return choices(self.programme).outcomes

    @cached_property
    def sections(self) -> list[tuple[int, str]]:
        """The pages on which it can stand."""
        return ask.sections(self.version)

    def names(self) -> Names:
        return {"section": dict(self.sections), "outcomes": dict(self.outcomes)}

    def offered(self, kind: str) -> dict[str, Any]:
        """What the form of a kind offers."""
        return {"kind": kind, "sections": self.sections, "outcomes": self.outcomes}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or show the form again with its rows put in order as a button says."""
        if "arrange" not in request.POST:
            return super().post(request, *args, **kwargs)
        data = forms.arranged(request.POST)
        sent: Any = self.form(data)
        typed = {
            name: field.widget.value_from_datadict(data, {}, name)
            for name, field in sent.fields.items()
        }
        return self.again(self.form_of(initial=typed))

    def form(self, data: Any = None) -> Any:
        return self.form_of(data)

    def form_of(self, data: Any = None, initial: Any = None) -> Any:
        """The form, bound to `data` or beginning with `initial`."""
        raise NotImplementedError

    def lead_to(self, question: Question) -> str:
        """The outline at the question, or the next one to be added after it."""
        if MORE in self.request.POST:
            return self.of_version("survey-question-new", question.section_id) + (
                f"?after={question.pk}"
            )
        return self.lead_on(where=f"question-{question.pk}")


class NewQuestionView(QuestionPage):
    """Choose a kind of question, then word it."""

    @cached_property
    def part(self) -> Section:
        """The page to which it is added."""
        try:
            return ask.find_section(self.version, self.kwargs["section"])
        except Section.DoesNotExist as error:
            raise Http404("The questionnaire has no such page.") from error

    @property
    def kind(self) -> str:
        """The kind that was chosen; empty before."""
        kind = self.request.GET.get("kind", "")
        return kind if kind in Question.Kind.values else ""

    @property
    def after(self) -> int | None:
        """The question after which it is added."""
        after = self.request.GET.get("after", "")
        return int(after) if after.isascii() and after.isdigit() and len(after) < 10 else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.version.is_published and not self.kind:
            return self.render_to_response(self._chooser())
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.kind:
            return redirect(request.path)
        return super().post(request, *args, **kwargs)

    def _chooser(self) -> dict[str, Any]:
        self.template_name = "evaluation/surveys/kinds.html"
        kinds = [
            (kind, name, about, [each for each in SETS.values() if kind in each.kinds])
            for kind, (name, about) in words.KINDS.items()
        ]
        return self.get_context_data(
            form=None, kinds=kinds, part=self.part, after=self.after, title="Add a question"
        )

    def form_of(self, data: Any = None, initial: Any = None) -> forms.NewQuestionForm:
        begun = initial if initial is not None else self._begun()
        form = forms.NewQuestionForm(data, initial=begun, **self.offered(self.kind))
        return self.ready(form)

    def _begun(self) -> dict[str, Any]:
        begun: dict[str, Any] = {"section": self.part.pk}
        chosen = SETS.get(self.request.GET.get("set", ""))
        if chosen and self.kind in CHOSEN:
            offered = (
                ChoiceDetails(each.value, each.text, each.is_missing, each.is_alone)
                for each in chosen.options
            )
            begun |= forms.choices_initial(tuple(offered))
        return begun

    def act(self, form: Any) -> str:
        question = do.add_question(
            version=self.version,
            kind=self.kind,
            details=form.details(),
            after=self.after,
            by=self.person,
        )
        return self.lead_to(question)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("title", "Add a question")
        if self.kind:
            kwargs.setdefault("lead", ": ".join(words.KINDS[self.kind]))
        return super().get_context_data(kind=self.kind, **kwargs)


class OfAQuestion(DraftPage):
    """A page about the question of the address."""

    @cached_property
    def question(self) -> Question:
        """The question with its page."""
        try:
            return ask.find_question(self.version, self.kwargs["question"])
        except Question.DoesNotExist as error:
            raise Http404("The questionnaire has no such question.") from error

    @property
    def place(self) -> str:
        """Where it is in the outline."""
        return f"question-{self.question.pk}"


class QuestionView(OfAQuestion, QuestionPage):
    """Change a question."""

    title = "Change the question"

    def form_of(self, data: Any = None, initial: Any = None) -> forms.QuestionForm:
        details = QuestionDetails.of(self.question)
        begun = initial if initial is not None else forms.initial_of(details)
        form = forms.QuestionForm(
            data, version=details.mark, initial=begun, **self.offered(self.question.kind)
        )
        return self.ready(form, f"{self.page}#{self.place}")

    def act(self, form: Any) -> str:
        do.change_question(
            question=self.question, seen=form.seen, details=form.details(), by=self.person
        )
        return self.lead_to(self.question)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = words.KINDS[self.question.kind][0]
        return super().get_context_data(lead=kind, kind=self.question.kind, **kwargs)


class RemoveQuestionView(OfAQuestion, RemovePage):
    """Remove a question."""

    title = "Remove the question"

    def act(self, form: Any) -> str:
        do.remove_question(question=self.question, by=self.person)
        return self.lead_on("The question is removed.", f"section-{self.question.section_id}")

    def told(self) -> dict[str, Any]:
        return {"what": f"the question “{self.question.text}”", "goes": []}


class ConditionView(OfAQuestion):
    """Say after which answers to an earlier question one is shown."""

    template_name = "evaluation/surveys/condition.html"
    title = "When it is shown"

    @cached_property
    def asked(self) -> Questionnaire:
        """All that is asked."""
        return questionnaire(self.version)

    @property
    def earlier(self) -> list[tuple[int, str]]:
        """The questions that are asked before this one."""
        codes = [item.code for item in self.asked.items]
        before = self.asked.items[: codes.index(self.question.code)]
        return [(item.pk, named(item, self.asked)) for item in before]

    @property
    def on(self) -> int | None:
        """The earlier question that was chosen, or that it waits for now."""
        sent = self.request.POST.get("on") or self.request.GET.get("on") or ""
        if sent.isascii() and sent.isdigit() and len(sent) < 10:
            return int(sent)
        return None if "on" in self.request.GET else self.question.shown_if_id

    def form(self, data: Any = None) -> Any:
        known = {item.pk: item for item in self.asked.items}
        item = known.get(self.on or 0)
        back = f"{self.page}#{self.place}"
        if item is None and data is None:
            return self.ready(forms.OnForm(earlier=self.earlier), back)
        details = ConditionDetails.of(self.question)
        options = [(each.value, each.text) for each in item.options] if item else []
        initial: dict[str, Any] = {"on": self.on}
        if self.on == details.on:
            initial |= {"test": details.test, "values": details.values}
        form = forms.ConditionForm(data, version=details.mark, options=options, initial=initial)
        return self.ready(form, back)

    def act(self, form: Any) -> str:
        do.set_condition(
            question=self.question, seen=form.seen, details=form.details(), by=self.person
        )
        return self.lead_on(where=self.place)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = {item.pk: item for item in self.asked.items}
        on, item = known.get(self.on or 0), known[self.question.pk]
        return super().get_context_data(
            question=self.question,
            earlier=self.earlier,
            now=words.condition_words(item, self.asked),
            on_words=named(on, self.asked) if on else "",
            lead=named(item, self.asked),
            **kwargs,
        )
