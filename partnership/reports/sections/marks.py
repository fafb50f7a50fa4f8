"""What each page of a report is marked with."""

from partnership.reports.snapshot import Particulars


def mark_of(about: Particulars) -> str:
    """That it is invented, a draft, or for whom it is; nothing where it is none of them."""
    marks = (
        "Illustrative – invented to show the product." if about.is_illustrative else "",
        "Draft – not approved" if about.is_draft else "",
        about.marking,
    )
    return " ".join(mark for mark in marks if mark)
