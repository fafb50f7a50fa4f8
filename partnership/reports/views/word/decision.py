"""What the board did with a report: recorded once for an edition, and corrected."""

from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate

from partnership.dates import day_words
from partnership.programmes.periods import local_day
from partnership.programmes.views.forms import FormPage
from partnership.reports.actions.deciding import correct_decision, record_decision
from partnership.reports.forms.word import DecisionCorrectionForm, DecisionForm
from partnership.reports.models import BoardDecision, Report
from partnership.reports.selectors.word import decision_on, editions_put_to
from partnership.reports.views.word.base import OfABody
from partnership.web.forms import ONCE

FIELDS = ("meeting_on", "outcome", "text", "minute")


class DecisionView(FormPage, OfABody):
    """Record or correct it, for the newest published edition or the one that is asked for."""

    template_name = "reports/word/decision.html"
    title = "What the board decided"

    @cached_property
    def editions(self) -> list[Report]:
        """The published editions; where there is none, there is no such page."""
        try:
            last = date.fromisoformat(self.kwargs["period_last"])
        except ValueError as error:
            raise Http404("That is not a day.") from error
        found = editions_put_to(self.body, last)
        if not found:
            raise Http404("No report on that period was published.")
        return found

    @cached_property
    def report(self) -> Report:
        """The edition that was put to the board."""
        asked = self.request.GET.get("edition", "")
        if not asked:
            return self.editions[0]
        for each in self.editions:
            if str(each.edition) == asked:
                return each
        raise Http404("There is no such edition.")

    @property
    def decision(self) -> BoardDecision | None:
        """What was recorded of it before."""
        return decision_on(self.report)

    def form(self, data: Any = None) -> BaseForm:
        decision = self.decision
        if decision is None or ONCE in (data or ()):  # sent twice, it leads where the first led
            form: Any = DecisionForm(data, initial={"meeting_on": self.met_on})
        else:
            initial = {name: getattr(decision, name) for name in FIELDS}
            form = DecisionCorrectionForm(data, version=decision.version, initial=initial)
        form.cancel_url = self.address
        return form

    @property
    def met_on(self) -> date | None:
        """The day of the meeting that the report was for, once it has come."""
        meeting = self.report.meeting
        return meeting.meeting_on if meeting and meeting.meeting_on <= localdate() else None

    @property
    def address(self) -> str:
        """The report's own page."""
        return reverse(
            "report", args=[self.programme.slug, self.body.slug, self.kwargs["period_last"]]
        )

    def act(self, form: Any) -> str:
        if self.decision is None or isinstance(form, DecisionForm):
            record_decision(report=self.report, answer=form.answer(), by=self.person)
            messages.success(self.request, "Recorded. It will stand in the next report.")
            return self.address
        correct_decision(
            decision=self.decision,
            seen=form.seen,
            answer=form.answer(),
            why=form.cleaned_data["why"],
            by=self.person,
        )
        messages.success(self.request, "Corrected. What it said before is kept.")
        return self.address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.report
        others = [each for each in self.editions if each != report]
        return super().get_context_data(
            report=report,
            others=[(each, decision_on(each)) for each in others],
            caption=f"{self.body.name}, {report.period.words}"
            + (f", edition {report.edition}" if len(self.editions) > 1 else ""),
            lead=f"Published on {day_words(local_day(report.published_at))}."
            if report.published_at
            else "",
            body=self.body,
            breadcrumbs=[*self.trail(), (report.period.words, self.address)],
            **kwargs,
        )
