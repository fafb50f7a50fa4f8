"""The ways in which an account can be signed in to, as its owner sees them."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator

from partnership.people.models import User

CODES_RUNNING_OUT = 3


@dataclass(frozen=True)
class Ways:
    """What an account has beside its password."""

    app_since: datetime | None
    passkeys: tuple[str, ...]
    codes_left: int | None  # None: it never had any

    @property
    def has_second_step(self) -> bool:
        return bool(self.app_since or self.passkeys)

    @property
    def codes_run_out(self) -> bool:
        """Whether it is time to make new ones."""
        return self.codes_left is not None and self.codes_left < CODES_RUNNING_OUT


def ways_of(user: User) -> Ways:
    """The second steps of an account. One query."""
    held = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    apps = [each for each in held if each.type == Authenticator.Type.TOTP]
    codes = [each for each in held if each.type == Authenticator.Type.RECOVERY_CODES]
    return Ways(
        app_since=apps[0].created_at if apps else None,
        passkeys=tuple(str(each) for each in held if each.type == Authenticator.Type.WEBAUTHN),
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else None,
    )
