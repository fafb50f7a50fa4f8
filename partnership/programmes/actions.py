"""What is done to programmes."""

from datetime import date

from partnership.people.models import Role, User
from partnership.programmes.models import Programme, ProgrammeRole


def grant(*, role: Role, to: User, programme: Programme, from_on: date) -> bool:
    """Give a person a role in a programme, unless it is held already; whether it is new."""
    if programme.roles.in_force(on=from_on).filter(user=to, role=role).exists():
        return False
    ProgrammeRole.objects.create(user=to, programme=programme, role=role, starts_on=from_on)
    return True
