"""Writes the versions of the plan that a workbook tells."""

from datetime import date

from milestones.actions.past_versions import bring_in
from milestones.actions.versions import newest_version, plan_in_tables
from milestones.models import Milestone, PlanVersion
from partnership.people.history import FROM_WORKBOOK, record_by
from partnership.programmes.models import Programme
from partnership.workbook.draft import Draft
from partnership.workbook.plan_authority import tells_no_rows
from partnership.workbook.planned import plan_of
from partnership.workbook.records import Ids
from partnership.workbook.sheets.plan import OF_VERSIONS
from pilots.models import Decision


def write_versions(draft: Draft, ids: Ids, programme: Programme) -> None:
    """Store the versions that are new, in their order; of others, at most why they were made."""
    tables = {sheet.model: draft.together(sheet.model) for sheet in OF_VERSIONS}
    for row in sorted(draft.rows[PlanVersion], key=lambda row: int(row.key[0])):
        if draft.is_changed(row):
            version = draft.stored.records[PlanVersion][row.key]
            assert isinstance(version, PlanVersion)
            version.why = row.text("why")
            record_by(version, by=None, why=FROM_WORKBOOK)
            version.save()
        if not draft.is_new(row):
            continue
        in_force_on, decision = row.cells["in_force_on"], row.text("decision")
        assert isinstance(in_force_on, date)
        version = bring_in(
            programme=programme,
            number=int(row.key[0]),
            plan=(
                plan_in_tables(programme, newest_version(programme))
                if tells_no_rows(draft, row)
                else plan_of(row.key[0], tables, lambda reference: ids[Milestone][reference,])
            ),
            in_force_on=in_force_on,
            why=row.text("why"),
            decision=Decision.objects.get(pk=ids[Decision][decision,]) if decision else None,
            by=None,
            recorded_why=FROM_WORKBOOK,
        )
        ids[PlanVersion][row.key] = version.pk
