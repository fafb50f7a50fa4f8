"""Comments and requests between those who write a report and those who approve it."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnership.people.permissions import Permission
from partnership.reports.actions import writing as do
from partnership.reports.forms.writing import CommentForm
from partnership.reports.models import ReportComment
from partnership.reports.presenters import writing as words
from partnership.reports.selectors import desk as ask
from partnership.reports.views.writing.base import DeskPage
from pilots.views.kept import KeptFormPage


class CommentView(KeptFormPage, DeskPage):
    """Something is said of a section, or of the whole report."""

    title = "Comment or ask for a change"
    change_permission = Permission.READ_REPORTS
    is_for_both = True

    @cached_property
    def about(self) -> str:
        """The key of the section; nothing for the whole report."""
        key: str = self.kwargs.get("section", "")
        if key and self.desk.section(key) is None:
            raise Http404("The paper has no such section.")
        return key

    def page_of(self, key: str) -> str:
        """Where the comments on a section are read."""
        return (words.address(self.report, key) if key else self.at("report-write")) + "#comments"

    def form(self, data: Any = None) -> CommentForm:
        form = CommentForm(data)
        form.cancel_url = self.page_of(self.about)
        return form

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do.comment(
            report=self.report,
            section=self.about,
            kind=given["kind"],
            text=given["said"],
            by=self.person,
        )
        messages.success(self.request, "It is said.")
        return self.page_of(self.about)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        section = self.desk.section(self.about) if self.about else None
        caption = section.heading if section else f"{self.body.name}, {self.report.period.words}"
        return super().get_context_data(caption=caption, **kwargs)


class SettleView(DeskPage):
    """A comment or a request was seen to; or was not, after all."""

    http_method_names = ["post", "options"]
    change_permission = Permission.READ_REPORTS
    is_for_both = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = self._comment()
        if request.POST.get("again"):
            do.open_again(comment=found)
            messages.success(request, "It is open again.")
        else:
            do.settle(comment=found, by=self.person)
            messages.success(request, "It is settled.")
        has_page = found.section and self.desk.section(found.section)
        there = words.address(self.report, found.section) if has_page else self.at("report-write")
        return redirect(f"{there}#comments")

    def _comment(self) -> ReportComment:
        found = ask.find_comment(self.report, self.kwargs["comment"])
        if found is None:
            raise Http404("There is no such comment on this report.")
        return found
