"""How a delivery stands, as a form's hidden field carries it there and back.

Pure: no Django, no clock, no database.
"""

from datetime import date

from milestones.schedule import Stage, Standing

NONE = "-"


def code_of(standing: Standing) -> str:
    """stage~baseline~agreed~forecast~actual~updated."""
    days = (
        standing.baseline_on,
        standing.agreed_on,
        standing.forecast_on,
        standing.actual_on,
        standing.updated_on,
    )
    return "~".join([standing.stage.value, *(day.isoformat() if day else NONE for day in days)])


def standing_of_code(code: str) -> Standing | None:
    """The standing that a code says; None where it says none."""
    try:
        stage, *days = code.split("~")
        baseline, agreed, forecast, actual, updated = (
            None if day == NONE else date.fromisoformat(day) for day in days
        )
        stands = Stage(stage)
    except ValueError:
        return None
    if baseline is None or agreed is None:
        return None
    return Standing(baseline, agreed, stands, forecast, actual, updated)
