"""What the reports of 2019 say, and what they leave unsaid."""

from datetime import date

import lxml.html
import pytest

from milestones.schedule import Rag
from partnership.programmes.reach import EVERYTHING
from partnership.reports.sections import compose
from tests.integration.report_contents.conftest import AREA, NATIONAL, Q3, Q4

pytestmark = pytest.mark.django_db


def text_of(report) -> str:
    words = lxml.html.fromstring(report.html).xpath("//body")[0].text_content()
    return " ".join(words.split())


def test_the_fun_day_is_in_the_quarter_in_which_it_was_reported(made):
    said = text_of(made(AREA, Q4))
    assert "Fun Day" in said
    assert "not recorded (before 24 October 2019)" in said
    assert "It is counted in the period in which it was reported." in said


def test_the_fun_day_is_not_in_the_quarter_before(made):
    said = text_of(made(AREA, Q3))
    assert "Fun Day" not in said
    assert "No event held in July to September 2019 had been reported by the cut-off." in said


@pytest.mark.parametrize(
    "words",
    [
        "about 468",
        "about 160 adults, about 200 children",
        "childminders",
        "from 9 weeks to 101 years",
        "94% very satisfied (base not recorded)",
        "6 satisfied",
        "Joyworks",
        "STEM Ambassadors",
        "Countryside Rangers",
        "Health Information Resources",
        "Sixth-year pupils of Kilwinning Academy",
        "No direction required (chosen)",
        "North Ayrshire Council and NHS Ayrshire & Arran",
        "Expand the librarian role",
        "amount not recorded",
        "3 tests of the service model, one in each context in each area, 9 in all",
        "(the unit is uncertain",
        "names homeless people, not one of the programme",
    ],
)
def test_a_reader_finds_the_fact(made, words):
    assert words in text_of(made(AREA, Q4))


def test_participations_are_not_added_to_attendance(made):
    snapshot = made(AREA, Q4).frozen.snapshot
    row = snapshot.engagement.held[0]
    activities = {a.name: a.participations.value for a in row.activities}
    assert sorted(value for value in activities.values() if value) == [32, 34]
    assert (row.attendance.value, row.attendance.is_about) == (360, True)
    assert (row.footfall.value, row.footfall.is_about) == (468, True)
    assert (row.participation.value, row.participation.is_at_least) == (66, True)


def test_as_at_24_october_2019_what_is_due_is_red_and_says_no_update(frozen, loaded):
    from milestones.collect import plan_part

    plan = plan_part(loaded, as_at=date(2019, 10, 24), reach=EVERYTHING)
    red = {row.milestone.reference for row in plan.deliveries if row.status.rag is Rag.RED}
    assert red == {"M0", "M1", "M2", "M3"}
    assert all("no update recorded" in row.status.words for row in plan.late)
    assert {row.milestone.reference for row in plan.next_due} == {"M4"}


def test_dates_follow_from_the_start_month(made):
    said = text_of(made(NATIONAL, Q4))
    assert "M2 Four co-design workshops. Due at the end of month 6, 30 June 2019." in said
    assert "Due at the end of month 24, 31 December 2020." in said
    assert "Due before the start, by 31 December 2018." in said


def test_the_national_group_expects_8_meetings_and_none_is_recorded(made):
    said = text_of(made(NATIONAL, Q4))
    assert "8 meetings expected in all" in said
    assert "held: not recorded" in said
    assert "held: 0" not in said


def test_before_the_paper_implications_and_direction_are_not_recorded(made):
    said = text_of(made(AREA, Q3))
    assert "Implications: not recorded." in said
    assert "Direction: not recorded." in said


def test_a_statement_of_another_end_is_shown_beside_the_agreed_one(made):
    said = text_of(made(AREA, Q4))
    assert "The programme’s agreed end is 31 December 2020." in said
    assert "Differs" in said


def test_the_reports_draft_mark_is_on_the_cover(made):
    assert "Draft – not approved" in text_of(made(AREA, Q4))


@pytest.mark.parametrize("body", [AREA, NATIONAL])
def test_a_report_is_collected_in_39_queries(frozen, django_assert_max_num_queries, body):
    with django_assert_max_num_queries(40):  # one of them to find the body
        frozen(body, Q4)


def test_equal_figures_freeze_to_equal_fingerprints(frozen):
    assert frozen(AREA, Q3).fingerprint == frozen(AREA, Q3).fingerprint
    assert frozen(AREA, Q3).fingerprint != frozen(AREA, Q4).fingerprint


def test_a_document_is_put_together_once_for_all_its_files(frozen):
    first, again = frozen(AREA, Q3), frozen(AREA, Q3)
    assert compose(first) is compose(first)
    assert compose(again) == compose(first)
    assert compose(again) is not compose(first)
