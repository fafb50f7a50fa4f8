"""The layouts that a programme starts with; each can be changed, as a new version."""

from partnership.reports.rules.layout import Layout
from partnership.reports.shipped.boards import GENERIC_IJB, NORTH_AYRSHIRE, YEARLY
from partnership.reports.shipped.health import SBAR
from partnership.reports.shipped.national import NATIONAL

SHIPPED: tuple[Layout, ...] = (NORTH_AYRSHIRE, GENERIC_IJB, SBAR, NATIONAL, YEARLY)
