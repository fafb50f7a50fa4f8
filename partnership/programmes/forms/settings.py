"""A programme's words and thresholds."""

import calendar
from typing import Any

from django import forms

from partnership.web.forms import VersionedForm

MONTHS = [(number, calendar.month_name[number]) for number in range(1, 13)]
SETTINGS = (
    "name",
    "situation",
    "area_word",
    "area_word_plural",
    "year_starts",
    "tolerance_days",
    "horizon_days",
    "counts_only_below",
    "base_beside_below",
    "suppress_below",
    "consent_age",
)


class SettingsForm(VersionedForm):
    """What follows from each setting is said beside it (domain words §3)."""

    name = forms.CharField(max_length=200)
    situation = forms.CharField(
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="What it answers to",
    )
    area_word = forms.CharField(
        max_length=40, label="What an area is called", help_text="Such as: pilot area; library."
    )
    area_word_plural = forms.CharField(max_length=40, label="What several are called")
    year_starts = forms.TypedChoiceField(
        choices=MONTHS,
        coerce=int,
        label="Month in which its reporting year starts",
        help_text="Quarters are counted from it.",
    )
    tolerance_days = forms.IntegerField(
        min_value=0,
        max_value=366,
        label="Tolerance, in days",
        help_text="A forecast later than the baseline by more than this is Red.",
    )
    horizon_days = forms.IntegerField(
        min_value=0,
        max_value=366,
        label="Horizon, in days",
        help_text="What is due within so many days and not started is Amber.",
    )
    counts_only_below = forms.IntegerField(
        min_value=1,
        max_value=1000,
        label="Counts only, below so many answers",
        help_text="Results with fewer answers print counts and no percentages.",
    )
    base_beside_below = forms.IntegerField(
        min_value=1,
        max_value=1000,
        label="Base beside the percentage, below so many answers",
    )
    suppress_below = forms.IntegerField(
        min_value=1,
        max_value=100,
        label="Cells below this are suppressed",
        help_text="In breakdowns by a personal characteristic.",
    )
    consent_age = forms.IntegerField(
        min_value=0, max_value=25, label="Age of consent for online services"
    )
    why = forms.CharField(
        max_length=500, label="Why it changes", help_text="It is kept in the history."
    )

    def clean(self) -> dict[str, Any]:
        """Percentages can't appear before their base is asked for."""
        data = super().clean() or self.cleaned_data
        least, beside = data.get("counts_only_below"), data.get("base_beside_below")
        if least is not None and beside is not None and beside < least:
            self.add_error(
                "base_beside_below",
                f"Write {least} or more: below {least} answers no percentage is printed at all",
            )
        return data
