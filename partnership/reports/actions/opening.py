"""The public link of a body: made, replaced, revoked."""

import secrets

from django.db import transaction
from django.utils import timezone

from partnership.people.models import User
from partnership.reports.models import PublicLink
from pilots.actions.calendars import TOKEN_BYTES, hash_of
from pilots.models import ReportingBody


@transaction.atomic
def make_link(*, body: ReportingBody, by: User) -> str:
    """Let anybody who has the link read the body's published reports; its token, kept nowhere.

    The link before it stops working at once.
    """
    _revoke(body, by)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    PublicLink.objects.create(body=body, token_hash=hash_of(token), made_by=by)
    return token


@transaction.atomic
def revoke_link(*, body: ReportingBody, by: User) -> bool:
    """Let nobody read them any more without signing in; False if there was no link."""
    return _revoke(body, by)


def _revoke(body: ReportingBody, by: User) -> bool:
    ReportingBody.objects.select_for_update().get(pk=body.pk)  # of two at once one waits
    standing = body.public_links.filter(revoked_at=None)
    return bool(standing.update(revoked_at=timezone.now(), revoked_by=by))
