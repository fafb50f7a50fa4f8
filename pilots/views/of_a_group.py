"""What pages of one group and its seats share: the group, found within reach."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from partnership.web.forms import BaseForm
from pilots.models import Group
from pilots.selectors import groups as ask


class OfOneGroup(ProgrammePage):
    """A page about a group; one that changes something is for those who manage that group."""

    section = "groups"
    group: Group

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return  # sent to sign in
        groups = ask.groups_in(self.programme, reach=self.reach)
        self.group = get_object_or_404(groups, slug=kwargs["group"])
        if self.permission is Permission.MANAGE_GROUPS:
            self.entry.require(Permission.MANAGE_GROUPS, self.group.at)
        self.find()

    def find(self) -> None:
        """Find what else the page is about; raise Http404 where it isn't there."""

    def at(self, name: str, *more: str) -> str:
        """One of the group's addresses."""
        return reverse(name, args=[self.programme.slug, self.group.slug, *more])

    def trail(self) -> list[tuple[str, str]]:
        """The way here, from the top."""
        return [
            ("Overview", reverse("overview", args=[self.programme.slug])),
            ("Groups", reverse("groups", args=[self.programme.slug])),
            (self.group.name, self.at("group")),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(group=self.group, breadcrumbs=self.trail(), **kwargs)


class GroupFormPage(OfOneGroup, FormPage):
    """A page that changes something of a group; `done` is said once it is."""

    permission = Permission.MANAGE_GROUPS
    done = "Saved."

    def back(self) -> str:
        """Where to go without saving."""
        return self.at("group")

    def ready(self, form: BaseForm) -> Any:
        """The form with the way back."""
        form.cancel_url = self.back()
        return form

    def lead_on(self, where: str) -> str:
        """Say that it is done, and where to go on."""
        messages.success(self.request, self.done)
        return where

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("caption", self.group.name)
        return super().get_context_data(**kwargs)
