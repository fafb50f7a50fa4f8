"""A programme, and people who hold roles in it."""

from tests.support.fixtures import programme, queries_of, signed_in, viewer
from tests.support.governance import chair, group, member

__all__ = ["chair", "group", "member", "programme", "queries_of", "signed_in", "viewer"]
