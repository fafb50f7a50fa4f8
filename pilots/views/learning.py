"""The portfolio of learning: the list, the same as a file, one resource, an earlier version."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import reverse

from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.access import ANYWHERE
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response
from pilots.forms.learning import PortfolioFilter
from pilots.models import LearningResource, LearningResourceVersion
from pilots.paging import ListPaginator
from pilots.presenters import learning as words
from pilots.selectors import learning as ask
from pilots.views.actions import file_query

MAKES = Permission.CONFIRM_COUNTS  # who answers for an area's figures keeps its learning too


class PortfolioPage(ProgrammePage):
    """A page about the resources that the address asks for."""

    section = "learning"
    permission = Permission.READ

    @cached_property
    def filter_form(self) -> PortfolioFilter:
        return PortfolioFilter(
            self.request.GET,
            areas=ask.areas_of(self.programme, reach=self.reach),
            methods=self.programme.learning_methods.all(),
            area_word=self.programme.area_word,
        )

    def found(self) -> QuerySet[LearningResourceVersion]:
        """The newest version of each that the filter asks for."""
        asked = self.filter_form.asked()
        return ask.portfolio(self.programme, asked, as_at=self.as_at, reach=self.reach)


class PortfolioView(PortfolioPage):
    """The portfolio, by title."""

    template_name = "pilots/learning/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator = ListPaginator(self.found())
        page = paginator.get_page(self.request.GET.get("page"))
        return super().get_context_data(
            form=self.filter_form,
            is_narrowed=self.filter_form.asked() != ask.Asked(),
            page=page,
            lines=[(each, words.methods_words(each)) for each in page.object_list],
            found=paginator.words("resource"),
            file_query=file_query(self.request),
            may_make=MAKES in self.permissions,
            may_manage=Permission.MANAGE in self.permissions,
            breadcrumbs=trail(self.programme.slug)[:-1],
            **kwargs,
        )


class PortfolioFileView(PortfolioPage):
    """The whole of the list as a file for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        name = f"learning-{self.programme.slug}-{self.as_at.isoformat()}.csv"
        rows = (words.file_row(each) for each in self.found())
        return csv_response(name, words.FILE_HEADS, rows)


def trail(programme: str) -> list[tuple[str, str]]:
    """The way to the portfolio, from the top."""
    return [
        ("Overview", reverse("overview", args=[programme])),
        ("Learning", reverse("learning", args=[programme])),
    ]


class OfAResource(ProgrammePage):
    """A page about one resource; one that changes it is for those who may at its place."""

    section = "learning"
    permission = Permission.READ
    resource: LearningResource

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return  # sent to sign in
        try:
            self.resource = ask.resource_in_full(
                self.programme, kwargs["resource"], as_at=self.as_at, reach=self.reach
            )
        except LearningResource.DoesNotExist as error:
            raise Http404("No such resource had been reported by this day.") from error
        if self.permission is not Permission.READ:
            self.entry.require(self.permission, self.resource.at)

    @property
    def versions(self) -> list[LearningResourceVersion]:
        """Its versions by that day, newest first."""
        return self.resource.by_then  # type: ignore[attr-defined]

    @property
    def page(self) -> str:
        """The resource's own page."""
        return reverse("learning-resource", args=[self.programme.slug, self.resource.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("breadcrumbs", trail(self.programme.slug))
        return super().get_context_data(resource=self.resource, **kwargs)


class ResourceView(OfAResource):
    """One resource: what its newest version holds, the earlier ones, where it was used."""

    template_name = "pilots/learning/one.html"

    def shown(self) -> LearningResourceVersion:
        """The version that the page is about."""
        return self.versions[0]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown, uses = self.shown(), ask.uses_of(self.resource, as_at=self.as_at, reach=self.reach)
        page = ListPaginator(uses).get_page(self.request.GET.get("page"))
        may_change = self.entry.may(MAKES, self.resource.at)
        return super().get_context_data(
            told=words.told(shown),
            place=words.place_words(self.resource),
            is_newest=shown == self.versions[0],
            newest=self.versions[0],
            others=[each for each in self.versions if each != shown],
            page=page,
            uses=words.use_lines(page.object_list),
            may_change=may_change,
            may_share=may_change and bool(self.resource.area) and self.entry.may(MAKES, ANYWHERE),
            history=history_of(self.resource, noun="resource"),
            **kwargs,
        )


class VersionView(ResourceView):
    """A resource as it was in one of its versions."""

    def shown(self) -> LearningResourceVersion:
        wanted = self.kwargs["number"]
        for each in self.versions:
            if each.number == wanted:
                return each
        raise Http404("The resource has no such version.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        way = [*trail(self.programme.slug), (self.resource.title, self.page)]
        return super().get_context_data(breadcrumbs=way, **kwargs)
