"""The milestone plan, as reference-programme.md gives it; every date is derived."""

from datetime import date

import pytest

from milestones.models import (
    Delivery,
    DeliveryUpdate,
    Dependency,
    Judgement,
    Milestone,
    OutputDelivered,
    PlanAnswer,
)
from partnership.programmes.models import Programme

pytestmark = pytest.mark.django_db

START = date(2019, 1, 1)
PLAN = [
    ("M0", "Before start", 0, date(2018, 12, 31), 1),
    ("M1", "Phase 1 Early adopters", 2, date(2019, 2, 28), 3),
    ("M2", "Phase 1 Early adopters", 6, date(2019, 6, 30), 1),
    ("M3", "Phase 1 Early adopters", 8, date(2019, 8, 31), 3),
    ("M4", "Phase 1 Early adopters", 11, date(2019, 11, 30), 3),
    ("M5", "Phase 1 Early adopters", 13, date(2020, 1, 31), 3),
    ("M6", "Phase 1 Early adopters", 16, date(2020, 4, 30), 3),
    ("M7", "Phase 2 National scale-up", 18, date(2020, 6, 30), 1),
    ("M8", "Phase 2 National scale-up", 20, date(2020, 8, 31), 1),
    ("M9", "Phase 2 National scale-up", 23, date(2020, 11, 30), 1),
    ("M10", "Phase 2 National scale-up", 24, date(2020, 12, 31), 1),
]


def milestone(programme: Programme, reference: str) -> Milestone:
    return programme.milestones.get(reference=reference)


@pytest.mark.parametrize(("reference", "phase", "month", "due", "deliveries"), PLAN)
def test_each_milestone_is_due_at_the_end_of_its_month(
    programme: Programme, reference: str, phase: str, month: int, due: date, deliveries: int
) -> None:
    row = milestone(programme, reference)

    assert (str(row.phase), row.due_month, row.planned_on) == (phase, month, due)
    assert row.scope == ("programme" if deliveries == 1 else "each-area")
    baselines = [delivery.baseline_on for delivery in row.deliveries.all()]
    assert baselines == [due] * deliveries


def test_the_plan_has_eleven_milestones_in_order(programme: Programme) -> None:
    assert [row.reference for row in programme.milestones.all()] == [row[0] for row in PLAN]
    assert Delivery.objects.filter(programme=programme).count() == 21


def test_the_plan_is_in_force_from_the_start_and_comes_from_the_paper(
    programme: Programme,
) -> None:
    rows = programme.milestones.select_related("source")

    assert {row.reported_on for row in rows} == {START}
    assert {row.source.dated_on for row in rows if row.source} == {date(2019, 10, 24)}


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("M0", "Part-time project managers appointed"),
        ("M1", "Sponsors, guiding coalition and delivery partners"),
        ("M2", "Four co-design workshops"),
        ("M3", "Learning opportunities delivered"),
        ("M4", "tested in three contexts in each IJB"),
        ("M5", "Learning workshops to adapt the model"),
        ("M5", "school librarians, mental health and others"),
        ("M5", "hard-to-reach groups"),
        ("M6", "young people with mental health needs"),
        ("M6", "another hard-to-reach context"),
        ("M7", "Communication campaign planned"),
        ("M7", "letter to IJB Chief Officers from the Deputy Chief Medical Officer and SLIC"),
        ("M8", "National Learning and Improvement Event"),
        ("M8", "network of practice set up"),
        ("M9", "Transformation leads helped to find partners"),
        ("M9", "six regional learning and development opportunities"),
        ("M10", "Final project report"),
    ],
)
def test_titles_say_what_each_milestone_is(
    programme: Programme, reference: str, words: str
) -> None:
    assert words in milestone(programme, reference).title


@pytest.mark.parametrize(
    ("reference", "outputs"),
    [
        ("M0", ["Project managers in post"]),
        ("M1", ["Sponsors and delivery partners from all sectors identified"]),
        (
            "M2",
            [
                "Service vision",
                "First definition of the service model",
                "Learning and development framework",
            ],
        ),
        (
            "M3",
            [
                "Partners confident and competent to deliver",
                "Portfolio of re-usable learning opportunities",
            ],
        ),
        ("M4", ["Evaluation reports", "Service model refined"]),
        (
            "M5",
            [
                "Model tailored for homeless people",
                "Model tailored for school pupils with mental health needs",
                "Tailored learning resources and guidance",
            ],
        ),
        ("M6", ["Evaluation reports", "Tailored models refined"]),
        (
            "M7",
            [
                "Communication plan and materials",
                "Executive sponsors in IJBs",
                "Service transformation framework documented",
            ],
        ),
        (
            "M8",
            [
                "Transformation leads engaged",
                "Plans in those IJBs",
                "Virtual network with a leader and a steering group",
            ],
        ),
        (
            "M9",
            [
                "Partners engaged with stronger capabilities",
                "Plans of the transformation leads consolidated",
            ],
        ),
        ("M10", ["Final report"]),
    ],
)
def test_each_milestone_has_its_outputs(
    programme: Programme, reference: str, outputs: list[str]
) -> None:
    assert [output.text for output in milestone(programme, reference).outputs.all()] == outputs


