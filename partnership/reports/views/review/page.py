"""One report being reviewed: what is missing, the frozen files, what moved, who may do what."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from partnership.people.refusals import RefusedError
from partnership.reports.actions import correcting, looking, moving
from partnership.reports.actions.moving import MovedError, digest
from partnership.reports.forms.review import ApproveForm, DiscardForm, SendBackForm
from partnership.reports.models import Report
from partnership.reports.presenters.board import state_words
from partnership.reports.presenters.reports import making_mark, stages_of
from partnership.reports.presenters.stages import (
    TONES,
    approvers_words,
    offered,
    standing_words,
    steps_of,
)
from partnership.reports.rules.stages import Move, hindrance, moves
from partnership.reports.selectors.holders import who_is_next
from partnership.reports.selectors.officers import officers_of
from partnership.reports.selectors.review import comments_on
from partnership.reports.views.base import UNCHANGED, is_shown
from partnership.reports.views.review.base import ReviewPage

TOLD_NOBODY = "has no officer here, so nobody was told. Give somebody that role under People."
KEPT = ("whose", "on_behalf_of", "authority")  # of an approval that is to be given once more
DONE = {
    "submit": "It is in review. Its files are being made: whoever approves it reads those.",
    "take-back": "It is a draft again, and can be written in.",
    "send-back": "Sent back. Its writers see what you asked for beside every section.",
    "approve": "Approved. It can be published now.",
    "publish": "Published. Its readers may read it from now on.",
    "discard": "The correction is gone. What was published stands as before.",
    "compare": "Compared with what records say now.",
}


class ReviewView(ReviewPage):
    """Where it stands, and what this person can do about it."""

    template_name = "reports/review/review.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if HtmxDetails(request):
            return self.progress()
        return super().get(request, *args, **kwargs)

    def progress(self) -> HttpResponse:
        """How far its files are; when they are there, the browser opens the page anew."""
        if is_shown(self.request, making_mark(self.report)):
            return HttpResponse(status=UNCHANGED)
        self.template_name = "reports/review/_making.html"
        said = {"report": self.report, "said": state_words(self.report)}
        page = self.render_to_response(said | self.making())
        if not self.report.is_unfinished:
            page["HX-Refresh"] = "true"
        return page

    def making(self) -> dict[str, Any]:
        """How far its files are, and where that is asked again."""
        return {
            "making": stages_of(self.report),
            "mark": making_mark(self.report),
            "here": self.address_here,
        }

    @property
    def address_here(self) -> str:
        """The address of this page, whichever way it was come to."""
        return self.address("report-review")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "words" not in kwargs:
            kwargs.setdefault("approve_form", self.approve_form())
            kwargs.setdefault("send_back_form", self.send_back_form())
            kwargs.setdefault("discard_form", self.discard_form())
            kwargs |= {"report": self.report, "body": self.body} | self.shown()
        return super().get_context_data(**kwargs)

    def shown(self) -> dict[str, Any]:
        """Everything about the report that the page shows, and what may be done with it."""
        report, standing = self.report, self.standing
        return self.making() | {
            "steps": steps_of(report),
            "stage_tone": TONES[Report.Stage(report.stage)],
            "stands": standing_words(report, name_people=True),
            "files": offered(report, self.programme.slug, by_edition=True),
            "can": {move.name.lower(): True for move in moves(standing)},
            "missing": standing.missing,
            "why_not": self.why_not(),
            "comments": comments_on(report),
        }

    def approve_form(self, data: Any = None, **typed: str) -> ApproveForm:
        """The form to sign with, of what is shown on the page."""
        report = self.report
        seen = {"fingerprint": report.fingerprint, "moved": digest(report.moved)}
        form = ApproveForm(data, initial=typed | seen)
        form.action_url = self.address("report-move", "approve")
        return form

    def send_back_form(self, data: Any = None) -> SendBackForm:
        """The form to send it back with."""
        form = SendBackForm(data)
        form.action_url = self.address("report-move", "send-back")
        return form

    def discard_form(self, data: Any = None) -> DiscardForm:
        """The form to throw a correction away with."""
        form = DiscardForm(data)
        form.action_url = self.address("report-move", "discard")
        return form

    def why_not(self) -> str:
        """Why this person can't lead the report to its next stage, in a sentence."""
        next_moves = {
            Report.Stage.DRAFT: Move.SUBMIT,
            Report.Stage.IN_REVIEW: Move.APPROVE,
            Report.Stage.APPROVED: Move.PUBLISH,
        }
        move = next_moves.get(Report.Stage(self.report.stage))
        words = hindrance(move, self.standing) if move else ""
        if words and move is Move.APPROVE:
            words = f"{words} {approvers_words(who_is_next(self.report))}"
        return words


class MoveView(ReviewView):
    """Lead the report to another stage; what hinders it is said where it is decided on."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = self.kwargs["move"]
        if name not in DONE:
            raise Http404("A report makes no such move.")
        try:
            answer: HttpResponse | None = getattr(self, f"do_{name.replace('-', '_')}")()
        except RefusedError as error:
            messages.error(request, error.words)
            return redirect(self.address_here)
        if answer is None:
            messages.success(request, DONE[name])
        return answer or redirect(self.where_next(name))

    def where_next(self, name: str) -> str:
        """The page that shows what was done."""
        return self.address() if name in ("publish", "discard") else self.address_here

    def do_submit(self) -> None:
        moving.submit(self.report, by=self.mover)

    def do_take_back(self) -> None:
        moving.take_back(self.report, by=self.mover)

    def do_publish(self) -> None:
        moving.publish(self.report, by=self.mover)
        if not officers_of(self.report.body):
            messages.warning(self.request, f"{self.report.body} {TOLD_NOBODY}")

    def do_discard(self) -> HttpResponse | None:
        form = self.discard_form(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(discard_form=form, form=form))
        correcting.discard(self.report, by=self.mover)
        return None

    def do_compare(self) -> None:
        """Look now, and not only when the sweep next does."""
        self._look()

    def do_send_back(self) -> HttpResponse | None:
        form = self.send_back_form(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(send_back_form=form, form=form))
        why = form.cleaned_data["why"]
        try:
            moving.send_back(self.report, by=self.mover, why=why)
        except RefusedError as error:
            page = self.get_context_data(not_sent_back=error.words, why=why)
            return self.render_to_response(page, status=409)
        return None

    def do_approve(self) -> HttpResponse | None:
        """Sign, unless records have moved since the page was shown: then the page says what."""
        form = self.approve_form(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(approve_form=form, form=form))
        if not hindrance(Move.APPROVE, self.standing):
            self._look()  # all figures are gathered for it: not for who may not sign anyway
        try:
            moving.approve(self.report, by=self.mover, signed=form.signed())
        except MovedError as error:
            again = self.approve_form(**{name: form.cleaned_data[name] for name in KEPT})
            page = self.get_context_data(moved_meanwhile=error.words, approve_form=again)
            return self.render_to_response(page, status=409)
        return None

    def _look(self) -> None:
        report = self.report
        if report.stage in looking.LOOKED_AT and report.state == Report.State.READY:
            looking.look_again(report)
