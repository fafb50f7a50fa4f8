"""A report that is being written: what is missing, its cover, what was said of it, its figures."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from partnership.people.refusals import RefusedError
from partnership.reports.actions import writing as do
from partnership.reports.presenters import writing as words
from partnership.reports.presenters.stages import steps_of
from partnership.reports.views.writing.base import DeskPage


class WriteView(DeskPage):
    """All sections with what is missing, and who does what next."""

    template_name = "reports/writing/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desk = self.desk
        return super().get_context_data(
            report=self.report,
            items=words.items(desk),
            missing=words.missing_words(desk),
            stages=steps_of(self.report),
            next_words=words.next_words(self.report),
            figures_words=words.figures_words(self.report),
            tasks=self.report.tasks.all(),
            today=timezone.localdate(),
            gone=desk.gone,
            comments=desk.comments_on(""),
            requests=sum(desk.requests(each.section) for each in _one_each(desk.comments)),
            comment_form=self.comment_form(),
            may_write=self.may_write,
            **kwargs,
        )


def _one_each(comments: list[Any]) -> list[Any]:
    """One comment of each section that has some."""
    return list({each.section: each for each in comments}.values())


class GatherView(DeskPage):
    """The figures of a draft are gathered anew."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            is_begun = do.gather_anew(report=self.report, by=self.person)
        except RefusedError as error:
            messages.error(request, error.words)
        else:
            told = (
                "The figures are being gathered anew. Go on writing meanwhile."
                if is_begun
                else "They are being gathered already."
            )
            messages.success(request, told)
        return redirect(self.at("report-write"))
