"""Answers one by one, some of them set aside."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator

from partnership.people.permissions import Permission, refusal
from partnership.people.views.forms import WithForm
from pilots.actions import feedback_answers as do
from pilots.forms import feedback as forms
from pilots.paging import ROWS_A_PAGE
from pilots.presenters import feedback as words
from pilots.selectors import feedback as ask
from pilots.views.feedback_base import OfFeedback


class AnswersView(WithForm, OfFeedback):
    """Answers one by one, for those who may change the event or read comments."""

    template_name = "pilots/feedback/answers.html"
    title = "Answers one by one"

    def let_in(self) -> None:
        if not (self.may_change or self.reads_comments):
            raise PermissionDenied(refusal(Permission.EVALUATE))

    @cached_property
    def page(self) -> Page:
        return Paginator(ask.answers_of(self.event), ROWS_A_PAGE).get_page(
            self.request.GET.get("page")
        )

    @property
    def chosen(self) -> list[str]:
        """The keys that were ticked, for a page that has to be shown again."""
        return self.request.POST.getlist("answers")

    def form(self, data: Any = None) -> forms.AnswersForm:
        return forms.AnswersForm(data)

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        which = {"event": self.event, "answers": given["answers"], "by": self.person}
        if "again" in self.request.POST:
            number, done = do.count_again(**which), "counted again"
        else:
            number, done = do.set_aside(**which, why=given["why"]), "set aside: kept, not counted"
        verb = "answer is" if number == 1 else "answers are"
        messages.success(self.request, f"{number} {verb} {done}.")
        return self.request.get_full_path()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = words.answer_lines(self.page.object_list, reads_comments=self.reads_comments)
        return super().get_context_data(
            event=self.event,
            caption=self.event.name,
            page=self.page,
            lines=lines,
            chosen=self.chosen,
            reads_comments=self.reads_comments,
            breadcrumbs=[*self.trail(), ("Feedback", self.at("event-feedback"))],
            **kwargs,
        )
