"""What areas, groups and boards bring to a page or a report, as at a day."""

from pilots.collect.engagement import engagement_part
from pilots.collect.papers import paper_part
from pilots.collect.partnership import partnership_part

__all__ = ["engagement_part", "paper_part", "partnership_part"]
