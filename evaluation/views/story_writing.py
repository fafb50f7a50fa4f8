"""Pages on which stories are written: begun, their facts, their sections, their evidence."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from evaluation.actions import stories as do
from evaluation.forms import stories as forms
from evaluation.models import Story, StorySection
from evaluation.presenters import stories as words
from evaluation.presenters.story_paper import paper_of
from evaluation.rules.story import StoryPaper
from evaluation.selectors import stories as ask
from evaluation.selectors.conversations import names_known
from evaluation.selectors.logic import choices
from evaluation.views.stories import RECORDS, OfAStory, trail
from partnership.people.history import HistoryLine, history_of
from partnership.people.permissions import Permission
from partnership.programmes.access import ANYWHERE
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage

APPROVES = Permission.APPROVE_REPORTS


class OfADraft(OfAStory):
    """A page about a story as it stands now."""

    @cached_property
    def draft(self) -> Story:
        """The story with its sections, evidence and outcomes."""
        return ask.in_full(self.story)

    @cached_property
    def number(self) -> int:
        """Of the edition that is being written."""
        return self.story.editions.count() + 1

    def paper(self, *, changed: str = "", is_worked_out: bool = True) -> StoryPaper:
        """What would be published now; its figures are worked out if wanted."""
        known = ask.behind(self.draft) if is_worked_out else ask.Behind()
        return paper_of(
            self.draft, known, number=self.number, on=timezone.localdate(), changed=changed
        )


class StoryDraftView(OfADraft):
    """A story as it is written: what is there, what is missing, who does what next."""

    template_name = "evaluation/stories/draft.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.may_work:
            self.refuse()
        draft, paper = self.draft, self.paper(is_worked_out=False)
        has_editions = paper.number > 1
        writes = self.entry.may(RECORDS, draft.at)
        return super().get_context_data(
            paper=paper,
            standing=words.standing(draft, has_editions=has_editions),
            has_editions=has_editions,
            sections=words.draft_sections(draft, paper),
            loose=words.loose_evidence(draft, paper),
            missing=words.still_missing(draft, paper),
            likely=words.names_in(paper, names_known(self.programme)),
            writes=writes and draft.state == Story.State.DRAFT,
            may_write=writes,
            approves=self.entry.may(APPROVES, draft.at),
            is_own=draft.written_by_id == self.person.pk,
            kinds=words.EVIDENCE_WORDS,
            history=newest_first(history_of(draft, noun="story"), ask.section_lines(draft)),
            **kwargs,
        )

    def refuse(self) -> None:
        """Say who could; whoever may read an edition knows that the story is there."""
        self.entry.require(RECORDS, self.story.at)


def newest_first(*lines: list[HistoryLine]) -> list[HistoryLine]:
    """All lines of a history in one."""
    return sorted((each for some in lines for each in some), key=lambda each: each.at, reverse=True)


class BeginPage(ProgrammePage):
    """What a form of a story’s facts offers."""

    def offer(self, form: Any) -> None:
        """Fill in what can be chosen by this person."""
        areas = ask.areas_offered(self.entry)
        form.offer(
            areas=areas,
            venues=ask.venues_offered(areas),
            outcomes=choices(self.programme).outcomes,
            programme=self.programme,
        )
        if not self.entry.may(RECORDS, ANYWHERE):
            form.require_area(self.programme.area_word)


class NewStoryView(BeginPage, FormPage):
    """Begin a case study, or the evaluation report of a test."""

    section = "outcomes"
    permission = RECORDS
    titles: ClassVar = {
        Story.Kind.CASE_STUDY: "Begin a case study",
        Story.Kind.EVALUATION: "Begin an evaluation report",
    }

    @cached_property
    def kind(self) -> Story.Kind:
        """What the address says."""
        try:
            return Story.Kind(self.kwargs["kind"])
        except ValueError as error:
            raise Http404("There are case studies and evaluation reports.") from error

    def form(self, data: Any = None) -> forms.NewStoryForm:
        is_report = self.kind == Story.Kind.EVALUATION
        tests = ask.tests_offered(self.entry) if is_report else None
        initial = {"service_test": self._test_asked_for()} if is_report else {}
        form = forms.NewStoryForm(data, tests=tests, initial=initial)
        self.offer(form)
        form.cancel_url = reverse("stories", args=[self.programme.slug])
        return form

    def _test_asked_for(self) -> Any:
        asked = self.request.GET.get("test", "")
        return next((each for each in ask.tests_offered(self.entry) if each.slug == asked), None)

    def act(self, form: Any) -> str:
        test = form.cleaned_data.get("service_test")
        details = form.details(area=test.area if test else None)
        story = do.begin_story(
            programme=self.programme,
            kind=self.kind,
            details=details,
            service_test=test,
            by=self.person,
        )
        messages.success(self.request, "Begun: write section by section.")
        return reverse("story-draft", args=[self.programme.slug, story.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=self.titles[self.kind], breadcrumbs=trail(self.programme.slug), **kwargs
        )


class WritingPage(OfAStory, FormPage):
    """A form about one story, for its writers."""

    permission = RECORDS

    @property
    def page(self) -> str:
        """The draft’s own page."""
        return self.at("story-draft")

    def lead_on(self, told: str) -> str:
        """Say what was done, and lead to the draft."""
        messages.success(self.request, told)
        return self.page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("caption", self.story.title)
        kwargs.setdefault(
            "breadcrumbs", [*trail(self.programme.slug), (self.story.title, self.page)]
        )
        return super().get_context_data(**kwargs)


class EditStoryView(BeginPage, WritingPage):
    """Change its facts."""

    title = "Change the facts"

    def form(self, data: Any = None) -> forms.StoryForm:
        story = self.story
        plain = ("title", "area", "venue", "summary", "consent", "consent_note")
        form = forms.StoryForm(
            data,
            story=story,
            is_out=story.editions.exists(),
            version=story.version,
            initial={name: getattr(story, name) for name in plain}
            | {
                "outcomes": [each.pk for each in story.outcomes.all()],
                "readers": "shared" if story.is_shared else "area",
            },
        )
        self.offer(form)
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.change_story(story=self.story, seen=form.seen, details=form.details(), by=self.person)
        return self.lead_on("Saved.")


class NewSectionView(WritingPage):
    """Add a section of one’s own."""

    title = "Add a section"

    def form(self, data: Any = None) -> forms.NewSectionForm:
        form = forms.NewSectionForm(data)
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do.add_section(
            story=self.story, heading=given["heading"], text=given["text"], by=self.person
        )
        return self.lead_on("The section is added.")


class OfASection(WritingPage):
    """A form about one section."""

    @cached_property
    def part(self) -> StorySection:
        """The section of the address."""
        for each in self.story.sections.all():
            if each.pk == self.kwargs["section"]:
                return each
        raise Http404("The story has no such section.")


class SectionView(OfASection):
    """Write under a heading."""

    title = "Write"

    def form(self, data: Any = None) -> forms.SectionForm:
        part = self.part
        form = forms.SectionForm(
            data,
            version=part.version,
            initial={"heading": part.heading, "text": part.text, "place": part.position},
        )
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do.write_section(
            section=self.part,
            seen=form.seen,
            heading=given["heading"],
            text=given["text"],
            place=given["place"],
            by=self.person,
        )
        return self.lead_on(f"“{given['heading']}” is saved.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=self.part.heading,
            lead=words.hint_of(self.story.kind, self.part.heading),
            part=self.part,
            **kwargs,
        )


class RemoveSectionView(OfASection):
    """Remove a section."""

    title = "Remove the section"

    def form(self, data: Any = None) -> forms.PressForm:
        form = forms.PressForm(data, version=self.part.version, press="Remove it")
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.remove_section(section=self.part, seen=form.seen, by=self.person)
        return self.lead_on("The section is removed.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = "Its text goes for good. Its evidence stays with the story."
        return super().get_context_data(caption=self.part.heading, lead=lead, **kwargs)


class DiscardStoryView(WritingPage):
    """Remove a draft that was never published."""

    title = "Discard the draft"
    lead = (
        "All of it goes for good, with its documents. A story of which an edition was published"
        " can only be withdrawn."
    )

    def form(self, data: Any = None) -> forms.PressForm:
        form = forms.PressForm(data, version=self.story.version, press="Discard it")
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.discard_story(story=self.story, seen=form.seen, by=self.person)
        messages.success(self.request, f"“{self.story.title}” is discarded.")
        return reverse("stories-in-work", args=[self.programme.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=self.lead, **kwargs)
