"""Pages of surveys: all of them, a new one, one with its versions, its code, its retirement."""

from typing import Any

from django.contrib import messages

from evaluation.actions import surveys as do
from evaluation.forms import surveys as forms
from evaluation.models import Survey
from evaluation.presenters import surveys as words
from evaluation.presenters.survey_parts import part_differences
from evaluation.presenters.waves import told as wave_told
from evaluation.rules.survey_templates import TEMPLATES
from evaluation.selectors import surveys as ask
from evaluation.selectors.waves import answered, newest_of
from evaluation.views.survey_base import OfASurvey, OfSurveys
from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.views.forms import FormPage
from partnership.web.forms import Difference


class SurveysView(OfSurveys):
    """Every survey of the programme."""

    template_name = "evaluation/surveys/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = [words.survey_line(each) for each in ask.surveys(self.programme, reach=self.reach)]
        return super().get_context_data(
            lines=lines,
            breadcrumbs=[("Outcomes", self.at("outcomes"))],
            **kwargs,
        )


class NewSurveyView(OfSurveys, FormPage):
    """Begin a survey, from nothing or from a template."""

    title = "New survey"
    permission = Permission.EVALUATE

    def form(self, data: Any = None) -> forms.NewSurveyForm:
        form = forms.NewSurveyForm(data)
        form.cancel_url = self.at("surveys")
        return form

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        names = ("title", "purpose", "about", "language", "template")
        survey = do.create_survey(
            programme=self.programme, by=self.person, **{name: given[name] for name in names}
        )
        if given["template"]:
            name = TEMPLATES[given["template"]].name
            told = f"The draft begins as “{name}”: read it through, and change what you like."
        else:
            told = "The draft is begun: add its first page."
        messages.success(self.request, told)
        return self.at("survey-version", survey.slug, 1)


class SurveyView(OfASurvey):
    """One survey: what it is for, its versions, its code, its history."""

    template_name = "evaluation/surveys/one.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        survey = self.survey
        versions = [words.version_line(each) for each in survey.versions.all()]
        waves = newest_of(survey, self.reach)
        came = answered(waves)
        return super().get_context_data(
            caption="Survey",
            versions=versions,
            waves=[wave_told(each, came.get(each.pk, 0)) for each in waves],
            draft=next((each for each in survey.versions.all() if not each.is_published), None),
            is_published=is_published(survey),
            code=ask.code_details(survey).parts,
            history=history_of(survey, noun="survey"),
            breadcrumbs=super().trail()[:1],
            **kwargs,
        )


def is_published(survey: Survey) -> bool:
    """Whether a version of it ever was."""
    return any(each.is_published for each in survey.versions.all())


class SurveyFormPage(OfASurvey, FormPage):
    """A page that changes a survey as such."""

    permission = Permission.EVALUATE

    def ready(self, form: Any) -> Any:
        """The form with the way back."""
        form.cancel_url = self.page
        return form

    def lead_on(self, words: str) -> str:
        """Say what was done, and lead to the survey."""
        messages.success(self.request, words)
        return self.page


class EditSurveyView(SurveyFormPage):
    """Say otherwise what a survey is for."""

    title = "Change the survey"

    def form(self, data: Any = None) -> forms.SurveyForm:
        survey = self.survey
        initial = {name: getattr(survey, name) for name in ("title", "purpose", "about")}
        return self.ready(
            forms.SurveyForm(
                data, version=survey.version, initial=initial, is_published=is_published(survey)
            )
        )

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do.change_survey(
            survey=self.survey,
            seen=form.seen,
            title=given.get("title", ""),
            about=given["about"],
            purpose=given["purpose"],
            by=self.person,
        )
        return self.lead_on("Saved.")


class SurveyCodeView(SurveyFormPage):
    """Word the questions of the self-made code."""

    template_name = "evaluation/surveys/code.html"
    title = "Self-made code"

    def form(self, data: Any = None) -> forms.CodeForm:
        standing = ask.code_details(self.survey)
        return self.ready(forms.CodeForm(data, version=standing.mark, standing=standing))

    def act(self, form: Any) -> str:
        do.set_code(survey=self.survey, seen=form.seen, details=form.details(), by=self.person)
        return self.lead_on("The self-made code is saved.")

    def compared(self, form: Any, now: Any) -> list[Difference]:
        return part_differences(now.details, form.details(), {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stays = do.FIXED if ask.is_code_fixed(self.survey) else ""
        return super().get_context_data(stays=stays, **kwargs)


class RetireSurveyView(SurveyFormPage):
    """Use a survey no longer, or use it again."""

    def form(self, data: Any = None) -> forms.RetireForm:
        form = forms.RetireForm(data, version=self.survey.version)
        form.submit_label = "Use it again" if self.survey.is_retired else "Use it no longer"
        return self.ready(form)

    def act(self, form: Any) -> str:
        retires = not self.survey.is_retired
        do.retire_survey(survey=self.survey, seen=form.seen, is_retired=retires, by=self.person)
        told = "It is no longer used. Its waves and results stay." if retires else "It is in use."
        return self.lead_on(told)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        retired = self.survey.is_retired
        return super().get_context_data(
            title="Use the survey again" if retired else "Use the survey no longer",
            lead="New waves of it can be planned again."
            if retired
            else "No new wave of it can be planned. Its waves and results stay as they are.",
            **kwargs,
        )


class NewVersionView(SurveyFormPage):
    """Start the draft of the next version, or go to the one that is there."""

    title = "Start the next version"

    def form(self, data: Any = None) -> forms.StartForm:
        return self.ready(forms.StartForm(data))

    def act(self, form: Any) -> str:
        version = do.start_version(survey=self.survey, by=self.person)
        return self.at("survey-version", self.survey.slug, version.number)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            lead="It begins as a copy of the newest version, each question standing for its"
            " original, so that answers to both can be compared. Nobody is asked it until it is"
            " published and a wave asks it.",
            **kwargs,
        )
