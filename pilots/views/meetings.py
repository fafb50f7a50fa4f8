"""One meeting; meetings planned, moved, cancelled and held; a series of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from partnership.people.permissions import Permission
from partnership.programmes.views.forms import FormPage
from pilots.actions import meetings as actions
from pilots.actions.meeting_limits import NOT_CANCELLED
from pilots.forms import meetings as forms
from pilots.models import Meeting
from pilots.presenters import meetings as words
from pilots.presenters.groups import frequency_words
from pilots.presenters.meeting_papers import Parts, minutes_record
from pilots.selectors import meetings as ask
from pilots.selectors.meeting_history import history_of_meeting
from pilots.selectors.meeting_papers import minutes_parts
from pilots.views.meeting_base import MeetingFormPage, OfAGroup, OfAMeeting

HELD, PLANNED = Meeting.Status.HELD, Meeting.Status.PLANNED


class MeetingView(OfAMeeting):
    """Everything about one meeting; what comes next to do is first."""

    template_name = "pilots/meetings/meeting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meeting = self.meeting
        agenda, on = ask.agenda_of(meeting), ask.day_of(meeting)
        lists_actions = on and words.has_overdue_item(agenda)
        overdue = ask.overdue_at(meeting, on=on) if on and lists_actions else []
        parts = minutes_parts(meeting)
        posts = {each.seat.pk: each.seat.post for each in parts.seats}
        return super().get_context_data(
            told=words.told(meeting),
            agenda=words.agenda_lines(agenda, overdue, on),
            corrections=parts.corrections,
            may_manage=self.may_manage,
            is_due=on is not None and on <= timezone.localdate(),
            record_here=self.record_here() if self.may_manage else [],
            is_open=self.may_manage and not meeting.are_minutes_approved,
            history=history_of_meeting(meeting, posts, parts.corrections),
            **self.recorded(parts),
            **kwargs,
        )

    def recorded(self, parts: Parts) -> dict[str, Any]:
        """What was recorded, as the page shows it; of each action also how it stands now."""
        record = minutes_record(self.meeting, parts)
        now = {each.slug: each for each in ask.actions_named(self.group, record.actions)}
        return {"record": record, "actions": [(e, now.get(e.slug)) for e in record.actions]}


class GenerateView(FormPage, OfAGroup):
    """Make the meetings of the group's series that are missing, after a look at them."""

    template_name = "pilots/meetings/generate.html"
    permission = Permission.MANAGE_GROUPS
    title = "Plan a series of meetings"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.plan = actions.series_plan(self.group) if request.user.is_authenticated else None

    def form(self, data: Any = None) -> forms.SeriesForm:
        plan, today = self.plan, timezone.localdate()
        missing, to_come = (plan.missing, plan.to_come(today)) if plan else ((), ())
        initial = forms.TO_COME if plan and plan.there and to_come else forms.ALL
        return forms.SeriesForm(
            data,
            missing=len(missing),
            to_come=len(to_come),
            misfits=len(plan.misfits) if plan else 0,
            initial={"which": initial},
        )

    def act(self, form: Any) -> str:
        made, gone = actions.make_series(
            group=self.group,
            only_to_come=form.cleaned_data["which"] == forms.TO_COME,
            drop_misfits=form.cleaned_data.get("drop_misfits", False),
            by=self.person,
        )
        messages.success(self.request, words.made_words(made, gone))
        return reverse("group", args=[self.programme.slug, self.group.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = None
        if self.plan:
            every = self.group.meets_every_months or 1
            told = words.series_told(self.plan, frequency_words(self.group), every)
        return super().get_context_data(told=told, caption=self.group.name, **kwargs)


class NewMeetingView(FormPage, OfAGroup):
    """Plan one further meeting."""

    permission = Permission.MANAGE_GROUPS
    title = "Plan a meeting"

    def form(self, data: Any = None) -> forms.NewMeetingForm:
        form = forms.NewMeetingForm(data, initial={"place": self.group.meets_at})
        form.cancel_url = reverse("group", args=[self.programme.slug, self.group.slug])
        return form

    def act(self, form: Any) -> str:
        made = actions.plan_meeting(group=self.group, by=self.person, **_where(form))
        messages.success(self.request, f"Meeting {made.number} is planned.")
        return reverse("meeting", args=[self.programme.slug, self.group.slug, made.number])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(caption=self.group.name, **kwargs)


def _where(form: Any) -> dict[str, Any]:
    names = ("planned", "starts_at", "ends_at", "place")
    return {name: form.cleaned_data[name] for name in names}


class MeetingEditView(MeetingFormPage):
    """Give a planned meeting its day, time and place, or move it."""

    title = "When and where"

    def closed(self) -> str:
        is_planned = self.meeting.status == PLANNED
        return "" if is_planned else "Only a planned meeting is moved."

    def form(self, data: Any = None) -> forms.MeetingForm:
        meeting = self.meeting
        initial = {**forms.initial_of(meeting)}
        initial["place"] = initial["place"] or self.group.meets_at
        form = forms.MeetingForm(data, version=meeting.version, initial=initial)
        form.cancel_url = self.address
        return form

    def act(self, form: Any) -> str:
        actions.change_meeting(
            meeting=self.meeting,
            seen=form.seen,
            by=self.person,
            why=form.cleaned_data["why"],
            **_where(form),
        )
        return self.lead_back()


class CancelView(MeetingFormPage):
    """Say that a planned meeting will not be held."""

    title = "Cancel the meeting"
    done = "The meeting is cancelled. It stays in the list, and in the history."
    submit = "Cancel the meeting"

    def closed(self) -> str:
        is_planned = self.meeting.status == PLANNED
        return "" if is_planned else "Only a planned meeting can be cancelled."

    def form(self, data: Any = None) -> forms.WhyForm:
        form = forms.WhyForm(data, version=self.meeting.version, submit=self.submit)
        form.cancel_url = self.address
        return form

    def act(self, form: Any) -> str:
        self.verb(
            meeting=self.meeting, seen=form.seen, by=self.person, why=form.cleaned_data["why"]
        )
        return self.lead_back()

    verb = staticmethod(actions.cancel_meeting)


class PlanAgainView(CancelView):
    """Take back that a meeting was cancelled, or marked as held by mistake."""

    title = "Plan the meeting again"
    done = "The meeting is planned again."
    submit = "Plan it again"

    def closed(self) -> str:
        return "This meeting is planned already." if self.meeting.status == PLANNED else ""

    verb = staticmethod(actions.plan_again)


class HoldView(MeetingFormPage):
    """Say on which day the meeting was held."""

    title = "The meeting was held"

    def closed(self) -> str:
        if self.meeting.are_minutes_approved:
            return "The minutes are approved, so the day stays as it is."
        is_cancelled = self.meeting.status == Meeting.Status.CANCELLED
        return NOT_CANCELLED if is_cancelled else ""

    def form(self, data: Any = None) -> forms.HeldForm:
        today, day = timezone.localdate(), self.meeting.held.day or self.meeting.planned.day
        held_on = day if day and day <= today else None
        form = forms.HeldForm(data, version=self.meeting.version, initial={"held_on": held_on})
        form.cancel_url = self.address
        return form

    def act(self, form: Any) -> str:
        was_held = self.meeting.status == HELD
        actions.hold_meeting(
            meeting=self.meeting,
            seen=form.seen,
            by=self.person,
            held_on=form.cleaned_data["held_on"],
        )
        if was_held:
            return self.lead_back()
        messages.success(self.request, "Held. Now say who came.")
        return self.at("meeting-attendance")
