"""Papers given out as the page that would be printed, for tests of who may have them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


def as_html(*_: Any, **__: Any) -> Any:
    """Stands in for `paper_files.kept`."""
    return lambda html, **_: html.encode()


@contextmanager
def papers_unprinted() -> Iterator[None]:
    """Meanwhile no paper is set in pages."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("meeting_files", "feedback_papers"):
            patch.setattr(f"pilots.views.{module}.kept", as_html)
        yield
