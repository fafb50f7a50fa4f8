"""Several at once: templates are made once, a section is kept, a version is published once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from partnership.people.models import Role, User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from partnership.reports.actions import template_drafts as edit
from partnership.reports.actions import templates as do
from partnership.reports.models import Report, ReportTemplate, TemplateVersion
from partnership.reports.rules.layout import SectionLayout
from partnership.reports.shipped import SHIPPED
from partnership.reports.templates import ensure_templates, layout_of, whole_versions
from tests.support.builders import a_body, a_person, a_programme

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 3  # and one connection more than these, of four that there are


def all_at_once(act: Callable[[], Any]) -> list[Any]:
    """What each of several threads got; a refusal is told as its words."""

    def one(_: int) -> Any:
        try:
            return act()
        except RefusedError as error:
            return error.words
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as threads:
        return list(threads.map(one, range(MANY)))


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    return a_programme()


@pytest.fixture
def manager(programme: Programme) -> User:
    return a_person(Role.PROGRAMME_MANAGER, programme)


def test_the_first_who_need_them_make_the_templates_once(programme: Programme) -> None:
    found = all_at_once(lambda: {each.pk for each in ensure_templates(programme).values()})

    assert found == [found[0]] * MANY
    assert ReportTemplate.objects.count() == len(SHIPPED)
    versions = {each.template.slug: layout_of(each) for each in whole_versions()}
    assert versions == {layout.slug: layout for layout in SHIPPED}


def test_those_who_start_the_next_version_begin_one(programme: Programme, manager: User) -> None:
    template = ensure_templates(programme)["ijb"]

    told = all_at_once(lambda: do.start_version(template=template, by=manager).number)

    assert told.count(2) == 1
    refusals = [each for each in told if each != 2]
    assert all("go on with that" in each for each in refusals)
    assert template.versions.count() == 2


def test_sections_added_at_once_are_all_kept(programme: Programme, manager: User) -> None:
    draft = do.start_version(template=ensure_templates(programme)["ijb"], by=manager)
    before = len(layout_of(draft).sections)
    part = SectionLayout("", "Lessons")

    keys = all_at_once(lambda: edit.add(version=draft, held="sections", part=part, by=manager))

    assert sorted(keys) == ["lessons", "lessons-2", "lessons-3"]
    draft = whole_versions().get(pk=draft.pk)
    assert len(layout_of(draft).sections) == before + MANY
    assert draft.version == 1 + MANY


def test_one_of_several_publishes_and_the_others_are_told(
    programme: Programme, manager: User
) -> None:
    draft = do.start_version(template=ensure_templates(programme)["ijb"], by=manager)
    given = {"seen": 1, "from_on": draft.valid_from, "why": "New", "by": manager}

    told = all_at_once(lambda: do.publish_version(version=draft, **given))

    assert told.count(None) == 1
    assert all("never changes" in each for each in told if each is not None)
    assert draft.history.filter(history_change_reason="Published").count() == 1


def test_without_the_lock_sections_added_at_once_are_lost(
    programme: Programme, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: each adds to what it read before, and the last one stands."""
    draft = whole_versions().get(
        pk=do.start_version(template=ensure_templates(programme)["ijb"], by=manager).pk
    )
    read = layout_of(draft)

    def unlocked(version: TemplateVersion, **_: Any) -> TemplateVersion:
        return version  # as it was read with the page

    monkeypatch.setattr(edit, "locked", unlocked)
    monkeypatch.setattr(edit, "layout_of", lambda _: read)
    for heading in ("Ours", "Theirs"):
        part = SectionLayout("", heading)
        edit.add(version=draft, held="sections", part=part, by=manager)

    sections = layout_of(whole_versions().get(pk=draft.pk)).sections
    assert len(sections) == len(read.sections) + 1
    assert sections[-1].heading == "Theirs"


def test_a_report_that_is_begun_keeps_a_section_that_is_gone_later(
    programme: Programme, manager: User
) -> None:
    template = ensure_templates(programme)["ijb"]
    body = a_body(programme)
    report = Report.objects.create(
        body=body,
        period_first="2019-07-01",
        period_last="2019-09-30",
        template=template.versions.get(),
    )
    draft = do.start_version(template=template, by=manager)
    edit.remove(version=draft, held="sections", key="conclusion", by=manager)

    do.publish_version(
        version=draft, seen=2, from_on=programme.start_month, why="Shorter", by=manager
    )

    kept = layout_of(whole_versions().get(reports=report))
    assert "conclusion" in [each.key for each in kept.sections]
    newest = layout_of(whole_versions().get(pk=draft.pk))
    assert "conclusion" not in [each.key for each in newest.sections]
