"""Invitations for tests, and the link that only their e-mail holds."""

import re
from datetime import date
from typing import Any

from django.core import mail
from django.utils import timezone

from partnership.people.mail.sending import deliver
from partnership.people.models import Email, Role, User
from partnership.programmes.models import Programme
from pilots.actions.invitations import invite
from pilots.actions.roles import Where
from pilots.models import Invitation
from tests.support.builders import a_person


def an_invitation(
    role: Role, where: Where, address: str = "new@example.org", **fields: Any
) -> Invitation:
    """An invitation to a role from today, by a manager of the programme."""
    assert where is not None
    programme = where if isinstance(where, Programme) else where.programme
    by: User = fields.pop("by", None) or a_person(Role.PROGRAMME_MANAGER, programme)
    given = {"display_name": "A new post", "from_on": _today()} | fields
    return invite(programme=programme, address=address, role=role, where=where, by=by, **given)


def _today() -> date:
    return timezone.localdate()


def link_of(invitation: Invitation) -> str:
    """The path in the invitation's newest e-mail, sent now."""
    row = Email.objects.filter(purpose="invitation", about__invitation=invitation.pk).latest("pk")
    before = len(mail.outbox)
    deliver(row.pk)
    assert len(mail.outbox) == before + 1
    found = re.search(r"http://[^/]+(/invitations/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]
