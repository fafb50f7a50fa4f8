"""Sheets of the learning portfolio: methods, resources and their versions."""

from partnership.workbook.columns import Links
from partnership.workbook.sheet import Sheet, sheet, values
from pilots.models import LearningMethod, LearningResource, LearningResourceVersion

LEARNING_METHODS = sheet(
    "learning_methods",
    LearningMethod,
    ["slug*", "name"],
    "How people learn: a workshop, shadowing, a game, …",
    also_unique=("name",),
)

LEARNING_RESOURCES = sheet(
    "learning_resources",
    LearningResource,
    ["slug*", "title", "area", "made_by", "is_retired"],
    "The portfolio of re-usable learning; what a resource holds is in its versions.",
)

LEARNING_VERSIONS = sheet(
    "learning_versions",
    LearningResourceVersion,
    [
        "resource*",
        "number*",
        "audience",
        values(
            "methods",
            Links(
                LearningResourceVersion.methods.through, "learningresourceversion", "learningmethod"
            ),
            "How people learn with it.",
        ),
        "format",
        "materials",
        "guidance",
        "outcomes",
        "link",
        "changed",
    ],
    "What a learning resource held from a day on. A version that is there already never changes.",
    help={
        "resource": "The learning resource.",
        "number": "Its number among the resource's versions, counted from 1.",
        "audience": "Whom it is for.",
        "guidance": "Guidance for whoever delivers it.",
        "outcomes": "What people can do afterwards, one in a line.",
        "link": "Where it is on the web.",
        "changed": "What is new in this version.",
    },
    scope="resource__programme",
)

SHEETS: tuple[Sheet, ...] = (LEARNING_METHODS, LEARNING_RESOURCES, LEARNING_VERSIONS)
