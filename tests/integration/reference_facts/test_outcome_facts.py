"""Outcomes, measures and the logic model, as reference-programme.md gives them."""

from datetime import date

import pytest

from evaluation.models import (
    Activity,
    ActivityInput,
    ActivityOutcome,
    Outcome,
    OutcomeLink,
    OutcomeMapping,
)
from evaluation.rules.coverage import NO_ANSWERS, NO_DATA, NO_MEASURE, NO_WORDS, Cover
from evaluation.selectors.coverage import coverage
from evaluation.selectors.part import outcomes_reported
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING
from pilots.selectors.sectors import Asked, boards, participants_by_sector

pytestmark = pytest.mark.django_db


def outcome(programme: Programme, reference: str) -> Outcome:
    return Outcome.objects.get(framework__programme=programme, reference=reference)


def references(outcomes: object) -> set[str]:
    return {each.reference for each in outcomes.all()}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("reference", "level", "words"),
    [
        ("LT", "long-term", "Better health and wellbeing for individuals and communities"),
        ("LT", "long-term", "in terms of what matters most to them"),
        ("O1", "intermediate", "New skills, knowledge, relationships and ways of working"),
        ("O2", "intermediate", "Librarians integrated as partners in healthcare teams"),
        ("O3", "intermediate", "Citizens and communities empowered to make choices"),
        ("O4", "intermediate", "Senior healthcare leaders appreciate libraries"),
        ("O4", "intermediate", "stay committed"),
        ("P1", "product", "Service model defined"),
        ("P2", "product", "Skilled teams in each IJB"),
        ("P3", "product", "Service transformation framework"),
        ("P4", "product", "Portfolio of learning opportunities"),
        ("P5", "product", "Network of practice"),
        ("P6", "product", "Evaluation report"),
    ],
)
def test_each_outcome_of_the_paper_is_held(
    programme: Programme, reference: str, level: str, words: str
) -> None:
    found = outcome(programme, reference)

    assert words in found.statement
    assert (found.level, found.framework.slug) == (level, "logic-model")


@pytest.mark.parametrize(
    ("reference", "words", "mapped"),
    [
        ("S1", "Leaders more committed to involving libraries", {"O4"}),
        ("S2", "Library staff more involved strategically", {"O2"}),
        (
            "S3",
            "Professionals, library staff and the third sector understand each other",
            {"O1"},
        ),
        ("S4", "Librarians more integrated", {"O2"}),
        ("S5", "Library staff have new skills for self-management", {"O1"}),
        ("S6", "Professionals understand the librarian's role", {"O1", "O4"}),
    ],
)
def test_each_strategic_outcome_of_2021_is_mapped(
    programme: Programme, reference: str, words: str, mapped: set[str]
) -> None:
    found = outcome(programme, reference)

    assert found.statement == words
    assert references(found.maps_to) == mapped


def test_each_framework_is_reported_when_its_source_said_it(programme: Programme) -> None:
    days = {framework.name: framework.reported_on for framework in programme.frameworks.all()}

    assert days == {
        "Logic model": date(2019, 10, 24),
        "Strategic outcomes, 2021": date(2021, 10, 5),
    }
    assert OutcomeMapping.objects.filter(outcome__framework__programme=programme).count() == 7
    assert Outcome.objects.filter(framework__programme=programme).count() == 17


@pytest.mark.parametrize(
    ("kind", "name", "who", "timing", "measures"),
    [
        (
            "interviews",
            "Interviews with service users",
            "Service users who tested the model",
            "",
            {"LT", "O3"},
        ),
        (
            "focus-groups",
            "Focus groups with service users",
            "Service users who tested the model",
            "",
            {"LT", "O3"},
        ),
        ("indicator", "Participants from each sector", "", "", {"O1", "O2"}),
        ("indicator", "Integration Joint Boards engaged", "", "", {"O1", "O2"}),
        (
            "questionnaire",
            "Questionnaires before and after",
            "",
            "Before and after",
            {"O1", "O2"},
        ),
        ("interviews", "Interviews with partners", "Partners", "", {"O1", "O2"}),
        (
            "interviews",
            "Interviews with senior leaders",
            "Senior leaders",
            "After testing and after dissemination",
            {"O4"},
        ),
    ],
)
def test_each_outcome_has_its_measures(
    programme: Programme, kind: str, name: str, who: str, timing: str, measures: set[str]
) -> None:
    measure = programme.measures.get(name=name)

    assert (measure.kind, measure.who, measure.timing) == (kind, who, timing)
    assert references(measure.outcomes) == measures
    assert programme.measures.count() == 7


