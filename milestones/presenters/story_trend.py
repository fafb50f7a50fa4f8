"""How a milestone's date moved, from what its page has read already."""

from collections import defaultdict

from milestones.models import DeliveryUpdate
from milestones.selectors.stories import Story
from milestones.trend import Trend, TrendLine, TrendPoint, draw_trend


def story_trend(story: Story) -> Trend | None:
    """The drawing; None where not every update was read, and where nothing was reported."""
    if not story.updates or len(story.updates) < story.updates_in_all:
        return None
    points: dict[int, list[TrendPoint]] = defaultdict(list)
    for told in reversed(story.updates):
        points[told.update.delivery_id].append(_point(told.update))
    lines = [
        TrendLine(row.where, row.area_slug, row.standing.baseline_on, tuple(points[row.key]))
        for row in story.deliveries
    ]
    as_at = story.plan.part.as_at
    return draw_trend(lines, reference=story.milestone.reference, as_at=as_at)


def _point(update: DeliveryUpdate) -> TrendPoint:
    expected = update.actual_on or update.forecast_on or update.agreed_on
    is_done = update.actual_on is not None
    return TrendPoint(update.reported_on, expected, is_done, update.reason)
