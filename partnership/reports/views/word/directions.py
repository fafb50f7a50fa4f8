"""The directions that a board gave: the list, one, and their recording."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404
from django.urls import reverse

from partnership.people.history import history_of
from partnership.programmes.views.forms import FormPage
from partnership.reports.actions.directing import KEPT, correct_direction, record_direction
from partnership.reports.forms.word import DirectionCorrectionForm, DirectionForm
from partnership.reports.models import Direction
from partnership.reports.selectors.word import (
    decisions_of,
    direction_of,
    directions_of,
    reports_put_to,
)
from partnership.reports.views.word.base import OfABody
from pilots.collect.papers import direction_choices
from pilots.models import ReportingBody
from pilots.paging import ListPaginator

TONES = {
    Direction.Status.LIVE: "green",
    Direction.Status.VARIED: "orange",
    Direction.Status.COMPLETE: "blue",
}


def direction_line(direction: Direction, whom: dict[str, str]) -> dict[str, Any]:
    """A direction as pages show it."""
    return {
        "direction": direction,
        "whom": whom.get(direction.to_whom, ""),
        "tone": TONES.get(Direction.Status(direction.status), "grey"),
    }


class OfDirections(OfABody):
    """A page about one body's directions."""

    @cached_property
    def whom(self) -> dict[str, str]:
        """Whom a direction may be to, in the body's own words."""
        return direction_choices(self.body)

    @property
    def gives_directions(self) -> bool:
        """Whether the body is one that gives directions: by law, an Integration Joint Board."""
        return self.body.kind == ReportingBody.Kind.IJB

    @property
    def list_address(self) -> str:
        return reverse("directions", args=[self.programme.slug, self.body.slug])

    def offered(self) -> dict[str, Any]:
        """What the forms offer to choose from."""
        return {
            "whom": self.whom.items(),
            "earlier": directions_of(self.body),
            "reports": reports_put_to(self.body),
        }


class DirectionsView(OfDirections):
    """A body's word: its directions, and what it did with the reports put to it."""

    template_name = "reports/word/directions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator = ListPaginator(decisions_of(self.body))
        return super().get_context_data(
            body=self.body,
            lines=[direction_line(each, self.whom) for each in directions_of(self.body)],
            page=paginator.get_page(self.request.GET.get("page")),
            gives_directions=self.gives_directions,
            **kwargs,
        )


class DirectionNewView(FormPage, OfDirections):
    """Record a direction."""

    title = "Record a direction"

    def form(self, data: Any = None) -> BaseForm:
        if not self.gives_directions:
            raise Http404("Only an Integration Joint Board gives directions.")
        form = DirectionForm(data, **self.offered())
        form.cancel_url = self.list_address
        return form

    def act(self, form: Any) -> str:
        direction = record_direction(body=self.body, said=form.said(), by=self.person)
        messages.success(self.request, "The direction is recorded. The next report says it.")
        return reverse("direction", args=[self.programme.slug, self.body.slug, direction.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            caption=self.body.name,
            breadcrumbs=[*self.trail(), ("The board’s word", self.list_address)],
            **kwargs,
        )


class OneDirection(OfDirections):
    """A page of one direction; one of another body is not found."""

    @cached_property
    def direction(self) -> Direction:
        try:
            return direction_of(self.body, self.kwargs["direction"])
        except Direction.DoesNotExist as error:
            raise Http404("The body has no such direction.") from error

    @property
    def address(self) -> str:
        return reverse("direction", args=[self.programme.slug, self.body.slug, self.direction.pk])

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), ("The board’s word", self.list_address)]


class DirectionView(OneDirection):
    template_name = "reports/word/direction.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **direction_line(self.direction, self.whom),
            later=list(self.direction.replaced_by.all()),
            body=self.body,
            history=history_of(self.direction) if self.names_people else None,
            **kwargs,
        )


class DirectionEditView(FormPage, OneDirection):
    """Correct a direction, or say that it is complete."""

    title = "Change the direction"

    def form(self, data: Any = None) -> BaseForm:
        direction = self.direction
        initial = {name: getattr(direction, name) for name in KEPT}
        initial["is_complete"] = direction.status == Direction.Status.COMPLETE
        offered = self.offered()
        offered["earlier"] = offered["earlier"].exclude(pk=direction.pk)
        form = DirectionCorrectionForm(data, version=direction.version, initial=initial, **offered)
        form.cancel_url = self.address
        return form

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        correct_direction(
            direction=self.direction,
            seen=form.seen,
            said=form.said(),
            is_complete=given["is_complete"],
            why=given["why"],
            by=self.person,
        )
        messages.success(self.request, "Saved. What it said before is kept.")
        return self.address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reference = self.direction.reference
        return super().get_context_data(
            caption=f"{self.body.name}, direction {reference}",
            breadcrumbs=[*self.trail(), (reference, self.address)],
            **kwargs,
        )
