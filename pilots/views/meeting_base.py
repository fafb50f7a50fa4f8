"""What pages of a group's meetings share: the group and the meeting, found within reach."""

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from partnership.web.forms import VERSION, Difference, differences
from pilots.models import Group, Meeting
from pilots.presenters.meetings import heading
from pilots.selectors import meetings as ask

Trail = list[tuple[str, str]]


class OfAGroup(ProgrammePage):
    """A page about one group; to change something there, the person must manage it."""

    section = "groups"
    permission: ClassVar[Permission] = Permission.READ
    group: Group

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return  # sent to sign in
        self.find()
        if self.permission is Permission.MANAGE_GROUPS:
            self.entry.require(Permission.MANAGE_GROUPS, self.group.at)

    def find(self) -> None:
        """Find the group, or answer that there is none: so it is for those out of its reach."""
        group = ask.find_group(self.programme, self.kwargs["group"], reach=self.reach)
        if group is None:
            raise Http404("There is no such group, or it is not within your reach.")
        self.group = group

    @property
    def may_manage(self) -> bool:
        """Whether the person may change the group's records."""
        return self.entry.may(Permission.MANAGE_GROUPS, self.group.at)

    def trail(self) -> Trail:
        """The way here, from the top."""
        slug = self.programme.slug
        return [
            ("Overview", reverse("overview", args=[slug])),
            ("Groups", reverse("groups", args=[slug])),
            (self.group.name, reverse("group", args=[slug, self.group.slug])),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(group=self.group, breadcrumbs=self.trail(), **kwargs)


class OfAMeeting(OfAGroup):
    """A page about one meeting."""

    meeting: Meeting

    def find(self) -> None:
        meeting = ask.find_meeting(
            self.programme,
            self.kwargs["group"],
            self.kwargs["number"],
            reach=self.reach,
            drafts_of=self.person,
        )
        if meeting is None:
            raise Http404("There is no such meeting, or it is not within your reach.")
        self.meeting, self.group = meeting, meeting.group

    @property
    def address(self) -> str:
        """The meeting's own page."""
        return self.at("meeting")

    def at(self, name: str, *more: Any) -> str:
        """One of the meeting's addresses."""
        args = [self.programme.slug, self.group.slug, self.meeting.number, *more]
        return reverse(name, args=args)

    def record_here(self) -> Trail:
        """Where a decision and an action of this meeting are recorded, with the words for it."""
        asked = f"?meeting={self.meeting.number}"
        args = [self.programme.slug, self.group.slug]
        return [
            (reverse("decision-new", args=args) + asked, "Record a decision"),
            (reverse("action-new", args=args) + asked, "Record an action"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("caption", f"{self.group.name}, {heading(self.meeting).lower()}")
        return super().get_context_data(meeting=self.meeting, **kwargs)


class MeetingFormPage(FormPage, OfAMeeting):
    """A page that changes something of a meeting.

    `closed` says why nothing can be changed now; its words are then read on
    the meeting's page, to which such a visitor is led.
    """

    permission: ClassVar[Permission] = Permission.MANAGE_GROUPS
    done = "Saved."

    def closed(self) -> str:
        """Why this can't be done now; nothing where it can."""
        return ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if words := self.closed():
            messages.warning(request, words)
            return redirect(self.address)
        return super().get(request, *args, **kwargs)

    def trail(self) -> Trail:
        return [*super().trail(), (heading(self.meeting), self.address)]

    def lead_back(self, words: str = "") -> str:
        """Say that it is done, and lead to the meeting's page."""
        messages.success(self.request, words or self.done)
        return self.address

    def _overtaken(self, request: HttpRequest, form: BaseForm, now: Meeting) -> HttpResponse:
        data = request.POST.copy()
        data[VERSION] = str(self.version_of(now))
        self.meeting.refresh_from_db()
        again = self.form(data)
        again.is_valid()
        return self.again(again, conflict=self.conflict(form, now), overtaken=True)

    def version_of(self, now: Meeting) -> int:
        """What the form counts changes by."""
        return now.version

    def conflict(self, form: BaseForm, now: Meeting) -> list[Difference]:
        """Where what was typed differs from what stands now."""
        return differences(form, now)
