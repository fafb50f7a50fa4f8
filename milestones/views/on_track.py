"""The page behind a reminder's link: one press says “still on track”."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from milestones.actions.reports import still_on_track
from milestones.addresses import delivery_address
from milestones.forms.on_track import OnTrackForm
from milestones.models import Delivery
from milestones.on_track import BadLinkError, last_number, read_token
from milestones.presenters import updates as words
from milestones.presenters.on_track import asked_of
from milestones.schedule import Standing
from milestones.selectors.deliveries import last_words
from milestones.selectors.standings import deliveries_in, last_update, standing_of
from milestones.update_rules import refuse_on_track
from partnership.people.permissions import Permission
from partnership.people.refusals import RefusedError
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from partnership.web.forms import Difference

USED = (
    "Something was said of this milestone since the e-mail was sent, or the link was used: nothing"
    " was changed. Open the milestone to say how it stands now."
)


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
        return OnTrackForm(data, version=self.delivery.version)

    def act(self, form: Any) -> str:
        if last_number(self.delivery) != self.link.last_number:
            raise RefusedError(USED)
        note = form.cleaned_data["note"]
        is_news = still_on_track(delivery=self.delivery, seen=form.seen, note=note, by=self.person)
        said = "Recorded" if is_news else "Recorded already"
        messages.success(self.request, f"{said}: {self.delivery} is still on track.")
        return self.milestone

    def compared(self, form: Any, now: Any) -> list[Difference]:
        last = last_words(self.delivery, on=timezone.localdate())
        return words.compared_note(form.cleaned_data["note"], last[0] if last else None)

    @property
    def milestone(self) -> str:
        """The page of the milestone."""
        return reverse("milestone", args=[self.programme.slug, self.delivery.milestone.reference])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today, milestone = timezone.localdate(), self.delivery.milestone
        standing = standing_of(self.delivery, on=today)
        where = self.delivery.area or "Whole programme"
        return super().get_context_data(
            caption=f"{milestone.reference} {milestone.title} · {where}",
            facts=asked_of(standing, last_update(self.delivery, on=today), on=today),
            nothing_to_press=self.refusal(standing, today),
            update_url=delivery_address("delivery-update", self.delivery),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[self.programme.slug])),
                ("Milestones", reverse("milestones", args=[self.programme.slug])),
                (milestone.reference, self.milestone),
            ],
            **kwargs,
        )

    def refusal(self, standing: Standing, today: date) -> str:
        """Why there is nothing to press; nothing where there is."""
        if last_number(self.delivery) != self.link.last_number:
            return USED
        try:
            refuse_on_track(standing, today)
        except RefusedError as error:
            return error.words
        return ""
