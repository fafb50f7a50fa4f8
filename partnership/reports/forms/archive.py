"""How the archive of published reports is narrowed."""

from typing import Any

from django import forms

from partnership.programmes.periods import Period
from partnership.web.forms import BaseForm
from pilots.models import ReportingBody

MOST_WORDS = 8
NOT_LISTED = {"invalid_choice": "Choose one of the list: what was asked for is not in it."}


class ArchiveFilter(BaseForm):
    """Words, a body, a quarter; what can't be read is left out."""

    method = "get"
    submit_label = "Search"

    words = forms.CharField(
        required=False,
        max_length=100,
        label="With all these words",
    )
    body = forms.ChoiceField(required=False, label="Reported to", error_messages=NOT_LISTED)
    quarter = forms.ChoiceField(required=False, label="Quarter", error_messages=NOT_LISTED)
    superseded = forms.BooleanField(required=False, label="Superseded editions too")

    def __init__(
        self, *args: Any, bodies: list[ReportingBody], quarters: list[Period], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.quarters = {each.last.isoformat(): each for each in quarters}
        fields: dict[str, Any] = self.fields
        fields["body"].choices = [("", "All"), *((each.slug, each.name) for each in bodies)]
        fields["quarter"].choices = [
            ("", "All"),
            *((last, each.words) for last, each in self.quarters.items()),
        ]

    def narrowing(self) -> dict[str, Any]:
        """What was asked for, as `published_reports` takes it."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "body": given.get("body", ""),
            "quarter": self.quarters.get(given.get("quarter", "")),
            "is_all": given.get("superseded", False),
        }

    @property
    def is_narrowed(self) -> bool:
        """Whether words, a body or a quarter were asked for."""
        given = self.narrowing()
        return bool(self.searched or given["body"] or given["quarter"])

    @property
    def searched(self) -> list[str]:
        """The words that are looked for; only the first eight."""
        self.is_valid()
        return list(self.cleaned_data.get("words", "").split())[:MOST_WORDS]
