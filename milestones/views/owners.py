"""Who answers for a delivery."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from milestones.actions.owners import give_delivery
from milestones.forms.owners import OwnerForm
from milestones.models import Delivery
from milestones.presenters.links import anchor
from milestones.selectors.deliveries import delivery_at
from milestones.selectors.delivery_owners import delivery_owners
from partnership.people.permissions import Permission
from partnership.programmes.views.forms import FormPage


class OwnerView(FormPage):
    """The owner of one delivery: a post, and the account of whoever holds it."""

    title = "Who answers for it"
    section = "milestones"
    permission = Permission.UPDATE_DELIVERIES
    delivery: Delivery

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            try:
                self.delivery = delivery_at(
                    self.programme,
                    kwargs["reference"],
                    kwargs.get("area") or "",
                    reach=self.reach,
                    on=timezone.localdate(),
                )
            except Delivery.DoesNotExist as error:
                raise Http404("There is no such delivery.") from error
            self.entry.require(Permission.UPDATE_DELIVERIES, self.delivery.at)

    def form(self, data: Any = None) -> OwnerForm:
        people = delivery_owners(self.delivery, on=timezone.localdate())
        form = OwnerForm(data, delivery=self.delivery, people=people)
        form.cancel_url = self.address
        return form

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        give_delivery(
            delivery=self.delivery,
            seen=form.seen,
            owner=given["owner"],
            why=given["why"],
            by=self.person,
        )
        owner = self.delivery.owner
        messages.success(
            self.request,
            f"{self.delivery} is now with {owner}."
            if owner
            else f"Nobody answers for {self.delivery} now.",
        )
        return self.address

    @property
    def address(self) -> str:
        """The delivery's row on its milestone's page."""
        page = reverse("milestone", args=[self.programme.slug, self.kwargs["reference"]])
        return f"{page}#{anchor(self.delivery.area.slug if self.delivery.area else '')}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug, milestone = self.programme.slug, self.delivery.milestone
        return super().get_context_data(
            caption=str(self.delivery),
            lead=milestone.title,
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Milestones", reverse("milestones", args=[slug])),
                (str(milestone), reverse("milestone", args=[slug, milestone.reference])),
            ],
            **kwargs,
        )
