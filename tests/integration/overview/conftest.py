"""A programme, and people who hold roles in it."""

from tests.support.fixtures import programme, queries_of, signed_in, viewer

__all__ = ["programme", "queries_of", "signed_in", "viewer"]
