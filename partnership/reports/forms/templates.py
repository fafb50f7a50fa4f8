"""What is typed of a template, its versions, sections and implications."""

from collections.abc import Sequence
from typing import Any

from django import forms

from partnership.reports.actions.template_drafts import CoverWords
from partnership.reports.models import TemplateVersion
from partnership.reports.rules.editing import kept_in_order
from partnership.reports.rules.layout import Layout, RowLayout, SectionLayout
from partnership.reports.rules.parts import Part
from partnership.web.forms import BaseForm, DayField, OnceForm, VersionedForm
from pilots.forms.fields import LineField, ProseField

LONGEST_PURPOSE, MOST_PURPOSES = 80, 12  # a report's cover holds no longer one
NAME = {"label": "Name", "max_length": 120}


class NewTemplateForm(OnceForm):
    """A template to begin."""

    submit_label = "Begin the draft"

    name = LineField(
        help_text="What kind of paper it is, such as “Report to the area committee”.", **NAME
    )
    like = forms.ChoiceField(
        label="What it begins as",
        required=False,
        widget=forms.RadioSelect,
        help_text="Everything in it can be changed.",
    )

    def __init__(self, *args: Any, versions: Sequence[TemplateVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(each.pk): each for each in versions}
        copies = ((key, f"A copy of “{each.template}”") for key, each in self.versions.items())
        like: Any = self.fields["like"]
        like.choices = [*copies, ("", "Nothing: I add each section")]

    @property
    def chosen(self) -> TemplateVersion | None:
        """The version that it begins as; only of a valid form."""
        return self.versions.get(self.cleaned_data["like"])


class RenameForm(VersionedForm):
    name = LineField(**NAME)


class StartForm(OnceForm):
    submit_label = "Start the next version"


class PublishForm(VersionedForm):
    """From when on it holds, and what is new in it."""

    submit_label = "Publish it"

    valid_from = DayField(
        label="It holds for periods that end on this day or later",
        help_text="Reports that are begun keep the version that they began with.",
    )
    why = LineField(
        label="What is new in it",
        required=False,
        max_length=300,
        help_text="Those who write reports read it.",
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_first:
            self.fields["why"].required = True


class CoverForm(VersionedForm):
    """What the cover says by the template."""

    asks = LineField(
        label="Words before the recommendations",
        max_length=120,
        help_text="Such as: The Board is asked to.",
    )
    purposes = ProseField(
        label="Purposes to choose from",
        rows=5,
        help_text="One a line, such as: For noting.",
    )

    def clean_purposes(self) -> tuple[str, ...]:
        """One a line, each once."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["purposes"].splitlines())
        found = tuple(dict.fromkeys(line for line in lines if line))
        if len(found) > MOST_PURPOSES:
            raise forms.ValidationError(f"Write {MOST_PURPOSES} purposes at most")
        if long := next((each for each in found if len(each) > LONGEST_PURPOSE), ""):
            words = f"Shorten “{long[:40]}…” to {LONGEST_PURPOSE} characters or fewer"
            raise forms.ValidationError(words)
        return found

    def details(self) -> CoverWords:
        """What was typed; only of a valid form."""
        return CoverWords(self.cleaned_data["asks"], self.cleaned_data["purposes"])

    @staticmethod
    def begin(layout: Layout) -> dict[str, Any]:
        """What stands in it at first."""
        return {"asks": layout.asks, "purposes": "\n".join(layout.purposes)}


class SectionFields(BaseForm):
    """A section: a text that is written, and what is printed beneath it."""

    heading = LineField(label="Heading", max_length=120)
    is_mandatory = forms.BooleanField(
        label="Its text must be written before a report can be sent", required=False
    )
    help = ProseField(
        label="Help for whoever writes it",
        required=False,
        help_text="Shown beside the text. It is never printed.",
    )
    parts = forms.MultipleChoiceField(
        label="What is printed beneath the text",
        required=False,
        choices=[(part.value, part.words) for part in Part],
        widget=forms.CheckboxSelectMultiple,
        help_text="From the records, in the order of the outline. With none it is a text alone.",
    )

    def part(self, before: SectionLayout | None = None) -> SectionLayout:
        """What was typed, in place of what stood before; only of a valid form."""
        given = self.cleaned_data
        return SectionLayout(
            key=before.key if before else "",
            heading=given["heading"],
            parts=kept_in_order(
                before.parts if before else (), [Part(each) for each in given["parts"]]
            ),
            help=given["help"],
            is_mandatory=given["is_mandatory"],
        )

    @staticmethod
    def begin(section: SectionLayout) -> dict[str, Any]:
        """What stands in it at first."""
        return vars(section) | {"parts": [part.value for part in section.parts]}


class NewSectionForm(SectionFields, OnceForm):
    submit_label = "Add the section"


class SectionForm(SectionFields, VersionedForm):
    pass


class RowFields(BaseForm):
    """An implication that a paper answers."""

    heading = LineField(
        label="Implication", max_length=80, help_text="Such as: Fairer Scotland duty."
    )
    is_mandatory = forms.BooleanField(
        label="It must be answered before a report can be sent", required=False, initial=True
    )
    help = ProseField(
        label="Help for whoever answers it",
        required=False,
        help_text="Shown beside it. It is never printed.",
    )

    def part(self, before: RowLayout | None = None) -> RowLayout:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        key = before.key if before else ""
        return RowLayout(key, given["heading"], given["help"], given["is_mandatory"])

    @staticmethod
    def begin(row: RowLayout) -> dict[str, Any]:
        """What stands in it at first."""
        return dict(vars(row))


class NewRowForm(RowFields, OnceForm):
    submit_label = "Add the implication"


class RowForm(RowFields, VersionedForm):
    pass


class StepForm(forms.Form):
    """Something moved one place, from the outline; `place` is of a thing printed in a section."""

    what = forms.ChoiceField(choices=[(each, "") for each in ("sections", "rows", "printed")])
    key = forms.SlugField(max_length=60)
    place = forms.IntegerField(min_value=0, max_value=40, required=False)
    step = forms.ChoiceField(choices=[("up", ""), ("down", "")])

    @property
    def places(self) -> int:
        """-1 for up, 1 for down; only of a valid form."""
        return -1 if self.cleaned_data["step"] == "up" else 1
