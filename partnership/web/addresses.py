"""Addresses under one beginning, each found again without trying every pattern."""

from collections.abc import Sequence

from django.urls import ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

from partnership.web.remembered import Remembered

Patterns = Sequence[URLPattern | URLResolver]
MOST_KEPT = 512  # addresses, about 1 kB each


class Beneath(URLResolver):
    """What `path(route, include(patterns))` is, where the same addresses are often asked for.

    Which view an address leads to is decided by the address alone; whether somebody
    may see it is the view's to say, at every request. What is found nowhere is not kept.
    """

    def __init__(self, route: str, patterns: Patterns) -> None:
        super().__init__(RoutePattern(route), patterns)
        self._found = Remembered(self._find, most=MOST_KEPT)

    def resolve(self, path: str) -> ResolverMatch:
        """The view of the address; raises Resolver404 where there is none."""
        return self._found(str(path))

    def _find(self, path: str) -> ResolverMatch:
        match = super().resolve(path)
        match.tried = None  # the patterns that were not it: only a page for developers lists them
        return match
