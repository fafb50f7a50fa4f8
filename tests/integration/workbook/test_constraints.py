"""What the database would refuse is said before anything is written."""

import pytest

from partnership.workbook.constraints import WORDS
from tests.integration.workbook.conftest import Spoil, faults_of, put

pytestmark = pytest.mark.django_db

BROKEN_CONSTRAINTS: dict[str, Spoil] = {
    "programme_length_1_to_240_months": put("programme", 1, length_months="241"),
    "programme_year_starts_in_a_month": put("programme", 1, year_starts="13"),
    "funding_not_negative": put("funding", 1, amount_pounds="-1"),
    "group_series_has_both_ends": put("groups", 1, series_last_month=None),
    "seat_rule_gives_a_seat": put("seat_rules", 1, seats="0"),
    "counted_seat_has_people_and_no_account": put("memberships", 2, people="0"),
    "reporting_body_period_divides_a_year": put("reporting_bodies", 1, months_per_period="5"),
    "reporting_body_year_starts_in_a_month": put("reporting_bodies", 1, year_starts="13"),
    "body_meeting_papers_come_before": put("body_meetings", 1, papers_due_on="2024-08-16"),
    "meeting_held_on_means_held": put("meetings", 2, status="planned"),
    "minutes_approved_on_a_day": put("meetings", 1, approved_on=None),
    "attendance_counts_those_present": put("attendance", 2, people="0"),
    "decision_by_a_group_or_a_body": put("decisions", 1, body="east-board"),
    "action_not_done_and_dropped": put("actions", 1, dropped_on="2024-03-01"),
    "implication_answer_has_words": put("implications", 1, text=None),
    "implication_not_required_has_a_reason": put("implications", 2, answer="not-required"),
    "event_before_only_without_a_day": put("events", 1, happened="2024-10-01"),
    "event_ends_after_its_first_day": put("events", 3, ends_on="2024-09-20"),
    "event_ends_after_its_start": put("events", 3, ends_on=None, ends_at="09:30"),
    "event_confirmed_on_a_day": put("events", 3, confirmed_on=None),
    "event_venue_in_its_area": put("events", 2, venue="east-quay/library"),
    "event_count_at_most_a_million": put("event_counts", 1, value="1000001"),
    "event_participants_at_most_a_million": put("event_participants", 1, value="1000001"),
    "count_correction_of_a_type": put("count_corrections", 1, type=None),
    "event_partner_cost_of_what_is_commissioned": put("event_partners", 2, cost="3"),
    "event_partner_hours_in_kind": put("event_partners", 1, hours="3"),
    "event_partner_hours_not_negative": put("event_partners", 2, hourly_rate="-1"),
    "event_feedback_per_cent_0_to_100": put("event_feedback", 1, per_cent="100.5"),
    "milestone_due_in_month_0_to_240": put("milestones", 1, due_month="-1"),
    "milestone_kotter_step_1_to_8": put("milestones", 2, kotter_step="9"),
    "target_wants_something": put("targets", 1, wanted="0"),
    "target_counts_events_of_a_kind": put("targets", 1, counts="contexts"),
    "plan_declined_with_a_reason": put("plan_answers", 2, reason=None),
    "judgement_ends_after_it_began": put("judgements", 1, ends_on="2024-06-09"),
    "pdsa_cycle_from_1": put("pdsa_cycles", 1, number="0"),
    "risk_scores_1_to_5": put("risk_reviews", 1, likelihood="6"),
    "outcome_not_leading_to_itself": put("outcome_links", 1, leads_to="first/O1"),
    "outcome_not_mapped_to_itself": put("outcome_mappings", 1, same_as="second/O1"),
    "indicator_direction_is_entered": put("indicators", 2, kind="direction"),
    "indicator_of_a_survey_names_it": put("indicators", 2, computed_from="scale"),
    "indicator_value_says_something": put("indicator_values", 1, value=None),
    "indicator_value_correction_says_why": put("indicator_values", 2, why=None),
}


@pytest.mark.parametrize("name", BROKEN_CONSTRAINTS)
def test_what_the_database_would_refuse_is_said_before(name: str) -> None:
    faults = faults_of(BROKEN_CONSTRAINTS[name])

    column, wrong, right = WORDS[name]
    assert [(f.column, f.wrong, f.right) for f in faults] == [(column, wrong, right)]


def test_every_constraint_with_words_is_broken_here() -> None:
    assert {*WORDS} == {*BROKEN_CONSTRAINTS}
