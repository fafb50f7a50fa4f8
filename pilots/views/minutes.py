"""Minutes: written with drafts kept, approved at a later meeting, and added to."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from partnership.people.permissions import Permission
from partnership.people.refusals import RefusedError
from partnership.web.forms import Difference
from pilots.actions import minutes as actions
from pilots.forms import minutes as forms
from pilots.models import Meeting
from pilots.presenters import minutes as words
from pilots.selectors import meetings as ask
from pilots.selectors import minutes as drafts
from pilots.views.meeting_base import MeetingFormPage, OfAMeeting

APPROVED = "The minutes are approved and stay as they are. Add a correction instead."
NOT_HELD = "Say first on which day the meeting was held."
RECORD_HERE = [("0", "Record a decision"), ("1", "Record an action")]
KEEP, THEN = "keep", "then"  # buttons that keep a draft; the second leads on


class MinutesPage(MeetingFormPage):
    """Something done to the minutes, which count their own changes."""

    def closed(self) -> str:
        if self.meeting.are_minutes_approved:
            return APPROVED
        return "" if self.meeting.status == Meeting.Status.HELD else NOT_HELD

    def version_of(self, now: Meeting) -> int:
        return now.minutes_version

    def conflict(self, form: BaseForm, now: Meeting) -> list[Difference]:
        return []  # the texts are compared paragraph by paragraph instead


class MinutesEditView(MinutesPage):
    """Write the minutes; what is typed is kept as a draft, and offered again."""

    template_name = "pilots/meetings/minutes_edit.html"
    title = "Minutes"
    done = "The minutes are saved."

    def form(self, data: Any = None) -> forms.MinutesForm:
        draft = drafts.draft_of(self.meeting, self.person) if data is None else None
        text = draft.text if draft else self.meeting.minutes
        newest = self.meeting.minutes_version
        begun_from = draft.seen_version if draft else newest
        initial = {"minutes": text, "begun_from": begun_from}
        form = forms.MinutesForm(data, version=newest, initial=initial)
        form.cancel_url = self.address
        return form

    def act(self, form: Any) -> str:
        meeting, text = self.meeting, form.cleaned_data["minutes"]
        if {KEEP, THEN} & self.request.POST.keys():
            draft = actions.keep_draft(meeting=meeting, text=text, seen=form.begun, by=self.person)
            messages.success(self.request, words.kept_privately(draft))
            return self.led_on()
        actions.write_minutes(meeting=meeting, text=text, seen=form.seen, by=self.person)
        return self.lead_back()

    def led_on(self) -> str:
        """Where a decision or an action is recorded, if that was pressed; else here again."""
        addresses = [address for address, _ in self.record_here()]
        pages = {key: each for (key, _), each in zip(RECORD_HERE, addresses, strict=True)}
        return pages.get(self.request.POST.get(THEN, ""), self.at("minutes-edit"))

    def _overtaken(self, request: HttpRequest, form: Any, now: Meeting) -> HttpResponse:
        text = form.cleaned_data["minutes"]
        actions.keep_draft(meeting=now, text=text, seen=form.begun, by=self.person)
        return super()._overtaken(request, form, now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        draft = drafts.draft_of(self.meeting, self.person)
        is_overtaken = kwargs.get("overtaken") or words.is_overtaken(draft, self.meeting)
        typed = str(context["form"]["minutes"].value() or "")
        changed_by = drafts.last_change(self.meeting) if is_overtaken else None
        return context | {
            "draft": draft,
            "is_back": draft and not context["form"].is_bound,
            "changes": words.changes(self.meeting.minutes, typed) if is_overtaken else [],
            "is_overtaken": is_overtaken,
            "record_here": RECORD_HERE,
            "decisions": ask.decisions_at(self.meeting),
            "actions": ask.actions_from(self.meeting),
            "changed_by": changed_by,
            "overtaken": False,  # this page tells of it in its own words
        }


class MinutesDraftView(OfAMeeting):
    """One's own draft: kept by the page's script, read back, thrown away."""

    permission = Permission.MANAGE_GROUPS
    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = drafts.draft_of(self.meeting, self.person)
        return _never_stored(
            JsonResponse({"text": draft.text if draft else None, "kept": words.kept(draft)})
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "drop" in request.POST:
            actions.drop_draft(meeting=self.meeting, by=self.person)
            messages.success(request, "Your draft is thrown away. These are the minutes as saved.")
            return redirect(self.at("minutes-edit"))
        form = forms.DraftForm(request.POST, version=self.meeting.minutes_version)
        if not form.is_valid():
            problem = " ".join(str(each) for found in form.errors.values() for each in found)
            return self.answer(f"Not kept: {problem}", status=400)
        try:
            draft = actions.keep_draft(
                meeting=self.meeting,
                text=form.cleaned_data["minutes"],
                seen=form.seen,
                by=self.person,
            )
        except RefusedError as error:
            return self.answer(f"Not kept: {error.words}", status=409)
        return self.answer(words.kept(draft) or words.AS_SAVED)

    def answer(self, said: str, *, status: int = 200) -> HttpResponse:
        """Words for the page's script to show."""
        return _never_stored(JsonResponse({"words": said}, status=status))


def _never_stored(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response


class ApproveView(MinutesPage):
    """Record that a later meeting approved the minutes."""

    template_name = "pilots/meetings/approve.html"
    title = "Approve the minutes"
    done = "The minutes are approved. From now on they are only added to, by corrections."

    def closed(self) -> str:
        return super().closed() or ("" if self.meeting.minutes.strip() else words.NOTHING)

    def form(self, data: Any = None) -> forms.ApproveForm:
        meetings = ask.may_approve(self.meeting)
        form = forms.ApproveForm(data, version=self.meeting.minutes_version, meetings=meetings)
        form.cancel_url = self.address
        return form

    def act(self, form: Any) -> str:
        found = form.cleaned_data
        actions.approve_minutes(
            meeting=self.meeting, seen=form.seen, at=found["at"], on=found["on"], by=self.person
        )
        return self.lead_back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_overtaken = kwargs.pop("overtaken", False)  # told of in this page's own words
        blocks = words.blocks(self.meeting.minutes)
        return super().get_context_data(text=blocks, is_overtaken=is_overtaken, **kwargs)


class CorrectView(MeetingFormPage):
    """Add a correction beneath approved minutes."""

    template_name = "pilots/meetings/correct.html"
    title = "Correct the minutes"
    done = "The correction stands beneath the minutes."

    def closed(self) -> str:
        is_open = not self.meeting.are_minutes_approved
        return "These minutes are not approved yet: change the text itself." if is_open else ""

    def form(self, data: Any = None) -> forms.CorrectionForm:
        form = forms.CorrectionForm(data)
        form.cancel_url = self.address
        return form

    def act(self, form: Any) -> str:
        text = form.cleaned_data["text"]
        actions.correct_minutes(meeting=self.meeting, text=text, by=self.person)
        return self.lead_back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = drafts.draft_of(self.meeting, self.person)
        return super().get_context_data(draft=draft, **kwargs)
