"""Templates of a programme's reports, as rows: those it starts with, and which holds on a day.

A template is a list of versions by date; each published one is a `Layout` that never changes.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from partnership.programmes.models import Programme
from partnership.reports.models import (
    ImplicationRow,
    ReportTemplate,
    TemplateSection,
    TemplateVersion,
)
from partnership.reports.rules.layout import Layout, RowLayout, SectionLayout
from partnership.reports.rules.parts import Part
from partnership.reports.shipped import SHIPPED
from pilots.models import ReportingBody

PARTS = {part.value: part for part in Part}


class PublishedVersionError(Exception):
    """Somebody tried to change a version that is published, and so never changes."""


def ensure_templates(programme: Programme) -> Mapping[str, ReportTemplate]:
    """The programme's templates by slug; those that are shipped are made if they are missing.

    Safe to call at any time and by many at once: a template is made with its first version,
    published, in one transaction, or found.
    """
    found = {each.slug: each for each in programme.report_templates.all()}
    missing = [layout for layout in SHIPPED if layout.slug not in found]
    return found | {layout.slug: _made(programme, layout) for layout in missing}


@transaction.atomic
def _made(programme: Programme, layout: Layout) -> ReportTemplate:
    template, is_new = programme.report_templates.get_or_create(
        slug=layout.slug, defaults={"name": layout.name}
    )
    if is_new:
        first = template.versions.create(number=1, valid_from=programme.start_month)
        store_layout(first, layout)
        first.published_at = timezone.now()
        first.save(update_fields=["published_at"])
    return template


def template_for(body: ReportingBody, day: date) -> ReportTemplate:
    """On which template a body is reported to on a day: its newest choice, or what it began on."""
    chosen = body.template_choices.filter(from_on__lte=day).select_related("template")
    if choice := chosen.order_by("-from_on").first():
        return choice.template
    own = body.programme.report_templates.filter(slug=body.template).first()
    return own or ensure_templates(body.programme)[body.template]


def version_for(body: ReportingBody, day: date) -> TemplateVersion:
    """The published version that a report to the body on a period ending that day is made with.

    Where the body's template has none that holds so early, it is the oldest.
    """
    template = template_for(body, day)
    versions = whole_versions().filter(template=template, published_at__isnull=False)
    held = versions.filter(valid_from__lte=day).order_by("-valid_from", "-number").first()
    return held or versions.order_by("valid_from", "number")[0]


def whole_versions() -> QuerySet[TemplateVersion]:
    """Versions with their template, sections and implications: three queries for any number."""
    versions = TemplateVersion.objects.select_related("template")
    return versions.prefetch_related("sections", "implications")


def layout_of(version: TemplateVersion) -> Layout:
    """What the version holds, as plain data; no query if it came from `whole_versions`."""
    return Layout(
        slug=version.template.slug,
        name=version.template.name,
        sections=tuple(_section(each) for each in version.sections.all()),
        rows=tuple(_row(each) for each in version.implications.all()),
        asks=version.asks,
        purposes=tuple(version.purposes),
    )


def _section(row: TemplateSection) -> SectionLayout:
    parts = tuple(PARTS[each] for each in row.parts if each in PARTS)
    return SectionLayout(row.key, row.heading, parts, row.help, row.is_mandatory)


def _row(row: ImplicationRow) -> RowLayout:
    return RowLayout(row.key, row.heading, row.help, row.is_mandatory)


@transaction.atomic
def store_layout(version: TemplateVersion, layout: Layout) -> None:
    """Put the layout in place of what a draft version held; its template keeps its own name.

    Raises PublishedVersionError for one that is published.
    """
    if version.is_published:
        raise PublishedVersionError(f"{version} is published, and never changes.")
    version.asks, version.purposes = layout.asks, list(layout.purposes)
    words = {"asks": version.asks, "purposes": version.purposes}
    TemplateVersion.objects.filter(pk=version.pk).update(**words)  # its history: who asked for it
    _replace_sections(version, layout.sections)
    _replace_rows(version, layout.rows)
    for held in ("sections", "implications"):
        getattr(version, "_prefetched_objects_cache", {}).pop(held, None)


def _replace_sections(version: TemplateVersion, sections: Sequence[SectionLayout]) -> None:
    version.sections.all().delete()
    TemplateSection.objects.bulk_create(
        TemplateSection(
            version_of=version,
            **_fields(each, position),
            parts=[part.value for part in each.parts],
        )
        for position, each in enumerate(sections, start=1)
    )


def _replace_rows(version: TemplateVersion, rows: Sequence[RowLayout]) -> None:
    version.implications.all().delete()
    ImplicationRow.objects.bulk_create(
        ImplicationRow(version_of=version, **_fields(each, position))
        for position, each in enumerate(rows, start=1)
    )


def _fields(held: SectionLayout | RowLayout, position: int) -> dict[str, Any]:
    """What a section and a row of implications both keep."""
    return {
        "position": position,
        "key": held.key,
        "heading": held.heading,
        "help": held.help,
        "is_mandatory": held.is_mandatory,
    }
