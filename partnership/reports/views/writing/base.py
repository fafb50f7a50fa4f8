"""What the pages share on which a report is written."""

from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from partnership.people import kept_forms
from partnership.people.permissions import Permission, refusal
from partnership.reports.forms.writing import CommentForm
from partnership.reports.models import Report
from partnership.reports.presenters import writing as words
from partnership.reports.seeing import works_on
from partnership.reports.selectors.desk import Desk, find_draft
from partnership.reports.views.base import NoReportError, OneReportPage
from pilots.views.kept import TicketField

WRITES = Permission.DRAFT_REPORTS


class DeskPage(OneReportPage):
    """A page of a report that is written, read by those who draft or approve it.

    What is sent is taken from those who draft it, or from both where `is_for_both`.
    """

    is_for_both = False

    @cached_property
    def report(self) -> Report:
        """The newest edition with all that is written in it."""
        try:
            last = date.fromisoformat(self.kwargs["period_last"])
        except ValueError:
            last = date.min
        return find_draft(self.entry, self.body, last) or super().report

    @cached_property
    def desk(self) -> Desk:
        return Desk(self.report)

    @property
    def may_write(self) -> bool:
        """Whether the person may write in it as it stands."""
        return self.desk.is_draft and self.entry.may(WRITES, self.body.at)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not works_on(self.entry, self.body.at):
            raise PermissionDenied(refusal(WRITES))
        if request.method == "POST" and not self.is_for_both:
            self.entry.require(WRITES, self.body.at)
        try:
            # Past what a report's own page asks of those who send something to it.
            return super(OneReportPage, self).dispatch(request, *args, **kwargs)
        except NoReportError as error:
            return self.say(str(error), "reports/no_report.html", status=404)

    def comment_form(self) -> CommentForm:
        """The form to say something with, beside what the page is about; it says whose it is, so
        that what is typed outlives a session.
        """
        form = CommentForm(auto_id="comment_%s")
        whose = kept_forms.ticket(self.person)
        form.fields[kept_forms.TICKET] = TicketField(initial=whose, required=False)
        return form

    def at(self, name: str, *more: str) -> str:
        """The address of another page of this report."""
        return reverse(name, args=[*words.where(self.report), *more])

    def say(self, words: str, template: str, *, status: int, **context: Any) -> HttpResponse:
        """Answer with words in place of the report: without the form that would be in it."""
        page = OneReportPage.get_context_data(self, words=words, body=self.body, **context)
        return self.response_class(self.request, [template], page, status=status)

    def trail(self) -> list[tuple[str, str]]:
        if "report" not in self.__dict__:  # it is being said that there is none
            return super().trail()
        title = f"{self.body.name}, {self.report.period.words}"
        return [*super().trail(), (title, self.at("report"))]
