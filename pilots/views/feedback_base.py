"""The pages of one event's feedback: who gets in, and what is at hand on each."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from pilots.event_access import may_change_event, require_change
from pilots.models import Event, FeedbackForm
from pilots.presenters import feedback as words
from pilots.selectors import feedback as ask


class OfFeedback(ProgrammePage):
    """A page about the feedback on one event; `changes` where only who may change it gets in."""

    section = "events"
    permission = Permission.READ
    changes: ClassVar[bool] = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.let_in()

    def let_in(self) -> None:
        """Raise Http404 where the event is out of reach, PermissionDenied where it isn't theirs."""
        if self.changes:
            require_change(self.entry, self.event, self.person)

    @cached_property
    def event(self) -> Event:
        try:
            return ask.event_asked_about(self.programme, self.kwargs["event"], reach=self.reach)
        except Event.DoesNotExist as error:
            raise Http404("There is no such event.") from error

    @cached_property
    def form_there(self) -> FeedbackForm | None:
        """The event's public form, if it has one."""
        return ask.form_of(self.event)

    @property
    def public_form(self) -> FeedbackForm:
        """The event's public form; Http404 where it has none."""
        if self.form_there is None:
            raise Http404("People are not asked about this event yet.")
        return self.form_there

    @property
    def may_change(self) -> bool:
        return may_change_event(self.entry, self.event, self.person)

    @property
    def reads_comments(self) -> bool:
        return self.entry.may(Permission.EVALUATE, self.event.at)

    def at(self, name: str, *args: str) -> str:
        """An address of the event."""
        return reverse(name, args=[self.programme.slug, self.event.slug, *args])

    def trail(self) -> list[tuple[str, str]]:
        """The way to the feedback page, from the top."""
        slug = self.programme.slug
        return [
            ("Overview", reverse("overview", args=[slug])),
            ("Events", reverse("events", args=[slug])),
            (self.event.name, self.at("event")),
        ]


@dataclass(frozen=True)
class Asked:
    """What an event's own page says of the answers and of how people are asked."""

    results: words.ResultsTold | None
    form: words.FormTold | None
    may_ask: bool


def asked_of(page: ProgrammePage, event: Event) -> Asked:
    """For the page of an event that is at hand; two queries."""
    given = ask.points_given(event, as_at=page.as_at)
    form = ask.form_of(event)
    return Asked(
        results=words.results_told(given, words.small_numbers(page.programme)),
        form=words.form_told(form, event, on=timezone.localdate()) if form else None,
        may_ask=event.status != Event.Status.CANCELLED
        and may_change_event(page.entry, event, page.person),
    )


class FeedbackStep(OfFeedback):
    """A page that changes something about an event's feedback."""

    permission = Permission.LOG_EVENTS
    changes = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("caption", self.event.name)
        return super().get_context_data(
            event=self.event,
            breadcrumbs=[*self.trail(), ("Feedback", self.at("event-feedback"))],
            **kwargs,
        )
