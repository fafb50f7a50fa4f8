"""Pages on which a report is written, by those who draft it and those who approve it."""
