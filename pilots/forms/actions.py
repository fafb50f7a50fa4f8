"""What a person may type about an action."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from partnership.web.forms import BaseForm, DayField, OnceForm, VersionedForm
from pilots.action_rules import State
from pilots.actions.actions import Owner
from pilots.forms.fields import LineField, ProseField
from pilots.models import Action, Group, Meeting
from pilots.selectors import actions as ask
from pilots.selectors.owners import Candidate, account, candidates, posts_without_account

MINE = "*me"  # no post is called so
WITH_ACCOUNT, WITHOUT = "account:", "post:"


class ActionFilter(BaseForm):
    """How the register of actions is narrowed; open ones are shown unless others are asked for."""

    method = "get"
    submit_label = "Show"

    words = forms.CharField(required=False, max_length=100, label="With the words")
    group = forms.ChoiceField(required=False)
    owner = forms.ChoiceField(required=False)
    state = forms.ChoiceField(
        required=False,
        choices=[
            (ask.OPEN, "Open"),
            (ask.OVERDUE, "Overdue"),
            (ask.DONE, "Done"),
            (ask.DROPPED, "No longer needed"),
            (ask.ALL, "All"),
        ],
    )
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, groups: list[tuple[str, str]], owners: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "group", [("", "All"), *groups])
        offer(self, "owner", [("", "Anybody"), (MINE, "Me"), *((each, each) for each in owners)])

    def asked(self) -> dict[str, Any]:
        """What was asked for, as `register` takes it; what can't be read is left out."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if name != "as_at"}
        return {**asked, "state": asked.get("state") or ask.OPEN}

    @property
    def is_narrowed(self) -> bool:
        """Whether other than all open actions were asked for."""
        asked = self.asked()
        return asked.pop("state") != ask.OPEN or any(asked.values())


