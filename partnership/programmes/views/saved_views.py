"""Views of lists that a person keeps for themselves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.programmes.actions.saved_views import keep_view, remove_view, rename_view
from partnership.programmes.forms.saved_views import KeepForm, RemoveForm, RenameForm
from partnership.programmes.lists import list_called
from partnership.programmes.models import SavedView
from partnership.programmes.selectors import view_of
from partnership.programmes.views.forms import FormPage


class KeepViewView(FormPage):
    """The filters of a list, from its address, to be kept under a name."""

    title = "Keep this view"
    permission = Permission.READ

    def form(self, data: Any = None) -> KeepForm:
        asked = self.request.GET
        return KeepForm(
            data, initial={"page": asked.get("page", ""), "query": asked.get("query", "")}
        )

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        view = keep_view(
            programme=self.programme,
            page=given["page"],
            name=given["name"],
            query=given["query"],
            by=self.person,
        )
        messages.success(self.request, f"“{view.name}” is kept. You find it above the list.")
        return address_of(view, self.programme.slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = list_called(self.request.GET.get("page", ""))
        lead = f"The filters that you chose in the list of {found.label}." if found else ""
        return super().get_context_data(lead=lead, **kwargs)


class OfAView(FormPage):
    """A page about one view of the person's own."""

    permission = Permission.READ
    view: SavedView

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            try:
                self.view = view_of(self.person, self.programme, kwargs["view"])
            except SavedView.DoesNotExist as error:
                raise Http404("You keep no such view.") from error

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            view=self.view,
            caption=self.view.name,
            breadcrumbs=[(self.view.name, address_of(self.view, self.programme.slug))],
            **kwargs,
        )


class RenameViewView(OfAView):
    """Another name for a view, and the way to delete it."""

    title = "Rename the view"
    template_name = "programmes/saved_view.html"

    def form(self, data: Any = None) -> RenameForm:
        form = RenameForm(data, initial={"name": self.view.name})
        form.cancel_url = address_of(self.view, self.programme.slug)
        return form

    def act(self, form: Any) -> str:
        name = form.cleaned_data["name"]
        rename_view(view=self.view, name=name, by=self.person)
        messages.success(self.request, f"The view is called “{name}” now.")
        return address_of(self.view, self.programme.slug)


class RemoveViewView(OfAView):
    """A view no longer wanted."""

    title = "Delete the view"

    def form(self, data: Any = None) -> RemoveForm:
        form = RemoveForm(data)
        form.cancel_url = address_of(self.view, self.programme.slug)
        return form

    def act(self, form: Any) -> str:
        remove_view(view=self.view, by=self.person)
        messages.success(self.request, f"“{self.view.name}” is deleted. The list stays as it is.")
        return reverse(self.view.page, args=[self.programme.slug])


def address_of(view: SavedView, slug: str) -> str:
    """The list as the view shows it."""
    return f"{reverse(view.page, args=[slug])}?{view.query}"
