"""The register of organisations: found by any name, added, changed, merged."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnership.people.history import history_of
from partnership.people.merging import moves
from partnership.people.models import Organisation, Role
from partnership.people.permissions import Permission
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage
from partnership.web.forms import ONCE
from partnership.web.spreadsheet import csv_response
from pilots.actions import organisations as actions
from pilots.forms import organisations as forms
from pilots.models import PartnerRole
from pilots.paging import ListPaginator
from pilots.presenters import organisations as words
from pilots.selectors import organisations as ask

FIELDS = ("name", "sector", "description", "became", "became_when")


class RegisterPage(ProgrammePage):
    """What the pages of the register share: who manages it, and where it is."""

    section = "about"
    permission = Permission.MANAGE

    @property
    def within(self) -> Programme | None:
        """The programme that the person's word holds in; None for an administrator."""
        is_admin = any(held.role is Role.ADMIN for held in self.entry.held)
        return None if is_admin else self.programme

    @cached_property
    def organisation(self) -> Organisation:
        """The organisation in the address; one that others alone name is not found."""
        reach = EVERYTHING if self.permission is Permission.MANAGE else self.reach
        found = ask.find_organisation(self.programme, self.kwargs["organisation"], reach=reach)
        if found is None:
            raise Http404("The programme’s register has no such organisation.")
        return found

    def address(self, name: str, *args: Any) -> str:
        """The address of a page of this programme."""
        return reverse(name, args=[self.programme.slug, *args])

    def trail(self) -> list[tuple[str, str]]:
        """The way here; without READ, as an administrator has none, only the register."""
        register = ("Register of organisations", self.address("organisation-register"))
        if Permission.READ not in self.permissions:
            return [register]
        return [("Organisations", self.address("organisations")), register]


class RegisterView(RegisterPage):
    template_name = "pilots/organisations/register.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = forms.RegisterFilter(self.request.GET)
        paginator = ListPaginator(ask.register(self.programme, **form.asked()))
        page = paginator.get_page(self.request.GET.get("page"))
        return super().get_context_data(
            form=form,
            page=page,
            found=paginator.words("organisation"),
            lines=[words.register_line(each) for each in page.object_list],
            merges=list(ask.recent_merges(self.programme)),
            breadcrumbs=self.trail()[:-1],
            **kwargs,
        )


class RegisterFileView(RegisterPage):
    """The register as a file for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = forms.RegisterFilter(request.GET)
        rows = ask.register(self.programme, **form.asked())
        name = f"organisations-{self.programme.slug}.csv"
        return csv_response(name, words.REGISTER_HEADS, map(words.register_row, rows))  # type: ignore[return-value]


class OrganisationView(RegisterPage):
    """One organisation: its names, what it is and was to the programme, its history."""

    template_name = "pilots/organisations/organisation.html"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        organisation, where = self.organisation, {"reach": self.reach}
        roles = list(ask.roles_of(organisation, self.programme, **where))
        return super().get_context_data(
            organisation=organisation,
            line=words.register_line(organisation),
            roles=[(role, words.held_words(role)) for role in roles],
            seats=ask.seats_hosted(organisation, self.programme, **where),
            history=history_of(organisation, noun="organisation", within=roles),
            may_manage=self.entry.may(Permission.MANAGE),
            breadcrumbs=[("Organisations", self.address("organisations"))],
            **kwargs,
        )


class RegisterForm(FormPage, RegisterPage):
    """A form of the register."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("breadcrumbs", self.trail())
        return super().get_context_data(**kwargs)

    def led_on(self, organisation: Organisation) -> str:
        """Where to go after saving: the organisation's page, or the register."""
        if Permission.READ in self.permissions:
            return self.address("organisation", organisation.slug)
        return self.address("organisation-register")

    @property
    def places(self) -> dict[str, Any]:
        """The areas that a form offers, and the programme's word for them."""
        return {
            "areas": self.programme.areas.all(),
            "word": self.programme.area_word,
        }


class AddOrganisationView(RegisterForm):
    title = "Add an organisation"

    def form(self, data: Any = None) -> forms.AddOrganisationForm:
        return forms.AddOrganisationForm(data, **self.places)

    def act(self, form: BaseForm) -> str:
        given = {key: value for key, value in form.cleaned_data.items() if key != ONCE}
        organisation, is_new = actions.add_organisation(
            programme=self.programme, by=self.person, **given
        )
        was_known = f"It was known already, as {organisation}; it now has this role here too."
        messages.success(self.request, f"{organisation} was added." if is_new else was_known)
        return self.led_on(organisation)


