"""The groups of a programme, and one group."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from pilots.models import Group
from pilots.presenters import groups as words
from pilots.selectors import group_page as ask_page
from pilots.selectors import groups as ask
from pilots.views.group_forms import may_create


class GroupsView(ProgrammePage):
    """Every group: its next meeting, its open actions, its gaps."""

    template_name = "pilots/groups.html"
    section = "groups"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        records = ask.group_records(self.programme, as_at=self.as_at, reach=self.reach)
        return super().get_context_data(
            lines=[words.group_line(record) for record in records],
            may_create=may_create(self.entry),
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
        page = self.find()
        group = page.record.group
        return super().get_context_data(
            group=group,
            told=words.told(page.record, self.programme.area_word_plural),
            next=words.next_line(page.record.next_meeting, page.meetings),
            actions=words.action_lines(page.actions, day),
            meetings=[words.meeting_line(each, day) for each in page.meetings],
            attendance=page.attendance,
            agenda=page.agenda,
            decisions=ask_page.decisions_of(group, as_at=day),
            bodies=ask_page.reports_to(group),
            history=ask_page.group_history(group),
            may_manage=self.entry.may(Permission.MANAGE_GROUPS, group.at),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Groups", reverse("groups", args=[slug])),
            ],
            **kwargs,
        )

    def find(self) -> ask_page.GroupPage:
        """The group as it stood on the day looked back to."""
        try:
            return ask_page.group_page(
                self.programme, self.kwargs["group"], as_at=self.as_at, reach=self.reach
            )
        except Group.DoesNotExist as error:
            raise Http404("No such group had been reported by this day.") from error