def offer(form: forms.BaseForm, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """Let one of these be chosen, and say in words that another is not there."""
    field: Any = form.fields[name]
    field.choices = choices
    field.error_messages["invalid_choice"] = "“%(value)s” is not in the list: choose one that is"


NOBODY = "Say whose it is: choose an owner, or write a post below"


class WithOwner(BaseForm):
    """The part of a form that says whose an action is: an account, a seat, or a post in words."""

    owner = forms.ChoiceField(
        label="Owner",
        error_messages={"required": NOBODY},
        help_text="Who works for the group. Without an account, nobody is reminded by e-mail.",
    )
    owner_post = LineField(
        required=False,
        label="Or a post that is not in the list",
        help_text="Such as “Library service manager”: a job title, never a name.",
    )

    def offer_owners(self, group: Group, action: Action | None = None) -> None:
        """Offer those who may have it; chosen is whoever has it, unless they have left."""
        today = timezone.localdate()
        people, posts = candidates(group, on=today), posts_without_account(group, on=today)
        self.offer_people(people, posts, held=action)

    def offer_people(
        self, people: Sequence[Candidate], posts: Sequence[str] = (), *, held: Any = None
    ) -> None:
        """Offer these; chosen is the owner of `held`, a record with an owner, unless they left."""
        choices = [*map(_person, people), *((f"{WITHOUT}{post}", post) for post in posts)]
        owner: Any = self.fields["owner"]
        owner.choices = [("", "Choose"), *choices]
        owner.error_messages["invalid_choice"] = (
            "Whom you chose has left: the account is locked, or holds no role here any more."
            " Choose somebody else"
        )
        if held is not None:
            self._choose(held, {value for value, _ in choices})

    def _choose(self, held: Any, offered: set[str]) -> None:
        key = (
            f"{WITH_ACCOUNT}{held.owner_user_id}"
            if held.owner_user_id
            else f"{WITHOUT}{held.owner}"
        )
        if key in offered:
            self.initial["owner"] = key
        elif not held.owner_user_id:
            self.initial["owner_post"] = held.owner

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen, written = cleaned.get("owner"), cleaned.get("owner_post")
        if written and self.has_error("owner", "required"):
            del self.errors["owner"]  # one of the two is needed, not both
        if chosen and written:
            self.add_error("owner_post", "Choose an owner or write a post, not both")
        elif not (self.has_error("owner") or self.has_error("owner_post")):
            cleaned["owner"] = self._owner(chosen or f"{WITHOUT}{written}")
        return cleaned

    def _owner(self, key: str) -> Owner:
        if key.startswith(WITHOUT):
            return Owner(key.removeprefix(WITHOUT))
        user = account(int(key.removeprefix(WITH_ACCOUNT)))
        return Owner(str(user), user)


def _person(candidate: Candidate) -> tuple[str, str]:
    return f"{WITH_ACCOUNT}{candidate.user}", f"{candidate.name} ({candidate.role.in_sentence})"


def _due_field() -> DayField:
    return DayField(label="Due day", required=False, help_text="Empty where none was agreed.")


def reported_field() -> DayField:
    """The day on which something was said; today unless another is given."""
    return DayField(
        label="Reported on",
        required=False,
        initial=timezone.localdate,
        help_text="The day on which it was said. What the programme looked like before stays.",
    )


class ActionForm(WithOwner, OnceForm):
    """A new action of a group."""

    submit_label = "Record the action"
    field_order = ["text", "owner", "owner_post", "due_on", "meeting", "reported_on"]

    text = ProseField(label="What is to be done", rows=3)
    due_on = _due_field()
    meeting = forms.ModelChoiceField(
        queryset=Meeting.objects.none(),
        required=False,
        to_field_name="number",
        empty_label="None",
        label="From the meeting",
    )
    reported_on = reported_field()

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_owners(group)
        offer_meetings(self, group)


def offer_meetings(form: forms.BaseForm, group: Group) -> None:
    """Let one of the group's meetings be chosen, by its number and day."""
    meeting: Any = form.fields["meeting"]
    meeting.queryset = ask.meetings_of(group)
    meeting.label_from_instance = _meeting_words
    meeting.error_messages["invalid_choice"] = (
        "The group has no such meeting, or nothing can be recorded of it: choose one in the list"
    )


def _meeting_words(meeting: Meeting) -> str:
    day = meeting.held or meeting.planned
    return f"Meeting {meeting.number}, {day.words}" if day else f"Meeting {meeting.number}"


class ChangeForm(WithOwner, VersionedForm):
    """An open action given to somebody else, moved, or reported on."""

    submit_label = "Save"
    field_order = ["owner", "owner_post", "due_on", "why", "reported_on"]

    due_on = _due_field()
    why = ProseField(
        required=False,
        label="Why, or how it goes",
        help_text="Needed where the owner or the due day changes.",
        rows=3,
    )
    reported_on = reported_field()

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_owners(action.group, action)
        self.initial["due_on"] = action.due_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned["why"] and not self._changes:
            self.add_error("why", "Nothing was changed: say how it goes, or go back")
        return cleaned

    @property
    def _changes(self) -> bool:
        return bool({"owner", "owner_post", "due_on"} & set(self.changed_data))


class ReportForm(VersionedForm):
    """How an open action goes, in its owner's words."""

    submit_label = "Save"

    why = ProseField(label="How does it go?", rows=3)


class CloseForm(VersionedForm):
    """An action closed: done, with what was done, or no longer needed, with why."""

    submit_label = "Close the action"

    state = forms.ChoiceField(
        label="What became of it?",
        widget=forms.RadioSelect,
        choices=[
            (State.DONE.value, "It is done"),
            (State.DROPPED.value, "It is no longer needed"),
        ],
    )
    ended_on = DayField(label="On which day?", initial=timezone.localdate)
    outcome = ProseField(
        label="What was done, or why it is not needed",
        help_text="A word is enough: “Sent to all three areas.”",
        rows=3,
    )

    def __init__(self, *args: Any, may_manage: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_manage:
            self.fields["reported_on"] = reported_field()

    @property
    def reported_on(self) -> date | None:
        """The day on which it was said, where the form asks for it; only of a valid form."""
        return self.cleaned_data.get("reported_on")


class ReopenForm(VersionedForm):
    """A closed action opened again."""

    submit_label = "Open it again"

    why = ProseField(label="Why is it open again?", rows=3)
    reported_on = reported_field()
