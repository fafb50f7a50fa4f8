"""The rows of an event's parts as forms: counts, activities, partners, questions, …"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from pilots.counting import Count, CountType, contradictions
from pilots.counting import Qualifier as Sure
from pilots.event_parts import PARTS, THEMES, Part
from pilots.forms.event_fields import PeopleField
from pilots.forms.event_life import ABOVE_HELP, ABOVE_LABEL
from pilots.forms.event_organisations import SECTORS, WithOrganisations
from pilots.forms.event_rows import RowsForm
from pilots.forms.fields import LineField, ProseField
from pilots.models import EventCount, EventPartner
from pilots.models.event_detail import Qualifier

SURE = [(each.value, each.label.capitalize()) for each in Qualifier]
YES_NO = [("", "Not recorded"), ("yes", "Yes"), ("no", "No")]


def sure() -> forms.TypedChoiceField:
    """How sure a number is; exact where nothing was chosen."""
    exact = Qualifier.EXACT.value
    return forms.TypedChoiceField(label="How sure", choices=SURE, initial=exact, empty_value=exact)


def stated() -> LineField:
    """The source's own words."""
    return LineField(label="As stated", max_length=120, help_text="The source’s words.")


NOT_AN_AMOUNT = "Enter a number of 0 or more, such as 12.50, or leave it empty"
TOO_MUCH = "This is more than can be kept: check the number"
AMOUNT_FAULTS = {
    "invalid": NOT_AN_AMOUNT,
    "min_value": NOT_AN_AMOUNT,
    "max_value": "Enter a number from 0 to 100, such as 12.50",  # of per cents alone
    "max_decimal_places": "Give two decimals at most, such as 12.50",
    "max_digits": TOO_MUCH,
    "max_whole_digits": TOO_MUCH,
}
NOT_SESSIONS = "Enter a whole number of sessions from 0 to 1,000, or leave it empty"


