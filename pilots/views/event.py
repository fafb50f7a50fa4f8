"""The page of one event."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from pilots.calendars import NoDayError
from pilots.models import Event
from pilots.presenters.event_page import to_enter, told
from pilots.presenters.event_work import event_as_file
from pilots.selectors.event_page import EventInFull, event_in_full
from pilots.selectors.events import counts_of
from pilots.views.event_files import files_on
from pilots.views.event_life import life_of
from pilots.views.event_log import doings
from pilots.views.event_resources import resources_on
from pilots.views.feedback_base import asked_of


class OneEvent(ProgrammePage):
    """A page of one event."""

    section = "events"
    permission = Permission.READ

    def found(self) -> EventInFull:
        """The event of the address, as it was known on the day."""
        try:
            return event_in_full(
                self.programme, self.kwargs["event"], as_at=self.as_at, reach=self.reach
            )
        except Event.DoesNotExist as error:
            raise Http404("No such event had been reported by this day.") from error


class EventCalendarView(OneEvent):
    """The event as a file for a person's own calendar."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        event = self.found().event
        try:
            content = event_as_file(event)
        except NoDayError as error:
            raise Http404(str(error)) from error
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
        return response


class EventView(OneEvent):
    """One event with every one of its facts."""

    template_name = "pilots/event.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.found()
        event, slug = found.event, self.programme.slug
        counts, used = counts_of([event], as_at=self.as_at), resources_on(self, event)
        return super().get_context_data(
            event=event,
            told=told(
                found,
                counts,
                programme=self.programme,
                as_at=self.as_at,
                uses_resources=bool(used),
            ),
            history=history_of(event),
            **doings(self, event),
            **self.steps(event, uses_resources=bool(used)),
            asked=asked_of(self, event),
            used=used,
            **files_on(event),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Events", reverse("events", args=[slug])),
            ],
            **kwargs,
        )

    def steps(self, event: Event, *, uses_resources: bool) -> dict[str, Any]:
        """What the person can do with the event, and what is still to be entered."""
        life = life_of(self, event)
        if not life["may_detail"]:
            return life
        confirms = self.entry.may(Permission.CONFIRM_COUNTS, event.at)
        return life | to_enter(event, uses_resources=uses_resources, may_correct=confirms)
