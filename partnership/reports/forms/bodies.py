"""What is typed of a body that is reported to, its words, template and meetings."""

import calendar
from dataclasses import fields
from typing import Any

from django import forms
from django.db.models import QuerySet

from milestones.schedule import Rag
from partnership.dates import day_words
from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from partnership.reports.actions.bodies import BodyDetails, MeetingDetails
from partnership.reports.models import ReportTemplate
from partnership.web.forms import (
    BaseForm,
    DayField,
    Difference,
    OnceForm,
    VersionedForm,
    said,
)
from pilots.forms.fields import LineField
from pilots.models import ReportingBody

PERIODS = [(3, "Every quarter"), (6, "Every half-year"), (12, "Every year")]
PERIODS += [(1, "Every month"), (2, "Every 2 months"), (4, "Every 4 months")]
MONTHS = [(number, calendar.month_name[number]) for number in range(1, 13)]


class BodyFields(BaseForm):
    """What is asked of every body."""

    name = LineField(label="Name", help_text="As it stands on a paper’s cover.")
    kind = forms.ChoiceField(
        label="Kind", choices=ReportingBody.Kind.choices, widget=forms.RadioSelect
    )
    area: Any = forms.ModelChoiceField(label="Place", queryset=None, required=False)
    group: Any = forms.ModelChoiceField(
        label="The group itself",
        queryset=None,
        required=False,
        empty_label="None of the programme’s groups",
        help_text="Where the body is one of the programme’s groups: its chair approves reports.",
    )
    council: Any = forms.ModelChoiceField(
        label="Council",
        queryset=None,
        required=False,
        empty_label="None",
        help_text="Whom a direction to “the council” would go to.",
    )
    health_board: Any = forms.ModelChoiceField(
        label="Health board",
        queryset=None,
        required=False,
        empty_label="None",
        help_text="Whom a direction to “the health board” would go to.",
    )
    months_per_period = forms.TypedChoiceField(
        label="How often it is reported to",
        choices=PERIODS,
        coerce=int,
        initial=3,
        help_text="Reports that are begun keep their period.",
    )
    year_starts = forms.TypedChoiceField(
        label="Month in which its year starts", required=False, coerce=int, empty_value=None
    )
    is_drafted = forms.BooleanField(
        label="Drafts are made by themselves when a period ends",
        required=False,
        initial=True,
        help_text="Otherwise somebody asks for each.",
    )
    marking = LineField(
        label="Marking line",
        required=False,
        max_length=80,
        help_text="Printed on each page, such as: CLASSIFICATION: PUBLIC.",
    )

    def __init__(
        self, *args: Any, programme: Programme, register: QuerySet[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("area", programme.areas.all())
        self.fields["area"].empty_label = "The whole programme"  # type: ignore[attr-defined]
        self._offer("group", programme.groups.all())
        self._offer("council", register)
        self._offer("health_board", register)
        ours = calendar.month_name[programme.year_starts]
        months: Any = self.fields["year_starts"]
        months.choices = [("", f"The programme’s: {ours}"), *MONTHS]

    def _offer(self, name: str, found: QuerySet[Any]) -> None:
        field: Any = self.fields[name]
        field.queryset = found
        field.error_messages["invalid_choice"] = "Choose one from the list"

    def details(self, before: ReportingBody | None = None) -> BodyDetails:
        """What was typed; what was not asked is as before."""
        stands = BodyDetails.of(before).by_name if before else {}
        asked = [each.name for each in fields(BodyDetails) if each.name in self.fields]
        given = {name: self.cleaned_data[name] for name in asked}
        return BodyDetails(**(stands | given))


class NewBodyForm(BodyFields, OnceForm):
    """A body to report to from now on."""

    submit_label = "Add the body"

    template: Any = forms.ModelChoiceField(
        label="Template of its papers",
        queryset=None,
        empty_label="Choose",
        error_messages={"required": "Choose the template of its papers"},
    )
    field_order = ("name", "kind", "area", "group", "template")

    def __init__(self, *args: Any, templates: QuerySet[ReportTemplate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("template", templates)


class BodyForm(BodyFields, VersionedForm):
    """A body described otherwise; its place is not asked once reports are about it."""

    def __init__(self, *args: Any, has_reports: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_reports:
            del self.fields["area"]


class WordsForm(VersionedForm):
    """A body's own words of status beside ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, status in enumerate(Rag):
            self.fields[f"word_{place}"] = LineField(
                label=status.value, required=False, max_length=60
            )

    def words(self) -> dict[str, str]:
        """Its words by ours; only of a valid form."""
        return {each.value: self.cleaned_data[f"word_{n}"] for n, each in enumerate(Rag)}

    def beside(self, now: ReportingBody) -> list[Difference]:
        """Where what was typed is not what stands now."""
        stands, typed = now.status_words, self.words()
        return [
            Difference(ours, said(stands.get(ours, "")), said(own))
            for ours, own in typed.items()
            if own != stands.get(ours, "")
        ]

    @staticmethod
    def begin(body: ReportingBody) -> dict[str, str]:
        """What stands in it at first."""
        return {f"word_{n}": body.status_words.get(each.value, "") for n, each in enumerate(Rag)}


class TemplateChoiceForm(BaseForm):
    """On which template a body is reported to, and from when on."""

    template: Any = forms.ModelChoiceField(
        label="Template",
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a template"},
    )
    from_on = DayField(
        label="For periods that end on this day or later",
        help_text="Reports that are begun keep the template that they began with.",
    )

    def __init__(self, *args: Any, templates: QuerySet[ReportTemplate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["template"]
        field.queryset = templates


class MeetingFields(BaseForm):
    """When a body meets, and by when it wants its papers."""

    meeting_on = DayField(label="Day of the meeting")
    papers_due_on = DayField(
        label="Papers are due on",
        help_text="Reports are counted back from it: figures, text and approval come before.",
    )
    note = LineField(
        label="Note", required=False, help_text="Such as the place, or that it is a special one."
    )

    def clean(self) -> dict[str, Any]:
        """Papers come before the meeting."""
        given = super().clean() or self.cleaned_data
        meets, due = given.get("meeting_on"), given.get("papers_due_on")
        if meets and due and due > meets:
            words = f"Choose the day of the meeting, {day_words(meets)}, or one before"
            self.add_error("papers_due_on", words)
        return given

    def details(self) -> MeetingDetails:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        return MeetingDetails(given["meeting_on"], given["papers_due_on"], given["note"])


class NewMeetingForm(MeetingFields, OnceForm):
    submit_label = "Add the meeting"


class MeetingForm(MeetingFields, VersionedForm):
    pass
