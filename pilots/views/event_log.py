"""Pages on which events are logged, repeated, and changed in their short facts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator

from partnership.people import kept_forms
from partnership.people.once import led_to
from partnership.people.permissions import Permission
from partnership.programmes.views.forms import FormPage
from partnership.web.forms import ONCE, Difference
from pilots.actions.events import LooksAlikeError, change_event, log_event
from pilots.event_access import may_change_event, require_change
from pilots.forms.event_log import ChangeEventForm, LogEventForm, standing
from pilots.models import Event
from pilots.presenters.event_log import alike_lines, compared, kind_choices, venue_names
from pilots.selectors.event_log import event_to_change, group_that_logs, offer, repeated_by

JSON = "application/json"
LOGGED = "Logged. Add activities, partners, feedback – now or later."
ANOTHERS = (
    "Nothing was saved: this was written by somebody else who was signed in here before you."
    " They can send it once they have signed in again."
)
REPEATED = ("kind", "name", "area", "venue", "starts_at", "ends_at")


@method_decorator(login_not_required, name="dispatch")
class ShortFormPage(FormPage):
    """A page with the short form, for those who may log events.

    Sent without a session, what was typed is kept for who typed it; sent in
    another person's session, it is not taken for theirs.
    """

    template_name = "pilots/events/log.html"
    section = "events"
    permission = Permission.LOG_EVENTS
    is_back = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Lead who is not signed in to sign in, with what they typed."""
        if request.user.is_authenticated:
            response = super().dispatch(request, *args, **kwargs)
            add_never_cache_headers(response)  # a form gone back to is asked for afresh
            return response
        if request.headers.get("Accept") == JSON:
            return JsonResponse({"signed_out": True}, status=401)
        if request.method == "POST" and kept_forms.keep(request):
            messages.info(request, "You were signed out. What you typed is kept: sign in to go on.")
        return redirect_to_login(request.get_full_path())

    def typed_before(self) -> QueryDict | None:
        """What was typed here before signing in, if anything; once."""
        typed = kept_forms.take_back(self.request)
        self.is_back = self.is_back or typed is not None
        return typed

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not kept_forms.is_anothers(request):
            return super().post(request, *args, **kwargs)
        messages.error(request, ANOTHERS)
        return self.again(self.form(), status=409)

    def again(self, form: Any, **context: Any) -> HttpResponse:
        """Show the form; a script is told by the status that nothing was logged."""
        status = context.pop("status", 422 if self.request.headers.get("Accept") == JSON else 200)
        response = super().again(form, **context)
        response.status_code = status
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form: Any = kwargs.pop("form", None) or self.form()
        return super().get_context_data(
            ticket=kept_forms.ticket(self.person),
            kind_choices=kind_choices(form),
            venues=venue_names(form.offered),
            has_kinds=bool(form.offered.kinds),
            form=form,
            is_back=self.is_back,
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
        """What stands in a fresh form: what was typed before signing in, or what is repeated."""
        if (typed := self.typed_before()) is not None:
            return typed.dict()
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
            data if data is not None else self.typed_before(),
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
