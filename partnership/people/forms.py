"""What a person types to sign in."""

from django.contrib.auth.forms import AuthenticationForm

from partnership.web.forms import ErrorsFirst


class SignInForm(ErrorsFirst, AuthenticationForm):
    submit_label = "Sign in"
    error_messages = {
        "invalid_login": (
            "That e-mail address and password don't match an account. Check both and try again."
        ),
        "inactive": "This account is closed. Ask your programme manager to open it again.",
    }
