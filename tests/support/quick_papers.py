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
        for module in ("pilots.views.meeting_files", "pilots.views.feedback_papers"):
            patch.setattr(f"{module}.kept", as_html)
        patch.setattr("evaluation.views.wave_papers.kept", as_html)
        for module in ("stories", "story_review"):
            patch.setattr(f"evaluation.views.{module}.render_apart", as_html())
        yield