def test_the_logic_model_has_four_inputs(programme: Programme) -> None:
    assert [each.name for each in programme.inputs.all()] == [
        "Core team",
        "Three pilot localities",
        "Steering group",
        "Wider connections",
    ]


@pytest.mark.parametrize(
    ("reference", "words", "milestones", "outcomes"),
    [
        ("A1", "Guiding coalition in each area", {"M0", "M1"}, {"O2", "O4"}),
        ("A2", "Shared vision", {"M2"}, {"O1", "O4"}),
        ("A3", "Co-design the service model", {"M2"}, {"O1", "O2"}),
        ("A4", "Learning opportunities", {"M3"}, {"O1", "O2"}),
        ("A5", "Test the model in three settings in each area", {"M4"}, {"O1", "O2", "O3"}),
        ("A5", "refine it", {"M4"}, {"O1", "O2", "O3"}),
        ("A6", "for young people and one other group, and test it", {"M5", "M6"}, {"O1", "O3"}),
        ("A7", "Spread the vision from national leaders", {"M7"}, {"O4"}),
        (
            "A8",
            "National event, network of practice and regional learning",
            {"M8", "M9", "M10"},
            {"O1", "O4"},
        ),
    ],
)
def test_each_activity_has_its_milestones_and_outcomes(
    programme: Programme, reference: str, words: str, milestones: set[str], outcomes: set[str]
) -> None:
    activity = programme.activities.get(reference=reference)

    assert words in activity.name
    assert references(activity.milestones) == milestones
    assert references(activity.outcomes) == outcomes


def test_every_input_feeds_every_activity(programme: Programme) -> None:
    for activity in programme.activities.all():
        assert references(activity.inputs) == {"I1", "I2", "I3", "I4"}
    assert Activity.objects.filter(programme=programme).count() == 8


@pytest.mark.parametrize("reference", ["O1", "O2", "O3", "O4"])
def test_every_outcome_leads_to_the_long_term_one(programme: Programme, reference: str) -> None:
    links = outcome(programme, reference).leads_to_links.all()

    assert [link.leads_to.reference for link in links] == ["LT"]


def test_every_link_of_the_logic_model_is_marked_inferred(programme: Programme) -> None:
    links = [
        *ActivityInput.objects.filter(activity__programme=programme),
        *ActivityOutcome.objects.filter(activity__programme=programme),
        *OutcomeLink.objects.filter(outcome__framework__programme=programme),
    ]

    assert len(links) == 32 + 16 + 4
    assert all(link.is_inferred for link in links)


def test_what_is_measured_by_counting_events_comes_out_of_them(programme: Programme) -> None:
    """The Fun Day engages one board; who came to it from which sector nobody said."""
    asked = Asked(programme, date(2021, 12, 31))
    engaged = [board.name for board in boards(asked) if board.in_area or board.naming]

    assert len(boards(asked)) == 3
    assert engaged == ["North Ayrshire Integration Joint Board"]
    assert participants_by_sector(asked) == {}
    before = Asked(programme, date(2019, 10, 23))  # the day before the paper told of it
    assert not any(board.in_area or board.naming for board in boards(before))


def test_the_programmes_own_gaps_are_shown(programme: Programme) -> None:
    """Nothing was asked or said: boards engaged alone are counted, and all else is a gap."""
    covers = coverage(programme, as_at=date(2021, 12, 31), reach=EVERYTHING)
    told = {
        each.reference: covers.get(each.pk, Cover()).gaps
        for each in outcomes_reported(programme, as_at=date(2021, 12, 31))
    }
    partly = (NO_ANSWERS, NO_WORDS, "1 of 2 indicators without a value")

    assert told == {
        **dict.fromkeys(("LT", "O3", "O4"), (NO_DATA,)),
        **dict.fromkeys(("O1", "O2"), partly),
        **{f"{letter}{number}": (NO_MEASURE,) for letter in "PS" for number in range(1, 7)},
    }