def test_homeless_people_are_named_and_are_no_priority_group(programme: Programme) -> None:
    output = milestone(programme, "M5").outputs.get(group_named="homeless people")

    assert output.priority_group is None
    assert not programme.priority_groups.filter(name__icontains="homeless").exists()


def test_school_pupils_with_mental_health_needs_are_a_priority_group(
    programme: Programme,
) -> None:
    output = milestone(programme, "M5").outputs.get(number=2)

    assert output.group_named == "school pupils with mental health needs"
    assert output.priority_group is not None
    assert output.priority_group.slug == "young-people-mental-health"


def test_the_first_milestone_has_three_parts(programme: Programme) -> None:
    parts = [part.text for part in milestone(programme, "M1").parts.all()]

    assert len(parts) == 3
    assert "sponsors" in parts[0]
    assert "guiding coalition of influential leaders" in parts[1]
    assert "delivery partners from all sectors" in parts[2]


@pytest.mark.parametrize(
    "leaders", ["libraries", "health", "third sector", "schools", "citizen participation"]
)
def test_the_coalition_has_leaders_of_five_kinds(programme: Programme, leaders: str) -> None:
    assert leaders in milestone(programme, "M1").parts.get(number=2).text


def test_the_model_is_tested_in_three_contexts(programme: Programme) -> None:
    contexts = " ".join(part.text for part in milestone(programme, "M4").parts.all())

    assert "health promotion" in contexts
    assert "long-term condition or conditions" in contexts
    assert "complex needs" in contexts


@pytest.mark.parametrize(
    ("reference", "wanted", "what", "per", "kind"),
    [
        ("M2", 4, "co-design workshops", "programme", "Co-design workshop"),
        ("M4", 3, "tests of the service model, one in each context", "each-area", ""),
        ("M6", 2, "tests of the tailored models, one in each context", "each-area", ""),
        (
            "M8",
            1,
            "National Learning and Improvement Event",
            "programme",
            "National Learning and Improvement Event",
        ),
        (
            "M9",
            6,
            "regional learning and development opportunities",
            "programme",
            "Regional learning and development opportunity",
        ),
    ],
)
def test_targets_are_numbers(
    programme: Programme, reference: str, wanted: int, what: str, per: str, kind: str
) -> None:
    target = milestone(programme, reference).targets.get()

    assert (target.wanted, target.what, target.per) == (wanted, what, per)
    assert (str(target.event_kind) if target.event_kind else "") == kind


def test_three_tests_in_each_area_are_nine_in_all(programme: Programme) -> None:
    target = milestone(programme, "M4").targets.get()

    assert target.wanted * programme.areas.count() == 9


@pytest.mark.parametrize(
    ("reference", "contexts"),
    [
        ("M4", ["Health promotion", "Long-term condition or conditions", "Complex needs"]),
        ("M6", ["Young people with mental health needs", "Another hard-to-reach context"]),
    ],
)
def test_the_contexts_that_count_are_those_of_the_paper(
    programme: Programme, reference: str, contexts: list[str]
) -> None:
    counted = milestone(programme, reference).targets.get().contexts
    named = counted.order_by("context__position").values_list("context__name", flat=True)
    assert list(named) == contexts


@pytest.mark.parametrize(
    ("reference", "counts"),
    [("M2", "events"), ("M4", "contexts"), ("M6", "contexts"), ("M8", "events"), ("M9", "events")],
)
def test_targets_say_what_they_count(programme: Programme, reference: str, counts: str) -> None:
    assert milestone(programme, reference).targets.get().counts == counts


def test_there_is_one_version_of_the_plan_in_force_from_the_start(programme: Programme) -> None:
    (version,) = programme.plan_versions.all()

    assert (version.number, version.in_force_on, version.decision) == (1, START, None)
    assert [row.reference for row in version.plan.milestones] == [row[0] for row in PLAN]
    assert {row.kotter_step for row in version.plan.milestones} == {None}
    assert not version.plan.dropped


def test_only_the_workshops_scope_is_marked_inferred(programme: Programme) -> None:
    inferred = programme.milestones.exclude(scope_inferred_from="")

    assert [row.reference for row in inferred] == ["M2"]
    assert "does not say" in inferred[0].scope_inferred_from


def test_nothing_is_recorded_of_how_the_plan_went(programme: Programme) -> None:
    of_programme = {"delivery__programme": programme}

    assert not DeliveryUpdate.objects.filter(**of_programme).exists()
    assert not OutputDelivered.objects.filter(**of_programme).exists()
    assert not Dependency.objects.filter(milestone__programme=programme).exists()
    assert {row.owner for row in Delivery.objects.filter(programme=programme)} == {""}
    assert not Judgement.objects.filter(**of_programme).exists()
    assert not PlanAnswer.objects.filter(version__programme=programme).exists()
    assert not programme.service_tests.exists()
    assert {area.start_month for area in programme.areas.all()} == {None}


def test_the_one_risk_stated_has_no_scores(programme: Programme) -> None:
    (risk,) = programme.risks.all()

    assert (risk.kind, risk.title) == ("risk", "Key partners unable to engage")
    assert str(risk.area) == "North Ayrshire"
    assert not risk.reviews.exists()
    assert (risk.approach, risk.response, risk.owner, risk.review_on) == ("", "", "", None)
    assert not risk.milestones.exists()
