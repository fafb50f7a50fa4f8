"""A paper that was put to a board."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from pilots.models import BoardPaper
from pilots.presenters.papers import answer_words, direction
from pilots.selectors.papers import paper_in_full


class PaperView(ProgrammePage):
    template_name = "pilots/paper.html"
    section = "reports"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paper = self.paper()
        slug = self.programme.slug
        return super().get_context_data(
            paper=paper,
            direction=direction(paper),
            implications=[(row.heading, answer_words(row)) for row in paper.implications.all()],
            history=history_of(paper, noun="paper"),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Reports", reverse("reports", args=[slug])),
            ],
            **kwargs,
        )

    def paper(self) -> BoardPaper:
        body, paper = self.kwargs["body"], self.kwargs["paper"]
        try:
            return paper_in_full(self.programme, body, paper, as_at=self.as_at, reach=self.reach)
        except BoardPaper.DoesNotExist as error:
            raise Http404("No such paper had been reported by this day.") from error
