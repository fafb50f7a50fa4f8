"""What the pages about templates and bodies ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partnership.programmes.access import Entry
from partnership.programmes.models import Programme
from partnership.reports.models import Report, ReportTemplate, TemplateChoice, TemplateVersion
from partnership.reports.rules.layout_changes import LayoutChanges, changes
from partnership.reports.seeing import may_know
from partnership.reports.templates import ensure_templates, layout_of, whole_versions
from pilots.models import ReportingBody

BEGUN = (Report.Stage.DRAFT, Report.Stage.IN_REVIEW, Report.Stage.APPROVED)


@dataclass(frozen=True)
class TemplateLine:
    """A template with the version in force, its draft, the next one, and whose papers it is."""

    template: ReportTemplate
    now: TemplateVersion | None
    coming: TemplateVersion | None
    draft: TemplateVersion | None
    bodies: tuple[ReportingBody, ...]


@dataclass(frozen=True)
class Beside:
    """A version beside an earlier one of its template; None where there is none."""

    earlier: TemplateVersion | None
    difference: LayoutChanges


def template_lines(entry: Entry, *, on: date) -> list[TemplateLine]:
    """The programme's templates by name, as they hold on a day; four queries.

    Of the bodies that have their papers made on them, those that the person may read of.
    """
    programme = entry.programme
    templates = ensure_templates(programme)
    versions = TemplateVersion.objects.filter(template__programme=programme)
    bodies = [each for each in programme.reporting_bodies.all() if may_know(entry, each)]
    held = templates_of(bodies, on=on)
    by_template: dict[int, list[TemplateVersion]] = {each.pk: [] for each in templates.values()}
    for version in versions.order_by("valid_from", "number"):
        by_template.setdefault(version.template_id, []).append(version)
    return [
        _line(each, by_template[each.pk], [b for b in bodies if held[b.pk] == each.slug], on)
        for each in sorted(templates.values(), key=lambda each: each.name.casefold())
    ]


def _line(
    template: ReportTemplate,
    versions: Sequence[TemplateVersion],
    bodies: Sequence[ReportingBody],
    on: date,
) -> TemplateLine:
    published = [each for each in versions if each.is_published]
    begun = [each for each in published if each.valid_from <= on]
    return TemplateLine(
        template=template,
        now=begun[-1] if begun else None,
        coming=next((each for each in published if each.valid_from > on), None),
        draft=next((each for each in versions if not each.is_published), None),
        bodies=tuple(bodies),
    )


def templates_of(bodies: Sequence[ReportingBody], *, on: date) -> Mapping[int, str]:
    """The slug of the template that each body is reported to on, on a day; one query."""
    chosen = TemplateChoice.objects.filter(body__in=[each.pk for each in bodies], from_on__lte=on)
    newest = chosen.order_by("from_on").values_list("body", "template__slug")
    return {each.pk: each.template for each in bodies} | dict(newest)


def find_template(programme: Programme, slug: str) -> ReportTemplate:
    """The template with this slug; ReportTemplate.DoesNotExist."""
    ensure_templates(programme)
    return ReportTemplate.objects.select_related("programme").get(programme=programme, slug=slug)


def find_version(programme: Programme, slug: str, number: int) -> TemplateVersion:
    """A version with its template and all that it holds; TemplateVersion.DoesNotExist."""
    ensure_templates(programme)
    found = whole_versions().filter(template__programme=programme, template__slug=slug)
    return found.get(number=number)


def versions_of(template: ReportTemplate) -> list[TemplateVersion]:
    """All of its versions, the newest first."""
    return list(template.versions.select_related("published_by").order_by("-number"))


def offered(programme: Programme) -> list[TemplateVersion]:
    """The newest published version of each template, by its name, with all that it holds."""
    ensure_templates(programme)
    newest: dict[int, TemplateVersion] = {}
    versions = whole_versions().filter(template__programme=programme, published_at__isnull=False)
    for version in versions.order_by("template__name", "number"):
        newest[version.template_id] = version
    return list(newest.values())


def compared(version: TemplateVersion, *, earlier: int | None = None) -> Beside:
    """A version beside the one before it, or beside an earlier one by its number."""
    before = whole_versions().filter(template=version.template_id, number__lt=version.number)
    if earlier is not None:
        before = before.filter(number=earlier)
    other = before.order_by("-number").first()
    if other is None:
        return Beside(None, LayoutChanges())
    return Beside(other, changes(layout_of(other), layout_of(version)))


def begun_with(template: ReportTemplate) -> int:
    """How many reports that are not published yet are made with the template."""
    return Report.objects.filter(template__template=template, stage__in=BEGUN).count()
