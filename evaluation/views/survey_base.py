"""What the pages of one survey and of one version of it have in common."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from evaluation.actions.survey_drafts import NEVER_CHANGES
from evaluation.models import Survey, SurveyVersion
from evaluation.presenters.survey_parts import Names, part_differences
from evaluation.selectors import surveys as ask
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from partnership.web.forms import Difference, SureForm


class OfSurveys(ProgrammePage):
    """A page about surveys; `designs` says whether the person may change them."""

    section = "outcomes"
    permission = Permission.READ

    @property
    def designs(self) -> bool:
        """Whether the person may design surveys."""
        return Permission.EVALUATE in self.permissions

    def at(self, name: str, *arguments: Any) -> str:
        """An address within the programme."""
        return reverse(name, args=[self.programme.slug, *arguments])

    def trail(self) -> list[tuple[str, str]]:
        """The way to what the page is about."""
        return [("Surveys", self.at("surveys"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("breadcrumbs", self.trail())
        return super().get_context_data(designs=self.designs, **kwargs)


class OfASurvey(OfSurveys):
    """A page about the survey of the address."""

    @cached_property
    def survey(self) -> Survey:
        """The survey with its versions."""
        try:
            return ask.find_survey(self.programme, self.kwargs["survey"], reach=self.reach)
        except Survey.DoesNotExist as error:
            raise Http404("The programme has no such survey.") from error

    @property
    def page(self) -> str:
        """The survey’s own page."""
        return self.at("survey", self.survey.slug)

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), (self.survey.title, self.page)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("caption", self.survey.title)
        return super().get_context_data(survey=self.survey, **kwargs)


class OfAVersion(OfSurveys):
    """A page about the version of the address."""

    @cached_property
    def version(self) -> SurveyVersion:
        """The version with its survey."""
        try:
            return ask.find_version(self.programme, self.kwargs["survey"], self.kwargs["number"])
        except SurveyVersion.DoesNotExist as error:
            raise Http404("The survey has no such version.") from error

    @property
    def survey(self) -> Survey:
        return self.version.survey

    def of_version(self, name: str, *arguments: Any) -> str:
        """An address of the version."""
        return self.at(name, self.survey.slug, self.version.number, *arguments)

    @property
    def page(self) -> str:
        """The version’s own page."""
        return self.of_version("survey-version")

    def trail(self) -> list[tuple[str, str]]:
        survey = (self.survey.title, self.at("survey", self.survey.slug))
        return [*super().trail(), survey, (f"Version {self.version.number}", self.page)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("caption", f"{self.survey.title}, version {self.version.number}")
        return super().get_context_data(survey=self.survey, version=self.version, **kwargs)


class DraftPage(OfAVersion, FormPage):
    """A page on which a draft is changed; of a published version one is led to its page."""

    permission = Permission.EVALUATE
    done: ClassVar[str] = "Saved."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.version.is_published:
            messages.info(request, NEVER_CHANGES.format(number=self.version.number))
            return redirect(self.page)
        return super().get(request, *args, **kwargs)

    def ready(self, form: Any, back: str = "") -> Any:
        """The form with the way back."""
        form.cancel_url = back or self.page
        return form

    def lead_on(self, words: str = "", where: str = "") -> str:
        """Say what was done, and lead to the outline, at the part that it was done to."""
        messages.success(self.request, words or self.done)
        return f"{self.page}#{where}" if where else self.page

    def names(self) -> Names:
        """The words of what the form’s fields name by keys."""
        return {}

    def compared(self, form: Any, now: Any) -> list[Difference]:
        """What stands now beside what was typed, line by line."""
        if hasattr(now, "details") and hasattr(form, "details"):
            return part_differences(now.details, form.details(), self.names())
        return super().compared(form, now)


class RemovePage(DraftPage):
    """A page that asks once more before a part of a draft goes."""

    template_name = "evaluation/surveys/sure.html"
    label: ClassVar[str] = "Remove it"

    def form(self, data: Any = None) -> SureForm:
        return self.ready(SureForm(data, label=self.label))

    def told(self) -> Mapping[str, Any]:
        """What goes, in words: `what`, and the lines of `goes`."""
        return {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**self.told(), **kwargs)
