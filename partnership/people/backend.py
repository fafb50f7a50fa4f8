"""Who an account's sessions are answered as: nobody, once it is closed."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from partnership.people.accounts import why_shut
from partnership.people.models import User


class AccountBackend(AuthenticationBackend):
    """Signs in by e-mail address, in the same time whether an account has it or not.

    Asked at every request: an account that is closed or locked is out at its next one.
    """

    def user_can_authenticate(self, user: AbstractBaseUser | AnonymousUser | None) -> bool:
        """Whether the account is open."""
        return isinstance(user, User) and not why_shut(user)
