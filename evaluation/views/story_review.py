"""Pages on which stories are reviewed: given, sent back, published, withdrawn, taken up again."""

from typing import Any

from evaluation.actions import story_editions as do
from evaluation.forms import stories as forms
from evaluation.models import Story
from evaluation.presenters import stories as words
from evaluation.selectors.conversations import names_known
from evaluation.views.stories import told
from evaluation.views.story_writing import APPROVES, OfADraft, WritingPage
from partnership.pdf.apart import render_apart
from partnership.people.refusals import RefusedError


class PressPage(WritingPage):
    """A question, and one button."""

    press = ""
    lead = ""

    def form(self, data: Any = None) -> Any:
        form = forms.PressForm(data, version=self.story.version, press=self.press)
        form.cancel_url = self.page
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("lead", self.lead)
        return super().get_context_data(**kwargs)


class SubmitStoryView(OfADraft, PressPage):
    """Read it as a second person will, and give it to be reviewed."""

    template_name = "evaluation/stories/submit.html"
    title = "Give it to be reviewed"
    press = "Give it to be reviewed"
    lead = (
        "Somebody who may approve reports and did not write in it last reads all of it, and"
        " publishes it or sends it back. It can’t be changed meanwhile, but taken back."
    )

    def act(self, form: Any) -> str:
        do.submit_story(story=self.draft, seen=form.seen, paper=self.paper(), by=self.person)
        return self.lead_on("It waits for a second person now.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**told(self.paper()), **kwargs)


class TakeBackStoryView(PressPage):
    """Go on writing."""

    title = "Take it back"
    press = "Take it back"
    lead = "It can be changed again, and is given to be reviewed anew when it is ready."

    def act(self, form: Any) -> str:
        do.take_back(story=self.story, seen=form.seen, by=self.person)
        return self.lead_on("It can be changed again.")


class SendBackStoryView(WritingPage):
    """Send it back with words."""

    title = "Send it back"
    permission = APPROVES
    lead = "Its writers read your words above the draft."

    def form(self, data: Any = None) -> forms.WordsForm:
        form = forms.WordsForm(
            data,
            version=self.story.version,
            press="Send it back",
            most=500,
            hint="What has to change before you would publish it.",
        )
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.send_back(story=self.story, seen=form.seen, why=form.cleaned_data["why"], by=self.person)
        return self.lead_on("It is sent back to its writers.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=self.lead, **kwargs)


class PublishStoryView(OfADraft, WritingPage):
    """Read it as it would be published, and publish it."""

    title = "Publish it"
    template_name = "evaluation/stories/publish.html"
    permission = APPROVES

    def form(self, data: Any = None) -> forms.PublishForm:
        story = self.story
        form = forms.PublishForm(
            data,
            is_first=self.number == 1,
            version=story.version,
            initial={"readers": "shared" if story.is_shared else "area"},
        )
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        publication = form.publication()
        paper = self.paper(changed=publication.changed)
        edition = do.publish_story(
            story=self.draft,
            seen=form.seen,
            paper=paper,
            publication=publication,
            by=self.person,
            render=render_apart,
        )
        self.lead_on(f"Edition {edition.number} is published.")
        return self.at("story")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paper = self.paper()
        return super().get_context_data(
            **told(paper),
            likely=words.names_in(paper, names_known(self.programme)),
            cannot=self._cannot(),
            **kwargs,
        )

    def _cannot(self) -> str:
        """Why this person can’t publish it now, in words; empty where they can."""
        if self.story.state != Story.State.IN_REVIEW:
            return "It is not in review: its writers give it to be reviewed first."
        try:
            do.refuse_own(self.story, self.person)
        except RefusedError as error:
            return error.words
        return ""


class NewEditionView(PressPage):
    """Write on at what was published."""

    title = "Begin a new edition"
    press = "Begin a new edition"
    lead = (
        "Readers keep the last edition until the next one is published; what was withdrawn stays"
        " out of sight until then."
    )

    def act(self, form: Any) -> str:
        do.new_edition(story=self.story, seen=form.seen, by=self.person)
        return self.lead_on("Write on: what is published stays as it is.")


class ReadersView(PressPage):
    """Decide who may read what is published."""

    title = "Who may read it"
    permission = APPROVES

    def form(self, data: Any = None) -> forms.ReadersForm:
        form = forms.ReadersForm(
            data,
            version=self.story.version,
            initial={"readers": "shared" if self.story.is_shared else "area"},
        )
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        is_shared = form.cleaned_data["readers"] == "shared"
        do.set_readers(story=self.story, seen=form.seen, is_shared=is_shared, by=self.person)
        return self.lead_on("Saved.")


class WithdrawStoryView(WritingPage):
    """Take every edition out of sight."""

    title = "Withdraw it"
    permission = APPROVES
    lead = (
        "Nobody but its writers and reviewers can open any edition then. Reports that were"
        " published stay as they are, and copies that were downloaded can’t be called back."
    )

    def form(self, data: Any = None) -> forms.WordsForm:
        form = forms.WordsForm(
            data,
            version=self.story.version,
            press="Withdraw it",
            most=300,
            hint="Such as: somebody took their consent back.",
        )
        form.cancel_url = self.page
        return form

    def act(self, form: Any) -> str:
        do.withdraw_story(
            story=self.story, seen=form.seen, why=form.cleaned_data["why"], by=self.person
        )
        return self.lead_on("Withdrawn.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=self.lead, **kwargs)
