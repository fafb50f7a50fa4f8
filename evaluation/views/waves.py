"""Waves: all of them, and one with its link, its papers and how many have answered."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from evaluation.actions.waves import is_begun
from evaluation.models import Wave
from evaluation.presenters import waves as words
from evaluation.selectors import waves as ask
from evaluation.selectors.asked import asked_version
from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from pilots.feedback_rules import Door
from pilots.paging import ListPaginator
from pilots.qr import QrCode


class WavesView(ProgrammePage):
    """Every wave in reach, the newest first, with how many answered."""

    template_name = "evaluation/waves/list.html"
    section = "outcomes"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator = ListPaginator(ask.waves_of(self.programme, self.reach))
        page = paginator.get_page(self.request.GET.get("page"))
        answered = ask.answered(page.object_list)
        return super().get_context_data(
            page=page,
            lines=[words.told(each, answered.get(each.pk, 0)) for each in page.object_list],
            evaluates=Permission.EVALUATE in self.permissions,
            breadcrumbs=[("Overview", reverse("overview", args=[self.programme.slug]))],
            **kwargs,
        )


class OfAWave(ProgrammePage):
    """A page about one wave, which the address names."""

    section = "outcomes"

    @cached_property
    def wave(self) -> Wave:
        """The wave, if it is in reach."""
        try:
            return ask.find_wave(self.programme, self.kwargs["wave"], self.reach)
        except Wave.DoesNotExist as error:
            raise Http404("The programme has no such wave.") from error

    def at(self, name: str) -> str:
        """One of the wave's addresses."""
        return reverse(name, args=[self.programme.slug, self.wave.slug])

    def trail(self) -> list[tuple[str, str]]:
        """The way to the wave's page."""
        slug = self.programme.slug
        return [
            ("Overview", reverse("overview", args=[slug])),
            ("Waves", reverse("waves", args=[slug])),
        ]


class WaveView(OfAWave):
    """How people reach the form, and how many have."""

    template_name = "evaluation/waves/one.html"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wave, door = self.wave, ask.door_of(self.wave)
        evaluates = self.entry.may(Permission.EVALUATE, wave.at)
        answered = ask.answered([wave]).get(wave.pk, 0)
        link = words.link_of(wave)
        return super().get_context_data(
            told=words.told(wave, answered),
            link=link,
            code=QrCode(link),
            languages=words.paper_languages(asked_version(wave.version_asked).spoken),
            facts=words.facts(wave),
            evaluates=evaluates,
            is_open=door is Door.OPEN,
            is_over=door is Door.CLOSED,
            may_reopen=door is Door.CLOSED and wave.delete_on > timezone.localdate(),
            is_begun=is_begun(wave),
            takes_paper=ask.takes_paper(wave),
            history=history_of(wave, noun="wave"),
            breadcrumbs=self.trail(),
            **(self._for_evaluators() if evaluates else {}),
            **kwargs,
        )

    def _for_evaluators(self) -> dict[str, Any]:
        """What says when single answers came, which is for evaluators alone."""
        wave = self.wave
        days = ask.came_by_day(wave)
        return {
            "chart": words.day_chart(days),
            "channels": words.channel_words(ask.came_by_channel(wave)),
            "invited": words.invited_words(*ask.invited(wave)) if wave.by_invitation else "",
            "deleted": words.deletion_words(ask.deletions(wave)),
        }
