"""The library of case studies and evaluation reports; one as it was published, its files."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from evaluation.actions import story_editions as do
from evaluation.forms.stories import LibraryFilter
from evaluation.models import Story, StoryEdition
from evaluation.presenters import stories as words
from evaluation.printing.stories import numbered
from evaluation.rules.story import StoryPaper, names_document
from evaluation.selectors import stories as ask
from evaluation.selectors.indicators import areas_within
from evaluation.selectors.part import outcomes_reported
from partnership.pdf.apart import render_apart
from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response
from pilots.actions.attachments import DamagedAttachmentError
from pilots.models import Attachment
from pilots.paging import ListPaginator
from pilots.prose import prose
from pilots.views.actions import file_query
from pilots.views.attachments import AttachmentView

RECORDS = Permission.RECORD_EVIDENCE


class LibraryPage(ProgrammePage):
    """A page about the published stories that the address asks for."""

    section = "outcomes"
    permission = Permission.READ

    @cached_property
    def filter_form(self) -> LibraryFilter:
        return LibraryFilter(
            self.request.GET,
            areas=areas_within(self.programme, self.reach),
            outcomes=list(outcomes_reported(self.programme, as_at=self.as_at)),
            area_word=self.programme.area_word,
        )

    @cached_property
    def asked(self) -> ask.Asked:
        """What the filter asks for; what can’t be read is left out."""
        self.filter_form.is_valid()
        given = self.filter_form.cleaned_data
        area = given.get("area", "")
        return ask.Asked(
            kind=given.get("kind", ""),
            area="" if area == "*" else area,
            whole=area == "*",
            outcome=given.get("outcome", ""),
        )

    def found(self) -> Any:
        """The published ones, the newest first."""
        return ask.library(self.programme, self.asked, as_at=self.as_at, reach=self.reach)


class StoriesView(LibraryPage):
    """The library."""

    template_name = "evaluation/stories/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator = ListPaginator(self.found())
        page = paginator.get_page(self.request.GET.get("page"))
        return super().get_context_data(
            form=self.filter_form,
            is_narrowed=self.asked != ask.Asked(),
            page=page,
            lines=list(page.object_list),
            found=paginator.words("story").replace("storys", "stories"),
            file_query=file_query(self.request),
            writes=RECORDS in self.permissions,
            works=works(self),
            breadcrumbs=trail(self.programme.slug)[:-1],
            **kwargs,
        )


class StoriesFileView(LibraryPage):
    """The whole of the library as a file for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        name = f"stories-{self.programme.slug}-{self.as_at.isoformat()}.csv"
        rows = (words.file_row(each) for each in self.found())
        return csv_response(name, words.FILE_HEADS, rows)


class StoriesInWorkView(ProgrammePage):
    """What is being written or reviewed, or was withdrawn, for those who work on it."""

    template_name = "evaluation/stories/in_work.html"
    section = "outcomes"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not works(self):
            self.entry.require(RECORDS)
        paginator = ListPaginator(ask.in_work(self.entry))
        return super().get_context_data(
            page=paginator.get_page(self.request.GET.get("page")),
            found=paginator.words("story").replace("storys", "stories"),
            writes=RECORDS in self.permissions,
            breadcrumbs=trail(self.programme.slug),
            **kwargs,
        )


def works(page: ProgrammePage) -> bool:
    """Whether somebody writes or reviews stories somewhere."""
    return bool({RECORDS, Permission.APPROVE_REPORTS} & page.permissions)


def trail(programme: str) -> list[tuple[str, str]]:
    """The way to the library, from the top."""
    return [
        ("Overview", reverse("overview", args=[programme])),
        ("Stories", reverse("stories", args=[programme])),
    ]


class OfAStory(ProgrammePage):
    """A page about one story that somebody may read or work on."""

    section = "outcomes"
    permission = Permission.READ
    story: Story

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return  # sent to sign in
        try:
            self.story = ask.find_story(self.entry, kwargs["story"], as_at=self.as_at)
        except Story.DoesNotExist as error:
            raise Http404("There is no such story that you may read.") from error
        if self.permission is not Permission.READ:
            self.entry.require(self.permission, self.story.at)

    def at(self, name: str, *more: object) -> str:
        """One of its addresses."""
        return reverse(name, args=[self.programme.slug, self.story.slug, *more])

    @property
    def may_work(self) -> bool:
        """Whether the person may write or review it."""
        return ask.may_work(self.entry, self.story)

    @cached_property
    def editions(self) -> list[StoryEdition]:
        """The editions that readers may open."""
        return ask.editions_of(self.story, as_at=self.as_at)

    @cached_property
    def edition(self) -> StoryEdition:
        """The edition of the address, or the newest, with all that it says."""
        wanted = self.kwargs.get("number")
        for each in self.editions:
            if wanted in (None, each.number):
                return ask.edition_in_full(each)
        raise Http404("The story has no such edition.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("breadcrumbs", trail(self.programme.slug))
        return super().get_context_data(story=self.story, **kwargs)


class StoryView(OfAStory):
    """A story as it was published; its writers are led to the draft where there is no edition."""

    template_name = "evaluation/stories/one.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.editions and self.may_work:
            return redirect(self.at("story-draft"))
        try:
            return super().get(request, *args, **kwargs)
        except do.AlteredEditionError as error:
            page = super().get_context_data(altered=str(error), editions=self.editions)
            return self.render_to_response(page, status=409)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.story.withdrawn_why:
            return super().get_context_data(**kwargs)
        paper = do.paper_published(self.edition)
        return super().get_context_data(
            edition=self.edition,
            editions=self.editions,
            is_newest=self.edition.number == self.editions[0].number,
            **told(paper),
            works=self.may_work,
            approves=self.entry.may(Permission.APPROVE_REPORTS, self.story.at),
            stale=self._stale(paper),
            history=history_of(self.story, noun="story") if self.may_work else [],
            **kwargs,
        )

    def _stale(self, paper: StoryPaper) -> str:
        """What its writers are told of quotations that were withdrawn since."""
        if not self.may_work:
            return ""
        keys = [each.key for each in paper.all_evidence() if each.is_quotation and each.key]
        return words.withdrawn_words(len(ask.quotations_withdrawn(keys)))


def told(paper: StoryPaper) -> dict[str, Any]:
    """A paper as a page shows it."""
    return {
        "paper": paper,
        "summary": prose(paper.summary),
        "sections": numbered(paper),
    }


class StoryPdfView(OfAStory):
    """An edition as it was printed when it was published."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        edition = self.edition
        try:
            pdf = do.read_pdf(edition, render=render_apart)
        except (DamagedAttachmentError, do.AlteredEditionError) as error:
            messages.error(request, str(error))
            return redirect(self.at("story"))
        name = f"{self.story.slug}-edition-{edition.number}.pdf"
        return HttpResponse(
            pdf,
            headers={
                "Content-Type": "application/pdf",
                "Content-Disposition": content_disposition_header(True, name) or "",
                "Cache-Control": "private, no-cache",
            },
        )


class StoryFileView(OfAStory, AttachmentView):
    """A document that an edition names, or for those who write it one of the draft."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return AttachmentView.get(self, request, *args, **kwargs)

    def attachment(self) -> Attachment:
        found = ask.document_of(self.story, self.kwargs["file"])
        if found is None:
            raise Http404("The story has no such document.")
        if self.may_work or self._is_read(found):
            return found
        raise Http404("No edition names this document.")

    def _is_read(self, file: Attachment) -> bool:
        editions = [ask.edition_in_full(each) for each in self.editions]
        return any(names_document(each.snapshot, file.pk) for each in editions)
