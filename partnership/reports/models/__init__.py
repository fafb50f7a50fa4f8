"""Reports and their files."""

from partnership.reports.models.report import Report, ReportFile

__all__ = ["Report", "ReportFile"]
