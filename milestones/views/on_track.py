"""The page behind a reminder's link: one press says “still on track”."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from milestones.actions.on_track import USED, say_on_track
from milestones.forms.on_track import OnTrackForm
from milestones.models import Delivery
from milestones.on_track import BadLinkError, last_number, read_token
from milestones.presenters.on_track import asked_of
from milestones.selectors.standings import deliveries_in, last_update, standing_of
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage


class OnTrackView(FormPage):
    """Works once: after any other word on the delivery it only says what was said."""

    template_name = "milestones/updates/on_track.html"
    section = "milestones"
    permission = Permission.UPDATE_DELIVERIES
    title = "Is it still on track?"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return  # sent to sign in
        try:
            self.link = read_token(kwargs["token"])
            found = deliveries_in(self.programme, reach=self.reach)
            self.delivery = found.get(pk=self.link.delivery)
        except (BadLinkError, Delivery.DoesNotExist):  # out of reach is not told from no link
            self.get = self.post = self.tell_that_it_ended  # type: ignore[method-assign]
            return
        self.entry.require(Permission.UPDATE_DELIVERIES, self.delivery.at)

    def tell_that_it_ended(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say what happened to the link, and where to go instead."""
        context = ProgrammePage.get_context_data(self, title="This link no longer works")
        return TemplateResponse(request, "milestones/updates/no_link.html", context, status=404)

    def form(self, data: Any = None) -> BaseForm:
        return OnTrackForm(data)

    def act(self, form: BaseForm) -> str:
        note = form.cleaned_data["note"]
        say_on_track(
            delivery=self.delivery, last_seen=self.link.last_number, note=note, by=self.person
        )
        messages.success(self.request, f"Recorded: {self.delivery} is still on track.")
        return self.milestone

    @property
    def milestone(self) -> str:
        """The page of the milestone."""
        return reverse("milestone", args=[self.programme.slug, self.delivery.milestone.reference])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        standing = standing_of(self.delivery, on=today)
        is_used = last_number(self.delivery) != self.link.last_number or not standing.is_open
        return super().get_context_data(
            caption=str(self.delivery),
            facts=asked_of(standing, last_update(self.delivery, on=today), on=today),
            used_words=USED if is_used else "",
            milestone_url=self.milestone,
            breadcrumbs=[
                ("Overview", reverse("overview", args=[self.programme.slug])),
                ("Milestones", reverse("milestones", args=[self.programme.slug])),
                (self.delivery.milestone.reference, self.milestone),
            ],
            **kwargs,
        )
