"""Near matches of a pair of waves: an evaluator says whether they are one person's."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from evaluation.actions.matches import decide
from evaluation.actions.publishing import publish
from evaluation.models import Match
from evaluation.presenters.matches import counts_told, match_line
from evaluation.selectors import matches as ask
from evaluation.views.results import OfResults
from partnership.people.permissions import Permission
from partnership.people.refusals import RefusedError

SAID = {"yes": True, "no": False}


class MatchesView(OfResults):
    """What is matched, what waits for a decision, and what was decided."""

    template_name = "evaluation/results/matches.html"
    permission = Permission.EVALUATE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.wave.before is None:
            raise Http404("This wave is not matched with another.")
        found = ask.match_page(self.wave)
        return super().get_context_data(
            wave=self.wave,
            counts=counts_told(found.counts),
            proposed=[match_line(each, found.parts) for each in found.proposed],
            decided=[match_line(each, found.parts) for each in found.decided],
            left=found.counts.proposed - len(found.proposed),
            is_gone=bool(self.wave.deleted_at or self.wave.before.deleted_at),
            breadcrumbs=[*self.trail(), (self.wave.name, self.at("wave-results"))],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide on one match."""
        said = request.POST.get("same", "")
        match = self._match(request.POST.get("match", ""))
        if said not in SAID:
            messages.error(request, "Say whether it is the same person: nothing was changed.")
            return redirect(self.at("wave-matches"))
        try:
            decide(match=match, is_same=SAID[said], by=self.person)
        except RefusedError as error:
            messages.error(request, error.words)
            return redirect(self.at("wave-matches"))
        publish(self.wave, on=timezone.localdate())
        words = "They count as one person." if SAID[said] else "They count as two people."
        messages.success(request, f"{words} The results are worked out anew.")
        return redirect(self.at("wave-matches"))

    def _match(self, key: str) -> Match:
        try:
            return ask.match_of(self.wave, int(key))
        except (ValueError, Match.DoesNotExist) as error:
            raise Http404("There is no such match: its answers may have changed.") from error
