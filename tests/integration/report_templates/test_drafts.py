"""A draft is changed part by part, published with why, and never changes again."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.programmes.models import Programme
from partnership.reports.actions import template_drafts as edit
from partnership.reports.actions import templates as do
from partnership.reports.models import ReportTemplate, TemplateVersion
from partnership.reports.rules.layout import Layout, RowLayout, SectionLayout
from partnership.reports.rules.parts import Part
from partnership.reports.shipped.boards import GENERIC_IJB
from partnership.reports.templates import layout_of, version_for, whole_versions
from pilots.models import ReportingBody

NEW_YEAR = date(2020, 1, 1)


def held(version: TemplateVersion) -> Layout:
    return layout_of(whole_versions().get(pk=version.pk))


def newest(version: TemplateVersion) -> int:
    version.refresh_from_db()
    return version.version


def publish(version: TemplateVersion, by: User, **fields: Any) -> None:
    given = {"seen": newest(version), "from_on": NEW_YEAR, "why": "A section more"} | fields
    do.publish_version(version=version, by=by, **given)


def test_the_next_version_begins_as_a_copy(draft: TemplateVersion) -> None:
    assert draft.number == 2
    assert not draft.is_published
    assert held(draft) == GENERIC_IJB


def test_a_second_draft_is_refused(template: ReportTemplate, draft: Any, manager: User) -> None:
    with pytest.raises(RefusedError, match="Version 2 is begun already"):
        do.start_version(template=template, by=manager)


def test_the_database_holds_one_draft_of_a_template(draft: TemplateVersion) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        TemplateVersion.objects.create(template=draft.template, number=3, valid_from=NEW_YEAR)


def test_a_section_gets_a_key_of_its_own_at_the_end(draft: TemplateVersion, manager: User) -> None:
    part = SectionLayout("", "Conclusion", (), "Say it again.")

    key = edit.add(version=draft, held="sections", part=part, by=manager)

    assert key == "conclusion-2"
    assert held(draft).sections[-1] == SectionLayout("conclusion-2", "Conclusion", (), part.help)


@pytest.mark.parametrize("heading", ["New", "Plain summary", "Cover", "合"])
def test_a_key_is_no_address_and_no_text_of_another(
    draft: TemplateVersion, manager: User, heading: str
) -> None:
    key = edit.add(version=draft, held="sections", part=SectionLayout("", heading), by=manager)

    assert key in ("new-2", "plain-summary-2", "cover-2", "part")


def test_a_section_changed_elsewhere_meanwhile_is_told(
    draft: TemplateVersion, manager: User
) -> None:
    before = held(draft).sections[0]
    seen = edit.mark_of(before)
    theirs = SectionLayout(before.key, "Theirs", before.parts)
    change = {"version": draft, "held": "sections", "by": manager}
    edit.change(seen=seen, part=theirs, **change)

    with pytest.raises(ChangedMeanwhileError) as error:
        edit.change(seen=seen, part=SectionLayout(before.key, "Ours", before.parts), **change)

    assert error.value.now.part == theirs
    assert held(draft).sections[0] == theirs


def test_two_sections_can_be_changed_at_once(draft: TemplateVersion, manager: User) -> None:
    first, second = held(draft).sections[:2]
    for each in (first, second):
        edit.change(
            version=draft,
            held="sections",
            seen=edit.mark_of(each),
            part=SectionLayout(each.key, f"{each.heading}!", each.parts),
            by=manager,
        )

    assert [each.heading for each in held(draft).sections[:2]] == [
        f"{first.heading}!",
        f"{second.heading}!",
    ]


def test_what_another_section_prints_is_refused(draft: TemplateVersion, manager: User) -> None:
    part = SectionLayout("", "Twice", (Part.RISKS,))

    with pytest.raises(RefusedError, match="“Risks and issues” prints it already") as error:
        edit.add(version=draft, held="sections", part=part, by=manager)

    assert error.value.field == "parts"


def test_a_section_that_somebody_removed_is_said(draft: TemplateVersion, manager: User) -> None:
    edit.remove(version=draft, held="sections", key="conclusion", by=manager)

    with pytest.raises(RefusedError, match="removed it meanwhile"):
        edit.move(version=draft, held="sections", key="conclusion", step=-1, by=manager)


def test_what_a_section_prints_is_put_in_order(draft: TemplateVersion, manager: User) -> None:
    direction = held(draft).sections[-6]
    assert direction.parts == (Part.BOARDS_WORD, Part.DIRECTION)

    for place, step in ((1, -1), (9, -1), (1, 1)):
        edit.move_printed(version=draft, key="direction", place=place, step=step, by=manager)

    assert held(draft).sections[-6].parts == (Part.DIRECTION, Part.BOARDS_WORD)


def test_who_changed_what_is_in_the_history(draft: TemplateVersion, manager: User) -> None:
    edit.add(version=draft, held="rows", part=RowLayout("", "Consumers"), by=manager)

    newest, begun = draft.history.all()
    assert (newest.history_user, newest.history_change_reason) == (
        manager,
        "Implication “Consumers” added",
    )
    assert begun.history_user == manager


def test_what_changes_nothing_leaves_no_trace(draft: TemplateVersion, manager: User) -> None:
    edit.move(version=draft, held="sections", key="summary", step=-1, by=manager)

    assert newest(draft) == 1
    assert draft.history.count() == 1


def test_there_is_an_end_to_sections(
    draft: TemplateVersion, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(edit.MOST, "sections", len(held(draft).sections))

    with pytest.raises(RefusedError, match="sections at most"):
        edit.add(version=draft, held="sections", part=SectionLayout("", "One"), by=manager)


def test_a_published_version_holds_from_its_day(
    draft: TemplateVersion, manager: User, body: ReportingBody
) -> None:
    publish(draft, manager)

    assert version_for(body, date(2019, 12, 31)).number == 1
    assert version_for(body, NEW_YEAR).number == 2


@pytest.mark.parametrize(
    ("given", "words", "field"),
    [
        ({"why": ""}, "Say what is new in it", "why"),
        ({"from_on": date(2018, 12, 31)}, "Version 1 holds from 1 January 2019", "valid_from"),
    ],
)
def test_publication_says_why_and_from_when(
    draft: TemplateVersion, manager: User, given: dict[str, Any], words: str, field: str
) -> None:
    with pytest.raises(RefusedError, match=words) as error:
        publish(draft, manager, **given)

    assert error.value.field == field
    draft.refresh_from_db()
    assert not draft.is_published


def test_what_cannot_be_printed_is_not_published(draft: TemplateVersion, manager: User) -> None:
    edit.remove(version=draft, held="sections", key="implications", by=manager)

    with pytest.raises(RefusedError, match="no section prints them"):
        publish(draft, manager)


def test_a_draft_that_was_changed_since_is_not_published(
    draft: TemplateVersion, manager: User
) -> None:
    seen = newest(draft)
    edit.remove(version=draft, held="sections", key="conclusion", by=manager)

    with pytest.raises(ChangedMeanwhileError):
        publish(draft, manager, seen=seen)


def test_a_published_version_is_not_changed_any_more(draft: TemplateVersion, manager: User) -> None:
    publish(draft, manager)

    for change in (
        lambda: edit.remove(version=draft, held="rows", key="legal", by=manager),
        lambda: do.delete_draft(version=draft, by=manager),
        lambda: publish(draft, manager),
    ):
        with pytest.raises(RefusedError, match="never changes"):
            change()


def test_a_template_of_ones_own_begins_with_a_copy_or_with_nothing(
    programme: Programme, template: ReportTemplate, manager: User
) -> None:
    like = whole_versions().get(template=template)
    begin = {"programme": programme, "by": manager}

    copy = do.begin_template(name="Committee", like=like, **begin)
    empty = do.begin_template(name="Funder", like=None, **begin)

    assert held(copy).sections == GENERIC_IJB.sections
    assert held(empty).sections == ()
    with pytest.raises(RefusedError, match="called that already"):
        do.begin_template(name="committee", like=None, **begin)


def test_a_template_that_was_never_published_goes_with_its_draft(
    programme: Programme, manager: User
) -> None:
    draft = do.begin_template(programme=programme, name="Funder", like=None, by=manager)

    do.delete_draft(version=draft, by=manager)

    assert not programme.report_templates.filter(name="Funder").exists()


def test_deleting_the_draft_of_a_template_in_use_leaves_the_template(
    template: ReportTemplate, draft: TemplateVersion, manager: User
) -> None:
    do.delete_draft(version=draft, by=manager)

    assert [each.number for each in template.versions.all()] == [1]


def test_a_template_is_renamed_but_not_as_another(template: ReportTemplate, manager: User) -> None:
    do.rename_template(template=template, seen=1, name="Board paper", by=manager)
    with pytest.raises(RefusedError, match="called that already"):
        do.rename_template(template=template, seen=2, name="NHS board paper (sbar)", by=manager)

    template.refresh_from_db()
    assert template.name == "Board paper"
