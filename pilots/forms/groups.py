"""What a person may say of a group and of the rules that give its seats."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from partnership.dates import PartialDate, Precision, month_words
from partnership.people.models import Sector
from partnership.web.forms import (
    BaseForm,
    DayField,
    OnceForm,
    PartialDateFormField,
    VersionedForm,
)
from pilots.models import Area, Group, SeatRule

SECTORS = [(value, label) for value, label in Sector.choices if value]
REPORTED = "The day on which it was said: a look back at an earlier day doesn’t show it."
PASSED = "The day on which it was said has not come yet: choose today or a day before"


class MonthField(PartialDateFormField):
    """A month; cleans to its first day, or None where it is left empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "A month, such as January 2019.")
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return month_words(value) if isinstance(value, date) else super().prepare_value(value)

    def clean(self, value: Any) -> Any:
        """Refuse what is a date and not a month."""
        found: PartialDate = super().clean(value)
        if found and found.precision is not Precision.MONTH:
            raise forms.ValidationError("Enter a month, such as January 2019", "invalid")
        return found.first


class LinesField(forms.CharField):
    """Short texts, one a line; cleans to a list without empty lines."""

    widget = forms.Textarea(attrs={"rows": 6})
    most, longest = 40, 200

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line for each in str(value or "").splitlines() if (line := " ".join(each.split()))]

    def validate(self, value: Any) -> None:
        """Each line once, none too long, and not too many."""
        super().validate(value)
        if len(value) > self.most:
            raise forms.ValidationError(f"Write {self.most} lines or fewer: these are {len(value)}")
        for line in value:
            if len(line) > self.longest:
                raise forms.ValidationError(
                    f"“{line[:40]}…” is longer than {self.longest} characters: shorten it"
                )
        folded = [line.casefold() for line in value]
        if twice := next((line for line in value if folded.count(line.casefold()) > 1), None):
            raise forms.ValidationError(f"“{twice[:60]}” is there twice: leave one of them out")


def not_to_come(day: date) -> None:
    """Refuse a day to come: nothing was said on it yet."""
    if day > timezone.localdate():
        raise forms.ValidationError(PASSED)


def reported_field(**kwargs: Any) -> DayField:
    """The day on which something was reported; today unless said otherwise."""
    kwargs.setdefault("help_text", REPORTED)
    return DayField(
        label="Reported on", initial=timezone.localdate, validators=[not_to_come], **kwargs
    )


class GroupFields(BaseForm):
    """What is asked of every group; `areas` None leaves it where it is."""

    name = forms.CharField(label="Name", max_length=200)
    kind = forms.ChoiceField(label="Kind", choices=Group.Kind.choices, widget=forms.RadioSelect)
    area: Any = forms.ModelChoiceField(label="Place", queryset=None, required=False)
    terms_of_reference = forms.CharField(
        label="Terms of reference",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What the group is there for, and what it answers for.",
    )
    established = PartialDateFormField(label="Established")
    established_by = PartialDateFormField(
        label="Was there by",
        help_text="Where it isn’t recorded when it was established: a date by which it was there.",
    )
    meets_every_months = forms.IntegerField(
        label="Meets every … months",
        required=False,
        min_value=1,
        max_value=24,
        help_text="3 for quarterly. Leave it empty where it is not recorded.",
    )
    series_first_month = MonthField(label="First month of its meetings")
    series_last_month = MonthField(label="Last month of its meetings")
    meets_at = forms.CharField(label="Usual place", required=False, max_length=200)
    quorum = forms.IntegerField(
        label="Quorum",
        required=False,
        min_value=1,
        max_value=500,
        help_text="How many seats must be filled at a meeting. Empty: no rule is recorded.",
    )
    sectors = forms.MultipleChoiceField(
        label="Sectors it must hold",
        choices=SECTORS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A sector without a seat is shown as a gap.",
    )
    reported_on = reported_field()

    def __init__(
        self,
        *args: Any,
        areas: QuerySet[Area] | None,
        programme_wide: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if areas is None:
            del self.fields["area"]
            return
        field: Any = self.fields["area"]
        field.queryset, field.required = areas, not programme_wide
        field.empty_label = "The whole programme" if programme_wide else "Choose a place"
        field.error_messages["required"] = "Choose whose group it is"
        field.error_messages["invalid_choice"] = "Choose a place from the list"

    def clean_sectors(self) -> list[str]:
        """In one order, so that two people’s choices can be compared."""
        return sorted(self.cleaned_data["sectors"])

    def clean(self) -> dict[str, Any]:
        """A series has how often, a first and a last month, or none of the two months."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("series_first_month"), data.get("series_last_month")
        if {"series_first_month", "series_last_month"} & self.errors.keys():
            return data
        if bool(first) != bool(last):
            missing = "series_last_month" if first else "series_first_month"
            self.add_error(missing, "Enter both the first and the last month, or neither")
        elif first and last and last < first:
            self.add_error("series_last_month", "The last month can’t come before the first")
        if first and not data.get("meets_every_months"):
            self.add_error("meets_every_months", "Say how often it meets between these months")
        return data


class NewGroupForm(GroupFields, OnceForm):
    """A group to record, with what begins its agendas."""

    submit_label = "Record the group"

    agenda = LinesField(
        label="On every agenda",
        required=False,
        help_text="One item a line, in their order. Each new meeting’s agenda begins with them.",
    )


class GroupForm(GroupFields, VersionedForm):
    """A group to change."""

    submit_label = "Save the group"


class RuleFields(BaseForm):
    """How many seats go to whom."""

    who = forms.CharField(
        label="Who takes them",
        max_length=200,
        help_text="Such as: representatives of the library service. Never a name.",
    )
    seats = forms.IntegerField(label="How many seats", min_value=1, max_value=500)
    per = forms.ChoiceField(label="For", choices=SeatRule.Per.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, area_word: str, is_national: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["per"]
        field.choices = [
            (SeatRule.Per.EACH_AREA, f"each {area_word}"),
            (SeatRule.Per.GROUP, "the whole group"),
        ]
        if not is_national:  # a group of one area has no other area's seats
            field.choices, field.widget = field.choices[1:], forms.HiddenInput()
            self.initial["per"] = SeatRule.Per.GROUP  # also of a rule from before it had one


class NewRuleForm(RuleFields, OnceForm):
    """A seat rule to lay down."""

    submit_label = "Add the rule"
    reported_on = reported_field()


class RuleForm(RuleFields, VersionedForm):
    """A seat rule to change."""

    submit_label = "Save the rule"


class RemoveRuleForm(VersionedForm):
    """A seat rule to take away."""

    submit_label = "Remove the rule"
