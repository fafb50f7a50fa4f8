"""The database itself refuses to change what a published version holds, on both kinds of it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from partnership.people.models import User
from partnership.programmes.models import Programme
from partnership.reports.models import (
    ImplicationRow,
    ReportTemplate,
    TemplateSection,
    TemplateVersion,
)
from tests.support.guards import drop_guards, raise_guards

CHANGES: dict[str, Callable[[TemplateVersion], Any]] = {
    "its day": lambda v: _of(v).update(valid_from=date(2030, 1, 1)),
    "its words": lambda v: _of(v).update(asks="Other"),
    "its purposes": lambda v: _of(v).update(purposes=["Other"]),
    "made a draft again": lambda v: _of(v).update(published_at=None),
    "deleted": lambda v: v.delete(),
    "a section changed": lambda v: v.sections.filter(position=1).update(heading="Other"),
    "a section added": lambda v: v.sections.create(position=99, key="new", heading="New"),
    "a section deleted": lambda v: TemplateSection.objects.filter(version_of=v)._raw_delete(
        "default"
    ),
    "a row changed": lambda v: v.implications.filter(position=1).update(is_mandatory=False),
    "a row added": lambda v: v.implications.create(position=99, key="new", heading="New"),
    "a row deleted": lambda v: ImplicationRow.objects.filter(version_of=v)._raw_delete("default"),
}


def _of(version: TemplateVersion) -> Any:
    return TemplateVersion.objects.filter(pk=version.pk)


@pytest.fixture
def guarded(template: ReportTemplate) -> Iterator[TemplateVersion]:
    """A published version, in tables with the triggers, however these tables were made."""
    raise_guards()
    yield template.versions.get()
    drop_guards()


@pytest.mark.parametrize("what", CHANGES)
def test_a_published_version_is_guarded(guarded: TemplateVersion, what: str) -> None:
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        CHANGES[what](guarded)


def test_one_that_holds_nothing_is_not_deleted_either(draft: TemplateVersion) -> None:
    draft.sections.all().delete()
    draft.implications.all().delete()
    _of(draft).update(published_at="2020-01-01T00:00Z")
    raise_guards()

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        draft.delete()
    drop_guards()


def test_a_section_is_not_moved_into_or_out_of_one(
    guarded: TemplateVersion, draft: TemplateVersion
) -> None:
    for of, to in ((guarded, draft), (draft, guarded)):
        section = of.sections.filter(position=1)
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            section.update(version_of=to, position=77, key="moved")


@pytest.mark.parametrize("what", CHANGES)
def test_without_the_guards_the_same_changes_it(template: ReportTemplate, what: str) -> None:
    drop_guards()

    CHANGES[what](template.versions.get())


def test_a_draft_is_free(guarded: TemplateVersion, draft: TemplateVersion) -> None:
    draft.sections.filter(position=1).update(heading="Other")
    draft.sections.filter(position=2).delete()
    _of(draft).update(asks="Other")
    draft.delete()


def test_who_published_it_may_go(
    guarded: TemplateVersion, draft: TemplateVersion, programme: Programme, manager: User
) -> None:
    _of(draft).update(published_at="2020-01-01T00:00Z", published_by=manager)

    _of(draft).update(published_by=None, version=7)

    draft.refresh_from_db()
    assert draft.published_by is None
