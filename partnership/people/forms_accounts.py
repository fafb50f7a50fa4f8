"""What an administrator types about accounts."""

from django import forms

from partnership.web.forms import BaseForm


class AccountFilter(BaseForm):
    """How the list of accounts is narrowed; everything may be left open."""

    method = "get"
    submit_label = "Show"

    words = forms.CharField(required=False, max_length=100, label="Address or name")
    state = forms.ChoiceField(
        required=False,
        choices=[
            ("", "All"),
            ("open", "Open"),
            ("locked", "Locked"),
            ("admin", "Administrators"),
        ],
    )

    def asked(self) -> dict[str, str]:
        """What was asked for; what can't be read is left out."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("words", "state")}

    @property
    def is_narrowed(self) -> bool:
        return any(self.asked().values())


class LockForm(BaseForm):
    """Why an account is locked."""

    submit_label = "Lock this account"

    reason = forms.CharField(
        max_length=100,
        label="Why?",
        help_text="It stays in the account’s history, for other administrators.",
    )
