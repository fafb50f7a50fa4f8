"""What is asked about a delivery, in one look."""

from datetime import date

from milestones.models import DeliveryUpdate
from milestones.schedule import NO_UPDATE, Standing
from partnership.dates import day_words


def asked_of(standing: Standing, last: DeliveryUpdate | None, *, on: date) -> list[tuple[str, str]]:
    """The facts that somebody needs in order to say whether a delivery is on track."""
    return [
        ("Due", f"{day_words(standing.agreed_on)}, {_distance((standing.agreed_on - on).days)}"),
        ("Expected", day_words(standing.expected_on)),
        ("Last word", f"{day_words(last.reported_on)}: {_word(last)}" if last else NO_UPDATE),
    ]


def _distance(days: int) -> str:
    """in 28 days; today; 14 days ago."""
    if not days:
        return "today"
    count = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"in {count}" if days > 0 else f"{count} ago"


def _word(update: DeliveryUpdate) -> str:
    return update.note or update.reason or update.words
