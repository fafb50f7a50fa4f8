"""Outcomes and a logic model of a benchmark's programme: as large as one can be read."""

from evaluation.models import (
    Activity,
    ActivityInput,
    ActivityOutcome,
    Framework,
    Input,
    Measure,
    Outcome,
    OutcomeLink,
)
from tests.benchmarks.copying import copy_rows
from tests.benchmarks.people import START
from tests.benchmarks.sizes import PROGRAMME, Size

OUTCOMES, ACTIVITIES, INPUTS = 8, 12, 4


def fill_evaluation(size: Size) -> None:
    """Add one framework of outcomes with measures, and the logic model that leads to it."""
    of_programme = {"programme_id": PROGRAMME, "reported_on": START}
    copy_rows(Framework, [{"id": 1, "slug": "logic", "name": "Logic model", **of_programme}])
    outcomes, activities = range(1, OUTCOMES + 2), range(1, ACTIVITIES + 1)
    copy_rows(Outcome, (_outcome(key) for key in outcomes))
    copy_rows(Input, (_part("I", key) | of_programme for key in range(1, INPUTS + 1)))
    copy_rows(Activity, (_part("A", key) | of_programme for key in activities))
    copy_rows(
        Activity.milestones.through,
        (
            {"id": key, "activity_id": key % ACTIVITIES + 1, "milestone_id": key}
            for key in range(1, size.milestones + 1)
        ),
    )
    pairs = [(activity, put_in) for activity in activities for put_in in range(1, INPUTS + 1)]
    copy_rows(
        ActivityInput,
        ({"id": n, "activity_id": a, "input_id": i} for n, (a, i) in enumerate(pairs, 1)),
    )
    copy_rows(
        ActivityOutcome,
        ({"id": a, "activity_id": a, "outcome_id": a % OUTCOMES + 2} for a in activities),
    )
    copy_rows(OutcomeLink, ({"id": o, "outcome_id": o, "leads_to_id": 1} for o in outcomes[1:]))
    measures = ({**_measure(key), **of_programme} for key in outcomes[1:])
    copy_rows(Measure, measures)
    copy_rows(
        Measure.outcomes.through,
        ({"id": key, "measure_id": key, "outcome_id": key} for key in outcomes[1:]),
    )


def _outcome(key: int) -> dict[str, object]:
    return {
        "id": key,
        "framework_id": 1,
        "reference": f"O{key - 1}" if key > 1 else "LT",
        "position": key,
        "level": "intermediate" if key > 1 else "long-term",
        "statement": f"New skills, knowledge and relationships of kind {key}",
    }


def _part(letter: str, key: int) -> dict[str, object]:
    return {
        "id": key,
        "reference": f"{letter}{key}",
        "position": key,
        "name": f"Learning and development {key}",
    }


def _measure(key: int) -> dict[str, object]:
    return {
        "id": key,
        "slug": f"interviews-{key}",
        "kind": "interviews",
        "name": "Interviews with partners",
        "who": "Partners",
    }
