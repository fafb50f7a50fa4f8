"""Pages of themes: the tree, one with what is coded to it, one added, changed, removed."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from evaluation.actions import themes as do
from evaluation.forms import themes as forms
from evaluation.forms.excerpts import RemoveForm
from evaluation.models import Theme
from evaluation.selectors import themes as ask
from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from pilots.paging import ListPaginator


def trail(programme: str) -> list[tuple[str, str]]:
    """The way to the themes, from the top."""
    return [
        ("Overview", reverse("overview", args=[programme])),
        ("What people said", reverse("quotations", args=[programme])),
        ("Themes", reverse("themes", args=[programme])),
    ]


class ThemesView(ProgrammePage):
    """The tree of themes with what each means."""

    template_name = "evaluation/themes/list.html"
    section = "outcomes"
    permission = Permission.EVALUATE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            branches=ask.tree(self.programme),
            breadcrumbs=trail(self.programme.slug)[:-1],
            **kwargs,
        )


class OfATheme(ProgrammePage):
    """A page about one theme."""

    section = "outcomes"
    permission = Permission.EVALUATE

    @cached_property
    def theme(self) -> Theme:
        """The theme of the address."""
        try:
            return ask.find_theme(self.programme, self.kwargs["theme"])
        except Theme.DoesNotExist as error:
            raise Http404("The programme has no such theme.") from error

    @property
    def page(self) -> str:
        """The theme’s own page."""
        return reverse("theme", args=[self.programme.slug, self.theme.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("breadcrumbs", trail(self.programme.slug))
        return super().get_context_data(theme=self.theme, **kwargs)


class ThemeView(OfATheme):
    """What it means, and all that is coded to it."""

    template_name = "evaluation/themes/one.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator = ListPaginator(ask.coded_to(self.theme))
        page = paginator.get_page(self.request.GET.get("page"))
        return super().get_context_data(
            page=page,
            found=paginator.words("excerpt"),
            history=history_of(self.theme, noun="theme"),
            **kwargs,
        )


class NewThemeView(FormPage):
    """Add a theme."""

    title = "Add a theme"
    section = "outcomes"
    permission = Permission.EVALUATE

    def form(self, data: Any = None) -> forms.NewThemeForm:
        form = forms.NewThemeForm(data, branches=ask.tree(self.programme))
        form.cancel_url = reverse("themes", args=[self.programme.slug])
        return form

    def act(self, form: Any) -> str:
        theme = do.add_theme(programme=self.programme, details=form.details(), by=self.person)
        messages.success(self.request, f"“{theme}” is added.")
        return reverse("themes", args=[self.programme.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(breadcrumbs=trail(self.programme.slug), **kwargs)


class ThemePage(OfATheme, FormPage):
    """A form about one theme."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        way = [*trail(self.programme.slug), (self.theme.name, self.page)]
        return super().get_context_data(caption=self.theme.name, breadcrumbs=way, **kwargs)


class EditThemeView(ThemePage):
    """Name it otherwise, or put it elsewhere."""

    title = "Change the theme"

    def form(self, data: Any = None) -> forms.ThemeForm:
        theme = self.theme
        form = forms.ThemeForm(
            data,
            branches=ask.tree(self.programme),
            without=theme,
            version=theme.version,
            initial={
                "name": theme.name,
                "meaning": theme.meaning,
                "part_of": theme.part_of_id,
                "place": theme.position,
            },
        )
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.change_theme(theme=self.theme, seen=form.seen, details=form.details(), by=self.person)
        messages.success(self.request, "Saved.")
        return self.page


class RemoveThemeView(ThemePage):
    """Remove a theme to which nothing is coded."""

    title = "Remove the theme"

    def form(self, data: Any = None) -> RemoveForm:
        form = RemoveForm(data, version=self.theme.version)
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.remove_theme(theme=self.theme, seen=form.seen, by=self.person)
        messages.success(self.request, f"“{self.theme.name}” is removed.")
        return reverse("themes", args=[self.programme.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = "Only a theme to which nothing is coded can go; what is part of it moves up."
        return super().get_context_data(lead=lead, **kwargs)
