"""The evaluation's part is what had been reported by a day, at the same cost at any size."""

import json
from dataclasses import asdict
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluation.collect import evaluation_part
from evaluation.models import (
    Activity,
    ActivityOutcome,
    Framework,
    Input,
    Measure,
    Outcome,
    OutcomeLink,
)
from evaluation.parts import LONG_TERM, NO_MEASURE, NO_RESULTS, OUTCOME, EvaluationPart, OutcomeRow
from milestones.models import Milestone
from partnership.programmes.models import Programme, Source
from tests.integration.evaluation.conftest import NEWS_DAY, PAPER_DAY, START, fill

TODAY = date(2026, 11, 21)


def _outcome(part: EvaluationPart, reference: str) -> OutcomeRow:
    return next(
        outcome
        for framework in part.frameworks
        for outcome in framework.outcomes
        if outcome.reference == reference
    )


def test_an_outcome_has_its_measures_and_what_leads_to_it(
    programme: Programme, paper: Source
) -> None:
    fill(programme, paper, 2)
    part = evaluation_part(programme, as_at=TODAY)
    outcome = _outcome(part, "O2")

    assert [(m.kind, m.name, m.who, m.timing) for m in outcome.measures] == [
        ("Interviews", "Interviews 2", "Partners", "")
    ]
    assert [(a.reference, a.milestones, a.is_inferred) for a in outcome.led_to_by] == [
        ("A2", ("M2",), True)
    ]
    assert _outcome(part, "LT").after_outcomes == ("O1", "O2")
    assert part.frameworks[0].source == "Paper"


def test_an_outcome_without_a_measure_is_a_gap_and_so_is_one_without_results(
    programme: Programme, paper: Source
) -> None:
    fill(programme, paper, 1)
    part = evaluation_part(programme, as_at=TODAY)

    assert _outcome(part, "O1").gaps == (NO_RESULTS,)
    assert _outcome(part, "LT").gaps == (NO_MEASURE, NO_RESULTS)


def test_mappings_name_both_frameworks(programme: Programme, paper: Source) -> None:
    fill(programme, paper, 1)
    (mapping,) = evaluation_part(programme, as_at=TODAY).mappings

    assert (mapping.framework, mapping.reference) == ("Later", "S1")
    assert (mapping.same_as_framework, mapping.same_as_reference) == ("Logic", "O1")


def test_nothing_had_been_reported_the_day_before_the_paper(
    programme: Programme, paper: Source
) -> None:
    fill(programme, paper, 2)
    part = evaluation_part(programme, as_at=PAPER_DAY - timedelta(days=1))

    assert part.frameworks == part.mappings == part.logic_model.nodes == ()


def test_a_later_framework_and_its_mapping_are_not_known_before_its_day(
    programme: Programme, paper: Source
) -> None:
    fill(programme, paper, 2)
    before = evaluation_part(programme, as_at=NEWS_DAY - timedelta(days=1))
    on_the_day = evaluation_part(programme, as_at=NEWS_DAY)

    assert [framework.slug for framework in before.frameworks] == ["logic"]
    assert before.mappings == ()
    assert [framework.slug for framework in on_the_day.frameworks] == ["logic", "later"]
    assert len(on_the_day.mappings) == 2


@pytest.mark.parametrize("model", [Activity, Measure, Milestone, Input])
def test_what_is_reported_later_is_left_out_with_its_links(
    programme: Programme, paper: Source, model: type
) -> None:
    fill(programme, paper, 1)
    model.objects.update(reported_on=NEWS_DAY)
    whole = evaluation_part(programme, as_at=NEWS_DAY)
    part = evaluation_part(programme, as_at=PAPER_DAY)

    assert asdict(part)["logic_model"] != asdict(whole)["logic_model"] or model is Measure
    if model is Measure:
        assert _outcome(part, "O1").gaps == (NO_MEASURE, NO_RESULTS)
    if model is Activity:
        assert _outcome(part, "O1").led_to_by == ()
    if model is Milestone:
        assert _outcome(part, "O1").led_to_by[0].milestones == ()
    if model is Input:
        assert all(link.source != "input:I1" for link in part.logic_model.links)


def test_the_logic_model_leaves_out_other_frameworks_and_unlinked_products(
    programme: Programme, paper: Source
) -> None:
    fill(programme, paper, 1)
    framework = Framework.objects.get(slug="logic")
    for reference in ("P1", "P2"):
        Outcome.objects.create(
            framework=framework, reference=reference, position=9, level="product", statement="Made"
        )
    ActivityOutcome.objects.create(
        activity=Activity.objects.get(), outcome=Outcome.objects.get(reference="P2")
    )
    model = evaluation_part(programme, as_at=TODAY).logic_model

    assert [node.reference for node in model.column(OUTCOME)] == ["O1", "P2"]
    assert [node.reference for node in model.column(LONG_TERM)] == ["LT"]


def test_a_link_is_inferred_only_where_it_says_so(programme: Programme, paper: Source) -> None:
    fill(programme, paper, 2)
    OutcomeLink.objects.filter(outcome__reference="O1").update(is_inferred=False)
    links = evaluation_part(programme, as_at=TODAY).logic_model.links
    sure = [link for link in links if not link.is_inferred]

    assert [(link.source, link.target) for link in sure] == [
        ("outcome:logic:O1", "outcome:logic:LT")
    ]


def test_without_any_link_every_outcome_but_products_is_drawn(
    programme: Programme, paper: Source
) -> None:
    fill(programme, paper, 1)
    ActivityOutcome.objects.all().delete()
    OutcomeLink.objects.all().delete()
    model = evaluation_part(programme, as_at=TODAY).logic_model

    assert [node.reference for node in model.column(OUTCOME)] == ["O1", "S1"]


def test_another_programmes_evaluation_stays_out(programme: Programme, paper: Source) -> None:
    fill(programme, paper, 2)
    other = Programme.objects.create(
        slug="other", name="Other", start_month=START, length_months=12
    )
    part = evaluation_part(other, as_at=TODAY)

    assert part.frameworks == part.mappings == part.logic_model.nodes == ()
    assert part.logic_model.links == ()


def test_the_part_is_plain_enough_for_json(programme: Programme, paper: Source) -> None:
    fill(programme, paper, 2)
    part = evaluation_part(programme, as_at=TODAY)
    told = json.loads(json.dumps(asdict(part), default=date.isoformat))

    assert told["as_at"] == "2026-11-21"
    assert told["logic_model"]["nodes"][0]["name"] == "Input 1"


def test_fifty_of_everything_cost_as_many_queries_as_one(
    programme: Programme, paper: Source
) -> None:
    fill(programme, paper, 1)
    with CaptureQueriesContext(
        connection,
    ) as for_one:
        evaluation_part(programme, as_at=TODAY)
    other = Programme.objects.create(slug="big", name="Big", start_month=START, length_months=60)
    source = Source.objects.create(
        programme=other, slug="paper", kind="news", title="Paper", dated_on=PAPER_DAY
    )
    fill(other, source, 50)
    with CaptureQueriesContext(connection) as for_fifty:
        part = evaluation_part(other, as_at=TODAY)

    assert len(part.logic_model.links) == 150
    assert len(for_fifty) == len(for_one) == 1
