"""Templates of reports begun, named, and their drafts published, after which they never change."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.programmes.models import Programme
from partnership.reports.actions.template_drafts import locked
from partnership.reports.models import ReportTemplate, TemplateVersion
from partnership.reports.rules.layout import Layout
from partnership.reports.templates import ensure_templates, layout_of, store_layout
from partnership.slugs import fresh_slug

MOST = 40
SAME_NAME = "A template of this programme is called that already."
EMPTY = Layout("", "", ())


@transaction.atomic
def begin_template(
    *, programme: Programme, name: str, like: TemplateVersion | None, by: User
) -> TemplateVersion:
    """Begin a template with a draft, a copy of `like` or empty. RefusedError."""
    Programme.objects.select_for_update().get(pk=programme.pk)  # one name at a time
    ensure_templates(programme)
    templates = ReportTemplate.objects.filter(programme=programme)
    if templates.count() >= MOST:
        raise RefusedError(f"A programme has {MOST} templates at most.")
    _refuse_same_name(templates.values_list("name", flat=True), name)
    template = ReportTemplate(
        programme=programme, name=name, slug=fresh_slug(name, templates, otherwise="template")
    )
    record_by(template, by=by, why="Begun")
    template.save()
    layout = layout_of(like) if like else EMPTY
    return _draft(template, number=1, from_on=programme.start_month, layout=layout, by=by)


def rename_template(*, template: ReportTemplate, seen: int, name: str, by: User) -> None:
    """Call it otherwise; published reports keep the name they were made with.

    RefusedError, ChangedMeanwhileError.
    """
    others = ReportTemplate.objects.filter(programme=template.programme).exclude(pk=template.pk)
    with changing(template, seen=seen, by=by) as now:
        _refuse_same_name(others.values_list("name", flat=True), name)
        now.name = name


def _refuse_same_name(names: object, name: str) -> None:
    if name.casefold() in {each.casefold() for each in names}:  # type: ignore[attr-defined]
        raise RefusedError(SAME_NAME, "name")


@transaction.atomic
def start_version(*, template: ReportTemplate, by: User) -> TemplateVersion:
    """Begin the next version as a copy of the newest; RefusedError where one is begun."""
    newest = template.versions.order_by("-number").first()
    if newest and not newest.is_published:
        raise RefusedError(f"Version {newest.number} is begun already: go on with that.")
    layout = layout_of(newest) if newest else EMPTY
    number = newest.number + 1 if newest else 1
    try:
        with transaction.atomic():
            return _draft(
                template, number=number, from_on=timezone.localdate(), layout=layout, by=by
            )
    except IntegrityError as error:
        raise RefusedError("Somebody began the next version just now: go on with that.") from error


def _draft(
    template: ReportTemplate, *, number: int, from_on: date, layout: Layout, by: User
) -> TemplateVersion:
    words = {"asks": layout.asks, "purposes": list(layout.purposes)}
    draft = TemplateVersion(template=template, number=number, valid_from=from_on, **words)
    record_by(draft, by=by, why="Begun")
    draft.save()
    store_layout(draft, layout)
    return draft


@transaction.atomic
def delete_draft(*, version: TemplateVersion, by: User) -> None:
    """Delete a draft; a template that has no other version goes with it. RefusedError."""
    now = locked(version)
    record_by(now, by=by, why="Draft deleted")
    template = now.template
    now.delete()
    if not template.versions.exists():
        record_by(template, by=by, why="Deleted before it was published")
        template.delete()


@transaction.atomic
def publish_version(
    *, version: TemplateVersion, seen: int, from_on: date, why: str, by: User
) -> None:
    """Publish a draft: it holds for periods that end on `from_on` or later, and never changes.

    RefusedError in words for what can't be printed, or for a day before that of the version
    before; ChangedMeanwhileError where the draft was changed since it was checked.
    """
    now = locked(version, seen=seen)
    if faults := layout_of(now).faults():
        raise RefusedError(" ".join(faults))
    before = now.template.versions.filter(published_at__isnull=False).first()
    if before:
        _refuse_no_reason(why)
        _refuse_earlier(before, from_on)
    now.valid_from, now.why = from_on, why
    now.published_at, now.published_by = timezone.now(), by
    now.version += 1
    record_by(now, by=by, why="Published")
    now.save()


def _refuse_no_reason(why: str) -> None:
    if not why:
        raise RefusedError("Say what is new in it: report writers read it", "why")


def _refuse_earlier(before: TemplateVersion, from_on: date) -> None:
    if from_on < before.valid_from:
        raise RefusedError(
            f"Version {before.number} holds from {day_words(before.valid_from)}: choose that day or"
            " a later one",
            "valid_from",
        )
