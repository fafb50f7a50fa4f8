"""What the pages about reports share: who may open them, and what is not there."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.reports.models import Report
from partnership.reports.rules.due import PeriodError
from partnership.reports.seeing import seen_of, works_on
from partnership.reports.selectors.reports import calendar_of, find_body, with_people
from pilots.models import ReportingBody


def is_shown(request: HttpRequest, mark: str) -> bool:
    """Whether a part of a page that asks for itself anew shows that already.

    Then it is answered with nothing: what stays as it was is not read out again, and whoever
    stands in it with the keyboard is not thrown out.
    """
    return request.GET.get("shown") == mark


UNCHANGED = 204  # htmx leaves the part as it is, and goes on asking


class NoReportError(Exception):
    """The address is of no report; the message says why, and what there is."""


class ReportsPage(ProgrammePage):
    """Read by those who may download reports; changed by those who may draft them."""

    section = "reports"
    permission = Permission.READ_REPORTS
    change_permission = Permission.DRAFT_REPORTS

    @property
    def may_ask(self) -> bool:
        """Whether the person may ask for reports here."""
        return Permission.DRAFT_REPORTS in self.permissions

    @property
    def names_people(self) -> bool:
        """Whether the person may meet who asked; an officer of a body meets nobody."""
        return Permission.READ in self.permissions

    def trail(self) -> list[tuple[str, str]]:
        """The way here, without pages that the person may not open."""
        slug = self.programme.slug
        overview = [("Overview", reverse("overview", args=[slug]))]
        return overview if Permission.READ in self.permissions else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "breadcrumbs" not in kwargs:
            kwargs["breadcrumbs"] = self.trail()
        return super().get_context_data(
            may_ask=self.may_ask, names_people=self.names_people, **kwargs
        )


class OneReportPage(ReportsPage):
    """A page of one report, addressed by its body and the last day of its period.

    Who may not read the body's reports does not find it; who may, but not have
    them made, is told who could.
    """

    @cached_property
    def body(self) -> ReportingBody:
        """The body reported to; one that is unknown, or not theirs to read of, is not found."""
        body = find_body(self.programme, self.kwargs["body"])
        if body is None or not self.entry.may(Permission.READ_REPORTS, body.at):
            raise Http404
        return body

    @property
    def may_ask(self) -> bool:
        return self.entry.may(Permission.DRAFT_REPORTS, self.body.at)

    @cached_property
    def last(self) -> date:
        """The last day of the period; raises NoReportError in words for what is no day."""
        try:
            return date.fromisoformat(self.kwargs["period_last"])
        except ValueError as error:
            raise NoReportError(
                f"“{self.kwargs['period_last'][:40]}” is not a day. A report’s address ends with"
                " the last day of its period, such as 2019-09-30."
            ) from error

    @cached_property
    def editions(self) -> list[Report]:
        """The editions that the person may see, newest first; NoReportError if there is none."""
        found = list(with_people(seen_of(self.entry, self.body)).filter(period_last=self.last))
        if not found:
            raise NoReportError(self._why_none(self.last))
        return found

    @cached_property
    def report(self) -> Report:
        """The edition of the address, or the newest; raises NoReportError if there is none."""
        asked = self.kwargs.get("edition")
        if asked is None:
            return self.editions[0]
        for each in self.editions:
            if each.edition == asked:
                return each
        raise NoReportError(f"There is no edition {asked} of this report.")

    @property
    def newer(self) -> Report | None:
        """The newest published edition that corrects this one."""
        later = (each for each in self.editions if each.edition > self.report.edition)
        return next((each for each in later if each.published_at), None)

    @property
    def works_on(self) -> bool:
        """Whether the person drafts or approves the body's reports, in every stage."""
        return works_on(self.entry, self.body.at)

    def address(self, name: str = "report", *more: object) -> str:
        """An address of this report: its page, or the one of that name."""
        of = (self.programme.slug, self.body.slug, self.last.isoformat())
        return reverse(name, args=[*of, *more])

    def _why_none(self, last: date) -> str:
        calendar = calendar_of(self.body)
        try:
            calendar.ending(last, on=timezone.localdate())
        except PeriodError as error:
            return str(error)
        period = f"the {calendar.name} to {day_words(last)}"
        if self.works_on:
            return f"Nobody has asked yet for a report on {period}."
        return f"No report on {period} has been published yet."

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), ("Reports", reverse("reports", args=[self.programme.slug]))]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        assert self.body  # who may not read its reports learns nothing, whatever they ask
        if request.method == "POST":
            self.require_to_change()
        try:
            return super().dispatch(request, *args, **kwargs)
        except NoReportError as error:
            return self.say(str(error), "reports/no_report.html", status=404)

    def require_to_change(self) -> None:
        """Raise PermissionDenied, naming who could, unless the person may change it at all."""
        self.entry.require(Permission.DRAFT_REPORTS, self.body.at)

    def say(self, words: str, template: str, *, status: int, **context: Any) -> HttpResponse:
        """Answer with a page of words in place of the report."""
        context.setdefault("breadcrumbs", OneReportPage.trail(self))
        page = self.get_context_data(words=words, body=self.body, **context)
        return self.response_class(self.request, [template], page, status=status)
