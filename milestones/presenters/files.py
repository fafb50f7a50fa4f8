"""The plan as rows for a spreadsheet."""

from milestones.parts import DeliveryRow

DELIVERY_HEADS = (
    "Milestone", "Title", "Phase", "Where", "Owner", "Status", "Why", "Judged", "Judged because",
    "Baseline", "Agreed", "Agreed date moved (times)", "Forecast", "Actual", "Slip (days)",
    "Pushed to", "Pushed by", "Last update", "Note",
)  # fmt: skip


def delivery_file_row(row: DeliveryRow) -> list[object]:
    """A delivery for a spreadsheet; what is not recorded is empty."""
    stands, judged = row.standing, row.judged
    return [
        row.milestone.reference,
        row.milestone.title,
        row.milestone.phase,
        row.where,
        row.owner,
        row.status.rag.value,
        row.status.why,
        judged.rag.value if judged else "",
        judged.reason if judged else "",
        stands.baseline_on,
        stands.agreed_on,
        row.times_moved,
        stands.forecast_on,
        stands.actual_on,
        stands.slip,
        row.pushed_to,
        "; ".join(pusher.words for pusher in row.pushed_by),
        stands.updated_on,
        row.note,
    ]
