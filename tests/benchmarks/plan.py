"""The milestone plan of a benchmark's programme, rolled out and reported on."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from milestones.actions.versions import take_in
from milestones.models import (
    Delivery,
    DeliveryUpdate,
    Dependency,
    Milestone,
    Output,
    PlanVersion,
    Risk,
    RiskReview,
    Target,
)
from milestones.models.update import FOR_GOOD
from milestones.schedule import Said, Stage, Standing, fold
from partnership.dates import end_of_month
from partnership.programmes.models import Phase, Programme
from tests.benchmarks.copying import Row, copy_rows
from tests.benchmarks.people import MONTHS, START
from tests.benchmarks.sizes import FLOOR_MILESTONES, FLOOR_PROGRAMME, PROGRAMME, Size

TODAY = date(2026, 11, 21)
SLIPS = (-10, 0, 0, 0, 0, 7, 14, 20, 45, 90)  # days late, one of which each delivery ends with
KINDS = 12  # kinds of event in the measured programme; the floor has one for each milestone


def fill_plan(size: Size) -> None:
    """Add milestones, their deliveries in every area and each delivery's updates."""
    copy_rows(Milestone, _milestones(size, _phases()))
    numbers = range(1, size.milestones + 1)
    copy_rows(Dependency, (_dependency(n) for n in numbers if n % 3 == 0))
    copy_rows(Output, (_output(n, place) for n in numbers for place in (1, 2)))
    copy_rows(Target, (_target(n, size) for n in (*numbers, *_floor_numbers(size))))
    version = _first_version()
    copy_rows(Delivery, _deliveries(size, works_to=version.pk))
    copy_rows(DeliveryUpdate, _updates(size))
    copy_rows(Risk, _risks(size))
    copy_rows(RiskReview, _reviews(size))


def _first_version() -> PlanVersion:
    """What the tables hold, published: pages read the plan from there."""
    programme = Programme.objects.get(pk=PROGRAMME)
    version = take_in(programme=programme, why="The plan as first agreed.", by=None)
    assert version
    return version


