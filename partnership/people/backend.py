"""Who an account's sessions are answered as: nobody, once it is closed."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from partnership.people.accounts import why_shut
from partnership.people.models import User
from partnership.web.prepared import Prepared

FIELDS = [field.attname for field in User._meta.concrete_fields]


def _account(*, key: int) -> QuerySet[Any, Any]:
    return User.objects.filter(pk=key).values_list(*FIELDS)


ACCOUNT = Prepared(_account)


class AccountBackend(AuthenticationBackend):
    """Signs in by e-mail address, in the same time whether an account has it or not.

    Asked at every request: an account that is closed or locked is out at its next one.
    """

    def user_can_authenticate(self, user: AbstractBaseUser | AnonymousUser | None) -> bool:
        """Whether the account is open."""
        return isinstance(user, User) and not why_shut(user)

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, as it is now; nobody where it is shut; one query."""
        for values in ACCOUNT.rows(key=user_id):
            user = User.from_db(DEFAULT_DB_ALIAS, FIELDS, values)
            return user if self.user_can_authenticate(user) else None
        return None
