"""What a person types about their own account; allauth checks it, the words are ours."""

from typing import Any, ClassVar, NamedTuple

from allauth.account import forms as account
from allauth.account.fields import EmailField
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base import forms as second_step
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.core.cache import cache
from django.http import HttpRequest

from partnership.people.mail import ask_for_reset
from partnership.people.models import User
from partnership.web.forms import BaseModelForm, ErrorsFirst

HOW_TO_CHOOSE = (
    "At least 12 characters, and not one that you use elsewhere."
    " Three words that have nothing to do with each other are easy to remember."
)
CODE_HINT = "Six figures from your authenticator app, or one of your recovery codes of eight."
CODE_LIFE = 90  # seconds in which a code of an authenticator app is taken, with its tolerance


class Words(NamedTuple):
    """A field's label, and what helps to fill it in."""

    label: str
    hint: str = ""


EMAIL = Words("E-mail address")
PASSWORD = Words("Password")
NEW_PASSWORD = Words("New password", HOW_TO_CHOOSE)
SAME_AGAIN = Words("New password again")


class InOurWords(forms.BaseForm):
    """One of allauth's forms with our labels, and none of its placeholders."""

    words: ClassVar[dict[str, Words]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        for name, words in self.words.items():
            self.fields[name].label, self.fields[name].help_text = words


class AccountForm(ErrorsFirst, InOurWords):
    """The first base of every form here, before the form of allauth's that it is."""


# -- Signing in --------------------------------------------------------------
class SignInForm(AccountForm, account.LoginForm):
    submit_label = "Sign in"
    words = {"login": EMAIL, "password": PASSWORD}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}


class CodeForm(AccountForm):
    """A code from an authenticator app or a recovery code."""

    words = {"code": Words("Code", CODE_HINT)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True}

    def clean_code(self) -> str:
        """Take a code once; allauth remembers it for less long than it would take it."""
        code: str = super().clean_code()  # type: ignore[misc]
        same = normalize_user_code(code)  # “123-456” is “123456”
        used = f"second-step:{self.user.pk}:{same}"  # type: ignore[attr-defined]
        if not cache.add(used, True, timeout=CODE_LIFE):
            raise forms.ValidationError("That code was used already. Wait for the next one.")
        return code


class SecondStepForm(CodeForm, second_step.AuthenticateForm):
    submit_label = "Sign in"


class ConfirmSecondStepForm(CodeForm, second_step.ReauthenticateForm):
    submit_label = "Go on"


class SecondStepKeyForm(AccountForm, keys.AuthenticateWebAuthnForm):
    """Carries what a passkey answered."""


class ConfirmKeyForm(AccountForm, keys.ReauthenticateWebAuthnForm):
    """Carries what a passkey answered."""


class ConfirmPasswordForm(AccountForm, account.ReauthenticateForm):
    submit_label = "Go on"
    words = {"password": PASSWORD}


# -- Password and e-mail address ---------------------------------------------
class AddressField(EmailField):
    """An address that its column can hold, also where small letters are longer than capitals."""

    def __init__(self) -> None:
        longest: int = User._meta.get_field("email").max_length  # type: ignore[assignment]
        super().__init__(max_length=longest)

    def to_python(self, value: Any) -> Any:
        """In small letters before its length is checked."""
        return str(super().to_python(value)).lower()


class AskForResetForm(AccountForm, account.ResetPasswordForm):
    """Does the same for every address: whether an account has it is found out elsewhere."""

    submit_label = "Send me a link"
    words = {"email": EMAIL}
    email = AddressField()

    def clean_email(self) -> str:
        """The address as typed, looked up nowhere."""
        return self.cleaned_data["email"].lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Ask for the link; the worker finds out whose address it is, and answers nobody else."""
        ask_for_reset(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class ResetPasswordForm(AccountForm, account.ResetPasswordKeyForm):
    submit_label = "Set the new password"
    words = {"password1": NEW_PASSWORD, "password2": SAME_AGAIN}


class ChangePasswordForm(AccountForm, account.ChangePasswordForm):
    submit_label = "Change the password"
    words = {
        "oldpassword": Words("Your password until now"),
        "password1": NEW_PASSWORD,
        "password2": SAME_AGAIN,
    }


class SetPasswordForm(AccountForm, account.SetPasswordForm):
    submit_label = "Set the password"
    words = {"password1": NEW_PASSWORD, "password2": SAME_AGAIN}


class ChangeEmailForm(AccountForm, account.AddEmailForm):
    submit_label = "Send a link to the new address"
    words = {"email": Words("New e-mail address")}
    email = AddressField()


# -- Second steps ------------------------------------------------------------
class SetUpAppForm(AccountForm, totp.ActivateTOTPForm):
    submit_label = "Turn on"
    words = {"code": Words("Code", "The six figures that the app shows now.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class RemoveAppForm(AccountForm, totp.DeactivateTOTPForm):
    submit_label = "Remove the authenticator app"


class NewCodesForm(AccountForm, recovery_codes.GenerateRecoveryCodesForm):
    submit_label = "Make new codes"


KEY_NAME = Words("Name of the key or device", "So that you know it again: “office laptop”.")


class AddKeyForm(AccountForm, keys.AddWebAuthnForm):
    words = {
        "name": KEY_NAME,
        "passwordless": Words(
            "Sign in with this alone, without a password",
            "It will ask for its own PIN, a fingerprint or your face each time.",
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenameKeyForm(AccountForm, keys.EditWebAuthnForm):
    submit_label = "Save the name"
    words = {"name": KEY_NAME}


# -- The account itself ------------------------------------------------------
class NameForm(BaseModelForm):
    submit_label = "Save the name"

    class Meta:
        model = User
        fields = ["display_name"]
        labels = {"display_name": "Your name here"}
        help_texts = {"display_name": "What others see beside what you do. A job title is enough."}


class EmailPreferenceForm(BaseModelForm):
    submit_label = "Save"

    class Meta:
        model = User
        fields = ["email_preference"]
        widgets = {"email_preference": forms.RadioSelect}
        labels = {"email_preference": "How should e-mails come?"}
        help_texts = {
            "email_preference": "Invitations, passwords and changes to your account come at once."
        }
