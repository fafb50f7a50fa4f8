"""Addresses that are found again."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLResolver, path
from django.urls.resolvers import RoutePattern

from partnership.web.addresses import MOST_KEPT, Beneath


def one(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse("one")


def other(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse("other")


@pytest.fixture
def beneath() -> Beneath:
    patterns = [path("<int:number>/", one, name="one"), path("<slug:word>/", other, name="other")]
    return Beneath("in/<slug:programme>/", patterns)


def test_an_address_leads_to_the_same_view_with_the_same_words_each_time(beneath: Beneath) -> None:
    for _ in range(2):
        found = [beneath.resolve(asked) for asked in ("in/a/1/", "in/b/1/", "in/a/x/", "in/a/2/")]
        assert [(match.func, match.kwargs) for match in found] == [
            (one, {"programme": "a", "number": 1}),
            (one, {"programme": "b", "number": 1}),
            (other, {"programme": "a", "word": "x"}),
            (one, {"programme": "a", "number": 2}),
        ]


def test_what_is_nowhere_stays_nowhere_and_is_not_kept(beneath: Beneath) -> None:
    for _ in range(2):
        with pytest.raises(Resolver404):
            beneath.resolve("in/a/!/")
    assert not beneath._found._kept


def test_made_up_addresses_fill_no_memory(beneath: Beneath) -> None:
    for number in range(2 * MOST_KEPT):
        assert beneath.resolve(f"in/a/{number}/").tried is None

    assert len(beneath._found._kept) == MOST_KEPT


def test_addresses_are_written_as_by_any_other_list_of_them(beneath: Beneath) -> None:
    around = URLResolver(RoutePattern(""), [beneath])

    assert around.reverse("one", programme="a", number=3) == "in/a/3/"
