"""Implications that boards ask about.

The first nine are those of North Ayrshire Integration Joint Board's paper of 24 October 2019. The
others are rows that further boards carry: a Fairer Scotland assessment may be declared not
required; island communities are assessed by the boards that the Islands (Scotland) Act 2018 names.
"""

from partnership.reports.rules.layout import RowLayout

FINANCIAL = RowLayout("financial", "Financial")
HUMAN_RESOURCES = RowLayout("human-resources", "Human resources")
LEGAL = RowLayout("legal", "Legal")
EQUALITY = RowLayout("equality", "Equality")
CHILDREN = RowLayout("children", "Children and young people")
ENVIRONMENT = RowLayout("environment", "Environmental and sustainability")
PRIORITIES = RowLayout("priorities", "Key priorities", "The plans and strategies it serves.")
RISK = RowLayout("risk", "Risk")
COMMUNITY = RowLayout("community", "Community benefits")
FAIRER_SCOTLAND = RowLayout(
    "fairer-scotland",
    "Fairer Scotland duty",
    "Where no assessment is required, say why: the reason is printed as the declaration.",
)
ISLANDS = RowLayout(
    "islands",
    "Island communities",
    "Where no assessment was made, the reason is published.",
    is_mandatory=False,
)

OF_NORTH_AYRSHIRE = (
    FINANCIAL, HUMAN_RESOURCES, LEGAL, EQUALITY, CHILDREN, ENVIRONMENT, PRIORITIES, RISK, COMMUNITY,
)  # fmt: skip
