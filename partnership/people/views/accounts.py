"""Every account of the site, for administrators: found, locked, opened, made administrators."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from partnership.people import selectors as ask
from partnership.people.accounts import take_second_steps_off, unlock, way_in_words
from partnership.people.actions import end_admin, lock_account, make_admin
from partnership.people.forms_accounts import AccountFilter, LockForm
from partnership.people.models import User
from partnership.people.permissions import Permission
from partnership.people.presenters import (
    account_facts,
    account_history,
    account_line,
    account_lines,
)
from partnership.people.roles_held import roles_in_sentences
from partnership.people.views.base import SitePage
from partnership.people.views.forms import WithForm
from partnership.people.ways import ways_of
from partnership.web.forms import SureForm

ROWS_A_PAGE = 50


class AccountsView(SitePage):
    """Accounts by address, narrowed by words and state."""

    template_name = "people/accounts.html"
    permission = Permission.MANAGE
    section = "accounts"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, today = AccountFilter(self.request.GET), timezone.localdate()
        paginator = Paginator(ask.accounts(**form.asked(), on=today), ROWS_A_PAGE)
        page = paginator.get_page(self.request.GET.get("page"))
        shown = list(page.object_list)
        return super().get_context_data(
            form=form,
            page=page,
            lines=account_lines(shown, ask.roles_held(shown, on=today)),
            **kwargs,
        )


class AccountPage(SitePage):
    """A page about one account."""

    permission = Permission.MANAGE
    section = "accounts"
    account: User

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = ask.account(kwargs["pk"], on=timezone.localdate())
        if found is None:
            raise Http404("There is no such account.")
        self.account = found

    def page_url(self) -> str:
        return reverse("account-of", args=[self.account.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("breadcrumbs", [("Accounts", reverse("accounts"))])
        return super().get_context_data(account=self.account, **kwargs)


class AccountOfView(AccountPage):
    """One account: its state, its roles, and what was done to it."""

    template_name = "people/account_of.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        roles = roles_in_sentences(self.account, on=timezone.localdate())
        line = account_line(self.account, len(roles))
        return super().get_context_data(
            line=line,
            facts=account_facts(line),
            roles=roles,
            is_own=self.account == self.person,
            ways=ways_of(self.account),
            history=account_history(ask.history_of_account(self.account)),
            **kwargs,
        )


class AccountFormPage(WithForm, AccountPage):
    """A form about one account."""

    lead = ""
    button = ""

    def form(self, data: Any = None) -> BaseForm:
        form = SureForm(data, label=self.button)
        form.cancel_url = self.page_url()
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            caption=f"{self.account.display_name}, {self.account.email}",
            lead=self.lead,
            breadcrumbs=[
                ("Accounts", reverse("accounts")),
                (self.account.display_name, self.page_url()),
            ],
            **kwargs,
        )


class LockView(AccountFormPage):
    """An account is locked."""

    title = "Lock an account"
    lead = (
        "They are signed out everywhere at once, and can’t sign in until it is opened again."
        " Their roles stay as they are."
    )

    def form(self, data: Any = None) -> BaseForm:
        form = LockForm(data)
        form.cancel_url = self.page_url()
        return form

    def act(self, form: Any) -> str:
        lock_account(account=self.account, reason=form.cleaned_data["reason"], by=self.person)
        messages.success(self.request, f"The account of {self.account} is locked.")
        return self.page_url()


class OpenView(AccountFormPage):
    """A locked account is opened again."""

    title = "Open an account again"
    lead = "They can sign in again, with the roles that they still hold."
    button = "Open this account"

    def act(self, form: Any) -> str:
        if self.account.locked_at:
            unlock(self.account, by=self.person)
            messages.success(self.request, f"The account of {self.account} is open again.")
        return self.page_url()


class TakeStepsOffView(AccountFormPage):
    """Somebody who lost phone, key and recovery codes is let in without them."""

    title = "Take the second steps off"
    button = "Take the second steps off"

    @property
    def lead(self) -> str:  # type: ignore[override]
        """What it is for, and how this account signs in afterwards."""
        return (
            "For somebody who lost their phone, their key and their recovery codes. Make sure"
            " first that it is they who ask. They are signed out everywhere. Afterwards"
            f" {self.account} {way_in_words(self.account)}. An e-mail tells them."
        )

    def act(self, form: Any) -> str:
        take_second_steps_off(user=self.account, by=self.person)
        messages.success(self.request, f"{self.account} {way_in_words(self.account)}.")
        return self.page_url()


class MakeAdminView(AccountFormPage):
    """Somebody becomes an administrator."""

    title = "Make somebody an administrator"
    lead = (
        "An administrator manages accounts, organisations and programme settings everywhere,"
        " and reads no programme."
    )
    button = "Make them an administrator"

    def act(self, form: Any) -> str:
        make_admin(account=self.account, by=self.person)
        messages.success(self.request, f"{self.account} is an administrator now.")
        return self.page_url()


class EndAdminView(AccountFormPage):
    """Somebody is an administrator no longer."""

    title = "End an administrator’s role"
    lead = "It ends at once. Their other roles stay as they are."
    button = "End the role"

    def act(self, form: Any) -> str:
        end_admin(account=self.account, by=self.person)
        messages.success(self.request, f"{self.account} is no longer an administrator.")
        return reverse("home") if self.account == self.person else self.page_url()
