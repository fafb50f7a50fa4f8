"""What the components page shows: each component with its states, from invented data."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator

from partnership.web.charts import Datum, Month, horizontal_bars, monthly_columns, spark
from partnership.web.forms import BaseForm, DayField, DayPartsField
from partnership.web.frame import NavigationItem
from partnership.web.tags import STATUS_LOOKS

KINDS = [("workshop", "Workshop"), ("fun-day", "Fun day"), ("drop-in", "Drop-in session")]
AUDIENCES = [("adults", "Adults"), ("children", "Children"), ("staff", "Library staff")]
EVENTS_BY_MONTH = [2, 3, None, 0, 6, 4, 5, 7, 3, 4, 8, 5]


class ExampleForm(BaseForm):
    """One field of each kind that the template pack lays out."""

    submit_label = "Save the event"
    cancel_url = "#forms"

    title = forms.CharField(label="Title", error_messages={"required": "Enter a title"})
    email = forms.EmailField(
        label="Contact e-mail", required=False, help_text="Of a post, not of a person."
    )
    note = forms.CharField(
        label="How did it go?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=200,
    )
    attendance = forms.IntegerField(label="People who came", required=False, min_value=0)
    venue = forms.ChoiceField(
        label="Venue",
        choices=[("", "Choose a venue"), ("1", "Riverside library"), ("2", "Hilltop library")],
    )
    kind = forms.ChoiceField(
        label="Kind of event",
        choices=KINDS,
        widget=forms.RadioSelect,
        help_text="What it was called on the poster.",
        error_messages={"required": "Choose a kind of event"},
    )
    audiences = forms.MultipleChoiceField(
        label="Who was it for?",
        choices=AUDIENCES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    held_on = DayField(label="When will it be held?")
    launched_on = DayPartsField(
        label="When was the theme launched?", help_text="For example, 24 10 2019."
    )
    paper = forms.FileField(label="Evidence", required=False, help_text="A PDF, up to 5 MB.")
    confirmed = forms.BooleanField(
        label="The counts are confirmed", error_messages={"required": "Confirm the counts"}
    )


class ExampleFilter(BaseForm):
    """A row of filters above a list; the choices stay in the address."""

    method = "get"
    submit_label = "Show"
    prefix = "filter"

    area = forms.ChoiceField(
        label="Area", choices=[("", "All areas"), ("1", "Riverside")], required=False
    )
    word = forms.CharField(label="Has the word", required=False)


def examples(*, sent: bool = False) -> dict[str, Any]:
    """Return the context of the components page; `sent` shows its form as sent with faults."""
    return {
        "programme": {"name": "Example programme", "is_illustrative": True},
        "breadcrumbs": [("Home", "/"), ("For developers", "#main-content")],
        "navigation": _navigation(),
        "statuses": list(STATUS_LOOKS),
        "tones": ["grey", "blue", "green", "orange", "red", "purple"],
        "facts": _facts(),
        "matrix": _matrix(),
        "months": _months(),
        "bars": _bars(),
        "spark": _spark(),
        "stages_running": _stages("current"),
        "stages_failed": _stages("failed"),
        "page": Paginator(range(240), 20).get_page(5),
        "as_at": date(2026, 10, 24),
        "filters": ExampleFilter(),
        "form": ExampleForm({"launched_on_day": "31", "email": "no"} if sent else None),
    }


def _navigation() -> list[NavigationItem]:
    labels = ["Overview", "Milestones", "Events", "Groups", "Outcomes", "Reports", "About"]
    return [NavigationItem(label, "#", label == "Milestones") for label in labels]


def _facts() -> list[tuple[str, Any]]:
    return [
        ("Venue", "Riverside library"),
        ("Date", None),
        ("People through the door", "about 468"),
        ("Opened by", ""),
        ("Sessions", 0),
    ]


def _matrix() -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (
            "M1 Sponsors and partners",
            "28 February 2026",
            [("complete", ""), ("complete", "12 days late"), ("complete", "")],
        ),
        (
            "M3 Learning opportunities",
            "31 August 2026",
            [("complete", ""), ("red", "54 days late"), ("amber", "no update since June")],
        ),
        (
            "M4 Model tested in 3 contexts",
            "30 November 2026",
            [("green", "2 of 3"), ("not-started", ""), ("not-needed", "")],
        ),
    ]


def _months() -> Any:
    months = [Month(date(2026, 1 + index, 1), value) for index, value in enumerate(EVENTS_BY_MONTH)]
    return monthly_columns(months, ident="example-months", title="Events by month", column="Events")


def _bars() -> Any:
    data = [
        Datum("Riverside", 160, "about 160"),
        Datum("Hilltop and the surrounding villages", 72),
        Datum("Seaview", 0),
        Datum("Old Town", None),
    ]
    return horizontal_bars(
        data, ident="example-bars", title="Adults who came, by area", column="Adults"
    )


def _spark() -> Any:
    data = [Datum(str(index + 1), value) for index, value in enumerate(EVENTS_BY_MONTH)]
    return spark(data, ident="example-trend", title="Events by month over the year")


def _stages(state: str) -> list[tuple[str, str, str]]:
    note = "the area has no reporting body" if state == "failed" else "120 of 300 rows"
    return [
        ("Gather the records", "done", "2 seconds"),
        ("Freeze the figures", state, note),
        ("Make the files", "waiting", ""),
    ]
