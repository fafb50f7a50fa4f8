"""What people type about reports, their templates and the bodies that they go to."""

from partnership.reports.forms.asking import AskForReportForm

__all__ = ["AskForReportForm"]
