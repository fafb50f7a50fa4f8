"""Paper forms typed in: piles counted by answer, or one form a row, by keyboard alone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnership.people.views.forms import WithForm
from partnership.web.forms import ONCE
from pilots.actions import feedback_answers as do
from pilots.forms.feedback_papers import MOST_ROWS, PilesForm, RowsForm
from pilots.presenters import feedback as words
from pilots.selectors import feedback as ask
from pilots.views.feedback_base import FeedbackStep

SAVED, UNDO = "saved", "undo"


class PapersEntry(WithForm, FeedbackStep):
    """Save what was typed as a batch, offer to take it back, and ask for the next."""

    here = ""

    def ready(self, form: Any) -> Any:
        form.cancel_url = self.at("event-feedback")
        return form

    def act(self, form: Any) -> str:
        batch = form.cleaned_data[ONCE]
        papers = form.papers
        do.enter_papers(event=self.event, papers=papers, batch=batch, by=self.person)
        messages.success(self.request, words.papers_saved([each.satisfaction for each in papers]))
        return f"{self.at(self.here)}?{SAVED}={batch}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        batch = _batch(request.POST.get(UNDO, ""))
        if batch is None:
            return super().post(request, *args, **kwargs)
        number = do.take_back(event=self.event, batch=batch, by=self.person)
        messages.success(request, words.papers_taken_back(number))
        return redirect(self.at(self.here))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        saved = _batch(self.request.GET.get(SAVED, "")) if self.request.method == "GET" else None
        so_far = words.papers_so_far(ask.typed_in(self.event))
        return super().get_context_data(saved=saved, so_far=so_far, **kwargs)


class PilesView(PapersEntry):
    """A pile of paper forms, counted by answer."""

    template_name = "pilots/feedback/papers.html"
    title = "Type in paper forms"
    here = "event-feedback-papers"

    def form(self, data: Any = None) -> PilesForm:
        return self.ready(PilesForm(data))


class RowsView(PapersEntry):
    """Paper forms one a row, with what people wrote."""

    template_name = "pilots/feedback/paper_rows.html"
    title = "Type in paper forms, one by one"
    here = "event-feedback-one-paper"

    def form(self, data: Any = None) -> RowsForm:
        return self.ready(RowsForm(data))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ticks=words.TICKS, most_rows=MOST_ROWS, **kwargs)


def _batch(key: str) -> UUID | None:
    """The batch of that key; None where it is none."""
    try:
        return UUID(key)
    except ValueError:
        return None
