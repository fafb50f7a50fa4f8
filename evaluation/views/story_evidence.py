"""Pages on which a story is rested on evidence, and on some of it no longer."""

from functools import cached_property
from typing import Any

from django.http import Http404

from evaluation.actions import stories as do
from evaluation.forms import stories as forms
from evaluation.models import StoryEvidence
from evaluation.presenters import stories as words
from evaluation.selectors import stories as ask
from evaluation.views.story_writing import WritingPage


class AddEvidenceView(WritingPage):
    """Rest the story on one more thing."""

    template_name = "evaluation/stories/evidence.html"

    @cached_property
    def kind(self) -> str:
        """What the address says."""
        if self.kwargs["kind"] not in words.EVIDENCE_WORDS:
            raise Http404("A story can’t rest on that.")
        return str(self.kwargs["kind"])

    @cached_property
    def filter_form(self) -> forms.EvidenceFilter | None:
        """What narrows the records, where there are records to choose from."""
        return forms.EvidenceFilter(self.request.GET) if self.kind in ask.NAMED_BY else None

    def _offered(self) -> Any:
        if self.filter_form is None:
            return None
        asked = self.filter_form.asked()
        return ask.evidence_offered(self.story, self.kind, self.reach, words=asked)

    def form(self, data: Any = None) -> forms.EvidenceForm:
        form = forms.EvidenceForm(
            data,
            self.request.FILES if data is not None else None,
            kind=self.kind,
            records=self._offered(),
            label=words.EVIDENCE_WORDS[self.kind][1],
            sections=self.story.sections.all(),
            initial={"section": self.request.GET.get("section")},
        )
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.add_evidence(story=self.story, found=form.found(), by=self.person)
        return self.lead_on("The evidence is added.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(
            title=f"Add {words.EVIDENCE_WORDS[self.kind][0]}",
            filter_form=self.filter_form,
            **kwargs,
        )
        form = context["form"]
        if self._has_none(form):
            narrowed = self.filter_form and self.filter_form.asked()
            told = words.NONE_NARROWED if narrowed else words.NONE_OFFERED[self.kind]
            context |= {"is_empty": True, "none_offered": told}
        return context

    @staticmethod
    def _has_none(form: Any) -> bool:
        """Whether there is nothing to choose from."""
        offered = form.fields.get("record")
        return offered is not None and not form.is_bound and not offered.queryset.exists()


class RemoveEvidenceView(WritingPage):
    """Rest the story on something no longer."""

    title = "Take the evidence out"

    @cached_property
    def evidence(self) -> StoryEvidence:
        """The evidence of the address."""
        for each in self.story.evidence.all():
            if each.pk == self.kwargs["evidence"]:
                return each
        raise Http404("The story does not rest on this.")

    def form(self, data: Any = None) -> forms.OncePressForm:
        form = forms.OncePressForm(data)
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.remove_evidence(evidence=self.evidence, by=self.person)
        return self.lead_on("It is taken out.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.evidence  # noqa: B018 - not found unless it is there
        lead = (
            "Editions that are published keep it. A document that none of them names goes for good."
        )
        return super().get_context_data(lead=lead, **kwargs)
