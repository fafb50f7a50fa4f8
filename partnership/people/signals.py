"""What follows from what happens to accounts, whoever makes it happen."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from partnership.people import accounts, two_steps
from partnership.people.middleware import SEEN, SIGNED_IN
from partnership.people.models import User


@receiver(post_save, sender=User)
def know_its_address(instance: User, created: bool, raw: bool, **kwargs: Any) -> None:
    """However an account is made, it can sign in with its address."""
    if created and not raw:
        accounts.know_address(instance)


@receiver(user_logged_in)
def start_its_time(request: HttpRequest, **kwargs: Any) -> None:
    """A session lasts from the moment of signing in."""
    request.session[SIGNED_IN] = request.session[SEEN] = int(time.time())


@receiver(authenticator_added)
def note_second_step(request: HttpRequest, authenticator: Authenticator, **kwargs: Any) -> None:
    """Setting up a second step is giving it."""
    two_steps.note_set_up(request, authenticator)


@receiver(authenticator_removed)
def take_second_step_back(request: HttpRequest, **kwargs: Any) -> None:
    """Nobody has given a second step who has none."""
    two_steps.forget_given(request)
