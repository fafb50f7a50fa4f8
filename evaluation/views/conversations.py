"""Pages of conversations: all that somebody may read, one, its facts, its text."""

from dataclasses import fields
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from evaluation.actions import conversations as do
from evaluation.actions.survey_words import take_words
from evaluation.forms import conversations as forms
from evaluation.models import Conversation
from evaluation.presenters import conversations as words
from evaluation.selectors import conversations as ask
from evaluation.selectors.indicators import areas_within
from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from pilots.paging import ListPaginator


class ConversationsView(ProgrammePage):
    """Those whose text somebody may read: evaluators all, others what is open to them."""

    template_name = "evaluation/conversations/list.html"
    section = "outcomes"
    permission = Permission.SEE_RESULTS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = forms.ConversationFilter(
            self.request.GET,
            areas=areas_within(self.programme, self.reach),
            area_word=self.programme.area_word,
        )
        asked = form.asked()
        paginator = ListPaginator(ask.listed(self.entry, **asked))
        return super().get_context_data(
            form=form,
            is_narrowed=any(asked.values()),
            page=paginator.get_page(self.request.GET.get("page")),
            found=paginator.words("conversation"),
            codes=ask.is_coder(self.entry),
            breadcrumbs=trail(self.programme.slug)[:-1],
            **kwargs,
        )


def trail(programme: str) -> list[tuple[str, str]]:
    """The way to the list, from the top."""
    return [
        ("Overview", reverse("overview", args=[programme])),
        ("What people said", reverse("quotations", args=[programme])),
        ("Conversations", reverse("conversations", args=[programme])),
    ]


class OfAConversation(ProgrammePage):
    """A page about one conversation that is open to the person."""

    section = "outcomes"

    @cached_property
    def conversation(self) -> Conversation:
        """The conversation of the address; one that is not open is not found."""
        try:
            return ask.find_conversation(self.entry, self.kwargs["conversation"])
        except Conversation.DoesNotExist as error:
            raise Http404("There is no such conversation that you may read.") from error

    def at(self, name: str, *more: object) -> str:
        """One of its addresses."""
        return reverse(name, args=[self.programme.slug, self.conversation.slug, *more])

    @property
    def way(self) -> list[tuple[str, str]]:
        """The way to the conversation, from the top."""
        return [*trail(self.programme.slug), (self.conversation.title, self.at("conversation"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("breadcrumbs", self.way)
        return super().get_context_data(conversation=self.conversation, **kwargs)


class ConversationView(OfAConversation):
    """What it was, its text for those who may read it, and what was taken from it."""

    template_name = "evaluation/conversations/one.html"
    permission = Permission.SEE_RESULTS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        conversation, codes = self.conversation, ask.is_coder(self.entry)
        return super().get_context_data(
            facts=words.facts(conversation),
            codes=codes,
            paragraphs=words.paragraphs_of(conversation),
            excerpts=words.excerpt_lines(ask.excerpts_of(conversation, released=not codes)),
            history=history_of(conversation, noun="conversation") if codes else [],
            breadcrumbs=trail(self.programme.slug),
            **kwargs,
        )


class NewConversationView(FormPage):
    """Record a conversation."""

    title = "Record a conversation"
    section = "outcomes"
    permission = Permission.EVALUATE

    def form(self, data: Any = None) -> forms.NewConversationForm:
        form = forms.NewConversationForm(data, programme=self.programme)
        form.cancel_url = reverse("conversations", args=[self.programme.slug])
        return form

    def act(self, form: Any) -> str:
        conversation = do.add_conversation(
            programme=self.programme,
            details=form.details(),
            text=form.cleaned_data["text"],
            by=self.person,
        )
        messages.success(self.request, f"“{conversation}” is recorded.")
        return reverse("conversation", args=[self.programme.slug, conversation.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(breadcrumbs=trail(self.programme.slug), **kwargs)


class TakeWordsView(FormPage):
    """Make a text of what a survey was answered in words."""

    template_name = "evaluation/conversations/words.html"

    title = "Take words from a survey"
    section = "outcomes"
    permission = Permission.EVALUATE

    @cached_property
    def offered(self) -> list[tuple[str, str]]:
        """The questions that were asked in words."""
        return ask.words_to_take(self.programme)

    def form(self, data: Any = None) -> forms.WordsForm:
        form = forms.WordsForm(data, offered=self.offered)
        form.cancel_url = reverse("conversations", args=[self.programme.slug])
        return form

    def act(self, form: Any) -> str:
        wave, question = ask.wave_and_question(self.programme, form.cleaned_data["answers"])
        conversation = take_words(wave=wave, question=question, by=self.person)
        messages.success(self.request, f"“{conversation}” is recorded.")
        return reverse("conversation", args=[self.programme.slug, conversation.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = words.TAKEN_WORDS if self.offered else ""
        way = trail(self.programme.slug)
        return super().get_context_data(lead=lead, offered=self.offered, breadcrumbs=way, **kwargs)


class ConversationPage(OfAConversation, FormPage):
    """A form about one conversation."""

    permission = Permission.EVALUATE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("caption", self.conversation.title)
        return super().get_context_data(**kwargs)


class EditConversationView(ConversationPage):
    """Say something else of it."""

    title = "Change the conversation"

    def form(self, data: Any = None) -> forms.ConversationForm:
        names = [each.name for each in fields(do.ConversationDetails)]
        form = forms.ConversationForm(
            data,
            programme=self.programme,
            version=self.conversation.version,
            initial={name: getattr(self.conversation, name) for name in names},
        )
        form.cancel_url = self.at("conversation")
        return form

    def act(self, form: Any) -> str:
        do.change_conversation(
            conversation=self.conversation, seen=form.seen, details=form.details(), by=self.person
        )
        messages.success(self.request, "Saved.")
        return self.at("conversation")


class ConversationTextView(ConversationPage):
    """Type its text, or mend it."""

    title = "Type the text"
    lead = "Excerpts that were taken keep the words that they were taken with."

    def form(self, data: Any = None) -> forms.ConversationTextForm:
        form = forms.ConversationTextForm(
            data,
            version=self.conversation.version,
            initial={"text": self.conversation.text},
        )
        form.cancel_url = self.at("conversation")
        return form

    def act(self, form: Any) -> str:
        do.write_text(
            conversation=self.conversation,
            seen=form.seen,
            text=form.cleaned_data["text"],
            by=self.person,
        )
        messages.success(self.request, "The text is saved.")
        return self.at("conversation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=self.lead, **kwargs)


class DeleteTextView(ConversationPage):
    """Delete its text before its day."""

    title = "Delete the text"

    def form(self, data: Any = None) -> forms.DeleteTextForm:
        form = forms.DeleteTextForm(data, version=self.conversation.version)
        form.cancel_url = self.at("conversation")
        return form

    def act(self, form: Any) -> str:
        do.delete_text(
            conversation=self.conversation,
            seen=form.seen,
            why=form.cleaned_data["why"],
            by=self.person,
        )
        messages.success(self.request, "The text is deleted for good.")
        return self.at("conversation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=words.DELETED_FOR_GOOD, **kwargs)
