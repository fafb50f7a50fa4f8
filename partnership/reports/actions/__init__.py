"""What is done with reports: ask for one, make it, make it again, put its files back."""

from partnership.reports.actions.asking import ask_for_report, ask_to_rebuild, make_again
from partnership.reports.actions.publishing import Made, files_of, make, make_files, rebuild_files

__all__ = [
    "Made",
    "ask_for_report",
    "ask_to_rebuild",
    "files_of",
    "make",
    "make_again",
    "make_files",
    "rebuild_files",
]
