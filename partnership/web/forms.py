"""The base of every form: what is wrong comes first, each message a link to its field."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.forms.utils import pretty_name

from partnership.dates import NOT_RECORDED, UNKNOWN, PartialDate, day_words
from partnership.typed_dates import FORMS, read_date

FIRST_YEAR, LAST_YEAR = 1900, 2200  # any other was mistyped
IN_YEARS = f"of the years {FIRST_YEAR} to {LAST_YEAR}"
DAY_FORMATS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y")


class ErrorsFirst(forms.BaseForm):
    """Rendered by {% crispy form %}: error summary, fields, one main button.

    A form says the words of its button in `submit_label`, where to go without
    saving in `cancel_url`, and by which method it is sent in `method`.
    """

    submit_label = "Save"
    cancel_url = ""
    method = "post"

    def full_clean(self) -> None:
        """Check what was sent, in our words: of fields that were added meanwhile, too."""
        for name, field in self.fields.items():
            label = str(field.label or pretty_name(name))
            _say_what_is_missing(field, label)
            _say_which_numbers(field, label)
        super().full_clean()

    @property
    def helper(self) -> FormHelper:
        """Return how crispy renders this form; override to set a layout."""
        helper = FormHelper()
        helper.form_method = self.method
        helper.disable_csrf = self.method != "post"
        # The browser's own bubbles vanish, are not in our words and skip the summary.
        helper.attrs = {"novalidate": True}
        if any(field.widget.needs_multipart_form for field in self.fields.values()):
            helper.attrs["enctype"] = "multipart/form-data"
        helper.add_input(Submit("", self.submit_label))
        return helper


def _say_what_is_missing(field: forms.Field, label: str) -> None:
    """Name the field in the message, which is read in the summary, away from its field."""
    generic = forms.Field.default_error_messages["required"]
    if field.error_messages.get("required") == generic:
        verb = "Choose an answer for" if hasattr(field, "choices") else "Fill in"
        field.error_messages["required"] = f"{verb} “{label}”"


def _say_which_numbers(field: forms.Field, label: str) -> None:
    """Say the lowest and the highest number that a field takes, where it says nothing itself."""
    for limit, words in (("min_value", "or more"), ("max_value", "or less")):
        bound = getattr(field, limit, None)
        if isinstance(bound, int | Decimal):
            said = f"Enter {bound:,} {words} for “{label}”".replace("%", "%%")
            field.error_messages.setdefault(limit, said)


class BaseForm(ErrorsFirst, forms.Form):
    """A form that is not of one model."""


class BaseModelForm(ErrorsFirst, forms.ModelForm):
    """A form of one model; it checks, an action saves."""

    def save(self, commit: bool = True) -> Any:
        """Refuse: writing is an action's work, with its history in the same transaction."""
        raise NotImplementedError("Forms check; call an action with cleaned_data to save.")


