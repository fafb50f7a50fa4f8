"""One milestone with its whole story."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from milestones.models import Milestone
from milestones.presenters.links import with_query
from milestones.presenters.stories import (
    delivery_lines,
    dependency_lines,
    output_lines,
    risk_lines,
    step_lines,
    told_lines,
)
from milestones.presenters.story_trend import story_trend
from milestones.presenters.targets import target_lines
from milestones.selectors.histories import milestone_history
from milestones.selectors.stories import RenamedError, Story, story
from partnership.people.permissions import Permission, Place
from partnership.programmes.views.base import ProgrammePage

SHOWN = 30  # of what was told; beyond that, all of it is a link away


class MilestoneView(ProgrammePage):
    """What it must leave behind, where it stands, what was said, decided and changed."""

    template_name = "milestones/milestone.html"
    section = "milestones"
    permission = Permission.READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the story; one who comes by a name of another day is led to that of this day."""
        reference = self.kwargs["reference"]
        newest = None if request.GET.get("told") == "all" else SHOWN
        try:
            told = story(
                self.programme, reference, as_at=self.as_at, reach=self.reach, newest=newest
            )
        except Milestone.DoesNotExist as error:
            raise Http404(f"The plan has no milestone {reference} as at this day.") from error
        except RenamedError as error:
            address = reverse("milestone", args=[self.programme.slug, error.reference])
            return redirect(with_query(address, as_at=request.GET.get("as_at", "")))
        return self.render_to_response(self.get_context_data(story=told, newest=newest))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told: Story = kwargs["story"]
        slug, words = self.programme.slug, self.programme.area_word_plural
        in_all = told.updates_in_all + len(told.judgements)
        lines = told_lines(told, as_at=self.as_at)[: kwargs.pop("newest")]
        return super().get_context_data(
            milestone=told.milestone,
            row=told.row,
            parts=told.detail.parts,
            deliveries=delivery_lines(told, slug=slug, may_change=self.changeable(told)),
            outputs=output_lines(told, slug=slug),
            targets=target_lines(told.detail.targets, slug=slug, where=self.reach_words),
            needs=dependency_lines(told.needs, areas_word=words),
            needed_by=dependency_lines(told.pushes, areas_word=words),
            trend=story_trend(told),
            told=lines,
            untold=in_all - len(lines),
            risks=risk_lines(told.risks),
            steps=step_lines(told),
            history=milestone_history(told.row.key, reach=self.reach),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Milestones", reverse("milestones", args=[slug])),
            ],
            **kwargs,
        )

    def changeable(self, told: Story) -> list[str]:
        """The places (by area's slug) whose deliveries the person may update, today."""
        if self.as_at != timezone.localdate():
            return []
        keys = told.plan.area_keys
        return [
            row.area_slug
            for row in told.deliveries
            if self.entry.may(Permission.UPDATE_DELIVERIES, Place(area=keys.get(row.area_slug)))
        ]
