"""Measures that are worked out of events, each figure with the events behind it."""

from typing import Any

from django.urls import reverse

from evaluation import counted as words
from evaluation.forms.counted import CountedFilter
from evaluation.selectors.part import measures_called
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from pilots.paging import ListPaginator
from pilots.selectors import sectors as ask


class CountedView(ProgrammePage):
    """Participants from each sector, and the boards engaged."""

    template_name = "evaluation/counted.html"
    section = "outcomes"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        areas = self.programme.areas.visible_to(self.reach)
        form = CountedFilter(self.request.GET, areas=areas, area_word=self.programme.area_word)
        slug = self.programme.slug
        return super().get_context_data(
            form=form,
            **(self.counted(form.chosen) if form.is_valid() else {}),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Outcomes", reverse("outcomes", args=[slug])),
            ],
            **kwargs,
        )

    def counted(self, area: Any) -> dict[str, Any]:
        """The figures, and the events that they are of."""
        asked = ask.Asked(self.programme, self.as_at, self.reach, area)
        that_count = ask.events_that_count(asked)
        page = ListPaginator(that_count).get_page(self.request.GET.get("page"))
        measures = measures_called(self.programme, words.ANCHORS, as_at=self.as_at)
        shown, boards = list(page.object_list), list(ask.boards(asked))
        return {
            "area": area,
            "sectors": words.sector_lines(ask.participants_by_sector(asked)),
            "told": that_count.filter(is_told=True).count(),
            "asked": that_count.count(),
            "page": page,
            "lines": words.event_lines(shown, ask.people_at(shown, asked)),
            "boards": words.boards_told(boards, ask.events_naming(boards, asked)),
            **words.measured(measures),
        }
