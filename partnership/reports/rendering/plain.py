"""The summary in plain words as one web page that stands alone."""

from django.template.loader import render_to_string

from partnership.reports.rendering.page import page_style
from partnership.reports.sections.plain import plain_summary
from partnership.reports.snapshot import Frozen


def render_plain(frozen: Frozen) -> bytes:
    """The page; it names nobody and needs nothing from anywhere."""
    found = {"summary": plain_summary(frozen), "style": page_style()}
    return render_to_string("reports/document/plain.html", found).encode()
