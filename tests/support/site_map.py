"""Every address of the site by name, with arguments that the reference programme answers.

Tests walk the resolver and fail for an address that has no row here: whoever
adds an address says who may read it, and has it looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from partnership.people.permissions import Permission
from tests.support import account_map
from tests.support.survey_map import SURVEYS

PROGRAMME = "co-creating-libraries"
REPORT = ("north-ayrshire-ijb", "2019-12-31")
INSIDE = "programmes/<slug:programme>/"


@dataclass(frozen=True)
class Address:
    """A named address; `arguments` follow the programme's slug where it is inside one.

    `is_page` where a person reads it in a browser.
    """

    name: str
    arguments: tuple[str, ...] = ()
    needs: Permission = Permission.READ
    is_page: bool = True

    def path(self, programme: str = PROGRAMME) -> str:
        """The address in a programme."""
        return reverse(self.name, args=[programme, *self.arguments])


IN_PROGRAMME = (
    Address("overview"),
    Address("area", ("north-ayrshire",)),
    Address("milestones"),
    Address("milestones-file", is_page=False),
    Address("milestone-changes"),
    Address("milestone-path"),
    Address("milestone-changes-file", is_page=False),
    Address("milestone", ("M2",)),
    Address("milestone-matrix"),
    Address("milestone-matrix-file", is_page=False),
    Address("milestone-timeline"),
    Address("milestone-trend", ("M2",)),
    Address("milestone-areas", ("M2",)),
    Address("milestone-areas-file", ("M2",), is_page=False),
    Address("delivery-owner", ("M2",), needs=Permission.UPDATE_DELIVERIES),
    *(
        Address(name, ("M2",), needs=needs)
        for name, needs in (
            ("delivery-update", Permission.UPDATE_DELIVERIES),
            ("delivery-agreed-date", Permission.EDIT_PLAN),
            ("delivery-not-needed", Permission.EDIT_PLAN),
            ("delivery-judge", Permission.UPDATE_DELIVERIES),
            ("delivery-take-back", Permission.UPDATE_DELIVERIES),
        )
    ),
    Address("milestone-updates", needs=Permission.UPDATE_DELIVERIES),
    Address("delivery-output", ("M2", "1"), needs=Permission.UPDATE_DELIVERIES),
    Address("delivery-output-remove", ("M2", "1"), needs=Permission.UPDATE_DELIVERIES),
    Address("plan"),
    Address("plan-version", ("1",)),
    Address("plan-area-new", needs=Permission.EDIT_PLAN),
    Address("plan-draft-start", needs=Permission.EDIT_PLAN),
    Address("plan-answers-whole"),
    Address("plan-answers", ("north-ayrshire",)),
    Address("risks"),
    Address("risks-file", is_page=False),
    Address("risk-new", needs=Permission.UPDATE_DELIVERIES),
    Address("risk", ("R1",)),
    Address("risk-edit", ("R1",), needs=Permission.UPDATE_DELIVERIES),
    Address("risk-review", ("R1",), needs=Permission.UPDATE_DELIVERIES),
    Address("risk-close", ("R1",), needs=Permission.UPDATE_DELIVERIES),
    Address("risk-kind", ("R1",), needs=Permission.UPDATE_DELIVERIES),
    Address("service-tests"),
    Address("service-tests-file", is_page=False),
    Address("service-test-new", needs=Permission.UPDATE_DELIVERIES),
    Address("test-contexts", needs=Permission.EDIT_PLAN),
    Address("test-context-edit", ("complex-needs",), needs=Permission.EDIT_PLAN),
    Address("test-context-remove", ("complex-needs",), needs=Permission.EDIT_PLAN),
    Address("events"),
    Address("events-file", is_page=False),
    Address("events-workbook", is_page=False),
    Address("engagement"),
    Address("engagement-file", ("months", "csv"), is_page=False),
    Address("event-calendar"),
    Address("counted-measures"),
    Address("event-batches", needs=Permission.CONFIRM_COUNTS),
    Address("event-batch-new", needs=Permission.CONFIRM_COUNTS),
    Address("event-template", ("xlsx",), needs=Permission.CONFIRM_COUNTS, is_page=False),
    Address("event", ("fun-day",)),
    Address("event-log", needs=Permission.LOG_EVENTS),
    Address("event-change", ("fun-day",), needs=Permission.CONFIRM_COUNTS),
    Address("event-hold", ("locality-planning-forums",), needs=Permission.CONFIRM_COUNTS),
    Address("event-cancel", ("locality-planning-forums",), needs=Permission.CONFIRM_COUNTS),
    Address("event-reopen", ("fun-day",), needs=Permission.CONFIRM_COUNTS),
    Address("event-confirm", ("fun-day",), needs=Permission.CONFIRM_COUNTS),
    Address("event-kinds", needs=Permission.MANAGE),
    Address("event-kind-edit", ("fun-day",), needs=Permission.MANAGE),
    Address("event-kind-remove", ("fun-day",), needs=Permission.MANAGE),
    Address("event-about", ("fun-day",), needs=Permission.CONFIRM_COUNTS),
    Address("event-question-themes", ("fun-day", "1"), needs=Permission.CONFIRM_COUNTS),
    Address("event-detail", ("fun-day", "activities"), needs=Permission.CONFIRM_COUNTS),
    *(
        Address(name, ("fun-day",), needs=Permission.CONFIRM_COUNTS)
        for name in ("event-photos-add", "event-documents-add")
    ),
    Address("learning"),
    Address("learning-file", is_page=False),
    Address("learning-resource-new", needs=Permission.CONFIRM_COUNTS),
    Address("learning-methods", needs=Permission.MANAGE),
    Address("event-feedback", ("fun-day",)),
    *(
        Address(name, ("fun-day",), needs=Permission.CONFIRM_COUNTS)
        for name in ("event-feedback-ask", "event-feedback-papers", "event-feedback-one-paper")
    ),
    Address("event-feedback-pdf", ("fun-day", "form"), is_page=False),
    Address("feedback-wordings", needs=Permission.MANAGE),
    Address("feedback-wording-new", needs=Permission.MANAGE),
    Address("groups"),
    Address("group", ("north-ayrshire",)),
    Address("group-edit", ("north-ayrshire",), needs=Permission.MANAGE_GROUPS),
    Address("seat-rule-new", ("north-ayrshire",), needs=Permission.MANAGE_GROUPS),
    Address("seat-new", ("north-ayrshire",), needs=Permission.MANAGE_GROUPS),
    Address("counted-seat-new", ("north-ayrshire",), needs=Permission.MANAGE_GROUPS),
    Address("seat", ("north-ayrshire", "camhs")),
    Address("seat-edit", ("north-ayrshire", "young-people"), needs=Permission.MANAGE_GROUPS),
    Address("seat-end", ("north-ayrshire", "camhs"), needs=Permission.MANAGE_GROUPS),
    Address("organisations"),
    Address("organisation", ("alliance",)),
    Address("organisation-register", needs=Permission.MANAGE),
    Address("organisation-register-file", needs=Permission.MANAGE, is_page=False),
    Address("organisation-new", needs=Permission.MANAGE),
    Address("organisation-merge", needs=Permission.MANAGE),
    Address("organisation-edit", ("alliance",), needs=Permission.MANAGE),
    Address("organisation-role-new", ("alliance",), needs=Permission.MANAGE),
    Address("paper", ("north-ayrshire-ijb", "october-2019")),
    Address("people", needs=Permission.MANAGE),
    Address("people-file", needs=Permission.MANAGE, is_page=False),
    Address("people-invite", needs=Permission.MANAGE),
    Address("people-invite-to", ("chair",), needs=Permission.MANAGE),
    Address("area-people", ("north-ayrshire",), needs=Permission.MANAGE_GROUPS),
    Address("group-people", ("north-ayrshire",), needs=Permission.MANAGE_GROUPS),
    Address("group-people-invite", ("north-ayrshire",), needs=Permission.MANAGE_GROUPS),
    Address("agenda-template", ("north-ayrshire",), needs=Permission.MANAGE_GROUPS),
    Address("meetings-generate", ("north-ayrshire",), needs=Permission.MANAGE_GROUPS),
    Address("meeting-new", ("north-ayrshire",), needs=Permission.MANAGE_GROUPS),
    Address("actions"),
    Address("actions-file", is_page=False),
    Address("action-new", ("north-ayrshire",), needs=Permission.MANAGE_GROUPS),
    Address("decisions"),
    Address("decisions-file", is_page=False),
    Address("decision-new", ("north-ayrshire",), needs=Permission.MANAGE_GROUPS),
    Address("outcomes"),
    Address("logic-model"),
    Address("outcome-coverage"),
    Address("outcome", ("logic-model", "O1")),
    Address("waves"),
    Address("results", needs=Permission.SEE_RESULTS),
    Address("wave-new", needs=Permission.EVALUATE),
    Address("privacy-notices"),
    Address("privacy-notice-new", needs=Permission.EVALUATE),
    Address("surveys"),
    Address("survey-new", needs=Permission.EVALUATE),
    Address("indicators"),
    Address("indicator-new", needs=Permission.KEEP_MODEL),
    Address("logic-parts", needs=Permission.KEEP_MODEL),
    Address("logic-part-new", ("activities",), needs=Permission.KEEP_MODEL),
    Address("logic-part-edit", ("activities", "A1"), needs=Permission.KEEP_MODEL),
    Address("logic-part-drop", ("activities", "A1"), needs=Permission.KEEP_MODEL),
    Address("quotations"),
    Address("quotations-file", is_page=False),
    Address("conversations", needs=Permission.SEE_RESULTS),
    *(
        Address(name, needs=Permission.EVALUATE)
        for name in (
            "conversation-new",
            "words-from-survey",
            "themes",
            "theme-new",
            "framework-matrix",
        )
    ),
    Address("stories"),
    Address("stories-file", is_page=False),
    Address("stories-in-work", needs=Permission.RECORD_EVIDENCE),
    Address("story-new", ("case-study",), needs=Permission.RECORD_EVIDENCE),
    Address("about"),
    Address("champions"),
    Address("champion", ("minister",)),
    Address("saved-view-new"),
    Address("programme-settings", needs=Permission.MANAGE),
    Address("report-templates"),
    Address("report-template", ("ijb",)),
    Address("report-template-version", ("ijb", "1")),
    Address("report-template-preview", ("ijb", "1")),
    Address("report-template-changes", ("ijb", "1")),
    Address("report-template-new", needs=Permission.DRAFT_REPORTS),
    Address("report-template-rename", ("ijb",), needs=Permission.DRAFT_REPORTS),
    Address("report-template-next", ("ijb",), needs=Permission.DRAFT_REPORTS),
    Address("reporting-bodies"),
    Address("reporting-body-new", needs=Permission.DRAFT_REPORTS),
    Address("reporting-body", REPORT[:1]),
    *(
        Address(name, REPORT[:1], needs=Permission.DRAFT_REPORTS)
        for name in (
            "reporting-body-edit",
            "reporting-body-words",
            "reporting-body-template",
            "reporting-body-meeting-new",
        )
    ),
    Address("reports", needs=Permission.READ_REPORTS),
    Address("report", REPORT, needs=Permission.READ_REPORTS),
    Address("report-read", REPORT, needs=Permission.READ_REPORTS),
    Address("report-file", (*REPORT, "pdf"), needs=Permission.READ_REPORTS, is_page=False),
    *(
        Address(name, (*REPORT, *more), needs=Permission.DRAFT_REPORTS)
        for name, more in (
            ("report-write", ()),
            ("report-section", ("summary",)),
            ("report-section-earlier", ("summary",)),
            ("report-section-comment", ("summary",)),
            ("report-cover", ()),
            ("report-comment", ()),
        )
    ),
    Address("report-review", REPORT, needs=Permission.DRAFT_REPORTS),
    Address("report-correct", REPORT, needs=Permission.DRAFT_REPORTS),
    Address("report-editions", REPORT, needs=Permission.READ_REPORTS),
    Address("report-edition", (*REPORT, "1"), needs=Permission.READ_REPORTS),
    Address("report-edition-read", (*REPORT, "1"), needs=Permission.READ_REPORTS),
    Address(
        "report-edition-file", (*REPORT, "1", "pdf"), needs=Permission.READ_REPORTS, is_page=False
    ),
    Address("report-check", needs=Permission.READ_REPORTS),
    Address("report-archive", needs=Permission.READ_REPORTS),
    Address("report-downloads", REPORT, needs=Permission.DRAFT_REPORTS),
    Address("directions", REPORT[:1], needs=Permission.READ_REPORTS),
    Address("direction-new", REPORT[:1], needs=Permission.READ_REPORTS),
    Address("body-public-link", REPORT[:1], needs=Permission.DRAFT_REPORTS),
)
# Addresses with a record's key, or that only take a form: walked by the matrix alone.
BY_KEY = {"organisation-role", "organisation-merge-undo"}
BY_KEY |= {
    "people-invitation",
    "people-role",
    "people-role-days",
    "people-role-end",
    "group-people-invitation",
    "group-people-role",
    "group-people-role-days",
    "group-people-role-end",
}
BY_KEY |= {"attachment", "delivery-still-on-track"}
BY_KEY |= {"delivery-on-track"}  # it names a word that was said
BY_KEY |= {"group-new", "seat-rule-edit", "seat-rule-remove"}
# Nor was a sheet of events brought to it.
BY_KEY |= {"event-batch", "event-batch-store", "event-batch-discard", "event-batch-undo"}
BY_KEY |= {"champion-new", "champion-edit", "champion-end"}
# Nor has the reference programme a draft of its plan.
BY_KEY |= {"plan-draft", "plan-phases", "plan-publish", "plan-discard"}
BY_KEY |= {"plan-row", "plan-row-new"}
# The reference programme has no action and no decision.
BY_KEY |= {"action", "action-update", "action-close", "action-reopen"}
BY_KEY |= {"decision", "decision-edit"}
# Nor has it a test of the service model.
BY_KEY |= {"service-test", "service-test-edit", "service-test-finish", "service-test-stop"}
BY_KEY |= {"service-test-resume", "pdsa-cycle-new", "pdsa-cycle-edit"}
BY_KEY |= {"saved-view", "saved-view-remove"}
BY_KEY |= {"event-correct"}  # none of its figures is confirmed
BY_KEY |= {"event-kind-move"}  # only taken, not read
BY_KEY |= {"event-ics"}  # no day of its events is known
BY_KEY |= {"event-explain"}  # nor does any of them need a word why
# Nor has it a public form, nor words of one in another language.
BY_KEY |= {"event-feedback-change", "event-feedback-close", "event-feedback-reopen"}
BY_KEY |= {"event-feedback-qr", "event-feedback-answers"}
BY_KEY |= {"feedback-wording-edit", "feedback-wording-remove"}
# Nor has it files of events, or a portfolio of learning.
BY_KEY |= {"event-file", "event-file-remove", "event-picture", "event-resources"}
BY_KEY |= {"learning-resource", "learning-version", "learning-version-new", "learning-file-remove"}
BY_KEY |= {"learning-resource-edit", "learning-resource-share"}
BY_KEY |= {"learning-method-edit", "learning-method-remove"}
# Nor was a survey made for it, or asked in it.
BY_KEY |= set(SURVEYS)
BY_KEY |= {"wave", "wave-edit", "wave-close", "wave-reopen", "wave-qr", "wave-poster"}
BY_KEY |= {"wave-paper", "wave-entry", "wave-invitations", "wave-invitations-file"}
BY_KEY |= {"wave-invitations-withdraw"}
BY_KEY |= {"wave-results", "wave-matches", "wave-data", "survey-codebook"}
# Nor has it a meeting.
BY_KEY |= {"meeting", "meeting-edit", "meeting-hold", "meeting-cancel", "meeting-plan-again"}
BY_KEY |= {"meeting-agenda", "meeting-agenda-pdf", "meeting-attendance", "meeting-declarations"}
BY_KEY |= {"minutes-edit", "minutes-draft", "minutes-approve", "minutes-correct"}
BY_KEY |= {"meeting-minutes-pdf", "meeting-invitation"}
# No indicator of it is defined: what it measures is said in words.
BY_KEY |= {"indicator", "indicator-edit", "indicator-aim"}
BY_KEY |= {"indicator-value-new", "indicator-value-edit"}
# Nor has anybody of it been asked yet: there is no conversation, and no theme.
BY_KEY |= {"conversation", "conversation-edit", "conversation-text", "conversation-delete-text"}
BY_KEY |= {"excerpt-new", "excerpt", "excerpt-code", "excerpt-release", "excerpt-withdraw"}
BY_KEY |= {"framework-matrix-file"}  # nobody but evaluators is told that it isn’t there
BY_KEY |= {"excerpt-remove", "theme", "theme-edit", "theme-remove", "framework-cell"}
# Nor has anybody written a case study or a report of a test here.
BY_KEY |= {"story", "story-edition", "story-pdf", "story-file", "story-draft", "story-edit"}
BY_KEY |= {"story-section-new", "story-section", "story-section-remove", "story-evidence-new"}
BY_KEY |= {"story-evidence-remove", "story-discard", "story-submit", "story-take-back"}
BY_KEY |= {"story-send-back", "story-publish", "story-new-edition", "story-readers"}
BY_KEY |= {"story-withdraw"}
# Nor is there a published report of it, or a direction.
BY_KEY |= {"report-move"}
BY_KEY |= {"report-gather", "report-figures-done", "report-comment-settle"}  # only taken, not read
BY_KEY |= {"report-papers", "report-decision", "direction", "direction-edit"}
# Nor has it a draft of a template; no paper says when a body meets and wants its papers.
BY_KEY |= {
    f"report-template-{of}"
    for of in ("cover", "publish", "delete", "section", "section-new", "section-remove")
}
BY_KEY |= {f"report-template-row{of}" for of in ("", "-new", "-remove")}
BY_KEY |= {"reporting-body-meeting", "reporting-body-meeting-remove"}
BY_KEY |= {"reporting-body-choice-remove"}
OUTSIDE = {"home", "components", "robots"} | account_map.NAMES
OUTSIDE |= {"roles", "invitation", "invitation-accept", "my-work"}
OUTSIDE |= {"feedback-form", "feedback-thanks"}
OUTSIDE |= {"open-reports", "open-report"}
OUTSIDE |= {"answer", "answer-thanks", "answer-delete"}
OUTSIDE |= {"calendar-make", "calendar-revoke", "calendar-feed"}
OUTSIDE |= {
    "accounts",
    "account-of",
    "account-lock",
    "account-open",
    "account-steps",
    "account-make-admin",
    "account-end-admin",
}


def names_in_resolver() -> Iterator[tuple[str, str]]:
    """(where it is, name) of every address that the site answers; a nameless one has ""."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns: list[Any], before: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, where)
        elif isinstance(pattern, URLPattern):
            yield where, pattern.name or ""
