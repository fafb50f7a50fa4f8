"""Reports, what they are made of, what is written in them, and what becomes of them."""

from partnership.reports.models.delivery import (
    BoardDecision,
    Direction,
    Download,
    PublicLink,
    PublishedWords,
)
from partnership.reports.models.report import Report, ReportFile
from partnership.reports.models.template import (
    ImplicationRow,
    ReportTemplate,
    TemplateChoice,
    TemplateSection,
    TemplateVersion,
)
from partnership.reports.models.writing import (
    Cover,
    ImplicationAnswer,
    ReportComment,
    ReportTask,
    ReportText,
)

__all__ = [
    "BoardDecision",
    "Cover",
    "Direction",
    "Download",
    "ImplicationAnswer",
    "ImplicationRow",
    "PublicLink",
    "PublishedWords",
    "Report",
    "ReportComment",
    "ReportFile",
    "ReportTask",
    "ReportTemplate",
    "ReportText",
    "TemplateChoice",
    "TemplateSection",
    "TemplateVersion",
]
