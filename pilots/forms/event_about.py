"""What a person may say of an event beyond its short facts."""

from collections.abc import Iterable
from typing import Any

from django import forms

from partnership.dates import day_words
from partnership.programmes.models import Source
from partnership.web.forms import DayField, VersionedForm
from pilots.actions.event_details import About
from pilots.forms.fields import LineField, ProseField
from pilots.models import Event

SAID = (
    "purpose", "audience", "youngest", "oldest", "planned_with", "opened_by", "findings",
    "before_on", "happened_as_stated", "source",
)  # fmt: skip
LINKS = ("priority_groups", "methods", "bodies")


class AboutForm(VersionedForm):
    """Purpose, audience, learning methods, findings, and where it was read."""

    purpose = ProseField(label="Purpose", rows=2, required=False)
    priority_groups = forms.MultipleChoiceField(
        label="Priority groups", required=False, widget=forms.CheckboxSelectMultiple
    )
    audience = ProseField(label="For whom", rows=2, required=False)
    youngest = LineField(
        label="The youngest there", max_length=40, required=False, help_text="Such as: 9 weeks."
    )
    oldest = LineField(label="The oldest there", max_length=40, required=False)
    planned_with = ProseField(
        label="Planned with", rows=2, required=False, help_text="Groups or posts, never names."
    )
    opened_by = LineField(
        label="Opened by", required=False, help_text="A post or a role, never a name."
    )
    methods = forms.MultipleChoiceField(
        label="How people learned", required=False, widget=forms.CheckboxSelectMultiple
    )
    new_method = LineField(
        label="Another learning method", max_length=80, required=False,
        help_text="It is added to the programme’s list.",
    )  # fmt: skip
    bodies = forms.MultipleChoiceField(
        label="Boards engaged, beside the area’s own",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Boards whose people took part.",
    )
    findings = ProseField(label="What was found", required=False)
    before_on = DayField(
        label="It was before this day",
        required=False,
        help_text="Only where its date is not known: such as the day of the paper that has it.",
    )
    happened_as_stated = LineField(
        label="Its date in the source’s words", max_length=80, required=False
    )
    source = forms.ChoiceField(label="Where it was read", required=False)
    as_paper = forms.BooleanField(
        label="It was reported with that paper",
        required=False,
        help_text="Then it counts as known since the paper’s day; without a day of its own it"
        " belongs to the period of that day.",
    )

    def __init__(
        self,
        *args: Any,
        event: Event,
        offered: dict[str, Iterable[Any]],
        may_date: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, version=event.version, initial=_standing(event), **kwargs)
        self.offered = {name: {each.slug: each for each in offered[name]} for name in offered}
        for name in LINKS:
            self._offer(name, [(slug, str(each)) for slug, each in self.offered[name].items()])
            if not self.offered[name]:
                self.fields[name].widget = forms.MultipleHiddenInput()
        sources = [(slug, _said(each)) for slug, each in self.offered["source"].items()]
        self._offer("source", [("", "Not recorded"), *sources])
        if not may_date:
            del self.fields["as_paper"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("as_paper") and not cleaned.get("source"):
            self.add_error("source", "Choose the paper with which it was reported")
        return cleaned

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def about(self) -> About:
        """What was typed; only of a valid form."""
        given = {name: self.cleaned_data[name] for name in SAID}
        source = self.offered["source"].get(given["source"])
        as_paper = bool(self.cleaned_data.get("as_paper"))
        reported_on = source.dated_on if source and as_paper else None
        return About(**(given | {"source": source}), reported_on=reported_on)

    def links(self, name: str) -> list[Any]:
        """The records that were chosen; only of a valid form."""
        return [self.offered[name][slug] for slug in self.cleaned_data[name]]


def _standing(event: Event) -> dict[str, Any]:
    said = {name: getattr(event, name) for name in SAID}
    links = {name: [each.slug for each in getattr(event, name).all()] for name in LINKS}
    source = event.source
    return (
        said
        | links
        | {
            "source": source.slug if source else "",
            "as_paper": bool(source and source.dated_on == event.reported_on),
        }
    )


def _said(source: Source) -> str:
    return f"{source.title}, {day_words(source.dated_on)}"
