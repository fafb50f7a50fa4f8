"""The agenda of a meeting, and what stands on every agenda of a group."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.programmes.views.forms import FormPage
from partnership.web.forms import Difference, VersionedForm
from pilots.actions import agendas as actions
from pilots.forms import meetings as forms
from pilots.models import Meeting
from pilots.presenters import meeting_forms as words
from pilots.selectors import agendas as standing
from pilots.selectors import meetings as ask
from pilots.views.meeting_base import MeetingFormPage, OfAGroup

BUILD, MORE = "build", "more"


class AgendaView(MeetingFormPage):
    """Put the agenda in order, add to it, take from it; or build it from the records."""

    template_name = "pilots/meetings/agenda.html"
    title = "Agenda"

    def closed(self) -> str:
        is_approved = self.meeting.are_minutes_approved
        return "The minutes are approved, so the agenda stays as it is." if is_approved else ""

    def form(self, data: Any = None) -> VersionedForm:
        """The items; where the agenda is to be built, the version alone."""
        if data is not None and BUILD in data:
            return VersionedForm(data, version=self.meeting.version)
        items = ask.agenda_of(self.meeting)
        return forms.AgendaForm(data, version=self.meeting.version, items=items)

    def act(self, form: Any) -> str:
        if BUILD in self.request.POST:
            return self.build(form)
        actions.change_agenda(
            meeting=self.meeting,
            seen=form.seen,
            by=self.person,
            lines=form.lines(),
            added=form.added(),
        )
        messages.success(self.request, "The agenda is saved.")
        return self.at("meeting-agenda") if MORE in self.request.POST else self.address

    def build(self, form: VersionedForm) -> str:
        """Build the agenda, and say what that changed."""
        came, went = actions.build_agenda(meeting=self.meeting, seen=form.seen, by=self.person)
        messages.success(self.request, words.built(came, went))
        return self.at("meeting-agenda")

    def again(self, form: BaseForm, **context: Any) -> HttpResponse:
        if isinstance(form, forms.AgendaForm):
            return super().again(form, **context)
        messages.warning(self.request, "Somebody changed the agenda meanwhile. Here it is.")
        return redirect(self.at("meeting-agenda"))

    def conflict(self, form: Any, now: Meeting) -> list[Difference]:
        if not isinstance(form, forms.AgendaForm):
            return []
        return words.agenda_differences(form.lines(), ask.agenda_of(now), self.request.POST)


class StandingItemsView(FormPage, OfAGroup):
    """What stands on every agenda of the group."""

    permission = Permission.MANAGE_GROUPS
    title = "What stands on every agenda"

    def form(self, data: Any = None) -> forms.StandingItemsForm:
        opening, closing = standing.standing_items(self.group)
        if not opening and not closing:
            opening, closing = words.SUGGESTED
        initial = {"opening": "\n".join(opening), "closing": "\n".join(closing)}
        form = forms.StandingItemsForm(data, version=self.group.version, initial=initial)
        form.cancel_url = self.group_address
        return form

    def act(self, form: Any) -> str:
        lines = {name: form.cleaned_data[name] for name in ("opening", "closing")}
        actions.set_standing_items(group=self.group, seen=form.seen, by=self.person, **lines)
        messages.success(
            self.request, "Saved. Agendas that are there change when you build them again."
        )
        return self.group_address

    @property
    def group_address(self) -> str:
        return reverse("group", args=[self.programme.slug, self.group.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = "Each new agenda begins with these. Change an agenda itself on its meeting’s page."
        return super().get_context_data(caption=self.group.name, lead=lead, **kwargs)