class EditOrganisationView(RegisterForm):
    title = "Change an organisation"

    def form(self, data: Any = None) -> forms.EditOrganisationForm:
        organisation = self.organisation
        initial = {name: getattr(organisation, name) for name in FIELDS}
        aliases = forms.alias_lines(organisation.aliases.all())
        return forms.EditOrganisationForm(
            data,
            version=organisation.version,
            others=ask.register(self.programme).exclude(pk=organisation.pk),
            initial={**initial, "aliases": aliases},
        )

    def act(self, form: BaseForm) -> str:
        assert isinstance(form, forms.EditOrganisationForm)
        fields = {name: form.cleaned_data[name] for name in FIELDS}
        actions.change_organisation(
            organisation=self.organisation,
            seen=form.seen,
            within=self.within,
            aliases=form.cleaned_data["aliases"],
            by=self.person,
            **fields,
        )
        messages.success(self.request, "Saved.")
        return self.led_on(self.organisation)


class GiveRoleView(RegisterForm):
    title = "Give it a role"

    def form(self, data: Any = None) -> forms.GiveRoleForm:
        return forms.GiveRoleForm(data, **self.places)

    def act(self, form: BaseForm) -> str:
        given = {key: value for key, value in form.cleaned_data.items() if key != ONCE}
        actions.refuse_backwards(given["since"], given["until"])
        actions.give_role(
            programme=self.programme, organisation=self.organisation, by=self.person, **given
        )
        messages.success(self.request, "The role was recorded.")
        return self.led_on(self.organisation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(caption=self.organisation.name, **kwargs)


class ChangeRoleView(RegisterForm):
    title = "Change or end a role"

    @cached_property
    def role(self) -> PartnerRole:
        """The role in the address, of this organisation in this programme."""
        roles = ask.roles_of(self.organisation, self.programme, reach=EVERYTHING)
        found = roles.filter(pk=self.kwargs["role"]).first()
        if found is None:
            raise Http404
        return found

    def form(self, data: Any = None) -> forms.ChangeRoleForm:
        names = ("detail", "since", "until")
        initial = {name: getattr(self.role, name) for name in names}
        return forms.ChangeRoleForm(data, version=self.role.version, initial=initial)

    def act(self, form: BaseForm) -> str:
        assert isinstance(form, forms.ChangeRoleForm)
        given = {name: form.cleaned_data[name] for name in ("detail", "since", "until")}
        actions.change_role(role=self.role, seen=form.seen, by=self.person, **given)
        messages.success(self.request, "Saved.")
        return self.led_on(self.organisation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        caption = f"{self.organisation.name}, {self.role.get_role_display().lower()}"
        return super().get_context_data(caption=caption, **kwargs)


class MergeView(RegisterForm):
    """Two records of one organisation: chosen, looked at side by side, merged."""

    title = "Merge duplicates"
    template_name = "pilots/organisations/merge.html"

    def form(self, data: Any = None) -> forms.MergeForm:
        chosen = {name: self._chosen(name) for name in ("kept", "duplicate") if self._chosen(name)}
        return forms.MergeForm(data, among=ask.register(self.programme), initial=chosen)

    def _chosen(self, name: str) -> Organisation | None:
        return ask.find_organisation(self.programme, self.request.GET.get(name, "")[:80])

    def act(self, form: BaseForm) -> str:
        kept, duplicate = form.cleaned_data["kept"], form.cleaned_data["duplicate"]
        actions.merge(kept=kept, duplicate=duplicate, within=self.within, by=self.person)
        messages.success(
            self.request,
            f"{duplicate} is now one of the names of {kept}, and all that named it names {kept}."
            " For a day you can undo this, in the register.",
        )
        return self.led_on(kept)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        duplicate = self._chosen("duplicate")
        return super().get_context_data(
            duplicate=duplicate, moves=moves(duplicate) if duplicate else [], **kwargs
        )


class UndoMergeView(RegisterPage):
    """Takes a merge of the last day back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        merged = ask.recent_merges(self.programme).filter(pk=self.kwargs["merge"]).first()
        if merged is None:
            raise Http404("No merge of the last day has this number.")
        try:
            back = actions.undo_merge(merged=merged, within=self.within, by=self.person)
        except RefusedError as error:
            messages.error(request, error.words)
        else:
            messages.success(request, f"{back} is a record of its own again.")
        return redirect(self.address("organisation-register"))
