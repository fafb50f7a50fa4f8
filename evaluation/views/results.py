"""Results: of every wave in a list, and of one wave or pair question by question."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from evaluation.models import Wave
from evaluation.presenters import results_page as words
from evaluation.presenters.result_list import result_line
from evaluation.presenters.results import Block
from evaluation.rules.tallying import EVERYBODY, Who
from evaluation.selectors import results as ask
from evaluation.selectors.tallies import matched
from partnership.people.permissions import Permission, Place
from partnership.programmes.views.base import ProgrammePage
from partnership.web.remembered import Remembered
from pilots.paging import ListPaginator

OTHERS = "others"


@dataclass(frozen=True)
class Given:
    """What a page's questions are drawn from; `figures` are all that their look depends on."""

    figures: tuple[Any, ...]
    blocks: Callable[[], tuple[Block, ...]] = field(compare=False)


def _drawn(_: Any, given: Given) -> SafeString:
    return render_to_string("evaluation/results/blocks.html", {"blocks": given.blocks()})


DRAWN = Remembered(_drawn, most=32)


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
        who, results = self.who, self.results
        people = words.matched_of(results, who)
        return super().get_context_data(
            wave=self.wave,
            results=results,
            head=words.head(results, who, people, evaluates=self.sees_all),
            body=self._body(),
            who_name=self.groups.name(who),
            choices=self._choices(),
            chosen=self.request.GET.get("of", ""),
            evaluates=self.evaluates,
            sees_all=self.sees_all,
            deletion=words.deletion_words(
                self.wave, today=timezone.localdate(), evaluates=self.evaluates
            ),
            own=self.at("wave-results"),
            breadcrumbs=self.trail(),
            **kwargs,
        )

    @cached_property
    def evaluates(self) -> bool:
        """Whether the person may read raw answers."""
        return self.entry.may(Permission.EVALUATE, self.wave.at)

    @property
    def sees_all(self) -> bool:
        """Whether the page tells everything, or what everybody else sees."""
        return self.evaluates and self.request.GET.get("as") != OTHERS

    @cached_property
    def groups(self) -> ask.Groups:
        """The areas and sectors that anybody answered from."""
        waves = [self.wave, *([self.wave.before] if self.wave.before else [])]
        return ask.groups_of(waves, self.programme)

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
        allowed = [who for who in self.groups.slugs.values() if self._may(who)]
        if not asked and not self.sees_whole and allowed:
            return allowed[0]
        who = self.groups.slugs.get(asked) if asked else EVERYBODY
        if who is None:
            raise Http404("Nobody answered from there.")
        if not self._may(who):
            self.entry.require(Permission.SEE_RESULTS, self.wave.at)
        return who

    def _choices(self) -> list[tuple[str, str]]:
        """What the page can be narrowed to."""
        names = dict((*self.groups.areas, *self.groups.sectors))
        whole = [("", "Everybody")] if self.sees_whole else []
        return whole + [
            (key, names[who]) for key, who in self.groups.slugs.items() if self._may(who)
        ]

    @cached_property
    def results(self) -> ask.Results:
        """What is known."""
        if self.sees_all:
            return ask.results_raw(self.wave, self.who)
        return ask.results_disclosed(self.wave, self.who)

    def _body(self) -> SafeString:
        """The questions, worked out and drawn anew only where any figure differs."""
        results, who, wave = self.results, self.who, self.wave
        people = words.matched_of(results, who)
        rules = words.rules_of(self.programme, evaluates=self.sees_all, matched=people)
        source = words.source_words(results)
        given = Given(
            (results.source, results.source_before, results.of, source, rules),
            lambda: words.blocks(results, who, rules),
        )
        return DRAWN((wave.pk, who, self.sees_all), given)
