"""Sheets of the plan, of how it is delivered and of its risks."""

from dataclasses import replace

from milestones.models import (
    Delivery,
    DeliveryUpdate,
    Dependency,
    Judgement,
    Milestone,
    MilestonePart,
    Output,
    OutputDelivered,
    Risk,
    RiskMilestone,
    RiskReview,
    Target,
    TargetContext,
)
from partnership.workbook.columns import Column, Kind, Links
from partnership.workbook.sheet import Sheet, finder, sheet, values, within

OF_MILESTONE = {"milestone": "The milestone."}
AREA_OF_DELIVERY = "The area that delivers it; empty: the whole programme."

MILESTONES = sheet(
    "milestones",
    Milestone,
    [
        "reference*",
        "position",
        "phase",
        "title",
        "due_month",
        "scope",
        "scope_inferred_from",
        "kotter_step",
        values(
            "depends_on",
            Links(Dependency, "milestone", "needs"),
            "The milestones that must be finished first.",
        ),
    ],
    "The plan. Dates follow from the month in which a milestone is due.",
    help={
        "phase": "The number of its phase.",
        "scope": "Delivered once, or in each area.",
        "kotter_step": "The step of Kotter's model that it serves, 1 to 8.",
        "reported_on": "The day from which it is part of the plan; empty: the programme's start.",
    },
)

MILESTONE_PARTS = sheet(
    "milestone_parts",
    MilestonePart,
    ["milestone*", "number*", "text"],
    "Sub-items of a milestone.",
    help=OF_MILESTONE,
    scope="milestone__programme",
)

OUTPUTS = sheet(
    "outputs",
    Output,
    ["milestone*", "number*", "text", "group_named", "priority_group"],
    "What a milestone must leave behind.",
    help={
        **OF_MILESTONE,
        "group_named": "The group that the source names, in its words.",
        "priority_group": "The priority group that this is; empty: none of them.",
    },
    scope="milestone__programme",
)

TARGETS = sheet(
    "targets",
    Target,
    [
        "milestone*",
        "number*",
        "wanted",
        "what",
        "per",
        "counts",
        "event_kind",
        values(
            "contexts",
            Links(TargetContext, "target", "context"),
            "The contexts whose tests count towards it; empty: any that the programme has.",
        ),
    ],
    "Numbers that a milestone needs, counted from records.",
    help={
        **OF_MILESTONE,
        "number": "Its place among the milestone's targets, counted from 1.",
        "wanted": "How many are needed.",
        "what": "What is counted, such as: co-design workshops.",
        "per": "In each area, or in all.",
        "counts": "What is counted; empty: nothing can be yet.",
    },
    scope="milestone__programme",
)


def _of_delivery(name: str, words: str) -> Column:
    """A column of deliveries that may stay empty, because it follows from the plan."""
    column = sheet("", Delivery, [name], "").column(name)
    return replace(column, is_required=False, default=None, help=words)


DELIVERIES = sheet(
    "deliveries",
    Delivery,
    [
        "milestone*",
        "area*",
        "owner",
        _of_delivery(
            "baseline_on",
            "Empty: the end of the month in which the milestone was due when it became part of"
            " the plan here, counted from the area's own start. It never changes.",
        ),
        _of_delivery(
            "from_on",
            "The day from which it was part of the plan here; empty: since the milestone is.",
        ),
        "works_to",
    ],
    "How the milestones stand with each area, or with the whole programme. In a file without"
    " plan_versions every delivery of the plan is there without a row of this sheet; in one with"
    " it, an area that has rows here has those deliveries and no others.",
    help={
        **OF_MILESTONE,
        "area": AREA_OF_DELIVERY,
        "works_to": "The number of the version whose row was taken up here last; empty: the one"
        " in which it became part of the plan here.",
    },
)


def _said(name: str, words: str) -> Column:
    """What an update said: the column is called by the plain word."""
    column = sheet("", DeliveryUpdate, [f"said_{name}"], "").column(f"said_{name}")
    return replace(column, name=name, help=words)


