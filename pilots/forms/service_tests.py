"""What a person may say of a test of the service model, and how a list of them is narrowed."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import QuerySet

from partnership.programmes.models import PriorityGroup
from partnership.web.forms import BaseForm, OnceForm, PartialDateFormField, VersionedForm
from partnership.web.uploads import MEGABYTE, limit_in_bytes
from pilots.attachment_rules import ALLOWED_WORDS
from pilots.forms.fields import LineField, ProseField
from pilots.forms.groups import reported_field
from pilots.models import Area, Attachment, TestContext, Venue
from pilots.selectors.service_tests import Choices
from pilots.service_testing import State

LONGEST = 10_000


class TestFilter(BaseForm):
    """How the tests are narrowed; everything may be left open."""

    __test__ = False  # not a test case, whatever pytest makes of the name
    method = "get"
    submit_label = "Show"

    area = forms.ChoiceField(required=False)
    context = forms.ChoiceField(required=False)
    state = forms.ChoiceField(
        required=False,
        choices=[("", "Any"), *((each.key, each.value) for each in State)],
    )
    group = forms.ChoiceField(required=False, label="Tried with")
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Choices, area_word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("area", choices.areas, area_word)
        self._offer("context", choices.contexts, "context")
        self._offer("group", choices.groups, "priority group")
        self.fields["area"].label = area_word.capitalize()
        self.fields["state"].error_messages["invalid_choice"] = _no("state")

    def _offer(self, name: str, found: tuple[tuple[str, str], ...], noun: str) -> None:
        field: Any = self.fields[name]
        field.choices = [("", "All"), *found]
        field.error_messages["invalid_choice"] = _no(noun)

    def asked(self) -> dict[str, str]:
        """What was asked for and can be read, by field; as_at is left to the page."""
        self.is_valid()
        given = self.cleaned_data.items()
        return {name: value for name, value in given if value and name != "as_at"}


def _no(noun: str) -> str:
    return f"There is no {noun} “%(value)s” here: choose one from the list"


class WebLinkField(forms.URLField):
    """An address on the web, with http or https."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, assume_scheme="https", **kwargs)
        self.validators = [
            each for each in self.validators if not isinstance(each, URLValidator)
        ] + [URLValidator(["http", "https"])]


class TestFields(BaseForm):
    """What is asked of every test."""

    __test__ = False
    title = LineField(label="Title", help_text="Such as: Reading well with a long-term condition.")
    context: Any = forms.ModelChoiceField(queryset=None, empty_label="Choose a context")
    setting = LineField(label="Setting", help_text="Where it is tried: a library’s reading room.")
    venue: Any = forms.ModelChoiceField(
        queryset=None, required=False, empty_label="No venue of the list"
    )
    priority_group: Any = forms.ModelChoiceField(
        label="Tried with",
        queryset=None,
        required=False,
        empty_label="No priority group in particular",
    )
    owner = LineField(label="Owner", required=False, help_text="A post, never a person’s name.")
    began = PartialDateFormField(
        label="Testing begins",
        help_text="When it began, or is planned to begin: a day, a month, a year."
        " Leave it empty where it is not recorded.",
    )

    def offer(
        self,
        *,
        contexts: QuerySet[TestContext],
        venues: QuerySet[Venue],
        groups: QuerySet[PriorityGroup],
    ) -> None:
        """Let these be chosen."""
        for name, found in (("context", contexts), ("venue", venues), ("priority_group", groups)):
            field: Any = self.fields[name]
            field.queryset = found
            field.error_messages["invalid_choice"] = "Choose one from the list"


class VenueWithArea(forms.ModelChoiceField):
    """A venue, said with the area that it is in."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.area.name}: {obj.name}"


class NewTestForm(TestFields, OnceForm):
    """A test to record."""

    submit_label = "Record the test"
    field_order = (
        "title", "area", "context", "setting", "venue", "priority_group", "owner", "began",
    )  # fmt: skip

    area: Any = forms.ModelChoiceField(queryset=None, empty_label="Choose")
    venue: Any = VenueWithArea(queryset=None, required=False, empty_label="No venue of the list")
    reported_on = reported_field()

    def __init__(
        self, *args: Any, areas: QuerySet[Area], word: str, offered: dict[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(**offered)
        field: Any = self.fields["area"]
        field.queryset, field.label = areas, word.capitalize()
        field.error_messages |= {
            "required": f"Choose the {word} that tries it",
            "invalid_choice": f"Choose a {word} from the list: one that you may record tests for",
        }


class LearnedFields(BaseForm):
    """What came of a test, and its evaluation report."""

    findings = ProseField(
        label="Findings", required=False, rows=6, max_length=LONGEST,
        help_text="What was learned about the service model. Never a person’s name.",
    )  # fmt: skip
    report_title = LineField(label="Evaluation report", required=False, help_text="Its title.")
    report_link = WebLinkField(
        label="Where it is on the web", required=False, help_text="An address with https."
    )
    upload = forms.FileField(label="The report as a file", required=False, allow_empty_file=True)
    is_file_removed = forms.BooleanField(label="Remove the file that is there", required=False)

    def __init__(self, *args: Any, file: Attachment | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = f"{ALLOWED_WORDS}, up to {limit_in_bytes() // MEGABYTE} MB."
        upload = self.fields["upload"]
        upload.help_text = f"{limit} It takes the place of “{file.name}”." if file else limit
        if file is None:
            del self.fields["is_file_removed"]

    def clean(self) -> dict[str, Any]:
        """A report that is there has a title."""
        data = super().clean() or self.cleaned_data
        if (data.get("report_link") or data.get("upload")) and not data.get("report_title"):
            self.add_error("report_title", "Give the report’s title, so that it can be found")
        return data


class TestForm(TestFields, LearnedFields, VersionedForm):
    """A test to change; its end only where one is recorded."""

    submit_label = "Save the test"
    field_order = (
        "title", "context", "setting", "venue", "priority_group", "owner", "began", "ended",
        "findings", "report_title", "report_link", "upload", "is_file_removed",
    )  # fmt: skip

    ended = PartialDateFormField(label="Testing ended")

    def __init__(self, *args: Any, has_ended: bool, offered: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(**offered)
        if not has_ended:
            del self.fields["ended"]


class FinishTestForm(LearnedFields, VersionedForm):
    """A test to finish."""

    submit_label = "Say that it is finished"
    field_order = (
        "ended", "findings", "report_title", "report_link", "upload", "is_file_removed",
    )  # fmt: skip

    ended = PartialDateFormField(
        label="Testing ended", required=True, help_text="As exactly as you know: a year will do."
    )
    end_reported_on = reported_field(
        help_text="The day on which it was said: a look back at an earlier day doesn’t show it."
    )


class StopTestForm(VersionedForm):
    """A test to give up."""

    submit_label = "Stop the test"

    ended = PartialDateFormField(label="Testing stopped")
    findings = ProseField(
        label="Why, and what was learned", rows=6, max_length=LONGEST,
        error_messages={"required": "Say why it was stopped, and what was learned"},
        help_text="It becomes the findings of the test. Never a person’s name.",
    )  # fmt: skip
    end_reported_on = reported_field(
        help_text="The day on which it was said: a look back at an earlier day doesn’t show it."
    )


class ResumeTestForm(VersionedForm):
    """A test that goes on after all."""

    submit_label = "Take it up again"

    why = LineField(
        label="Why", max_length=500,
        error_messages={"required": "Say in a few words why it goes on"},
        help_text="Such as: the end was recorded by mistake. It is kept in the history.",
    )  # fmt: skip
