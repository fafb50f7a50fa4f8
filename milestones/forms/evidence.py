"""What shows that an output is there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from milestones.actions.evidence import NOTHING_SHOWN, Shown
from milestones.forms.fields import EvidenceFileField, event_choices
from milestones.forms.updates import FILE_AGAIN
from milestones.models import Output, OutputDelivered
from partnership.web.forms import OnceForm, VersionedForm
from pilots.forms.fields import LineField, ProseField
from pilots.models import Event


@dataclass(frozen=True)
class Report:
    """The evaluation report of a test: its title, and the address where it is found."""

    title: str
    address: str


class EvidenceForm(OnceForm, VersionedForm):
    """Words, a link, a file or an event; one of them is enough."""

    words = LineField(
        label="What shows it", required=False, max_length=250, help_text="Such as where it is kept."
    )
    link = forms.URLField(label="Link", required=False, assume_scheme="https")
    file = EvidenceFileField(label="File")
    drops_file = forms.BooleanField(label="Remove the file that is there", required=False)
    event = forms.ChoiceField(label="Event", required=False)
    report = forms.ChoiceField(
        label="Evaluation report of a service test",
        required=False,
        help_text="Its title and its address are put in where you leave them empty.",
    )

    def __init__(
        self,
        *args: Any,
        stands: OutputDelivered | None,
        events: Iterable[Event],
        reports: Mapping[str, Report] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.stands, self.events = stands, {event.slug: event for event in events}
        self.reports = reports or {}
        self._offer_reports()
        if stands and stands.event:
            self.events.setdefault(stands.event.slug, stands.event)
        self.fields["event"].choices = event_choices(self.events.values())  # type: ignore[attr-defined]
        if stands is None or stands.attachment is None:
            del self.fields["drops_file"]
        else:
            self.fields["file"].help_text += f" It takes the place of {stands.attachment.name}."
        if stands:
            self._begin_with(stands)
        if self.is_bound:
            self.fields["file"].help_text += f" {FILE_AGAIN}"

    def _offer_reports(self) -> None:
        if not self.reports:
            del self.fields["report"]
            return
        field: Any = self.fields["report"]
        titles = [(slug, report.title) for slug, report in self.reports.items()]
        field.choices = [("", "None"), *titles]

    def _begin_with(self, stands: OutputDelivered) -> None:
        self.initial.setdefault("words", stands.evidence)
        self.initial.setdefault("link", stands.link)
        self.initial.setdefault("event", stands.event.slug if stands.event else "")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        keeps = self.stands and self.stands.attachment and not given.get("drops_file")
        ways = ("words", "link", "file", "event", "report")
        if not keeps and not any(given.get(way) or way in self.errors for way in ways):
            raise forms.ValidationError(NOTHING_SHOWN)
        return given

    def shown(self, output: Output) -> Shown:
        """What the valid form says."""
        given = self.cleaned_data
        report = self.reports.get(given.get("report", ""), Report("", ""))
        return Shown(
            output,
            words=given["words"] or report.title,
            link=given["link"] or report.address,
            event=self.events.get(given["event"]),
            upload=given["file"],
            drops_file=given.get("drops_file", False),
            field="file" if given["file"] else "words",
        )


class RemoveEvidenceForm(VersionedForm):
    """Take back that an output is there."""

    submit_label = "Remove it"

    why = ProseField(label="Why is it removed?", rows=2)
