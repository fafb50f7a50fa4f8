"""The register of actions, the same as a file, and one action."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone

from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response
from pilots.action_rules import standing
from pilots.forms.actions import MINE, ActionFilter
from pilots.models import Action
from pilots.paging import ListPaginator
from pilots.presenters import actions as words
from pilots.selectors import actions as ask

ROWS_AT_ONCE = 1000


class ActionsPage(ProgrammePage):
    """A page about the actions that the address asks for."""

    section = "actions"
    permission = Permission.READ

    def filter_form(self) -> ActionFilter:
        groups = ask.group_choices(self.programme, reach=self.reach)
        owners = ask.owner_choices(self.programme, reach=self.reach, as_at=self.as_at)
        return ActionFilter(self.request.GET, groups=groups, owners=owners)

    def asked_for(self, form: ActionFilter) -> Any:
        asked = form.asked()
        if asked.get("owner") == MINE:
            asked.update(owner="", owned_by=self.person)
        return ask.register(self.programme, reach=self.reach, as_at=self.as_at, **asked)


class ActionsView(ActionsPage):
    """Actions of all groups, soonest due first, narrowed by group, owner, state and words."""

    template_name = "pilots/actions/actions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.filter_form()
        paginator = ListPaginator(self.asked_for(form))
        page = paginator.get_page(self.request.GET.get("page"))
        return super().get_context_data(
            form=form,
            page=page,
            found=paginator.words("action"),
            lines=[words.action_line(each, self.as_at) for each in page.object_list],
            file_query=file_query(self.request),
            breadcrumbs=[("Overview", reverse("overview", args=[self.programme.slug]))],
            **kwargs,
        )


def file_query(request: HttpRequest) -> str:
    """What the address asks for, for the same list as a file."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return f"?{asked.urlencode()}" if asked else ""


class ActionsFileView(ActionsPage):
    """The whole of the register as a file for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        actions = self.asked_for(self.filter_form())
        name = f"actions-{self.programme.slug}-{self.as_at.isoformat()}.csv"
        return csv_response(name, words.FILE_HEADS, self._rows(actions))

    def _rows(self, actions: Any) -> Iterator[list[object]]:
        for action in actions.iterator(chunk_size=ROWS_AT_ONCE):
            yield words.file_row(action, self.as_at)


class OfAnAction(ProgrammePage):
    """A page about one action, of a group within reach."""

    section = "actions"
    permission = Permission.READ
    action: Action

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.action = self._action(kwargs["group"], kwargs["action"])
            self.check()

    def _action(self, group: str, slug: str) -> Action:
        try:
            return ask.action_of(self.programme, group, slug, reach=self.reach, as_at=self.as_at)
        except Action.DoesNotExist as error:
            raise Http404("No such action had been reported by this day.") from error

    def check(self) -> None:
        """Raise PermissionDenied if the person may not do here what the page is for."""

    @property
    def may_manage(self) -> bool:
        return self.entry.may(Permission.MANAGE_GROUPS, self.action.group.at)

    @property
    def is_owner(self) -> bool:
        return ask.is_owner(self.action, self.person)

    @property
    def arguments(self) -> list[str]:
        return [self.programme.slug, self.action.group.slug, self.action.slug]

    def trail(self) -> list[tuple[str, str]]:
        """The way to the action's page."""
        slug = self.programme.slug
        return [
            ("Overview", reverse("overview", args=[slug])),
            ("Actions", reverse("actions", args=[slug])),
        ]


class ActionView(OfAnAction):
    """One action: how it stands, what was said of it, what can be done now."""

    template_name = "pilots/actions/action.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        trail = ask.trail_of(self.action, as_at=self.as_at)
        said = ask.said_in(trail, self.action)
        stands = standing(said, on=self.as_at)
        is_now = self.as_at == timezone.localdate()
        return super().get_context_data(
            action=self.action,
            heading=words.heading(self.action.text),
            standing=stands,
            tone=words.tone(stands),
            lines=words.trail_lines(trail, said),
            may_manage=is_now and self.may_manage,
            may_close=is_now and stands.is_open and (self.may_manage or self.is_owner),
            is_owner=self.is_owner,
            history=history_of(self.action),
            breadcrumbs=self.trail(),
            **kwargs,
        )
