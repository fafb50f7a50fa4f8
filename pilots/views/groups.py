"""The groups of a programme, and one group."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from pilots.presenters import groups as words
from pilots.selectors import groups as ask


class GroupsView(ProgrammePage):
    """Every group: its next meeting, its open actions, its gaps."""

    template_name = "pilots/groups.html"
    section = "groups"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        records = ask.group_records(self.programme, as_at=self.as_at, reach=self.reach)
        return super().get_context_data(
            lines=[words.group_line(record) for record in records],
            breadcrumbs=[("Overview", reverse("overview", args=[self.programme.slug]))],
            **kwargs,
        )


class GroupView(ProgrammePage):
    """One group: what comes next, what is missing, who sits in it, what it decided."""

    template_name = "pilots/group.html"
    section = "groups"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug, day = self.programme.slug, self.as_at
        records = ask.group_records(
            self.programme, as_at=day, reach=self.reach, slug=self.kwargs["group"]
        )
        if not records:
            raise Http404("No such group had been reported by this day.")
        group = records[0].group
        closed = ask.closed_actions(group, as_at=day)
        return super().get_context_data(
            told=words.told(records[0], self.programme.area_word_plural),
            group=group,
            actions=[words.action_line(each, day) for each in ask.open_actions(group, as_at=day)],
            closed=[(each, words.closed_words(each, day)) for each in closed],
            meetings=[words.meeting_line(each, day) for each in ask.meetings_of(group, as_at=day)],
            decisions=ask.decisions_of(group, as_at=day),
            bodies=ask.reports_to(group),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Groups", reverse("groups", args=[slug])),
            ],
            **kwargs,
        )
