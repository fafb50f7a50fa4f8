"""The report as one web page: the accessible original."""

from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from partnership.reports.sections import compose
from partnership.reports.snapshot import Frozen

STYLE = Path(__file__).with_name("page.css")


def render_html(frozen: Frozen) -> bytes:
    """The page that stands alone: it carries its style and needs nothing from anywhere."""
    page = render_to_string(
        "reports/document/page.html",
        {"document": compose(frozen), "style": page_style(), "links": True},
    )
    return page.encode()


@cache
def page_style() -> SafeString:
    """The style of a page that stands alone."""
    # Our own stylesheet, put between style tags: no person's words are in it.
    return mark_safe(STYLE.read_text())  # noqa: S308
