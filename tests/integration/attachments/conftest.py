"""What tests of files added to records share."""

from tests.support.fixtures import programme, queries_of, signed_in, viewer

__all__ = ["programme", "queries_of", "signed_in", "viewer"]
