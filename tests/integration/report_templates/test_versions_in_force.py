"""On which version a report is made: the body's template on a day, and its version on that day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from partnership.programmes.models import Programme
from partnership.reports.models import ReportTemplate, TemplateVersion
from partnership.reports.shipped import SHIPPED
from partnership.reports.templates import (
    PublishedVersionError,
    ensure_templates,
    layout_of,
    store_layout,
    version_for,
    whole_versions,
)
from tests.support.builders import START, a_body, a_programme

DAY = date(2019, 9, 30)


@pytest.fixture
def programme(db: None) -> Programme:
    return a_programme()


def a_version(template: ReportTemplate, number: int, from_on: date, **fields: Any):
    """A published one, with nothing in it."""
    given = {"published_at": timezone.now(), "valid_from": from_on} | fields
    return TemplateVersion.objects.create(template=template, number=number, **given)


def test_a_programme_starts_with_the_shipped_ones_published(programme: Programme) -> None:
    templates = ensure_templates(programme)

    assert list(templates) == [layout.slug for layout in SHIPPED]
    for version in whole_versions().all():
        assert version.is_published
        assert version.valid_from == START
    by_slug = {each.template.slug: layout_of(each) for each in whole_versions()}
    assert by_slug == {layout.slug: layout for layout in SHIPPED}


def test_asking_again_makes_nothing_and_undoes_nothing(programme: Programme) -> None:
    sbar = ensure_templates(programme)["sbar"]
    ReportTemplate.objects.filter(pk=sbar.pk).update(name="Ours")

    assert ensure_templates(programme)["sbar"].name == "Ours"
    assert TemplateVersion.objects.count() == len(SHIPPED)


def test_whole_versions_need_three_queries(
    programme: Programme, django_assert_num_queries: Any
) -> None:
    ensure_templates(programme)

    with django_assert_num_queries(3):
        assert all(layout_of(each).sections for each in whole_versions())


def test_a_body_is_on_what_it_began_with_until_another_is_chosen(programme: Programme) -> None:
    body = a_body(programme, template="ijb")
    assert version_for(body, DAY).template.slug == "ijb"
    sbar = ensure_templates(programme)["sbar"]
    body.template_choices.create(template=sbar, from_on=date(2019, 10, 1))

    assert version_for(body, DAY).template.slug == "ijb"
    assert version_for(body, date(2019, 10, 1)).template.slug == "sbar"


def test_the_newest_published_version_that_began_holds(programme: Programme) -> None:
    body = a_body(programme)
    template = ensure_templates(programme)["ijb"]
    a_version(template, 2, date(2019, 7, 1))
    a_version(template, 3, date(2019, 7, 1))
    a_version(template, 4, date(2019, 10, 1))
    a_version(template, 5, date(2019, 1, 1), published_at=None)

    assert version_for(body, date(2019, 6, 30)).number == 1
    assert version_for(body, DAY).number == 3
    assert version_for(body, date(2019, 12, 31)).number == 4


def test_before_the_oldest_version_the_oldest_holds(programme: Programme) -> None:
    body = a_body(programme)
    ensure_templates(programme)

    assert version_for(body, date(2018, 12, 31)).number == 1


def test_a_draft_holds_the_layout_that_was_put_into_it(programme: Programme) -> None:
    template = ensure_templates(programme)["ijb"]
    draft = a_version(template, 2, DAY, published_at=None)
    layout = replace(layout_of(whole_versions().get(template=template, number=1)), asks="We ask")
    fewer = replace(layout, sections=layout.sections[1:], rows=layout.rows[:2])

    store_layout(draft, layout)
    store_layout(draft, fewer)

    assert layout_of(whole_versions().get(pk=draft.pk)) == fewer


def test_a_published_version_takes_no_other_layout(programme: Programme) -> None:
    first = whole_versions().get(template=ensure_templates(programme)["ijb"])

    with pytest.raises(PublishedVersionError, match="never changes"):
        store_layout(first, replace(layout_of(first), sections=()))

    assert layout_of(whole_versions().get(pk=first.pk)).sections


def test_what_a_later_release_no_longer_prints_is_left_out(programme: Programme) -> None:
    template = ensure_templates(programme)["ijb"]
    draft = a_version(template, 2, DAY, published_at=None)
    draft.sections.create(position=1, key="one", heading="One", parts=["gone", "risks"])

    (section,) = layout_of(whole_versions().get(pk=draft.pk)).sections

    assert [part.value for part in section.parts] == ["risks"]
