"""Indicators of a file beside those that are no rows: the ones computed from surveys."""

from evaluation.models import Indicator
from partnership.workbook.draft import Draft


def check_indicators(draft: Draft) -> None:
    """No new row has the slug of an indicator that is computed from a survey; one query."""
    new = [row for row in draft.rows[Indicator] if row.key and draft.is_new(row)]
    if not new:
        return
    others = Indicator.objects.filter(
        programme__slug=draft.programme_cell("slug"),
        survey__isnull=False,
        slug__in=[row.key[0] for row in new],
    )
    taken = set(others.values_list("slug", flat=True))
    for row in new:
        if row.key[0] in taken:
            wrong = "An indicator that is computed from a survey has this slug, and is no row."
            draft.fault(row, "slug", wrong, "Leave the row out, or give it another slug.")
