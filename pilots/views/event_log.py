"""Pages on which events are logged, repeated, and changed in their short facts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnership.people import kept_forms
from partnership.people.once import led_to
from partnership.people.permissions import Permission
from partnership.web.forms import ONCE, Difference
from pilots.actions.events import LooksAlikeError, change_event, log_event
from pilots.event_access import may_change_event, require_change
from pilots.forms.event_log import ChangeEventForm, LogEventForm, standing
from pilots.models import Event
from pilots.presenters.event_log import alike_lines, compared, kind_choices, venue_names
from pilots.selectors.event_log import event_to_change, group_that_logs, offer, repeated_by
from pilots.views.kept import JSON, KeptFormPage

LOGGED = "Logged. Add activities, partners, feedback – now or later."
REPEATED = ("kind", "name", "area", "venue", "starts_at", "ends_at")


class ShortFormPage(KeptFormPage):
    """A page with the short form, for those who may log events."""

    template_name = "pilots/events/log.html"
    section = "events"
    permission = Permission.LOG_EVENTS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form: Any = kwargs.pop("form", None) or self.form()
        return super().get_context_data(
            kind_choices=kind_choices(form),
            venues=venue_names(form.offered),
            has_kinds=bool(form.offered.kinds),
            form=form,
            **kwargs,
        )

    def trail(self) -> list[tuple[str, str]]:
        """The way to the list of events."""
        slug = self.programme.slug
        return [
            ("Overview", reverse("overview", args=[slug])),
            ("Events", reverse("events", args=[slug])),
        ]


class LogEventView(ShortFormPage):
    """Log an event; sent twice it is logged once."""

    title = "Log an event"
    section = "event-log"

    def form(self, data: Any = None) -> LogEventForm:
        form = LogEventForm(
            data,
            offered=offer(self.entry),
            area_word=self.programme.area_word,
            initial=None if data is not None else self.begun(),
        )
        form.cancel_url = reverse("events", args=[self.programme.slug])
        return form

    def begun(self) -> dict[str, Any]:
        """What stands in a fresh form: the area of the page that led here, or what is repeated."""
        asked = self.request.GET
        if not asked.get("repeats"):
            return {"area": asked.get("area", "")}
        event = self.known_event(asked["repeats"])
        told = standing(event, None)
        return {name: told[name] for name in REPEATED} | {"when": "date", "repeats": event.slug}

    def known_event(self, slug: str) -> Event:
        """An event within reach; not found otherwise."""
        try:
            return event_to_change(self.programme, slug, self.entry)
        except Event.DoesNotExist as error:
            raise Http404("There is no such event to repeat.") from error

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wants_json = request.headers.get("Accept") == JSON
        response = self.answer(request)
        if not wants_json:
            return response
        if response.status_code == 302:
            return JsonResponse({"led_to": response["Location"]})
        return JsonResponse({"again": True}, status=response.status_code)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page that the browser is led to, or the form again."""
        is_mine = not kept_forms.is_anothers(request)
        if is_mine and (done := led_to(request.POST.get(ONCE, ""), by=self.person)):
            return self.logged(redirect(done))
        try:
            response = super().post(request)
        except LooksAlikeError as error:
            return self._pointed_out(request, error)
        return self.logged(response) if response.status_code == 302 else response

    def logged(self, response: HttpResponse) -> HttpResponse:
        """Say that it is logged, unless the page sends what it kept behind the person's back."""
        if not self.request.headers.get("X-In-Background"):
            messages.success(self.request, LOGGED)
        return response

    def _pointed_out(self, request: HttpRequest, error: LooksAlikeError) -> HttpResponse:
        """The form as it was sent, with the events that look like this one."""
        data = request.POST.copy()
        known = {*data.get("not_same", "").split(), *(event.slug for event in error.events)}
        data["not_same"] = " ".join(sorted(known))
        form = self.form(data)
        form.is_valid()
        form.submit_label = "It is another one: log it"
        return self.again(form, alike=alike_lines(error.events))

    def act(self, form: Any) -> str:
        repeated = form.cleaned_data["repeats"]
        event = log_event(
            programme=self.programme,
            facts=form.facts(group=group_that_logs(self.entry, form.place)),
            by=self.person,
            repeats=self.known_event(repeated) if repeated else None,
            known=form.known,
        )
        return reverse("event", args=[self.programme.slug, event.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.form()
        return super().get_context_data(
            form=form,
            is_new=True,
            is_repeat=bool(form["repeats"].value()),
            breadcrumbs=self.trail(),
            **kwargs,
        )


class ChangeEventView(ShortFormPage):
    """Change the short facts of an event: of one's own, or as somebody who confirms counts."""

    title = "Change the event"
    event: Event

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return
        try:
            self.event = event_to_change(self.programme, kwargs["event"], self.entry)
        except Event.DoesNotExist as error:
            raise Http404("There is no such event.") from error
        require_change(self.entry, self.event, self.person)

    def form(self, data: Any = None) -> ChangeEventForm:
        form = ChangeEventForm(
            data,
            event=self.event,
            offered=offer(self.entry, event=self.event),
            area_word=self.programme.area_word,
        )
        form.cancel_url = self.page
        return form

    @property
    def page(self) -> str:
        """The event's own page."""
        return reverse("event", args=[self.programme.slug, self.event.slug])

    def act(self, form: Any) -> str:
        is_moved = (form.place.pk if form.place else None) != self.event.area_id
        group = group_that_logs(self.entry, form.place) if is_moved else self.event.group
        change_event(
            event=self.event, seen=form.seen, facts=form.facts(group=group), by=self.person
        )
        messages.success(self.request, "Saved. What it was before is in its history.")
        return self.page

    def compared(self, form: Any, now: Any) -> list[Difference]:
        return compared(form, event_to_change(self.programme, now.slug, self.entry))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        trail = [*self.trail(), (self.event.name, self.page)]
        return super().get_context_data(caption=self.event.name, breadcrumbs=trail, **kwargs)


def doings(page: Any, event: Event) -> dict[str, Any]:
    """What the person may do with an event, and which it repeats, for its page."""
    return {
        "may_log": Permission.LOG_EVENTS in page.permissions,
        "may_change": may_change_event(page.entry, event, page.person),
        "repeated": repeated_by(event, page.reach),
    }
