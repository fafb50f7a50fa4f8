"""Three ways of writing one frozen document: web page, PDF, data workbook.

Nothing here reads a record: the frozen snapshot is all there is.
"""

from partnership.reports.rendering.page import render_html
from partnership.reports.rendering.print import render_pdf
from partnership.reports.rendering.sheets import render_workbook

__all__ = ["render_html", "render_pdf", "render_workbook"]
