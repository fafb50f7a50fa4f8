"""Last check: the database's own constraints, asked before anything is written."""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from milestones.models import DeliveryUpdate
from partnership.workbook.draft import Draft
from partnership.workbook.records import fill
from partnership.workbook.sheets.plan import OF_VERSIONS
from partnership.workbook.stored import Key

Words = tuple[str, str, str]  # the column, what is wrong, what would be right

WORDS: Mapping[str, Words] = {
    "programme_length_1_to_240_months": (
        "length_months",
        "A programme runs for 1 to 240 months.",
        "Write how many.",
    ),
    "programme_year_starts_in_a_month": (
        "year_starts",
        "That is not a month of the year.",
        "Write 1 to 12.",
    ),
    "funding_not_negative": (
        "amount_pounds",
        "An amount can't be below 0.",
        "Leave it empty where it is not recorded.",
    ),
    "group_series_has_both_ends": (
        "series_first_month",
        "A series of meetings needs its first and last month, in that order, and how often.",
        "Fill series_first_month, series_last_month and meets_every_months.",
    ),
    "seat_rule_gives_a_seat": ("seats", "A seat rule gives at least one seat.", "Write 1 or more."),
    "counted_seat_has_people_and_no_account": (
        "people",
        "A counted seat holds at least one person, and no account.",
        "Write how many, or leave it empty.",
    ),
    "reporting_body_period_divides_a_year": (
        "months_per_period",
        "So many months don't divide a year.",
        "Write 1, 2, 3, 4, 6 or 12.",
    ),
    "reporting_body_year_starts_in_a_month": (
        "year_starts",
        "That is not a month of the year.",
        "Write 1 to 12.",
    ),
    "body_meeting_papers_come_before": (
        "papers_due_on",
        "Papers are due on the day of the meeting or before.",
        "Write a day that is not after meeting_on.",
    ),
    "meeting_held_on_means_held": (
        "held",
        "It has a day on which it was held, but its status is another.",
        "Write held as its status, or empty this cell.",
    ),
    "minutes_approved_on_a_day": (
        "approved_on",
        "Minutes are approved on a day, and of a meeting that was held.",
        "Write the day, and held as its status.",
    ),
    "attendance_counts_those_present": (
        "people",
        "Only those of a counted seat who were present are counted, and at least one.",
        "Empty it, or write present as its state.",
    ),
    "decision_by_a_group_or_a_body": (
        "group",
        "A decision is made by a group or by a body.",
        "Fill exactly one of group and body.",
    ),
    "action_not_done_and_dropped": (
        "dropped_on",
        "It can't be both done and dropped.",
        "Empty done_on or dropped_on.",
    ),
    "target_counts_events_of_a_kind": (
        "event_kind",
        "A target that counts events names their kind, and no other does.",
        "Write events in counts and the kind here, or empty this cell.",
    ),
    "plan_declined_with_a_reason": (
        "reason",
        "A change is declined for a reason.",
        "Write why, or yes in is_accepted.",
    ),
    "judgement_ends_after_it_began": (
        "ends_on",
        "It would end before it was made.",
        "Write the last day on which it holds.",
    ),
    "pdsa_cycle_from_1": ("number", "Cycles are counted from 1.", "Write 1 for the first one."),
    "implication_answer_has_words": ("text", "It is answered, without words.", "Write the answer."),
    "implication_not_required_has_a_reason": (
        "text",
        "It is not required, without a reason.",
        "Write why.",
    ),
    "event_before_only_without_a_day": (
        "before_on",
        "Its day is recorded: “before” is for events without one.",
        "Empty this cell or happened.",
    ),
    "event_ends_after_its_first_day": (
        "ends_on",
        "Its last day is not after its first, or its first day is not known.",
        "Mend one of the two days, or empty this cell.",
    ),
    "event_ends_after_its_start": (
        "ends_at",
        "It ends before it starts, or has no start.",
        "Mend one of the two times; an event that goes on into another day has ends_on.",
    ),
    "event_confirmed_on_a_day": (
        "confirmed_on",
        "Its figures are confirmed, without the day on which that was.",
        "Write the day, or held as its status.",
    ),
    "event_venue_in_its_area": (
        "venue",
        "An event of no area is at no area's venue.",
        "Name the area, or write where it is in place.",
    ),
    "count_correction_of_a_type": (
        "type",
        "It corrects a count, and doesn't say what was counted.",
        "Write what was counted, or of which other part of the event it is.",
    ),
    "event_count_at_most_a_million": (
        "value",
        "A count of over a million is a slip.",
        "Write what was counted.",
    ),
    "event_participants_at_most_a_million": (
        "value",
        "A count of over a million is a slip.",
        "Write how many took part.",
    ),
    "event_partner_cost_of_what_is_commissioned": (
        "cost",
        "Only what was commissioned has a cost, of 0 or more.",
        "Write commissioned in given, or empty this cell.",
    ),
    "event_partner_hours_in_kind": (
        "hours",
        "Only what was given in kind has hours and an hourly rate.",
        "Write in-kind in given, or empty hours and hourly_rate.",
    ),
    "event_partner_hours_not_negative": (
        "hours",
        "Hours and their rate can't be below 0.",
        "Leave them empty where they are not recorded.",
    ),
    "event_feedback_per_cent_0_to_100": (
        "per_cent",
        "A percentage lies between 0 and 100.",
        "Write 94 for 94%.",
    ),
    "milestone_due_in_month_0_to_240": (
        "due_month",
        "A milestone is due in a month from 0 to 240.",
        "0 is before the start.",
    ),
    "milestone_kotter_step_1_to_8": ("kotter_step", "The steps are 1 to 8.", "Or leave it empty."),
    "target_wants_something": ("wanted", "A target wants at least 1.", "Write how many."),
    "risk_scores_1_to_5": (
        "likelihood",
        "Likelihood and impact go from 1 to 5.",
        "Leave them empty where they are not recorded.",
    ),
    "outcome_not_leading_to_itself": (
        "leads_to",
        "An outcome can't lead to itself.",
        "Name the other one.",
    ),
    "outcome_not_mapped_to_itself": (
        "same_as",
        "An outcome is mapped to another.",
        "Name the other one.",
    ),
    "indicator_direction_is_entered": (
        "computed_from",
        "A direction is what somebody judges: it can't be computed.",
        "Empty this cell, or choose another kind.",
    ),
    "indicator_of_a_survey_names_it": (
        "computed_from",
        "What is computed from a survey is defined on the site, where the survey is.",
        "Empty this cell, or choose what else it is counted from.",
    ),
    "indicator_value_says_something": (
        "value",
        "It says nothing.",
        "Write the value, a direction, or the source's words.",
    ),
    "indicator_value_correction_says_why": (
        "why",
        "It corrects another value, and doesn't say why.",
        "Write why.",
    ),
}