UPDATES = sheet(
    "updates",
    DeliveryUpdate,
    [
        finder("milestone*", Milestone, "The milestone."),
        within(
            DeliveryUpdate,
            "area*",
            ["milestone"],
            AREA_OF_DELIVERY,
            field="delivery",
            required=False,
        ),
        "number*",
        _said("stage", "How far it has come; empty: as before."),
        _said("forecast_on", "When the manager expects it now; empty: as before."),
        _said("agreed_on", "A new agreed day: it needs decision and reason."),
        _said("actual_on", "When it was done."),
        "decision",
        "reason",
        "note",
        "reported_by",
    ],
    "What was said of a delivery, report by report.",
    help={
        "number": "Its place among the delivery's updates, counted from 1.",
        "reason": "Why a date moved.",
        "reported_by": "The post that reported it, never a name.",
    },
    scope="delivery__programme",
)

OUTPUTS_DELIVERED = sheet(
    "outputs_delivered",
    OutputDelivered,
    [
        finder("milestone*", Milestone, "The milestone."),
        within(
            OutputDelivered,
            "area*",
            ["milestone"],
            AREA_OF_DELIVERY,
            field="delivery",
            required=False,
        ),
        within(OutputDelivered, "output*", ["milestone"], "The number of the milestone's output."),
        "evidence",
        "link",
        "event",
    ],
    "Outputs left behind, with what shows them.",
    help={"link": "Where it is on the web.", "event": "The event that shows it."},
    scope="delivery__programme",
)

JUDGEMENTS = sheet(
    "judgements",
    Judgement,
    [
        finder("milestone*", Milestone, "The milestone."),
        within(
            Judgement, "area*", ["milestone"], AREA_OF_DELIVERY, field="delivery", required=False
        ),
        Column(
            "number",
            Kind.WHOLE,
            "Its place among the delivery's judgements: 1, 2, 3 and so on.",
            is_key=True,
            is_required=True,
            default=None,
        ),
        "rag",
        "reason",
        "ends_on",
        "withdrawn_on",
    ],
    "A manager's own judgement of a delivery, beside the status by rule.",
    help={
        "rag": "The status as it is judged to be.",
        "reason": "Why it is judged otherwise than by rule.",
        "ends_on": "The last day on which it holds.",
        "withdrawn_on": "The day on which it was taken back; empty: it was not.",
    },
    scope="delivery__programme",
    is_numbered=True,
)

RISKS = sheet(
    "risks",
    Risk,
    [
        "reference*",
        "kind",
        "title",
        "area",
        "approach",
        "response",
        "owner",
        "review_on",
        values(
            "milestones",
            Links(RiskMilestone, "risk", "milestone"),
            "The milestones that it bears on.",
        ),
    ],
    "The register of risks and issues.",
    help={
        "area": "Empty: it is the whole programme's.",
        "approach": "How it is met; empty: not recorded.",
        "response": "What is done about it.",
        "review_on": "The day on which it is to be looked at next.",
    },
)

RISK_REVIEWS = sheet(
    "risk_reviews",
    RiskReview,
    ["risk*", "number*", "likelihood", "impact", "state", "note"],
    "How a risk stood on the days it was reviewed.",
    help={
        "risk": "The risk.",
        "number": "Its place among the risk's reviews, counted from 1.",
        "likelihood": "1 is least, 5 is most; empty: not recorded.",
        "impact": "1 is least, 5 is most; empty: not recorded.",
        "state": "Whether it is still open.",
    },
    scope="risk__programme",
)

OF_THE_PLAN: tuple[Sheet, ...] = (MILESTONES, MILESTONE_PARTS, OUTPUTS, TARGETS)
OF_DELIVERIES: tuple[Sheet, ...] = (DELIVERIES, UPDATES, JUDGEMENTS, OUTPUTS_DELIVERED)
OF_RISKS: tuple[Sheet, ...] = (RISKS, RISK_REVIEWS)
