"""Champions and sponsors: the posts of influence, what is asked of them, where they stand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes import presenters as words
from partnership.programmes import selectors as ask
from partnership.programmes.actions import champions as do
from partnership.programmes.forms.champions import (
    ChampionForm,
    EndChampionForm,
    NewChampionForm,
)
from partnership.programmes.models import Champion
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage

NAMES = ("kind", "post", "asked_for", "standing", "since", "until")


class ChampionPage(ProgrammePage):
    """A page about champions; they are of the whole programme, and so is who changes them."""

    section = "about"
    permission = Permission.READ

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            if self.permission is Permission.MANAGE_GROUPS:
                self.entry.require(Permission.MANAGE_GROUPS)
            self.find()

    def find(self) -> None:
        """Find the record that the page is about; raise Http404 where it isn't there."""

    def trail(self) -> list[tuple[str, str]]:
        """The way here, from the top."""
        slug = self.programme.slug
        return [
            ("Overview", reverse("overview", args=[slug])),
            ("About", reverse("about", args=[slug])),
        ]

    def list_address(self) -> str:
        return reverse("champions", args=[self.programme.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            breadcrumbs=self.trail(),
            may_manage=self.entry.may(Permission.MANAGE_GROUPS),
            **kwargs,
        )


class ChampionsView(ChampionPage):
    """Every champion and sponsor reported by a day: those who are, and those who were."""

    template_name = "programmes/champions/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = ask.champions(self.programme, as_at=self.as_at)
        current, ended = words.champions_now(found, self.as_at)
        return super().get_context_data(current=current, ended=ended, **kwargs)


class OneChampion(ChampionPage):
    """A page about one champion or sponsor."""

    champion: Champion

    def find(self) -> None:
        found = ask.champions(self.programme, as_at=self.as_at)
        self.champion = get_object_or_404(found, slug=self.kwargs["champion"])

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), ("Champions and sponsors", self.list_address())]

    @property
    def address(self) -> str:
        """The record's own page."""
        return reverse("champion", args=[self.programme.slug, self.champion.slug])


class ChampionView(OneChampion):
    """One champion or sponsor, with what was changed."""

    template_name = "programmes/champions/one.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            champion=self.champion,
            has_ended=words.has_ended(self.champion, self.as_at),
            history=history_of(self.champion, noun=self.champion.get_kind_display().lower()),
            **kwargs,
        )


class NewChampionView(FormPage, ChampionPage):
    """Record a champion or sponsor."""

    title = "Record a champion or sponsor"
    permission = Permission.MANAGE_GROUPS

    def form(self, data: Any = None) -> NewChampionForm:
        form = NewChampionForm(data)
        form.cancel_url = self.list_address()
        return form

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        champion = do.record_champion(
            programme=self.programme,
            details=do.ChampionDetails(**{name: given[name] for name in NAMES}),
            reported_on=given["reported_on"],
            by=self.person,
        )
        messages.success(self.request, f"{champion.post} is recorded.")
        return self.list_address()


class ChangeChampion(FormPage, OneChampion):
    """A page that changes one champion or sponsor."""

    permission = Permission.MANAGE_GROUPS

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), (self.champion.post, self.address)]

    def ready(self, form: Any) -> Any:
        """The form with the way back."""
        form.cancel_url = self.address
        return form

    def lead_back(self) -> str:
        """Say that it is done, and lead to the record."""
        messages.success(self.request, "Saved.")
        return self.address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(caption=self.champion.post, **kwargs)


class EditChampionView(ChangeChampion):
    """Change what is asked of the post, or where it stands."""

    title = "Change a champion or sponsor"

    def form(self, data: Any = None) -> Any:
        champion = self.champion
        if data is not None and champion.until and "until" not in data:
            # It was ended while this form was open: what the form didn't ask stays.
            data = data.copy()
            data["until"] = champion.until.words
        initial = {name: getattr(champion, name) for name in NAMES}
        has_ended = bool(champion.until)
        return self.ready(
            ChampionForm(data, version=champion.version, initial=initial, has_ended=has_ended)
        )

    def act(self, form: Any) -> str:
        typed = {name: form.cleaned_data[name] for name in NAMES if name in form.fields}
        details = do.ChampionDetails(**typed)
        do.change_champion(champion=self.champion, seen=form.seen, details=details, by=self.person)
        return self.lead_back()


class EndChampionView(ChangeChampion):
    """Say until when the post was a champion or sponsor."""

    title = "End a champion or sponsor"

    def form(self, data: Any = None) -> Any:
        initial = {"until": self.champion.until}
        return self.ready(EndChampionForm(data, version=self.champion.version, initial=initial))

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do.end_champion(
            champion=self.champion,
            seen=form.seen,
            until=given["until"],
            why=given["why"],
            by=self.person,
        )
        return self.lead_back()