def pounds(label: str, most: int, **kwargs: Any) -> forms.DecimalField:
    """An amount with two decimals; not a number input, which drops what it can't read."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "ds_input--fixed-10"})
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_digits=most,
        decimal_places=2,
        widget=widget,
        error_messages=AMOUNT_FAULTS,
        **kwargs,
    )


class CountsForm(RowsForm):
    part = PARTS["counts"]
    intro = (
        "Footfall is through the door, attendance is who was there, participation is taking part"
        " in an activity. They are never added together. An empty number is not recorded."
    )

    why = LineField(
        required=False,
        max_length=200,
        label=ABOVE_LABEL,
        help_text=ABOVE_HELP,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("why"):
            self.fields["why"].widget = forms.TextInput()

    def row_fields(self) -> dict[str, forms.Field]:
        return {
            "type": forms.ChoiceField(
                label="What was counted", choices=[("", "Choose"), *EventCount.Type.choices]
            ),
            "group": LineField(label="Of whom", max_length=60, help_text="Such as: adults."),
            "value": PeopleField(label="Number"),
            "qualifier": sure(),
            "method": forms.ChoiceField(
                label="Counted by",
                choices=[("", "Not recorded"), *(c for c in EventCount.Method.choices if c[0])],
            ),
            "as_stated": stated(),
            "may_overlap": forms.BooleanField(
                label="They may be among the others: keep them out of totals"
            ),
        }

    def stored(self, values: dict[str, Any]) -> dict[str, Any]:
        return values | {"may_overlap": bool(values["may_overlap"])}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        odd = "" if self.errors else "".join(contradictions(self._counts()).values())
        if odd and not cleaned.get("why"):
            self.fields["why"].widget = forms.TextInput()
            self.add_error("why", f"{odd} Mend it, or say why it is right all the same")
        return cleaned

    def _counts(self) -> list[Count]:
        return [
            Count(
                "event",
                CountType(row.values["type"]),
                row.values["value"],
                Sure(row.values["qualifier"]),
                row.values["group"],
                row.values["may_overlap"],
            )
            for row in self.rows
            if not row.is_removed
        ]


class ActivitiesForm(WithOrganisations):
    part = PARTS["activities"]
    named = "provider"
    blanks = 2
    intro = "Participations count people taking part, so one person may be counted many times."

    def row_fields(self) -> dict[str, forms.Field]:
        return {
            "name": LineField(label="Activity", max_length=120),
            "detail": LineField(label="Detail", max_length=500),
            **self.organisation_fields("Who ran it"),
            "is_commissioned": forms.ChoiceField(label="Was it commissioned?", choices=YES_NO),
            "audience": LineField(label="For whom", max_length=120),
            "sessions": forms.IntegerField(
                label="Sessions",
                min_value=0,
                max_value=1000,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NOT_SESSIONS),
            ),
            "participations": PeopleField(label="Participations, over all sessions"),
            "participations_qualifier": sure(),
        }

    def stored(self, values: dict[str, Any]) -> dict[str, Any]:
        said = {"yes": True, "no": False}.get(values["is_commissioned"] or "")
        return super().stored(values) | {"is_commissioned": said}


class PartnersForm(WithOrganisations):
    part = PARTS["partners"]
    named = "organisation"
    intro = (
        "What is given in kind is worth about its hours times the rate that the partner declares."
        " It is never added to what was paid for."
    )

    def row_fields(self) -> dict[str, forms.Field]:
        given = EventPartner.Given
        return {
            **self.organisation_fields("Organisation"),
            "offered": LineField(label="What it offered there"),
            "given": forms.ChoiceField(
                label="How it was given",
                choices=[("", "Not recorded"), *((g.value, g.label) for g in given if g.value)],
            ),
            "cost": pounds("Cost in pounds, if commissioned", 9),
            "hours": pounds("Hours given in kind", 7),
            "hourly_rate": pounds("Its declared rate, in pounds an hour", 7),
            "rate_source": LineField(
                label="Where the rate is from", help_text="Such as: its letter of 3 May 2026."
            ),
        }

    def check(self, key: str, values: dict[str, Any]) -> None:
        super().check(key, values)
        given = values["given"]
        if values["cost"] is not None and given != EventPartner.Given.COMMISSIONED:
            self.add_error(f"given_{key}", "A cost is of what was commissioned: choose that")
        in_kind = {values["hours"], values["hourly_rate"]} - {None}
        if in_kind and given != EventPartner.Given.IN_KIND:
            self.add_error(f"given_{key}", "Hours and a rate are of what was given in kind")
        if values["rate_source"] and values["hourly_rate"] is None:
            self.add_error(f"hourly_rate_{key}", "Give the rate too, or leave its source empty")


class SectorsForm(RowsForm):
    part = PARTS["sectors"]
    intro = "People from each sector who took part in learning, training or a meeting."

    def row_fields(self) -> dict[str, forms.Field]:
        return {
            "sector": forms.ChoiceField(label="Sector", choices=[("", "Choose"), *SECTORS[1:]]),
            "value": PeopleField(label="Number"),
            "qualifier": sure(),
            "as_stated": stated(),
        }


class QuestionsForm(RowsForm):
    part = PARTS["questions"]
    intro = "The words in which people were asked. What they answered is added theme by theme."

    def row_fields(self) -> dict[str, forms.Field]:
        return {"text": ProseField(label="Question", rows=2, max_length=500)}


class ThemesForm(RowsForm):
    part = THEMES
    intro = (
        "What people answered, gathered under themes by whoever read the answers. How many named"
        " a theme is a count, and never becomes a percentage."
    )

    def row_fields(self) -> dict[str, forms.Field]:
        return {
            "theme": LineField(label="Theme", max_length=120),
            "answers": PeopleField(label="How many named it"),
            "qualifier": sure(),
            "detail": ProseField(label="What people said, in sum. No names.", rows=2),
        }


class FeedbackRowsForm(RowsForm):
    part = PARTS["feedback"]
    intro = "For results that somebody else worked out: keep their words beside the number."

    def row_fields(self) -> dict[str, forms.Field]:
        return {
            "answer": LineField(
                label="Answer", max_length=80, help_text="Such as: very satisfied."
            ),
            "per_cent": pounds("Per cent", 5, max_value=Decimal(100)),
            "answers": PeopleField(label="How many answered so"),
            "base": PeopleField(label="Of how many"),
            "as_stated": stated(),
            "note": LineField(label="Note"),
        }


class CoverageForm(RowsForm):
    part = PARTS["coverage"]

    def row_fields(self) -> dict[str, forms.Field]:
        return {
            "medium": LineField(label="Who reported on it", max_length=120),
            "what": LineField(label="What they did", help_text="Such as: took photographs."),
        }

    def check(self, key: str, values: dict[str, Any]) -> None:
        super().check(key, values)
        if not values["what"]:
            self.add_error(f"what_{key}", "Say what they did, such as: a short article")


FORMS: Mapping[str, type[RowsForm]] = {
    form.part.slug: form
    for form in (
        CountsForm,
        ActivitiesForm,
        PartnersForm,
        SectorsForm,
        QuestionsForm,
        FeedbackRowsForm,
        CoverageForm,
    )
}


def standing(part: Part, record: Any, names: list[str]) -> dict[str, Any]:
    """A record as its row shows it."""
    found = {name: getattr(record, name, None) for name in names}
    for name in ("provider", "organisation"):
        if name in found:
            found[name] = str(found[name] or "")
    if part.slug == "activities":
        found["is_commissioned"] = {True: "yes", False: "no"}.get(record.is_commissioned, "")
    return {name: value for name, value in found.items() if value is not None}
