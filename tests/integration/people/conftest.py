"""Fixtures of the tests of people's pages."""

from tests.support.fixtures import programme, queries_of

__all__ = ["programme", "queries_of"]
