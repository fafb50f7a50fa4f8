"""Results: of every wave in a list, and of one wave or pair question by question."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from evaluation.models import Wave
from evaluation.presenters import results_page as words
from evaluation.presenters.result_list import result_line
from evaluation.rules.tallying import EVERYBODY, Who
from evaluation.selectors import results as ask
from evaluation.selectors import results_page as facts
from evaluation.selectors.tallies import matched
from evaluation.views.result_told import TOLD, Known, Seen, Thresholds
from partnership.people.permissions import Permission, Place
from partnership.programmes.views.base import ProgrammePage
from pilots.paging import ListPaginator

OTHERS = "others"


class ResultsView(ProgrammePage):
    """Every wave that has begun, with how many answered and were matched."""

    template_name = "evaluation/results/list.html"
    section = "outcomes"
    permission = Permission.SEE_RESULTS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = ask.waves_with_results(self.programme, self.reach, by=self.as_at)
        paginator = ListPaginator(rows)
        page = paginator.get_page(self.request.GET.get("page"))
        waves = list(page.object_list)
        evaluates = Permission.EVALUATE in self.permissions
        told = ask.responses_by_wave(waves, evaluates=evaluates)
        people = matched(waves) if evaluates else {}
        return super().get_context_data(
            page=page,
            lines=[result_line(each, told[each.pk], people.get(each.pk)) for each in waves],
            evaluates=evaluates,
            breadcrumbs=[("Overview", reverse("overview", args=[self.programme.slug]))],
            **kwargs,
        )


class OfResults(ProgrammePage):
    """A page about the results of one wave, which the address names."""

    section = "outcomes"
    permission = Permission.SEE_RESULTS

    @cached_property
    def wave(self) -> Wave:
        """The wave, if it is in reach."""
        try:
            return ask.find_results(self.programme, self.kwargs["wave"], reach=self.reach)
        except Wave.DoesNotExist as error:
            raise Http404("The programme has no such wave.") from error

    def at(self, name: str) -> str:
        """One of the wave's addresses."""
        return reverse(name, args=[self.programme.slug, self.wave.slug])

    def trail(self) -> list[tuple[str, str]]:
        """The way to the wave's results."""
        slug = self.programme.slug
        return [
            ("Overview", reverse("overview", args=[slug])),
            ("Results", reverse("results", args=[slug])),
        ]


class WaveResultsView(OfResults):
    """One wave, or before and after: in all, of an area, or of a sector."""

    template_name = "evaluation/results/wave.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        who = self.who
        key = (self.wave.pk, who, self.evaluates, self.sees_all)
        return super().get_context_data(
            wave=self.wave,
            told=TOLD(key, self._seen(who), self._known(who)),
            breadcrumbs=self.trail(),
            **kwargs,
        )

    @cached_property
    def found(self) -> facts.FoundWave:
        """The wave with all that is said of it, if it is in reach."""
        try:
            return facts.find_wave(self.programme, self.kwargs["wave"], reach=self.reach)
        except Wave.DoesNotExist as error:
            raise Http404("The programme has no such wave.") from error

    @cached_property
    def wave(self) -> Wave:
        return self.found.wave

    @cached_property
    def evaluates(self) -> bool:
        """Whether the person may read raw answers."""
        return self.entry.may(Permission.EVALUATE, self.wave.at)

    @property
    def sees_all(self) -> bool:
        """Whether the page tells everything, or what everybody else sees."""
        return self.evaluates and self.request.GET.get("as") != OTHERS

    @cached_property
    def shown(self) -> facts.Shown:
        """What everybody else was shown, by the day that is looked back to."""
        return facts.shown_by(self.found, by=self.as_at)

    @cached_property
    def whose(self) -> facts.Whose:
        """The areas and sectors that anybody answered from, as far as this reader may know."""
        if self.sees_all:
            return facts.whose(self.found, self.programme)
        return facts.whose_shown(self.found, self.programme, self.shown)

    @cached_property
    def sees_whole(self) -> bool:
        """Whether the person may see the results of the whole wave."""
        return self.entry.may(Permission.SEE_RESULTS, self.wave.at)

    def _may(self, who: Who) -> bool:
        """Whether the person may see the results of an area of a wave that several have."""
        return self.sees_whole or (
            self.wave.area_id is None
            and who.area is not None
            and self.entry.may(Permission.SEE_RESULTS, Place(area=who.area))
        )

    @cached_property
    def who(self) -> Who:
        """Whose results are asked for: in all, or the first that the person may see."""
        asked = self.request.GET.get("of", "")
        if not asked and not self.sees_whole:
            own = (Who(area=held.area) for held in self.entry.places(Permission.SEE_RESULTS))
            allowed = [who for who in (*self.whose.slugs.values(), *own) if self._may(who)]
            if allowed:
                return allowed[0]
        who = self.whose.slugs.get(asked) if asked else EVERYBODY
        if who is None:
            raise Http404("Nobody answered from there.")
        if not self._may(who):
            self.entry.require(Permission.SEE_RESULTS, self.wave.at)
        return who

    def _choices(self) -> tuple[tuple[str, str], ...]:
        """What the page can be narrowed to."""
        whole = (("", "Everybody"),) if self.sees_whole else ()
        names = self.whose.names
        return whole + tuple(
            (key, names[who]) for key, who in self.whose.slugs.items() if self._may(who)
        )

    def _seen(self, who: Who) -> Seen:
        return Seen(
            programme=self.programme.slug,
            thresholds=Thresholds.of(self.programme),
            who=who,
            who_name=self.whose.names.get(who, ""),
            choices=self._choices(),
            chosen=self.request.GET.get("of", ""),
            evaluates=self.evaluates,
            sees_all=self.sees_all,
            deletion=words.deletion_words(
                self.wave, today=timezone.localdate(), evaluates=self.evaluates
            ),
            own=self.at("wave-results"),
        )

    def _known(self, who: Who) -> Known:
        """What is known of these people, to be worked out only where any of it differs."""
        found, wave, by = self.found, self.wave, self.as_at
        if not self.sees_all:
            facts_shown = (found.row, self.shown)
            return Known(facts_shown, lambda: ask.results_disclosed(wave, who, by=by))
        if self.whose.is_waiting:  # counted by the page itself, and never kept
            return Known((object(),), lambda: ask.results_raw(wave, who))
        told = facts.tallied(found, who)
        return Known((found.row, told), lambda: facts.results_of(found, who, told))
