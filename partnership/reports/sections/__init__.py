"""What each part of a report says: pure functions from a snapshot to a section."""

from partnership.reports.sections.compose import compose

__all__ = ["compose"]
