"""The journey of a report: collect → freeze → render."""

from partnership.reports.collect.report import collect
from partnership.reports.rendering import (
    render_html,
    render_pdf,
    render_plain,
    render_word,
    render_workbook,
)
from partnership.reports.snapshot import Frozen, Snapshot, freeze, restore, thaw

__all__ = [
    "Frozen",
    "Snapshot",
    "collect",
    "freeze",
    "render_html",
    "render_pdf",
    "render_plain",
    "render_word",
    "render_workbook",
    "restore",
    "thaw",
]
