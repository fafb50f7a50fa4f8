"""Outcomes with their measures and gaps, and the logic model that leads to them."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from evaluation.collect import evaluation_part
from evaluation.counted import ANCHORS, anchors
from evaluation.drawing import logic_drawing
from evaluation.models import Outcome
from evaluation.parts import LONG_TERM, OUTCOME, LogicModel
from evaluation.presenters.outcome import outcome_story
from evaluation.presenters.outcomes import (
    beside,
    coverage_lines,
    coverage_sentence,
    framework_lines,
    outcomes_sentence,
    part_rows,
)
from evaluation.selectors.coverage import coverage
from evaluation.selectors.logic import outputs_by_milestone
from evaluation.selectors.outcome import around, find_outcome
from evaluation.selectors.part import measures_called, outcomes_reported
from evaluation.wording import certainty_words
from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage


class OutcomesView(ProgrammePage):
    """Every framework's outcomes: how each is measured, what leads to it, what is missing."""

    template_name = "evaluation/outcomes.html"
    section = "outcomes"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        part = evaluation_part(self.programme, as_at=self.as_at)
        frameworks = framework_lines(
            part,
            outcomes_reported(self.programme, as_at=self.as_at),
            coverage(self.programme, as_at=self.as_at, reach=self.reach),
        )
        return super().get_context_data(
            part=part,
            frameworks=frameworks,
            summary=outcomes_sentence(frameworks),
            counted=anchors(measures_called(self.programme, ANCHORS, as_at=self.as_at)),
            breadcrumbs=[("Overview", reverse("overview", args=[self.programme.slug]))],
            **kwargs,
        )


class LogicModelView(ProgrammePage):
    """The logic model drawn, and the same in tables."""

    template_name = "evaluation/logic_model.html"
    section = "outcomes"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        part = evaluation_part(self.programme, as_at=self.as_at)
        model, slug = part.logic_model, self.programme.slug
        around = beside(part, outputs_by_milestone(self.programme))
        return super().get_context_data(
            model=model,
            drawing=logic_drawing(
                model, ident="logic-model", addresses=self._addresses(model), beside=around
            ),
            beside=around,
            keeps=Permission.KEEP_MODEL in self.permissions,
            rows=part_rows(model, around),
            certainty=certainty_words(model.links),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Outcomes", reverse("outcomes", args=[slug])),
            ],
            **kwargs,
        )

    def _addresses(self, model: LogicModel) -> dict[str, str]:
        """The pages of the outcomes, by their keys in the model."""
        query = f"?as_at={self.as_at.isoformat()}" if self.request.GET.get("as_at") else ""
        keys = [node.key for kind in (OUTCOME, LONG_TERM) for node in model.column(kind)]
        return {
            key: reverse("outcome", args=[self.programme.slug, *key.split(":")[1:]]) + query
            for key in keys
        }


class OutcomeView(ProgrammePage):
    """One outcome: where it stands in the model, what is known of it, what is missing."""

    template_name = "evaluation/outcome.html"
    section = "outcomes"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = around(self.outcome, as_at=self.as_at, reach=self.reach)
        slug = self.programme.slug
        return super().get_context_data(
            outcome=self.outcome,
            around=found,
            cover=found.cover,
            story=outcome_story(self.outcome, found),
            keeps=Permission.KEEP_MODEL in self.permissions,
            history=history_of(self.outcome, noun="outcome"),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Outcomes", reverse("outcomes", args=[slug])),
            ],
            **kwargs,
        )

    @cached_property
    def outcome(self) -> Outcome:
        """The outcome of the address."""
        try:
            return find_outcome(self.programme, self.kwargs["framework"], self.kwargs["outcome"])
        except Outcome.DoesNotExist as error:
            raise Http404("The programme has no such outcome.") from error


class CoverageView(ProgrammePage):
    """Every outcome with how much stands behind it, and what is missing."""

    template_name = "evaluation/coverage.html"
    section = "outcomes"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        covers = coverage(self.programme, as_at=self.as_at, reach=self.reach)
        lines = coverage_lines(outcomes_reported(self.programme, as_at=self.as_at), covers)
        trail = [("Overview", reverse("overview", args=[self.programme.slug]))]
        return super().get_context_data(
            lines=lines, summary=coverage_sentence(lines), breadcrumbs=trail, **kwargs
        )
