"""Pages on which an action is recorded, changed, reported on, closed and opened again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone

from partnership.people.permissions import Permission, refusal
from partnership.programmes.views.forms import FormPage
from pilots.action_rules import State, stands
from pilots.actions import actions as do
from pilots.forms.actions import ActionForm, ChangeForm, CloseForm, ReopenForm, ReportForm
from pilots.presenters import actions as words
from pilots.selectors import actions as ask
from pilots.views.actions import OfAnAction
from pilots.views.of_a_group import GroupFormPage

OWNER_MAY = "The action’s owner can report on it and close it."


class RecordingPage(GroupFormPage):
    """A page with a form for something new that a group does or decides."""

    section = "actions"

    @property
    def meeting_asked(self) -> str:
        """The number of the meeting that the address names."""
        return self.request.GET.get("meeting", "")


class ActionNewView(RecordingPage):
    """Record what somebody is to do for a group."""

    title = "Record an action"

    def form(self, data: Any = None) -> BaseForm:
        initial = {"meeting": self.meeting_asked}
        return self.ready(ActionForm(data, group=self.group, initial=initial))

    def act(self, form: BaseForm) -> str:
        given = form.cleaned_data
        names = ("text", "owner", "due_on", "meeting", "reported_on")
        action = do.record_action(
            group=self.group, by=self.person, **{name: given[name] for name in names}
        )
        standing = stands(ask.now_of(action), on=timezone.localdate())
        messages.success(self.request, words.recorded_words(action, standing, by=self.person))
        return reverse("action", args=[self.programme.slug, self.group.slug, action.slug])


class OneActionPage(OfAnAction, FormPage):
    """A page with a form about one action, for those who manage its group."""

    template_name = "pilots/actions/change.html"
    done = ""

    def check(self) -> None:
        self.entry.require(Permission.MANAGE_GROUPS, self.action.group.at)

    def or_owner(self) -> None:
        """Let the owner pass as well; the others hear who could."""
        if not (self.may_manage or self.is_owner):
            raise PermissionDenied(f"{refusal(Permission.MANAGE_GROUPS)} {OWNER_MAY}")

    @property
    def stopped(self) -> str:
        """Why there is nothing to do here now; nothing where there is."""
        return ""

    def act(self, form: BaseForm) -> str:
        self.change(form)
        messages.success(self.request, self.done)
        return reverse("action", args=self.arguments)

    def change(self, form: Any) -> None:
        """Do what the form asks."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = reverse("action", args=self.arguments)
        standing = stands(ask.now_of(self.action), on=timezone.localdate())
        context = super().get_context_data(
            action=self.action,
            heading=words.heading(self.action.text),
            standing=standing,
            stopped=self.stopped,
            address=address,
            breadcrumbs=[*self.trail(), (words.heading(self.action.text), address)],
            **kwargs,
        )
        context["form"].cancel_url = address
        return context

    @property
    def is_closed(self) -> bool:
        return bool(self.action.done_on or self.action.dropped_on)


class ActionUpdateView(OneActionPage):
    """Give an action to somebody else, move its due day, or say how it goes."""

    title = "Change or report on the action"
    done = "Saved: it is in the action’s history."

    def check(self) -> None:
        self.or_owner()

    @property
    def stopped(self) -> str:
        return "It is closed. To go on with it, open it again first." if self.is_closed else ""

    def form(self, data: Any = None) -> BaseForm:
        version = self.action.version
        if self.may_manage:
            return ChangeForm(data, action=self.action, version=version)
        return ReportForm(data, version=version)

    def change(self, form: Any) -> None:
        given = form.cleaned_data
        if not self.may_manage:
            do.report_on_action(
                action=self.action, seen=form.seen, words=given["why"], by=self.person
            )
            return
        names = ("owner", "due_on", "why", "reported_on")
        do.change_action(
            action=self.action,
            seen=form.seen,
            by=self.person,
            **{name: given[name] for name in names},
        )


class ActionCloseView(OneActionPage):
    """Close an action with a word on what was done, or on why it is not needed."""

    title = "Close the action"
    done = "The action is closed."

    def check(self) -> None:
        self.or_owner()

    @property
    def stopped(self) -> str:
        return "It is closed already: there is nothing to do here." if self.is_closed else ""

    def form(self, data: Any = None) -> CloseForm:
        return CloseForm(data, version=self.action.version, may_manage=self.may_manage)

    def change(self, form: Any) -> None:
        given = form.cleaned_data
        do.close_action(
            action=self.action,
            seen=form.seen,
            state=State(given["state"]),
            ended_on=given["ended_on"],
            outcome=given["outcome"],
            reported_on=form.reported_on,
            by=self.person,
        )


class ActionReopenView(OneActionPage):
    """Open a closed action again."""

    title = "Open the action again"
    done = "The action is open again."

    @property
    def stopped(self) -> str:
        return "" if self.is_closed else "It is open: there is nothing to do here."

    def form(self, data: Any = None) -> ReopenForm:
        return ReopenForm(data, version=self.action.version)

    def change(self, form: Any) -> None:
        given = form.cleaned_data
        do.reopen_action(
            action=self.action,
            seen=form.seen,
            why=given["why"],
            reported_on=given["reported_on"],
            by=self.person,
        )
