"""What the pages share that change one delivery."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from milestones.addresses import delivery_address
from milestones.collect import LinkedPlan, linked_plan
from milestones.models import Delivery
from milestones.parts import DeliveryRow
from milestones.presenters import updates as words
from milestones.selectors import deliveries as ask
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage


class OfADelivery(ProgrammePage):
    """A page that changes the delivery of a milestone, in an area or for the whole programme.

    One that is out of reach is not found; whoever may read it but not change it there is
    told who could.
    """

    section = "milestones"
    permission = Permission.UPDATE_DELIVERIES
    delivery: Delivery

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.today = timezone.localdate()
            self.delivery = self._find(kwargs["reference"], kwargs.get("area", ""))
            self.entry.require(self.permission, self.delivery.at)

    def _find(self, reference: str, area: str) -> Delivery:
        try:
            return ask.delivery_at(self.programme, reference, area, reach=self.reach, on=self.today)
        except Delivery.DoesNotExist as error:
            raise Http404("The plan has no such milestone there.") from error

    @cached_property
    def plan(self) -> LinkedPlan:
        """The plan today, with what pushes what."""
        return linked_plan(self.programme, as_at=self.today, reach=self.reach)

    @cached_property
    def row(self) -> DeliveryRow:
        """The delivery as it stands today."""
        found = (row for row in self.plan.part.deliveries if row.key == self.delivery.pk)
        row = next(found, None)
        if row is None:
            raise Http404("The plan has no such milestone there.")
        return row

    def look_again(self) -> None:
        """Forget how it stood: somebody changed it meanwhile."""
        for name in ("plan", "row"):
            self.__dict__.pop(name, None)
        self.delivery.refresh_from_db()

    def address_of(self, name: str) -> str:
        """A page about this delivery."""
        return delivery_address(name, self.delivery)

    @property
    def milestone_address(self) -> str:
        return reverse("milestone", args=[self.programme.slug, self.kwargs["reference"]])

    @property
    def back(self) -> str:
        """Where the person came from, if it is a page of this programme; else the milestone's."""
        asked = self.request.POST.get("next") or self.request.GET.get("next", "")
        inside = reverse("overview", args=[self.programme.slug])
        is_here = asked.startswith(inside) and "\\" not in asked and asked.isprintable()
        return asked if is_here else self.milestone_address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.programme.slug
        milestone = self.row.milestone
        last = ask.last_words(self.delivery, on=self.today)
        return super().get_context_data(
            row=self.row,
            today=self.today,
            facts=words.facts(self.row),
            last_words=[(words.said_words(each), words.late_words(each), each) for each in last],
            caption=f"{milestone.reference} {milestone.title} · {self.row.where}",
            may_edit_plan=self.entry.may(Permission.EDIT_PLAN),
            back=self.back,
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Milestones", reverse("milestones", args=[slug])),
                (str(milestone.reference), self.milestone_address),
            ],
            **kwargs,
        )
