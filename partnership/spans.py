"""From when to when: two dates of which each may be known roughly or not at all."""

from partnership.dates import PartialDate


def end_refused(since: PartialDate, until: PartialDate) -> str:
    """What to tell whoever says that something ended before it began; else nothing.

    Two dates that may be in order are.
    """
    if since.first is None or until.last is None or until.last >= since.first:
        return ""
    return (
        f"It can’t end ({until.words}) before it begins ({since.words}). Mend one of the two dates."
    )
