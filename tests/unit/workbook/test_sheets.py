"""The sheets carry the whole of the models, and their documentation says so."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models

from partnership.fields import KnownDayField
from partnership.workbook.columns import Kind
from partnership.workbook.constraints import ASKED_ELSEWHERE, WORDS
from partnership.workbook.listing import listing
from partnership.workbook.sheet import Sheet
from partnership.workbook.sheets import SHEETS, sheet_of

APPS = ["people", "programmes", "pilots", "milestones", "evaluation", "reports"]
LINK_MODELS = {c.links.model: c.links for s in SHEETS for c in s.list_columns if c.links}
COLUMNS = {f"{s.name}.{c.name}": c for s in SHEETS for c in s.columns}

CHOSEN = (Kind.CHOICE, Kind.CHOICES, Kind.OWN_WORDS)

NOT_CARRIED_MODELS = {
    "User": "accounts are made by invitation, not by a workbook",
    **dict.fromkeys(
        ("SiteRole", "ProgrammeRole", "AreaRole", "GroupRole", "BodyRole"),
        "a role belongs to an account",
    ),
    "Invitation": "it belongs to a person",
    "Email": "what was sent to a person",
    "SavedView": "a person's own",
    "Attachment": "a workbook holds no files",
    "SentForm": "a form that was acted on",
    "CalendarFeed": "a person's own",
    **dict.fromkeys(("EventBatch", "EventBatchRow"), "how to undo a sheet, for a day"),
    **dict.fromkeys(("EventFile", "LearningResourceFile"), "a workbook holds no files"),
    "FeedbackForm": "its code is of this site alone, and collects answers here",
    "FeedbackAnswer": "what a person answered, read by evaluators alone",
    "FeedbackTally": "counted from the answers",
    **dict.fromkeys(
        ("MonthTally", "MonthCount", "MonthSector", "MonthPartner"), "counted from the events"
    ),
    **dict.fromkeys(
        (
            *("Survey", "CodeQuestion", "SurveyVersion", "VersionText", "Section"),
            *("ScoredScale", "Question", "Choice", "GridRow"),
            *("ScoredScale_outcomes", "Question_outcomes"),
        ),
        "a questionnaire stays where it is asked; its codebook is a file of its own",
    ),
    **dict.fromkeys(
        (
            *("PrivacyNotice", "Wave", "Deletion", "Response", "Answer"),
            *("Match", "Tally", "PairTally", "ShownTable"),
        ),
        "what people answered anonymously, and what was promised to them, stays here",
    ),
    **dict.fromkeys(
        ("Theme", "Conversation", "Excerpt", "Coding", "CaseSummary"),
        "what was said in confidence is read by evaluators alone",
    ),
    **dict.fromkeys(
        ("Story", "StorySection", "StoryEvidence", "StoryEdition", "Story_outcomes"),
        "written and published here, by two people",
    ),
    "MinutesDraft": "what a person is writing",
    "OrganisationMerge": "how to undo a merge, for a day",
    "Report": "made from the records, and made again from them",
    "ReportFile": "made from a report's snapshot",
    **dict.fromkeys(
        (
            *("ReportText", "Cover", "ImplicationAnswer", "ReportComment", "ReportTask"),
            *("Download", "PublishedWords", "PublicLink", "BoardDecision", "Direction"),
        ),
        "written for a report, or what became of it: it stays where that was published",
    ),
    **dict.fromkeys(
        (
            *("ReportTemplate", "TemplateVersion", "TemplateSection", "ImplicationRow"),
            "TemplateChoice",
        ),
        "drafted and published here, after which it never changes",
    ),
}
NOT_CARRIED_FIELDS = {
    "Membership.user": "a seat's account, given by hand",
    "Action.owner_user": "the owner's account, given by hand",
    "ActionUpdate.by": "the account that recorded it",
    "Meeting.approved_by": "the account that recorded it",
    "Meeting.as_approved": "what was frozen here; a loaded meeting prints from its rows",
    "MinutesCorrection.by": "the account that recorded it",
    "DeliveryUpdate.by": "the account that recorded it",
    "DeliveryUpdate.stage": "folded from all updates",
    "DeliveryUpdate.agreed_on": "folded from all updates",
    "DeliveryUpdate.forecast_on": "folded from all updates",
    "DeliveryUpdate.actual_on": "folded from all updates",
    "DeliveryUpdate.stands_until": "folded from all updates",
    "DeliveryUpdate.times_moved": "folded from all updates",
    "Delivery.owner_user": "the owner's account, given by hand",
    "Judgement.by": "the account that recorded it",
    "OutputDelivered.attachment": "a workbook holds no files",
    "OutputDelivered.by": "the account that recorded it",
    "PlanAnswer.by": "the account that recorded it",
    "PlanVersion.based_on": "the version before it",
    "PlanVersion.content": "told by the sheets of its rows",
    "PlanVersion.published_at": "the moment of recording",
    "PlanVersion.published_by": "the account that recorded it",
    "PlanVersion.started_at": "of a draft, which is what a person is writing",
    "PlanVersion.waiting": "a tally of what has no answer",
    "PlanVersion.started_by": "of a draft, which is what a person is writing",
    "PlanVersion.state": "published: drafts are no rows",
    "Risk.owner_user": "the owner's account, given by hand",
    "RiskReview.by": "the account that recorded it",
    "Indicator.survey": "an indicator computed from a survey is no row",
    "Indicator.survey_code": "of a survey",
    "Indicator.counted_answers": "of a survey",
    "IndicatorValue.by": "the account that recorded it",
    "ServiceTest.report_file": "a workbook holds no files",
    "CountCorrection.by": "the account that recorded it",
    "Event.belongs_on": "worked out by the database",
    "Event.confirmed_by": "the account that recorded it",
    "Event.logged_by": "the account that recorded it",
    "LearningResourceVersion.by": "the account that recorded it",
}


def _models() -> list[type[models.Model]]:
    return [
        model
        for label in APPS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if model._meta.app_label in APPS and "_permissions" not in model._meta.db_table
        if "user_groups" not in model._meta.db_table
        if not model.__name__.startswith("Historical")
    ]


def _carried(model: type[models.Model]) -> set[str]:
    if model in LINK_MODELS:
        return {LINK_MODELS[model].parent, LINK_MODELS[model].value}
    return {column.field.name for column in sheet_of(model).columns if column.field}


def _is_left_to_others(field: models.Field) -> bool:
    """Primary keys, the programme itself, moments of recording and derived days."""
    return (
        field.primary_key
        or field.name in ("programme", "recorded_at", "version", "minutes_version")
        or isinstance(field, KnownDayField)
    )


def test_every_field_of_every_model_is_carried_or_named_as_left_out() -> None:
    forgotten = [
        f"{model.__name__}.{field.name}"
        for model in _models()
        if model.__name__ not in NOT_CARRIED_MODELS
        for field in model._meta.concrete_fields
        if not _is_left_to_others(field) and field.name not in _carried(model)
    ]

    assert sorted(forgotten) == sorted(NOT_CARRIED_FIELDS)


def test_every_model_has_a_sheet_or_is_named_as_left_out() -> None:
    with_sheet = {sheet.model for sheet in SHEETS} | set(LINK_MODELS)

    assert {model.__name__ for model in set(_models()) - with_sheet} == set(NOT_CARRIED_MODELS)


def test_every_many_to_many_field_is_a_list_or_a_sheet() -> None:
    with_sheet = {sheet.model for sheet in SHEETS} | set(LINK_MODELS)
    forgotten = [
        str(field)
        for sheet in SHEETS
        for field in sheet.model._meta.many_to_many
        if field.remote_field.through not in with_sheet
    ]

    assert forgotten == []


def test_every_column_has_a_sentence_of_help() -> None:
    assert [name for name, column in COLUMNS.items() if not column.help.endswith((".", "…"))] == []


def test_a_column_with_choices_lists_them() -> None:
    with_choices = {name for name, column in COLUMNS.items() if column.choices}
    kinds = {name for name, c in COLUMNS.items() if c.kind in CHOSEN}

    assert with_choices == kinds


def test_what_a_sheet_refers_to_is_loaded_before_it() -> None:
    places = {sheet.model: place for place, sheet in enumerate(SHEETS)}
    places |= {c.links.model: places[s.model] for s in SHEETS for c in s.list_columns if c.links}
    upward = [
        f"{sheet.name}.{column.name}"
        for place, sheet in enumerate(SHEETS)
        for column in sheet.columns
        if column.to and places[column.to] > place
    ]
    same = [f"{s.name}.{c.name}" for s in SHEETS for c in s.columns if c.to is s.model]

    assert upward == []
    assert same == [
        "organisations.became",
        "meetings.approved_at_meeting",
        "events.repeats",
        "milestones.depends_on",
        "indicator_values.replaces",
    ]


def test_every_constraint_has_words_of_its_own_or_is_asked_elsewhere() -> None:
    names = {
        str(constraint.name)
        for model in _models()
        if model.__name__ not in NOT_CARRIED_MODELS
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    }

    assert names == set(WORDS) | ASKED_ELSEWHERE
    assert not set(WORDS) & ASKED_ELSEWHERE


def test_the_words_of_a_constraint_name_a_column_of_its_sheet() -> None:
    misplaced = [
        constraint.name
        for sheet in SHEETS
        for constraint in sheet.model._meta.constraints
        if constraint.name in WORDS and WORDS[constraint.name][0] not in sheet.names
    ]

    assert misplaced == []


def _fields_of(constraint: models.UniqueConstraint) -> set[str]:
    """What a constraint compares, and what decides whether it does."""
    lowered = {lower.get_source_expressions()[0].name for lower in constraint.expressions}
    asked = {name.split("__")[0] for name, _ in getattr(constraint.condition, "children", ())}
    return ({*constraint.fields} | lowered | asked) - {"programme"}


def _is_of_others(constraint: models.UniqueConstraint, sheet: Sheet) -> bool:
    """Whether it asks only records that are no rows of the sheet, such as drafts."""
    asked = dict(getattr(constraint.condition, "children", ()))
    return any(asked.get(name, value) != value for name, value in sheet.only)


def test_every_unique_constraint_is_checked_before_writing() -> None:
    """It holds the whole key, or words that stand once."""
    unchecked = [
        constraint.name
        for sheet in SHEETS
        for constraint in sheet.model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        if not _is_of_others(constraint, sheet)
        if not {c.field.name for c in sheet.key if c.field} <= _fields_of(constraint)
        if not _fields_of(constraint) <= {*sheet.also_unique}
    ]

    assert unchecked == []


def test_the_documentation_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    written = (Path(settings.BASE_DIR) / "docs" / "workbook.md").read_text()
    call_command("workbook_format")

    assert capsys.readouterr().out == written, "run: manage.py workbook_format > docs/workbook.md"


def test_the_listing_names_every_sheet_and_column() -> None:
    text = listing()
    sections = dict(zip(text.split("\n### ")[1:], SHEETS, strict=True))

    for section, sheet in sections.items():
        assert section.startswith(f"{sheet.name}\n")
        for column in sheet.columns:
            assert f"| {column.name} |" in section or f"| **{column.name}** |" in section
