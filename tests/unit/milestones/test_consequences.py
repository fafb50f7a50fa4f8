"""What a word would mean, told before it is saved."""

from datetime import date

import pytest

from milestones.consequences import Consequence, consequence
from milestones.knock_on import Linked, Network
from milestones.parts import DeliveryRow, MilestoneRow
from milestones.schedule import Rag, Stage, Standing, Status, Tolerances

TODAY = date(2019, 10, 24)
DUE, NEXT = date(2019, 12, 31), date(2020, 3, 31)
TOLERANCES = Tolerances(plan_from=date(2019, 7, 1))


def standing(due: date, **fields: object) -> Standing:
    return Standing(due, due, Stage.STARTED, updated_on=TODAY, **fields)  # type: ignore[arg-type]


def row(key: int, reference: str, area: str) -> DeliveryRow:
    milestone = MilestoneRow(
        key, reference, f"Title of {reference}", "Phase", 12, DUE, bool(area), "", TODAY
    )
    status = Status(Rag.GREEN, "")
    return DeliveryRow(milestone, area.title(), area, standing(DUE), status, 0, key=key)


ROWS = [row(1, "M4", "hill"), row(2, "M5", "hill"), row(3, "M9", ""), row(4, "M5", "coast")]
NETWORK = Network(
    TODAY,
    (
        Linked(1, 4, "hill", standing(DUE)),
        Linked(2, 5, "hill", standing(NEXT)),
        Linked(3, 9, "", standing(NEXT)),
        Linked(4, 5, "coast", standing(NEXT)),
    ),
    {5: (4,), 9: (5,)},
)


def means(stands: Standing, rows: list[DeliveryRow] = ROWS) -> Consequence:
    return consequence(NETWORK, 1, stands, rows=rows, tolerances=TOLERANCES)


def test_a_late_forecast_is_red_with_its_days_and_pushes_what_waits() -> None:
    found = means(standing(DUE, forecast_on=date(2020, 2, 6)))

    assert (found.slip_words, found.status.rag) == ("37 days later than baseline", Rag.RED)
    assert found.push_words("hill") == (
        "Pushes M5 in this area to 7 May 2020, M9 of the whole programme to 7 May 2020."
    )


def test_what_is_on_time_pushes_nothing() -> None:
    found = means(standing(DUE, forecast_on=DUE))

    assert (found.slip_words, found.status.rag) == ("On the baseline date", Rag.GREEN)
    assert found.push_words("hill") == ""


def test_one_day_early_is_said_so() -> None:
    assert means(standing(DUE, forecast_on=date(2019, 12, 30))).slip_words == (
        "1 day earlier than baseline"
    )


def test_without_a_date_said_the_status_speaks_for_itself() -> None:
    found = means(standing(DUE))

    assert (found.slip_words, found.status.words) == ("", "Green: expected 31 December 2019")


def test_what_is_out_of_reach_is_not_named() -> None:
    found = means(standing(DUE, forecast_on=date(2020, 2, 6)), ROWS[:1])

    assert found.push_words("hill") == ""


def test_another_area_is_named_by_its_name() -> None:
    whole = Network(TODAY, NETWORK.deliveries, {4: (9,)})
    late = standing(NEXT, forecast_on=date(2020, 5, 10))
    rows = [*ROWS, row(5, "M4", "hill")]

    found = consequence(whole, 3, late, rows=rows, tolerances=TOLERANCES)

    assert found.push_words("") == "Pushes M4 in Hill to 10 May 2020."


@pytest.mark.parametrize("stage", [Stage.NOT_NEEDED])
def test_what_is_not_needed_holds_nothing_up(stage: Stage) -> None:
    late = Standing(DUE, DUE, stage, forecast_on=date(2020, 2, 6))

    assert means(late).pushed == ()
