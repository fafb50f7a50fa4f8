"""Pages of excerpts: taken from a text, coded, released for others, withdrawn, removed."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404

from evaluation.actions import excerpts as do
from evaluation.forms import conversations as taking
from evaluation.forms import excerpts as forms
from evaluation.models import Excerpt, Outcome
from evaluation.presenters import conversations as words
from evaluation.rules.passages import paragraphs
from evaluation.selectors import conversations as ask
from evaluation.selectors.part import outcomes_reported
from evaluation.selectors.themes import tree
from evaluation.views.conversations import ConversationPage, OfAConversation
from partnership.people.history import history_of
from partnership.people.permissions import Permission

PARAGRAPHS_A_PAGE = 40


class WithCodes(ConversationPage):
    """A form with the themes and the outcomes to which words are coded."""

    @cached_property
    def coding(self) -> dict[str, Any]:
        """What a form of codes offers."""
        outcomes: list[Outcome] = list(outcomes_reported(self.programme, as_at=self.as_at))
        return {"branches": tree(self.programme), "outcomes": outcomes}


class TakeForm(forms.CodeFields, taking.TakeExcerptForm):
    """What is taken, and its codes."""

    field_order = ("passages", "words", "is_quotation", "said_by", "themes")


class TakeExcerptView(WithCodes):
    """Tick paragraphs or sentences, or type the words; code them at once."""

    template_name = "evaluation/conversations/take.html"
    title = "Take an excerpt"

    def form(self, data: Any = None) -> TakeForm:
        form = TakeForm(data, paragraphs=paragraphs(self.conversation.text), **self.coding)
        form.cancel_url = self.at("conversation")
        return form

    def act(self, form: Any) -> str:
        excerpt = do.take_excerpt(
            conversation=self.conversation, taken=form.taken(), codes=form.codes(), by=self.person
        )
        messages.success(self.request, "The excerpt is taken.")
        return self.at("excerpt", excerpt.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        pages = Paginator(form.paragraphs, PARAGRAPHS_A_PAGE)
        ticked = form["passages"].value() if "passages" in form.fields else []
        context["page"] = pages.get_page(self.request.GET.get("page"))
        context["ticked"] = set(ticked or ())
        return context


class OfAnExcerpt(OfAConversation):
    """A page about one excerpt."""

    permission = Permission.EVALUATE

    @cached_property
    def excerpt(self) -> Excerpt:
        """The excerpt of the address."""
        try:
            return ask.find_excerpt(self.conversation, self.kwargs["excerpt"])
        except Excerpt.DoesNotExist as error:
            raise Http404("The conversation has no such excerpt.") from error

    @property
    def page(self) -> str:
        """The excerpt’s own page."""
        return self.at("excerpt", self.excerpt.pk)


class ExcerptView(OfAnExcerpt):
    """Its words, its codes, whether others read it, what happened to it."""

    template_name = "evaluation/conversations/excerpt.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        excerpt = self.excerpt
        stories = {each.story for each in excerpt.in_stories.all()}
        return super().get_context_data(
            excerpt=excerpt,
            line=words.excerpt_line(excerpt),
            stories=sorted(stories, key=lambda each: each.title),
            history=history_of(excerpt, noun="excerpt"),
            **kwargs,
        )


class ExcerptPage(OfAnExcerpt, WithCodes):
    """A form about one excerpt."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        line = words.excerpt_line(self.excerpt)
        kwargs.setdefault("caption", line.name)
        return super().get_context_data(
            line=line, breadcrumbs=[*self.way, ("Excerpt", self.page)], **kwargs
        )

    def lead_on(self, told: str) -> str:
        """Say what was done, and lead to the excerpt."""
        messages.success(self.request, told)
        return self.page


class CodeExcerptView(ExcerptPage):
    """Code it otherwise."""

    title = "Code it"
    template_name = "evaluation/conversations/code.html"

    def form(self, data: Any = None) -> forms.CodeForm:
        codings = list(self.excerpt.codings.all())
        initial: dict[str, Any] = {"themes": [e.theme_id for e in codings if e.theme_id]}
        initial |= {f"outcome_{e.outcome_id}": e.stance for e in codings if e.outcome_id}
        form = forms.CodeForm(data, version=self.excerpt.version, initial=initial, **self.coding)
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.code_excerpt(excerpt=self.excerpt, seen=form.seen, codes=form.codes(), by=self.person)
        return self.lead_on("The codes are saved.")


class ReleaseExcerptView(ExcerptPage):
    """Read its words for names, and release them for others to read."""

    title = "Release it for others to read"
    template_name = "evaluation/conversations/release.html"

    def form(self, data: Any = None) -> forms.ReleaseForm:
        excerpt = self.excerpt
        form = forms.ReleaseForm(
            data,
            names=ask.names_known(self.programme),
            version=excerpt.version,
            initial={
                "released_text": excerpt.released_text or excerpt.text,
                "said_by": excerpt.said_by,
                "quotable": excerpt.quotable or forms.NOT_ASKED,
            },
        )
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        if form.cleaned_data["quotable"] != Excerpt.Quotable.YES:
            do.refuse_quotation(
                excerpt=self.excerpt,
                seen=form.seen,
                quotable=form.cleaned_data["quotable"],
                by=self.person,
            )
            return self.lead_on("Nothing is released: that it may not be quoted is saved.")
        do.release_excerpt(
            excerpt=self.excerpt, seen=form.seen, release=form.release(), by=self.person
        )
        return self.lead_on("Released: everybody who reads the programme here can read it now.")


class WithdrawExcerptView(ExcerptPage):
    """Take released words back."""

    title = "Withdraw it"
    lead = (
        "Only evaluators will read it from now on. Case studies and reports that are published"
        " already keep the words: their pages tell their writers."
    )

    def form(self, data: Any = None) -> forms.WithdrawForm:
        form = forms.WithdrawForm(data, version=self.excerpt.version)
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.withdraw_excerpt(
            excerpt=self.excerpt, seen=form.seen, why=form.cleaned_data["why"], by=self.person
        )
        return self.lead_on("Withdrawn.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=self.lead, **kwargs)


class RemoveExcerptView(ExcerptPage):
    """Remove one that was never released."""

    title = "Remove it"
    lead = "The excerpt and its codes go for good; the conversation’s text stays."

    def form(self, data: Any = None) -> forms.RemoveForm:
        form = forms.RemoveForm(data, version=self.excerpt.version)
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.remove_excerpt(excerpt=self.excerpt, seen=form.seen, by=self.person)
        messages.success(self.request, "The excerpt is removed.")
        return self.at("conversation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=self.lead, **kwargs)
