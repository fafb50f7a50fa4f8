"""The addresses of a person's own account, by name: which are open, and which want a sign-in."""

from dataclasses import dataclass, field

from django.urls import reverse


@dataclass(frozen=True)
class Page:
    """An address; `as_nobody` and `as_owner` are what a GET answers to each."""

    name: str
    as_nobody: int = 302
    as_owner: int = 200
    arguments: dict[str, str | int] = field(default_factory=dict)

    def path(self) -> str:
        return reverse(self.name, kwargs=self.arguments)


# For whoever is not signed in.
ENTRANCE = (
    Page("sign-in", as_nobody=200, as_owner=302),
    Page("sign-out", as_nobody=302),
    Page("account_login", as_owner=302),
    Page("account_logout", as_owner=302),
    Page("account_signup", as_nobody=200, as_owner=302),
    Page("account_inactive", as_nobody=200),
    Page("account_reset_password", as_nobody=200),
    Page("account_reset_password_done", as_nobody=200),
    Page(
        "account_reset_password_from_key",
        as_nobody=200,
        arguments={"uidb36": "1", "key": "no-such-key"},
    ),
    Page("account_reset_password_from_key_done", as_nobody=200),
    Page("account_email_verification_sent", as_nobody=200),
    Page("account_confirm_email", as_nobody=200, arguments={"key": "no-such-key"}),
    Page("account_confirm_login_code", as_owner=302),
    Page("mfa_authenticate", as_owner=302),
    Page("mfa_login_webauthn", as_owner=302),
)
# For the account's owner.
OWN = (
    Page("account"),
    Page("account-name"),
    Page("account-emails", as_owner=405),
    Page("account_change_password"),
    Page("account_set_password", as_owner=302),
    Page("account_email"),
    Page("account_reauthenticate"),
    Page("two-steps"),
    Page("usersessions_list", as_owner=302),
    Page("sessions-end", as_owner=405),
    Page("session-end", as_owner=405, arguments={"pk": 1}),
    Page("mfa_index"),
    Page("mfa_activate_totp"),
    Page("mfa_deactivate_totp", as_owner=404),
    Page("mfa_list_webauthn"),
    Page("mfa_add_webauthn"),
    Page("mfa_edit_webauthn", as_owner=404, arguments={"pk": 1}),
    Page("mfa_remove_webauthn", as_owner=404, arguments={"pk": 1}),
    Page("mfa_reauthenticate", as_owner=302),
    Page("mfa_reauthenticate_webauthn", as_owner=302),
    Page("mfa_view_recovery_codes", as_owner=404),
    Page("mfa_generate_recovery_codes"),
    Page("mfa_download_recovery_codes", as_owner=404),
)
NAMES = {page.name for page in (*ENTRANCE, *OWN)}