def due_month(number: int, size: Size) -> int:
    """Milestones fall due evenly over the programme's months."""
    return max(number * MONTHS // size.milestones, 1)


def _floor_numbers(size: Size) -> range:
    return range(size.milestones + 1, size.milestones + FLOOR_MILESTONES + 1)


def _phases() -> dict[int, list[int]]:
    """The phases of each programme, read before a COPY takes the connection."""
    return {
        programme: list(Phase.objects.filter(programme=programme).values_list("pk", flat=True))
        for programme in (PROGRAMME, FLOOR_PROGRAMME)
    }


def _milestones(size: Size, phases: Mapping[int, list[int]]) -> Iterator[Row]:
    for key in (*range(1, size.milestones + 1), *_floor_numbers(size)):
        is_floor = key > size.milestones
        programme = FLOOR_PROGRAMME if is_floor else PROGRAMME
        number = key - size.milestones if is_floor else key
        month = number if is_floor else due_month(number, size)
        yield {
            "id": key,
            "programme_id": programme,
            "reference": f"M{number}",
            "position": number,
            "phase_id": phases[programme][min((month - 1) * 3 // MONTHS, 2)],
            "title": f"Learning opportunities of step {number} delivered with partners",
            "due_month": month,
            "scope": "each-area",
            "reported_on": START,
        }


def _dependency(number: int) -> Row:
    return {"id": number, "milestone_id": number, "needs_id": number - 1}


def _output(number: int, place: int) -> Row:
    return {
        "id": number * 2 + place,
        "milestone_id": number,
        "number": place,
        "text": f"Output {place} of step {number}",
    }


def kinds_of(size: Size) -> int:
    """How many kinds of event the measured programme has."""
    return min(KINDS, size.milestones)


def _target(number: int, size: Size) -> Row:
    """Events of one kind count towards each milestone; kinds are keyed in engagement.py."""
    is_floor = number > size.milestones
    return {
        "id": number,
        "milestone_id": number,
        "wanted": 4,
        "what": "workshops",
        "per": "each-area",
        "counts": "events",
        "event_kind_id": number if is_floor else (number - 1) % kinds_of(size) + 1,
    }


def _deliveries(size: Size, *, works_to: int) -> Iterator[Row]:
    for milestone in range(1, size.milestones + 1):
        for area in range(1, size.areas + 1):
            yield {
                "id": delivery_key(milestone, area, size),
                "programme_id": PROGRAMME,
                "milestone_id": milestone,
                "area_id": area,
                "baseline_on": end_of_month(START, due_month(milestone, size)),
                "owner": "Area manager",
                "from_on": START,
                "works_to_id": works_to,
            }


def delivery_key(milestone: int, area: int, size: Size) -> int:
    """The primary key of a milestone's delivery in an area."""
    return (milestone - 1) * size.areas + area


def _updates(size: Size) -> Iterator[Row]:
    chance = random.Random(2026)
    key = 0
    for milestone in range(1, size.milestones + 1):
        baseline = end_of_month(START, due_month(milestone, size))
        for area in range(1, size.areas + 1):
            said = said_of(baseline, size.updates, slip=chance.choice(SLIPS))
            stood = fold(baseline, said)
            until = [*(each.reported_on for each in said[1:]), FOR_GOOD]
            for number, row in enumerate(zip(said, stood, until, strict=True), 1):
                key += 1
                yield _update(key, delivery_key(milestone, area, size), number, *row)


def said_of(baseline: date, count: int, *, slip: int) -> list[Said]:
    """What was reported of a delivery: spread over its two years, complete at the end if done."""
    ends = baseline + timedelta(days=slip)
    last = min(ends, TODAY)
    first = max(START, last - timedelta(days=730))
    step = (last - first) / count
    said = []
    for number in range(1, count + 1):
        day = first + step * number
        if number == count and ends <= TODAY:
            said.append(Said(last, stage=Stage.COMPLETE, actual_on=ends))
        elif number == count // 2:
            said.append(Said(day, stage=Stage.STARTED, forecast_on=ends))
        else:
            said.append(Said(day))
    return said


def _update(key: int, delivery: int, number: int, said: Said, stood: Standing, until: date) -> Row:
    """A row as `milestones.actions` would write it: what was said, and what stood after."""
    return {
        "id": key,
        "delivery_id": delivery,
        "number": number,
        "reported_on": said.reported_on,
        "said_stage": said.stage.value if said.stage else "",
        "said_forecast_on": said.forecast_on,
        "said_actual_on": said.actual_on,
        "reason": "A partner was not yet found." if said.forecast_on else "",
        "note": "Work goes on with the partners.",
        "reported_by": "Area manager",
        "stage": stood.stage.value,
        "agreed_on": stood.agreed_on,
        "forecast_on": stood.forecast_on,
        "actual_on": stood.actual_on,
        "stands_until": until,
    }


def _risks(size: Size) -> Iterator[Row]:
    for key in range(1, size.areas * 3 + 1):
        yield {
            "id": key,
            "programme_id": PROGRAMME,
            "area_id": (key - 1) % size.areas + 1,
            "reference": f"R{key}",
            "title": f"Key partners of place {key} are unable to engage",
            "response": "Ask the sponsor to write to them.",
            "owner": "Area manager",
            "reported_on": START,
        }


def _reviews(size: Size) -> Iterator[Row]:
    for key in range(1, size.areas * 3 + 1):
        for number in range(1, 7):
            yield {
                "id": key * 6 + number,
                "risk_id": key,
                "number": number,
                "likelihood": (key + number) % 5 + 1,
                "impact": key % 5 + 1,
                "state": "closed" if number == 6 and key % 4 == 0 else "open",
                "reported_on": date(2022 + (number - 1) // 2, (number - 1) % 2 * 6 + 3, 1),
            }
