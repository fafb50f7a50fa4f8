"""Outcomes with their measures and gaps, and the logic model that leads to them."""

from typing import Any

from django.urls import reverse

from evaluation.collect import evaluation_part
from evaluation.counted import ANCHORS, anchors
from evaluation.drawing import logic_drawing
from evaluation.presenters import gaps_sentence, part_rows
from evaluation.selectors import measures_called
from evaluation.wording import certainty_words
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage


class OutcomesView(ProgrammePage):
    """Every framework's outcomes: how each is measured, what leads to it, what is missing."""

    template_name = "evaluation/outcomes.html"
    section = "outcomes"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        part = evaluation_part(self.programme, as_at=self.as_at)
        return super().get_context_data(
            part=part,
            summary=gaps_sentence(part),
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
        model = evaluation_part(self.programme, as_at=self.as_at).logic_model
        slug = self.programme.slug
        return super().get_context_data(
            model=model,
            drawing=logic_drawing(model, ident="logic-model"),
            rows=part_rows(model),
            certainty=certainty_words(model.links),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Outcomes", reverse("outcomes", args=[slug])),
            ],
            **kwargs,
        )
