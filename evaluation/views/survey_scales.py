"""Pages on which the scored scales of a draft are added, changed, removed."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from evaluation.actions import survey_scales as do
from evaluation.actions.survey_details import ScaleDetails
from evaluation.forms import survey_scales as forms
from evaluation.models import Question, ScoredScale
from evaluation.presenters.survey_parts import Names
from evaluation.rules.survey_checks import LICENSED
from evaluation.selectors import surveys as ask
from evaluation.selectors.logic import choices
from evaluation.views.survey_base import DraftPage, RemovePage

SCALES = "scales"


class ScalePage(DraftPage):
    """A page with the form of a scale."""

    template_name = "evaluation/surveys/scale.html"

    @cached_property
    def outcomes(self) -> list[tuple[int, str]]:
        """What a scale can show."""
        return choices(self.programme).outcomes

    @cached_property
    def questions(self) -> list[Question]:
        """What its items can be."""
        return ask.may_be_items(self.version)

    def free(self, scale: ScoredScale | None) -> list[Question]:
        """The questions that are of no other scale."""
        key = scale.pk if scale else None
        return [each for each in self.questions if each.scale_id in (None, key)]

    def names(self) -> Names:
        return {
            "outcomes": dict(self.outcomes),
            "items": {each.pk: each.text for each in self.questions},
        }


class NewScaleView(ScalePage):
    """Choose how a scale is scored, then enter or choose its items."""

    title = "Add a scale"

    @property
    def method(self) -> str:
        """The scoring that was chosen; empty before."""
        method = self.request.GET.get("method", "")
        return method if method in ScoredScale.Method.values else ""

    @property
    def is_entered(self) -> bool:
        """Whether the items are typed here, or chosen among the questions."""
        return self.method in LICENSED and "chosen" not in self.request.GET

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.version.is_published and not self.method:
            return self.render_to_response(self._chooser())
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.method:
            return redirect(request.path)
        return super().post(request, *args, **kwargs)

    def _chooser(self) -> dict[str, Any]:
        self.template_name = "evaluation/surveys/methods.html"
        methods = [
            (each.value, each.label, forms.ABOUT[each], each.value in LICENSED)
            for each in ScoredScale.Method
        ]
        return self.get_context_data(form=None, methods=methods)

    def form(self, data: Any = None) -> Any:
        given: dict[str, Any] = {"method": self.method, "outcomes": self.outcomes}
        if self.is_entered:
            pages = ask.sections(self.version)
            return self.ready(forms.EnterScaleForm(data, sections=pages, **given))
        return self.ready(forms.NewScaleForm(data, questions=self.free(None), **given))

    def act(self, form: Any) -> str:
        if self.is_entered:
            do.enter_scale(
                version=self.version,
                section=form.cleaned_data["section"],
                details=form.details_with(()),
                items=form.lines("typed"),
                answers=form.lines("answers"),
                by=self.person,
            )
        else:
            do.add_scale(version=self.version, details=form.details(), by=self.person)
        return self.lead_on("The scale is added.", SCALES)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = forms.ABOUT[ScoredScale.Method(self.method)] if self.method else ""
        return super().get_context_data(
            lead=about,
            method=self.method,
            is_entered=self.is_entered,
            is_licensed=self.method in LICENSED,
            **kwargs,
        )


class OfAScale(DraftPage):
    """A page about the scale of the address."""

    @cached_property
    def scale(self) -> ScoredScale:
        """The scale itself."""
        try:
            return ask.find_scale(self.version, self.kwargs["scale"])
        except ScoredScale.DoesNotExist as error:
            raise Http404("The questionnaire has no such scale.") from error


class ScaleView(OfAScale, ScalePage):
    """Change a scale."""

    title = "Change the scale"

    def form(self, data: Any = None) -> forms.ScaleForm:
        details = ScaleDetails.of(self.scale)
        form = forms.ScaleForm(
            data,
            version=details.mark,
            initial=forms.scale_initial(details),
            method=self.scale.method,
            outcomes=self.outcomes,
            questions=self.free(self.scale),
        )
        return self.ready(form)

    def act(self, form: Any) -> str:
        do.change_scale(scale=self.scale, seen=form.seen, details=form.details(), by=self.person)
        return self.lead_on(where=SCALES)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = forms.ABOUT[ScoredScale.Method(self.scale.method)]
        return super().get_context_data(lead=about, is_licensed=False, **kwargs)


class RemoveScaleView(OfAScale, RemovePage):
    """Remove a scale; its questions stay."""

    title = "Remove the scale"

    def act(self, form: Any) -> str:
        do.remove_scale(scale=self.scale, by=self.person)
        return self.lead_on("The scale is removed. Its questions stay.", SCALES)

    def told(self) -> dict[str, Any]:
        return {"what": f"the scale “{self.scale.name}”; its questions stay", "goes": []}
