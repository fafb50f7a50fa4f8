"""The tests of the service model: the matrix with its list, the same as a file, one test."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import reverse

from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response
from pilots.actions.service_tests import has_ended
from pilots.forms.service_tests import TestFilter
from pilots.models import ServiceTest
from pilots.paging import ROWS_A_PAGE
from pilots.presenters import service_tests as words
from pilots.selectors import service_tests as ask
from pilots.views.actions import file_query


def areas_to_change(entry: Entry) -> set[int] | None:
    """The keys of the areas in which a person may record tests; None: of every one."""
    if entry.may(Permission.UPDATE_DELIVERIES):
        return None
    return {held.area for held in entry.places(Permission.UPDATE_DELIVERIES) if held.area}


def may_add(entry: Entry) -> bool:
    """Whether a person may record tests somewhere."""
    return areas_to_change(entry) != set()


class TestsPage(ProgrammePage):
    """A page about the tests that the address asks for."""

    __test__ = False  # not a test case, whatever pytest makes of the name
    section = "milestones"
    permission = Permission.READ

    @cached_property
    def choices(self) -> ask.Choices:
        return ask.choices(self.programme, reach=self.reach)

    @cached_property
    def tests(self) -> list[ask.Tested]:
        """Every test within reach that had been reported by the day."""
        return ask.tests_in_full(self.programme, as_at=self.as_at, reach=self.reach)

    @cached_property
    def filter_form(self) -> TestFilter:
        return TestFilter(
            self.request.GET, choices=self.choices, area_word=self.programme.area_word
        )

    def asked_for(self) -> list[ask.Tested]:
        """Those that the filter asks for."""
        asked = self.filter_form.asked()
        return [each for each in self.tests if words.fits(each, asked)]


class TestsView(TestsPage):
    """Contexts by areas, with the gaps, and the tests one by one."""

    template_name = "pilots/service_tests/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, found = self.filter_form.asked(), self.asked_for()
        page = Paginator(found, ROWS_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            form=self.filter_form,
            is_narrowed=bool(asked),
            choices=self.choices,
            matrix=words.matrix(
                self.tests,
                self.choices,
                words.Asked(asked, self.as_at, areas_to_change(self.entry)),
            ),
            found=len(found),
            page=page,
            lines=[words.line(each, self.as_at) for each in page.object_list],
            file_query=file_query(self.request),
            may_add=may_add(self.entry),
            may_edit_plan=self.entry.may(Permission.EDIT_PLAN),
            breadcrumbs=trail(self.programme.slug)[:-1],
            **kwargs,
        )


class TestsFileView(TestsPage):
    """The whole of the list as a file for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        name = f"service-tests-{self.programme.slug}-{self.as_at.isoformat()}.csv"
        rows = (words.file_row(each, self.as_at) for each in self.asked_for())
        return csv_response(name, words.FILE_HEADS, rows)


def trail(programme: str) -> list[tuple[str, str]]:
    """The way to the list of tests, from the top."""
    return [
        ("Overview", reverse("overview", args=[programme])),
        ("Milestones", reverse("milestones", args=[programme])),
        ("Service tests", reverse("service-tests", args=[programme])),
    ]


class OfOneTest(ProgrammePage):
    """A page about one test; one that changes it is for those who update its area."""

    section = "milestones"
    permission = Permission.READ
    test: ServiceTest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return  # sent to sign in
        try:
            self.test = ask.find_test(
                self.programme, kwargs["test"], as_at=self.as_at, reach=self.reach
            )
        except ServiceTest.DoesNotExist as error:
            raise Http404("No such test had been reported by this day.") from error
        if self.permission is not Permission.READ:
            self.entry.require(self.permission, self.test.at)
        self.find()

    def find(self) -> None:
        """Find what else the page is about; raise Http404 where it isn't there."""

    def at(self, name: str, *more: object) -> str:
        """One of the test's addresses."""
        return reverse(name, args=[self.programme.slug, self.test.slug, *more])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("breadcrumbs", trail(self.programme.slug))
        return super().get_context_data(test=self.test, **kwargs)


class TestView(OfOneTest):
    """One test: where it stands, its cycles in order, what came of it, its history."""

    __test__ = False  # not a test case, whatever pytest makes of the name
    template_name = "pilots/service_tests/one.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        test = self.test
        lines = [*history_of(test, noun="test"), *ask.cycle_lines(test)]
        return super().get_context_data(
            told=words.told(ask.verdict_of(test, as_at=self.as_at), as_at=self.as_at),
            may_change=self.entry.may(Permission.UPDATE_DELIVERIES, test.at),
            has_ended=has_ended(test),
            history=sorted(lines, key=lambda line: line.at, reverse=True),
            **kwargs,
        )