def _is_a_year_of_ours(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


class DayInput(forms.DateInput):
    """The browser's own date field; where there is none, a day can be typed in words."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day; also understands "24 October 2019" and 24/10/2019."""

    widget = DayInput
    default_error_messages = {
        "required": "Enter a day, such as 24 October 2019",
        "invalid": "Enter a real day, such as 24 October 2019",
        "year": f"Enter a day {IN_YEARS}, such as 24 October 2019",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", DAY_FORMATS)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """The day; one of a year that nobody can mean is refused."""
        day: date | None = super().to_python(value)
        if day and not _is_a_year_of_ours(day):
            raise forms.ValidationError(self.error_messages["year"], "year")
        return day


class PartialDateFormField(forms.Field):
    """A day, month, quarter, season or year in one box; cleans to a PartialDate.

    Empty is not recorded. What is wrong says which forms are understood.
    """

    widget = forms.TextInput
    default_error_messages = {"required": f"Enter a date, such as {FORMS}"}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        if not kwargs["required"]:
            kwargs.setdefault(
                "help_text", f"Such as {FORMS}. Leave it empty where it is not recorded."
            )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The words of a date as text to edit; what was typed as it was typed."""
        if isinstance(value, PartialDate):
            return value.words if value else ""
        return value

    def to_python(self, value: Any) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        try:
            found = read_date(str(value or ""))
        except ValueError as error:
            raise forms.ValidationError(str(error), "invalid") from error
        if found.first and not _is_a_year_of_ours(found.first):
            words = (
                f"“{str(value).strip()[:40]}” is not a date {IN_YEARS}: write it such as {FORMS}"
            )
            raise forms.ValidationError(words, "year")
        return found

    def validate(self, value: PartialDate) -> None:
        """An unknown date is empty."""
        super().validate(value or None)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another date was typed, however it is written."""
        try:
            return self.to_python(initial or UNKNOWN) != self.to_python(data)
        except forms.ValidationError:
            return True


class DayPartsInput(forms.MultiWidget):
    """Day, month and year typed apart: easiest for a day that a person knows by heart."""

    # Beside this app, not in templates/: Django draws widgets from apps' templates only.
    template_name = "sgds/day_parts.html"
    use_fieldset = True
    parts = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput(attrs={"inputmode": "numeric"}) for part in self.parts
        }
        super().__init__(boxes, attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each box its label, its width, and the error's look to all three."""
        context = super().get_context(name, value, attrs)
        invalid = "aria-invalid" in context["widget"]["attrs"]
        for part, box in zip(self.parts, context["widget"]["subwidgets"], strict=True):
            width = "4" if part == "year" else "2"
            box["part"] = part.capitalize()
            box["attrs"]["class"] = f"ds_input ds_input--fixed-{width}" + (
                " ds_input--error" if invalid else ""
            )
        return context

    def decompress(self, value: date | None) -> list[int | None]:
        """Split a day over the boxes."""
        return [value.day, value.month, value.year] if value else [None, None, None]

    def id_for_label(self, id_: str) -> str:
        """Lead a label, and a link of the error summary, to the first box."""
        return f"{id_}_0" if id_ else id_


class DayPartsField(forms.MultiValueField):
    """A day from three boxes; what is wrong is said for the day as a whole."""

    widget = DayPartsInput
    default_error_messages = {
        "required": "Enter a day, such as 24 10 2019",
        "incomplete": "Enter the day, the month and the year, such as 24 10 2019",
        "invalid": "Enter a real day, such as 24 10 2019",
        "year": f"Enter a day {IN_YEARS}, such as 24 10 2019",
    }

    def __init__(self, **kwargs: Any) -> None:
        box = {"invalid": self.default_error_messages["invalid"]}
        numbers = tuple(forms.IntegerField(error_messages=box) for _ in range(3))
        super().__init__(numbers, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[int]) -> date | None:
        """Join the boxes to a day of the calendar."""
        if not data_list:
            return None
        day, month, year = data_list
        try:
            found = date(year, month, day)
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid") from error
        if not _is_a_year_of_ours(found):
            raise forms.ValidationError(self.error_messages["year"], "year")
        return found


class SureForm(BaseForm):
    """Nothing to type: one button, with words of its own."""

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submit_label = label


ONCE, VERSION = "once_key", "seen_version"


class OnceForm(BaseForm):
    """A form that creates something: its key is acted on once, however often it is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[ONCE] = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)


class VersionedForm(BaseForm):
    """A form that changes a record: it says which version its sender had before them."""

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[VERSION] = forms.IntegerField(initial=version, widget=forms.HiddenInput)

    @property
    def seen(self) -> int:
        """The version that was seen; only of a valid form."""
        return int(self.cleaned_data[VERSION])


@dataclass(frozen=True)
class Difference:
    """A field in which what was typed is not what stands now."""

    label: str
    now: str
    yours: str


def differences(form: forms.BaseForm, now: object) -> list[Difference]:
    """Where a valid form and the record's attributes of the same names differ."""
    found = []
    for bound in form.visible_fields():
        if not hasattr(now, bound.name) or bound.name not in form.cleaned_data:
            continue
        stands, typed = getattr(now, bound.name), form.cleaned_data[bound.name]
        if str(stands) != str(typed) and (stands or typed):
            choices = dict(getattr(bound.field, "choices", ()) or ())
            found.append(Difference(str(bound.label), said(stands, choices), said(typed, choices)))
    return found


def said(value: Any, choices: dict[Any, Any] | None = None) -> str:
    """A field's value in words; `choices` are the words of what was chosen."""
    choices = choices or {}
    if value in (None, "", []):
        return NOT_RECORDED
    if isinstance(value, list):
        return "\n".join(said(each, choices) for each in value)
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    known = choices.get(value, value) if isinstance(value, str | int) else value
    return str(getattr(known, "words", known))