# What an earlier check has made impossible, or updates.py says with its own words.
ASKED_ELSEWHERE = {
    "programme_starts_on_a_first",
    "area_starts_on_a_first",
    "plan_version_published_with_number_and_day",
    "judgement_has_a_reason",
    "required_sector_named",
    "dependency_not_on_itself",
    "organisation_not_its_successor",
    "agreed_date_moves_by_decision_and_reason",
    "descoped_by_decision",
    "complete_has_an_actual_date",
    "delivery_update_stands_forward",
}


def check_constraints(draft: Draft) -> None:
    """Note each new or changed row that the database would refuse."""
    find_id = _Provisional(draft)
    for row in draft.all_rows():
        if row.faulty or row.sheet.model is DeliveryUpdate or row.sheet in OF_VERSIONS:
            continue
        if draft.is_new(row) or draft.is_changed(row):
            stored = draft.stored.records[row.sheet.model].get(row.key)
            record = copy(stored) if stored else row.sheet.model()  # it holds more than its row
            fill(record, row, draft, find_id)
            record.pk = find_id(row.sheet.model, row.key)
            for column, wrong, right in violated(record):
                draft.fault(row, column, wrong, right)


def violated(record: models.Model) -> Iterator[Words]:
    """The words of each constraint that the record breaks."""
    for constraint in record._meta.constraints:
        if not isinstance(constraint, models.CheckConstraint) or constraint.name in ASKED_ELSEWHERE:
            continue
        try:
            constraint.validate(type(record), record)
        except ValidationError:
            yield WORDS[constraint.name]


class _Provisional:
    """Primary keys: the stored ones, and made-up ones for records that are yet to be."""

    def __init__(self, draft: Draft) -> None:
        self.stored = {
            model: {key: pk for pk, key in keys.items()}
            for model, keys in draft.stored.keys.items()
        }
        self.made: dict[tuple[type[models.Model], Key], int] = {}

    def __call__(self, model: type[models.Model], key: Key) -> Any:
        if key in self.stored[model]:
            return self.stored[model][key]
        return self.made.setdefault((model, key), -1 - len(self.made))
