"""The editions of a report: all that were published, each as it was; and how one is begun."""

from typing import Any

from django.contrib import messages

from partnership.programmes.views.forms import FormPage
from partnership.reports.actions import correcting
from partnership.reports.forms.review import CorrectForm
from partnership.reports.models import Report
from partnership.reports.presenters.stages import TONES, standing_words
from partnership.reports.rules.stages import Move, hindrance
from partnership.reports.selectors.review import changes_of
from partnership.reports.views.base import OneReportPage
from partnership.reports.views.review.base import ReviewPage


class EditionsView(OneReportPage):
    """Every edition that the person may read, newest first, with what each correction changed."""

    template_name = "reports/review/editions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "words" not in kwargs:
            changes = changes_of(self.editions)
            kwargs |= {
                "body": self.body,
                "period": self.report.period.words,
                "lines": [self.line(each, changes.get(each.pk, ())) for each in self.editions],
            }
        return super().get_context_data(**kwargs)

    def line(self, edition: Report, changes: tuple[str, ...]) -> dict[str, Any]:
        """One edition: where it stands, and what it says otherwise than the one before."""
        return {
            "edition": edition,
            "tone": TONES[Report.Stage(edition.stage)],
            "stands": standing_words(edition, name_people=self.names_people),
            "url": self.address("report-edition", edition.edition),
            "changes": changes,
        }

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), (self.report.period.words, self.address())]


class CorrectView(FormPage, ReviewPage):
    """Begin the next edition, and say why."""

    title = "Correct what was published"
    template_name = "reports/review/correct.html"

    def form(self, data: Any = None) -> CorrectForm:
        form = CorrectForm(data)
        form.cancel_url = self.address()
        return form

    def act(self, form: Any) -> str:
        new = correcting.correct(self.report, by=self.mover, why=form.cleaned_data["why"])
        messages.success(
            self.request, f"Edition {new.edition} is begun, with the words of the one before."
        )
        return self.address("report-review")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "words" not in kwargs:
            kwargs |= {
                "body": self.body,
                "caption": f"{self.body.name}, {self.report.period.words}",
                "report": self.report,
                "why_not": hindrance(Move.CORRECT, self.standing),
            }
        return super().get_context_data(**kwargs)
